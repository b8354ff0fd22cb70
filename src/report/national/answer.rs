//! The verdict of a State: its name, how sure it is, what it depends on.

use law::state::Kind;
use law::{Status, Verdict};

use super::{Desk, question_id};
use crate::document::{Block, Line, Span, heading, line, paragraph};
use crate::domain::national::{Answer, ReadingResult, category, category_of_possible};
use crate::domain::scope::facts::Need;
use crate::domain::scope::outcome::{Held, Outcome};
use crate::i18n::{Key, key};
use crate::report::{space, verdict_key};

impl<'a> Desk<'a> {
    /// The result: what it looks like, its name and what it means; the last is empty where there is no verdict.
    pub(super) fn answer(self) -> (&'static str, &'a str, &'a str) {
        let found = self.found;
        match found.verdict {
            Answer::NotInForce => ("card open", self.text(key::VERDICT_STATE_NOT_IN_FORCE), ""),
            Answer::Borderline => ("card assess", self.text(key::VERDICT_STATE_BORDERLINE), ""),
            Answer::Undetermined => ("card open", self.text(key::VERDICT_STATE_UNDETERMINED), ""),
            Answer::Verdict(verdict) => {
                let first = found.readings.first();
                let at =
                    first.and_then(|reading| category(&self.loaded.law, &self.loaded.state, &reading.outcome, verdict));
                let own = |field| at.map_or("", |at| self.own(Kind::Category, at, field));
                (card_class(verdict), own("name"), own("means"))
            }
        }
    }

    /// The verdict beside the directive's, and how sure it is.
    pub fn card(self, level: u8) -> Block {
        let found = self.found;
        let (class, name, means) = self.answer();
        let mut blocks = vec![heading(level, name)];
        if !means.is_empty() {
            blocks.push(paragraph(means));
        }
        if let Answer::Verdict(_) = found.verdict {
            blocks.push(Block::Paragraph(vec![Span::Strong(self.text(status_key(found.status)).to_owned())]));
        }
        blocks.push(self.said(match found.competent {
            Held::Yes => key::NATIONAL_COMPETENCE_YES,
            Held::No => key::NATIONAL_COMPETENCE_NO,
            Held::Open => key::VERDICT_STATE_COMPETENCE_OPEN,
        }));
        if found.verdict != Answer::NotInForce {
            blocks.push(self.beside());
        }
        if found.verdict == Answer::Borderline {
            blocks.push(self.said(key::VERDICT_STATE_BETWEEN));
        }
        blocks.extend(self.open());
        Block::Group(class, blocks)
    }

    /// What the directive says, and whether it is the same.
    fn beside(self) -> Block {
        let directive = self.text(verdict_key(self.context.outcome.verdict));
        let mut text = self.context.words.fill(key::NATIONAL_ANSWER_DIRECTIVE, &[("verdict", directive)]);
        text.push(' ');
        text.push_str(self.text(match self.found.differs {
            Held::No => key::NATIONAL_ANSWER_SAME,
            Held::Yes => key::NATIONAL_ANSWER_DIFFERS,
            Held::Open => key::NATIONAL_ANSWER_DIFFERS_OPEN,
        }));
        paragraph(text)
    }

    /// What the verdict still depends on, and what is possible.
    fn open(self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let points: Vec<Line> = self.open_points();
        if !points.is_empty() {
            blocks.push(self.said(key::NATIONAL_ANSWER_DEPENDS));
            blocks.push(Block::List(false, points));
        }
        blocks.extend(self.still_possible());
        blocks
    }

    /// What is possible, where that is more than one result.
    pub(super) fn still_possible(self) -> Option<Block> {
        let found = self.found;
        if found.possible.len() < 2 || found.verdict == Answer::NotInForce {
            return None;
        }
        // That something has to be assessed is the result; what it can come to stands here.
        let pending = found.verdict == Answer::Verdict(Verdict::NeedsAssessment);
        let shown = found.possible.iter().filter(|verdict| !pending || **verdict != Verdict::NeedsAssessment);
        let name = |verdict: &Verdict| {
            let at = category_of_possible(&self.loaded.law, &self.loaded.state, found, *verdict);
            at.map_or("", |at| self.own(Kind::Category, at, "name"))
        };
        let names: Vec<&str> = shown.map(name).collect();
        let possible = Span::Text(self.text(key::VERDICT_STATE_POSSIBLE).to_owned());
        Some(Block::Paragraph(vec![possible, space(), Span::Strong(names.join("; "))]))
    }

    /// What is open, each with a link to the place where it is answered.
    fn open_points(self) -> Vec<Line> {
        let context = self.context;
        let mut points: Vec<(&str, Option<Span>)> = Vec::new();
        for need in &self.found.missing {
            points.push(match need {
                Need::Fact(fact) => match usize::from(*fact).checked_sub(context.law.facts.len()) {
                    Some(own) => (self.own(Kind::Fact, own, "label"), self.to_question(own)),
                    None => (context.fact(*fact, key::facts::LABEL), Some(context.change_fact(*fact))),
                },
                Need::Activity(row) => (context.row_name(*row), Some(context.change("activities"))),
                Need::Size => (self.text(key::NATIONAL_ANSWER_SIZE), Some(context.change("figures"))),
            });
        }
        if context.facts.activities_open {
            points.push((self.text(key::NATIONAL_ANSWER_ACTIVITIES), Some(context.change("activities"))));
        }
        let point = |(text, place): (&str, Option<Span>)| {
            let mut said = line(text);
            if let Some(place) = place.filter(|_| self.links) {
                said.extend([space(), place]);
            }
            said
        };
        points.into_iter().map(point).collect()
    }

    /// A link to the question of the State's law on its page, if it is asked now.
    fn to_question(self, fact: usize) -> Option<Span> {
        let asked = self.loaded.state.facts.get(fact).filter(|_| self.loaded.asked(self.found).contains(&fact))?;
        let address = ["#", &question_id(&asked.id)].concat();
        Some(Span::Link(address, self.text(key::UI_APP_CHANGE).to_owned()))
    }

    /// The verdict in the words of the act.
    fn name(self, outcome: &Outcome, verdict: Verdict) -> &'a str {
        let at = category(&self.loaded.law, &self.loaded.state, outcome, verdict);
        at.map_or("", |at| self.own(Kind::Category, at, "name"))
    }

    pub(super) fn reading_name(self, reading: &ReadingResult) -> &'a str {
        match reading.outcome.verdict {
            Some(verdict) => self.name(&reading.outcome, verdict),
            None => self.text(key::VERDICT_STATE_UNDETERMINED),
        }
    }
}

pub(super) fn status_key(status: Status) -> Key {
    match status {
        Status::Checked => key::VERDICT_STATE_CHECKED,
        Status::Reading => key::VERDICT_STATE_READING,
        Status::Secondary => key::VERDICT_STATE_SECONDARY,
        Status::Unverified => key::VERDICT_STATE_UNVERIFIED,
    }
}

fn card_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Essential => "card essential",
        Verdict::Important => "card important",
        Verdict::RegistrationOnly => "card registration",
        Verdict::OutOfScope => "card out",
        Verdict::NeedsAssessment => "card assess",
    }
}
