//! National law: the verdict of each State beside that of the directive, with reasons, differences, authorities and fines,
//! for its page and for the chapter of the report.

mod answer;
mod cards;
mod fines;
mod reasons;
mod tables;

use law::state::{Kind, State};
use law::{Law, ProvisionIndex, Screen, Status, Verdict};

pub use cards::cards;

use super::{Context, joined, status_mark};
use crate::document::{Block, Line, Span, heading, paragraph};
use crate::domain::measures::binding::{self, Obliged};
use crate::domain::national::{Answer, National, concerns, national};
use crate::domain::questionnaire::has_class;
use crate::domain::scope::facts::Need;
use crate::domain::scope::outcome::Held;
use crate::i18n::state::StateWords;
use crate::i18n::{Key, cite, key};

/// The law of a state that has been fetched.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its data.
    pub state: State,
    /// Its law over the core.
    pub law: Law,
    /// Its words in the language of the documents.
    pub words: StateWords,
}

impl Loaded {
    /// Puts the law of a state over the core.
    pub fn new(core: &Law, state: State, words: StateWords) -> Self {
        Self { law: state.over(core), state, words }
    }

    /// The name of the state.
    pub fn name(&self) -> &str {
        self.words.get(&self.state, Kind::State, 0, "name")
    }

    /// What the state's law says.
    pub fn result(&self, context: &Context<'_>) -> National {
        let day = context.facts.as_of;
        national(&self.law, &self.state, context.assessment, day, context.sizes, context.outcome)
    }

    /// The facts of the state whose answers can still change its verdict and are asked now, by position: one that follows up
    /// another waits until nothing else of the state is open.
    pub fn asked(&self, found: &National) -> Vec<usize> {
        let core = self.law.facts.len().saturating_sub(self.state.facts.len());
        let own = |need: &Need| if let Need::Fact(at) = need { usize::from(*at).checked_sub(core) } else { None };
        let mut open: Vec<usize> = found.missing.iter().filter_map(own).collect();
        let is_first = |at: &usize| self.state.facts.get(*at).is_some_and(|fact| fact.screen != Screen::FollowUp);
        if open.iter().any(is_first) {
            open.retain(is_first);
        }
        open
    }
}

/// The id of the question about a fact of a state on the page of the State's law.
pub fn question_id(fact: &str) -> String {
    ["question-", &fact.replace('.', "-")].concat()
}

/// What measures follow from: the directive, and the law of the states that the organisation has something to do with. Its
/// states are positions in `states`.
pub fn obliged(context: &Context<'_>, states: &[Loaded]) -> Obliged {
    let places = &context.assessment.places;
    let concerned = states.iter().enumerate().filter(|(_, loaded)| concerns(places, &loaded.state.code));
    let found = concerned.map(|(at, loaded)| (at, (loaded.state.code.as_str(), loaded.result(context))));
    let (at, found): (Vec<usize>, Vec<(&str, National)>) = found.unzip();
    let found = binding::obliged(context.law, context.facts, context.outcome, &found);
    let states = found.states.iter().filter_map(|one| at.get(*one)).copied().collect();
    Obliged { states, ..found }
}

/// Whether the law of a State makes an essential or important entity of the organisation; nothing of it while that law has
/// not arrived. A State that is certainly not competent does not count.
pub fn stronger(context: &Context<'_>) -> Held {
    let of_state = |loaded: &Loaded| {
        let found = loaded.result(context);
        let bound = |verdict: &Verdict| has_class(*verdict);
        let may_be = |verdict: &Verdict| bound(verdict) || *verdict == Verdict::NeedsAssessment;
        match found.competent {
            Held::No => Held::No,
            _ if found.verdict == Answer::NotInForce || !found.possible.iter().any(may_be) => Held::No,
            Held::Yes if found.possible.iter().all(bound) => Held::Yes,
            _ => Held::Open,
        }
    };
    let held: Vec<Held> = concerned(context, context.national.unwrap_or_default()).map(of_state).collect();
    [Held::Yes, Held::Open].into_iter().find(|one| held.contains(one)).unwrap_or(Held::No)
}

/// What the documents about one state are made from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The assessment, and the words with the part `national`.
    pub context: &'a Context<'a>,
    /// The state.
    pub loaded: &'a Loaded,
    /// What its law says.
    pub found: &'a National,
    /// Whether what is open leads to its question: on screen, not on paper.
    pub links: bool,
}

/// The results of all states that the organisation has something to do with, beside each other. Headings begin at `level`.
/// `links`: with links to what is open.
pub fn results(context: &Context<'_>, states: &[Loaded], level: u8, links: bool) -> Vec<Block> {
    let places = &context.assessment.places;
    let shown: Vec<&Loaded> = concerned(context, states).collect();
    let mut blocks = Vec::new();
    if places.established.is_empty() && places.served.is_empty() {
        blocks.push(context.paragraph(key::NATIONAL_PAGE_NO_PLACE));
    } else if shown.is_empty() {
        blocks.push(context.paragraph(key::NATIONAL_PAGE_NO_STATE));
    }
    if shown.len() > 1 {
        blocks.push(context.paragraph(key::NATIONAL_PAGE_SEVERAL));
        blocks.extend(cards::comparison(context, states, level));
    }
    for loaded in &shown {
        let found = loaded.result(context);
        blocks.extend(Desk { context, loaded, found: &found, links }.result(level));
    }
    let other = |code: &String| !states.iter().any(|loaded| loaded.state.code == *code);
    if !shown.is_empty() && places.established.iter().chain(&places.served).any(other) {
        blocks.push(context.paragraph(key::NATIONAL_PAGE_OTHERS));
    }
    blocks
}

/// The States that the organisation has something to do with.
fn concerned<'a>(context: &Context<'a>, states: &'a [Loaded]) -> impl Iterator<Item = &'a Loaded> {
    let places = &context.assessment.places;
    states.iter().filter(|loaded| concerns(places, &loaded.state.code))
}

/// The page: with several States also why which of them is competent. The report says that with its derivation.
pub fn page(context: &Context<'_>, states: &[Loaded]) -> Vec<Block> {
    let mut blocks = results(context, states, 2, true);
    if concerned(context, states).count() > 1 {
        blocks.extend(super::verdict::jurisdiction(context, 2));
    }
    blocks
}

impl<'a> Desk<'a> {
    /// Everything about the state.
    pub fn result(self, level: u8) -> Vec<Block> {
        let mut blocks = vec![heading(level, self.own(Kind::State, 0, "name")), self.card(level + 1)];
        blocks.push(paragraph(self.own(Kind::State, 0, "how")));
        if self.found.verdict == Answer::NotInForce {
            return blocks;
        }
        if self.found.displaced == Held::Yes {
            blocks.push(self.context.said(key::NATIONAL_WHY_DISPLACED, &["{article} 4(1)-(2)"]));
        }
        blocks.push(heading(level + 1, self.text(key::NATIONAL_WHY_TITLE)));
        blocks.push(Block::List(false, self.reasons()));
        blocks.extend(self.sizes(level + 1));
        blocks.extend(self.differences(level + 1));
        blocks.extend(self.measures(level + 1));
        blocks.extend(self.bodies(level + 1));
        blocks.extend(self.fines(level + 1));
        blocks.extend(self.sources(level + 1));
        blocks
    }

    fn text(self, key: Key) -> &'a str {
        self.context.words.get(key)
    }

    fn own(self, kind: Kind, item: usize, field: &str) -> &'a str {
        self.loaded.words.get(&self.loaded.state, kind, item, field)
    }

    fn said(self, key: Key) -> Block {
        paragraph(self.text(key))
    }

    /// Links to provisions.
    fn cites(self, provisions: &[ProvisionIndex]) -> Line {
        joined(provisions.iter().map(|index| {
            let (text, address) = cite::provision(&self.loaded.law, self.context.words, *index);
            Span::Link(address, text)
        }))
    }

    fn mark(self, status: Status) -> Line {
        status_mark(self.context.words, status)
    }
}
