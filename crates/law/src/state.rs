//! The law of a Member State over the EU core: what it adds to the records of the core, and what it alone has.
//!
//! A state's rules are read by the same engine. They see the facts and rows of the core and, after them, the facts of the
//! state; [`State::over`] puts the two together. Positions in a state's pack therefore count through both.

use serde::{Deserialize, Serialize};

use crate::{
    Condition, Consequence, Day, Effect, Fact, Law, Provision, ProvisionIndex, Rule, Size, Source, Status, Verdict,
};

/// A state's law, checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// Two-letter code, as in the places of an assessment.
    pub code: String,
    /// The day the facts were last checked against their sources.
    pub checked_on: Day,
    /// Acts and other sources, after those of the core.
    pub sources: Vec<Source>,
    /// Provisions, after those of the core.
    pub provisions: Vec<Provision>,
    /// What the state's rules ask beside the facts of the core.
    pub facts: Vec<Fact>,
    /// For each row of the core whether another stands for it under the rules of the state.
    pub represented: Vec<bool>,
    /// The state's rules; they take the place of the core's.
    pub rules: Vec<Rule>,
    /// What rules that ask for an assessment can lead to, where that is not what is usual: positions in
    /// [`State::rules`] with verdicts.
    pub leads: Vec<(usize, Vec<Verdict>)>,
    /// A decision of the authority that says the category, where the act knows one.
    pub decision: Option<Decision>,
    /// What the act calls the verdicts.
    pub categories: Vec<Category>,
    /// Ways in which the size rule can be read. One when it is clear.
    pub sizes: Vec<SizeReading>,
    /// Authorities and incident response teams.
    pub bodies: Vec<Body>,
    /// Who is competent for whom.
    pub competences: Vec<Competent>,
    /// Frames of fines.
    pub fines: Vec<Fine>,
    /// How the act differs from the directive.
    pub differences: Vec<Difference>,
    /// What the act asks to be in place, in its own grouping.
    pub measures: Vec<Measure>,
    /// Ids of open readings.
    pub readings: Vec<String>,
}

/// A decision of the authority that says the category: what the criteria lead to then no longer counts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// The rules of such a decision, by position in [`State::rules`].
    pub rules: Vec<usize>,
    /// The remark where the criteria lead elsewhere, by position in [`State::rules`].
    pub differs: usize,
}

/// A verdict in the act's own words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Category {
    /// Id, for instance `bistveni`.
    pub id: String,
    /// The verdict it stands for.
    pub verdict: Verdict,
    /// Whether it stands for it only where a rule decides that has not been checked against a text.
    pub unverified: bool,
}

/// One way to read the size rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SizeReading {
    /// Id.
    pub id: String,
    /// Whether the latest period alone decides.
    pub latest_period: bool,
    /// Whether a change counts only after two consecutive periods.
    pub two_periods: bool,
    /// Lines of classes: the first step in which a line holds decides, and every line of it that holds is possible. With
    /// none the class is small. No step at all: the classes of Recommendation 2003/361/EC.
    pub steps: Vec<Vec<(Size, FigureTest)>>,
    /// Provisions and sources.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// One of the three figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Figure {
    /// Annual work units, in hundredths.
    Staff,
    /// Annual turnover in cents.
    Turnover,
    /// Balance sheet total in cents.
    Balance,
}

/// What must hold of the figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FigureTest {
    /// Every one holds.
    All(Vec<FigureTest>),
    /// At least one holds.
    Any(Vec<FigureTest>),
    /// It does not hold.
    Not(Box<FigureTest>),
    /// The figure is this or more.
    AtLeast(Figure, u64),
    /// The figure is more than this.
    Above(Figure, u64),
}

/// An authority or an incident response team.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Its name in its own language.
    pub name: String,
}

/// Who is competent for a sector or a kind of entity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Competent {
    /// Id.
    pub id: String,
    /// Who it is about.
    pub when: Condition,
    /// Position of the competent authority in [`State::bodies`]; none while it is not known.
    pub authority: Option<u8>,
    /// Position of the incident response team; none while it is not known.
    pub csirt: Option<u8>,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// Whose turnover a percentage is taken of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TurnoverOf {
    /// Of the entity itself.
    Entity,
    /// Of the undertaking to which it belongs.
    Undertaking,
}

/// The frame of a fine.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fine {
    /// Id.
    pub id: String,
    /// Verdicts with which it is shown.
    pub with: Vec<Verdict>,
    /// Whom it concerns.
    pub when: Condition,
    /// Lowest and highest fine in cents; without a lowest the frame has none.
    pub amount: (Option<u64>, u64),
    /// Lowest and highest share of the turnover of the year before, in millionths; the higher of amount and share counts.
    pub share: Option<(Option<u32>, u32)>,
    /// Whose turnover.
    pub turnover: TurnoverOf,
    /// Lowest and highest fine for natural persons, in cents.
    pub persons: Option<(u64, u64)>,
    /// Whether it is the directive's frame, shown because the state's own has not been read.
    pub directive: bool,
    /// Whether it is for what DORA displaces: measures, reports, supervision.
    pub displaced: bool,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// How the act differs from the directive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Difference {
    /// Id.
    pub id: String,
    /// Whom it concerns.
    pub when: Condition,
    /// Whether it can lead to another verdict than the directive; otherwise it is about duties.
    pub verdict: bool,
    /// Whether it is about what DORA displaces: measures, reports, supervision, fines.
    pub displaced: bool,
    /// Verdicts with which it is shown; empty for all.
    pub with: Vec<Verdict>,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// Something the act asks to be in place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measure {
    /// Id.
    pub id: String,
    /// Id of the list it belongs to.
    pub list: String,
    /// Points of NIS 2 Art. 21(2) that come nearest, ready to print.
    pub nearest: String,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

impl State {
    /// The law that is applied in the state: the core's facts and rows, the state's facts and rules. Of the core's rules only
    /// the one for a representative stays, behind the state's: it says where those from outside the Union belong.
    #[must_use]
    pub fn over(&self, core: &Law) -> Law {
        let mut law = core.clone();
        law.checked_on = self.checked_on;
        law.sources.extend_from_slice(&self.sources);
        law.provisions.extend_from_slice(&self.provisions);
        law.facts.extend_from_slice(&self.facts);
        law.rules.retain(|rule| rule.effect == Effect::Consequence(Consequence::Representative));
        law.rules.splice(..0, self.rules.iter().cloned());
        law.dates.clear();
        for (row, represented) in law.rows.iter_mut().zip(&self.represented) {
            row.represented = *represented;
        }
        law
    }
}

/// The kinds of items that have words, in the order in which their words stand in a pack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The state and its act.
    State,
    /// [`State::categories`].
    Category,
    /// [`State::facts`].
    Fact,
    /// Values of facts that are more than no and yes; item: see [`State::value_item`].
    Value,
    /// [`State::rules`].
    Rule,
    /// [`State::sizes`].
    Size,
    /// [`State::bodies`].
    Body,
    /// [`State::competences`].
    Competent,
    /// [`State::fines`].
    Fine,
    /// [`State::differences`].
    Difference,
    /// The lists of [`State::measures`], in the order of first use.
    List,
    /// [`State::measures`].
    Measure,
    /// [`State::readings`].
    Reading,
}

/// Every kind with the names of its texts.
pub const KINDS: [(Kind, &str, &[&str]); 13] = [
    (Kind::State, "state", &["name", "act", "how", "place", "several"]),
    (Kind::Category, "category", &["name", "means"]),
    (Kind::Fact, "fact", &["question", "hint", "why", "label"]),
    (Kind::Value, "fact", &["value"]),
    (Kind::Rule, "rule", &["says", "short"]),
    (Kind::Size, "size", &["name", "lines"]),
    (Kind::Body, "body", &["what"]),
    (Kind::Competent, "competent", &["who"]),
    (Kind::Fine, "fine", &["name"]),
    (Kind::Difference, "difference", &["title", "directive", "here"]),
    (Kind::List, "list", &["title", "lead"]),
    (Kind::Measure, "measure", &["name"]),
    (Kind::Reading, "reading", &["question", "choice"]),
];

impl State {
    /// The keys of the items of a kind in the state's text files, in the order of the pack.
    pub fn keys(&self, kind: Kind) -> Vec<String> {
        fn ids<'a, T: 'a>(items: &'a [T], id: impl Fn(&'a T) -> &'a String) -> Vec<String> {
            items.iter().map(id).cloned().collect()
        }
        match kind {
            Kind::State => vec![String::new()],
            Kind::Category => ids(&self.categories, |item| &item.id),
            Kind::Fact => ids(&self.facts, |item| &item.id),
            Kind::Value => self.facts.iter().flat_map(values).collect(),
            Kind::Rule => ids(&self.rules, |item| &item.id),
            Kind::Size => ids(&self.sizes, |item| &item.id),
            Kind::Body => ids(&self.bodies, |item| &item.id),
            Kind::Competent => ids(&self.competences, |item| &item.id),
            Kind::Fine => ids(&self.fines, |item| &item.id),
            Kind::Difference => ids(&self.differences, |item| &item.id),
            Kind::List => self.lists(),
            Kind::Measure => ids(&self.measures, |item| &item.id),
            Kind::Reading => self.readings.clone(),
        }
    }

    /// Ids of the lists of measures, in the order of first use.
    pub fn lists(&self) -> Vec<String> {
        let mut lists: Vec<String> = Vec::new();
        for measure in &self.measures {
            if !lists.contains(&measure.list) {
                lists.push(measure.list.clone());
            }
        }
        lists
    }

    /// Position of the first text of an item.
    pub fn text(&self, kind: Kind, item: usize) -> usize {
        let before = KINDS.iter().take_while(|(known, _, _)| *known != kind);
        let start: usize = before.map(|(known, _, fields)| self.keys(*known).len() * fields.len()).sum();
        let fields = KINDS.iter().find(|(known, _, _)| *known == kind).map_or(1, |(_, _, fields)| fields.len());
        start + item * fields
    }

    /// The item of [`Kind::Value`] of a value of a fact; both are positions. None for plain questions.
    pub fn value_item(&self, fact: usize, value: usize) -> Option<usize> {
        let before: usize = self.facts.iter().take(fact).map(|fact| values(fact).len()).sum();
        let own = self.facts.get(fact).map(values)?;
        own.get(value).map(|_| before + value)
    }

    /// How many texts the state has.
    pub fn texts(&self) -> usize {
        KINDS.iter().map(|(kind, _, fields)| self.keys(*kind).len() * fields.len()).sum()
    }
}

/// Keys of the values of a fact; none for a plain question, whose words the core has.
fn values(fact: &Fact) -> Vec<String> {
    if fact.values == ["no", "yes"] {
        return Vec::new();
    }
    fact.values.iter().map(|value| [fact.id.as_str(), value].join(".")).collect()
}
