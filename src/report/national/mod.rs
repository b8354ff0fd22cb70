//! National law: the verdict of each State beside that of the directive, with reasons, differences, authorities and fines,
//! for its page and for the chapter of the report.

mod cards;
mod fines;
mod tables;

use law::state::{Kind, State};
use law::{Law, ProvisionIndex, Rule, Status, Verdict};

pub use cards::cards;

use super::{Context, joined, space, status_mark, verdict_key};
use crate::document::{Block, Line, Span, heading, line, paragraph};
use crate::domain::measures::binding::{self, Obliged};
use crate::domain::national::{Answer, National, ReadingResult, category, concerns, leads_to, national};
use crate::domain::scope::facts::Need;
use crate::domain::scope::outcome::Held;
use crate::i18n::state::StateWords;
use crate::i18n::{Key, cite, format, key};

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
}

/// What measures follow from: the directive, and the law of the states that the organisation has something to do with. Its
/// states are positions in `states`.
pub fn obliged(context: &Context<'_>, states: &[Loaded]) -> Obliged {
    let places = &context.assessment.places;
    let concerned = states.iter().enumerate().filter(|(_, loaded)| concerns(places, &loaded.state.code));
    let (at, found): (Vec<usize>, Vec<National>) = concerned.map(|(at, loaded)| (at, loaded.result(context))).unzip();
    let found = binding::obliged(context.law, context.facts, context.outcome, &found);
    let states = found.states.iter().filter_map(|one| at.get(*one)).copied().collect();
    Obliged { states, ..found }
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
}

/// The results of all states that the organisation has something to do with, beside each other. Headings begin at `level`.
pub fn results(context: &Context<'_>, states: &[Loaded], level: u8) -> Vec<Block> {
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
        blocks.extend(Desk { context, loaded, found: &found }.result(level));
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
    let mut blocks = results(context, states, 2);
    if concerned(context, states).count() > 1 {
        blocks.extend(super::verdict::jurisdiction(context, 2));
    }
    blocks
}

impl<'a> Desk<'a> {
    fn text(self, key: Key) -> &'a str {
        self.context.words.get(key)
    }

    fn own(self, kind: Kind, item: usize, field: &str) -> &'a str {
        self.loaded.words.get(&self.loaded.state, kind, item, field)
    }

    fn said(self, key: Key) -> Block {
        paragraph(self.text(key))
    }

    /// The verdict in the words of the act.
    fn name(self, outcome: &crate::domain::scope::outcome::Outcome, verdict: Verdict) -> &'a str {
        let at = category(&self.loaded.law, &self.loaded.state, outcome, verdict);
        at.map_or("", |at| self.own(Kind::Category, at, "name"))
    }

    fn reading_name(self, reading: &ReadingResult) -> &'a str {
        match reading.outcome.verdict {
            Some(verdict) => self.name(&reading.outcome, verdict),
            None => self.text(key::VERDICT_STATE_UNDETERMINED),
        }
    }

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

    /// The result: what it looks like, its name and what it means; the last is empty where there is no verdict.
    fn answer(self) -> (&'static str, &'a str, &'a str) {
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
    fn still_possible(self) -> Option<Block> {
        let found = self.found;
        if found.possible.len() < 2 || found.verdict == Answer::NotInForce {
            return None;
        }
        let name = |verdict: &Verdict| {
            let of = |category: &law::state::Category| category.verdict == *verdict && !category.unverified;
            let at = self.loaded.state.categories.iter().position(of);
            at.map_or("", |at| self.own(Kind::Category, at, "name"))
        };
        let names: Vec<&str> = found.possible.iter().map(name).collect();
        let possible = Span::Text(self.text(key::VERDICT_STATE_POSSIBLE).to_owned());
        Some(Block::Paragraph(vec![possible, space(), Span::Strong(names.join("; "))]))
    }

    fn open_points(self) -> Vec<Line> {
        let core = self.context.law.facts.len();
        let mut points: Vec<&str> = Vec::new();
        for need in &self.found.missing {
            let text = match need {
                Need::Fact(fact) => match usize::from(*fact).checked_sub(core) {
                    Some(own) => self.own(Kind::Fact, own, "label"),
                    None => self.context.words.get(key::FACTS.of(usize::from(*fact), key::facts::LABEL)),
                },
                Need::Activity(row) => self.context.words.get(key::ROWS_ROW.of(usize::from(*row), key::rows_row::NAME)),
                Need::Size => self.text(key::NATIONAL_ANSWER_SIZE),
            };
            points.push(text);
        }
        if self.context.facts.activities_open {
            points.push(self.text(key::NATIONAL_ANSWER_ACTIVITIES));
        }
        points.into_iter().map(line).collect()
    }

    /// The rules that lead to the verdict, then what is said beside it; each with its provisions and how sure it is.
    fn reasons(self) -> Vec<Line> {
        let held = self.held();
        let decides = |at: &usize| match self.found.verdict {
            Answer::Verdict(verdict) => self.rule(*at).is_some_and(|rule| leads_to(rule, verdict)),
            _ => true,
        };
        let (first, then): (Vec<usize>, Vec<usize>) = held.into_iter().partition(decides);
        first.into_iter().chain(then).filter_map(|at| self.reason(at)).collect()
    }

    /// The rules of the State that hold under any reading, in the order of the law.
    fn held(self) -> Vec<usize> {
        let mut held: Vec<usize> =
            self.found.readings.iter().flat_map(|reading| reading.outcome.rules.iter().copied()).collect();
        held.sort_unstable();
        held.dedup();
        held.retain(|at| *at < self.loaded.state.rules.len());
        held
    }

    fn rule(self, at: usize) -> Option<&'a Rule> {
        self.loaded.law.rules.get(at)
    }

    fn reason(self, at: usize) -> Option<Line> {
        let rule = self.rule(at)?;
        let mut said = line(self.own(Kind::Rule, at, "says"));
        said.push(space());
        said.append(&mut self.cites(&rule.cites));
        said.extend(self.mark(rule.status));
        if let Some(reading) = self.loaded.state.readings.iter().position(|id| *id == rule.reading) {
            let texts = ["question", "choice"].map(|field| self.own(Kind::Reading, reading, field));
            said.push(Span::Text([" ", texts.join(" ").as_str()].concat()));
        }
        Some(said)
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

    /// The act, where to read it, and when the data were compared with it.
    fn sources(self, level: u8) -> Vec<Block> {
        let state = &self.loaded.state;
        let date = format::date(self.context.words.language, state.checked_on).replace(' ', "\u{a0}");
        let source = |source: &law::Source| {
            let name = cite::reference(self.context.words, &source.short);
            vec![Span::Link(cite::address(self.context.words, source), name)]
        };
        vec![
            heading(level, self.text(key::NATIONAL_SOURCES_TITLE)),
            paragraph(self.own(Kind::State, 0, "act")),
            paragraph(self.own(Kind::State, 0, "place")),
            Block::List(false, state.sources.iter().map(source).collect()),
            paragraph(self.context.words.fill(key::NATIONAL_SOURCES_CHECKED, &[("date", &date)])),
        ]
    }
}

fn status_key(status: Status) -> Key {
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
