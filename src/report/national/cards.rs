//! The result of each State in short: below the verdict of the directive, on the page for the board, and side by side where
//! there are several.

use law::state::Kind;
use law::{Rule, Verdict};

use super::answer::status_key;
use super::{Desk, Loaded, concerned};
use crate::document::{Block, Line, Span, heading, line, paragraph};
use crate::domain::national::{Answer, leads_to};
use crate::domain::scope::outcome::Held;
use crate::i18n::key;
use crate::report::{Context, space};

/// A card for each State that has to do with the organisation; nothing while their law has not arrived. `address`: where
/// all of it stands; empty for no link.
pub fn cards(context: &Context<'_>, address: &str) -> Vec<Block> {
    let states = context.national.unwrap_or_default();
    let mut blocks = side_by_side(context, states, 3, means);
    if !blocks.is_empty() && !address.is_empty() {
        let words = context.text(key::VERDICT_TO_NATIONAL).to_owned();
        let more = Span::Text(context.text(key::VERDICT_STATE_MORE).to_owned());
        blocks.push(Block::Paragraph(vec![more, space(), Span::Link(address.to_owned(), words)]));
    }
    blocks
}

/// What the laws of several States make of the same answers, with the reason of each.
pub(super) fn comparison(context: &Context<'_>, states: &[Loaded], level: u8) -> Vec<Block> {
    side_by_side(context, states, level, why)
}

type Says = fn(Desk<'_>) -> Vec<Block>;

fn side_by_side(context: &Context<'_>, states: &[Loaded], level: u8, says: Says) -> Vec<Block> {
    let card = |loaded: &Loaded| {
        let found = loaded.result(context);
        Desk { context, loaded, found: &found, links: false }.short(level, says)
    };
    let cards: Vec<Block> = concerned(context, states).map(card).collect();
    if cards.is_empty() { cards } else { vec![Block::Group("states", cards)] }
}

impl Desk<'_> {
    /// State and category, how sure it is, and what `says` adds. Where another State's law counts, only that.
    fn short(self, level: u8, says: Says) -> Block {
        let found = self.found;
        let (mut class, mut name, _) = self.answer();
        let elsewhere = found.competent == Held::No;
        if elsewhere {
            (class, name) = ("card open", self.text(key::VERDICT_STATE_ELSEWHERE));
        }
        let values = [("state", self.own(Kind::State, 0, "name")), ("verdict", name)];
        let mut blocks = vec![heading(level, self.context.words.fill(key::VERDICT_STATE_HEADING, &values))];
        if elsewhere {
            blocks.push(self.said(key::VERDICT_STATE_ELSEWHERE_MEANS));
            return Block::Group(class, blocks);
        }
        match found.verdict {
            Answer::NotInForce => return Block::Group(class, blocks),
            Answer::Verdict(_) => blocks.push(self.said(status_key(found.status))),
            Answer::Borderline => blocks.push(self.said(key::VERDICT_STATE_BETWEEN)),
            Answer::Undetermined => {}
        }
        if !matches!(found.verdict, Answer::Verdict(_)) {
            blocks.extend(self.still_possible());
        }
        if found.competent == Held::Open {
            blocks.push(self.said(key::VERDICT_STATE_COMPETENCE_OPEN));
        }
        blocks.extend(says(self));
        Block::Group(class, blocks)
    }
}

/// What the result means in the State: how one comes to be bound there, or that one has no class.
fn means(desk: Desk<'_>) -> Vec<Block> {
    let (_, _, means) = desk.answer();
    let free = [Verdict::OutOfScope, Verdict::RegistrationOnly].map(Answer::Verdict).contains(&desk.found.verdict);
    vec![paragraph(if free { means } else { desk.own(Kind::State, 0, "how") })]
}

/// The rules that lead to the result, in short; without one result those that can.
fn why(desk: Desk<'_>) -> Vec<Block> {
    let leads = |rule: &Rule| match desk.found.verdict {
        Answer::Verdict(verdict) => leads_to(rule, verdict),
        _ => desk.found.possible.iter().any(|verdict| leads_to(rule, *verdict)),
    };
    let item = |at: usize| {
        let rule = desk.rule(at).filter(|rule| leads(rule))?;
        let mut said = line(desk.own(Kind::Rule, at, "short"));
        said.push(Span::Text(String::from(" – ")));
        said.append(&mut desk.cites(&rule.cites));
        said.extend(desk.mark(rule.status));
        Some(said)
    };
    let items: Vec<Line> = desk.held().into_iter().filter_map(item).collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List(false, items)] }
}
