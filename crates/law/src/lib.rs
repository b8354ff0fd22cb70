//! The shape of law data.
//!
//! The content compiler (`crates/content`) reads `content/law/*.toml`, checks it and writes it in this shape; the app
//! reads it back and evaluates it. Nothing here decides anything and nothing here holds a word a user reads: names and
//! explanations are looked up by id in the words of a language.

mod binding;
mod condition;
pub mod duty;
pub mod incident;
pub mod measure;
pub mod operators;
pub mod state;

pub use measure::{Duty, Framework, Measure, MeasureIndex, Measures, Practice};
use serde::{Deserialize, Serialize};

/// A calendar day as `year * 10_000 + month * 100 + day`; ordered as days are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Day(pub i32);

/// Position of a fact in [`Law::facts`].
pub type FactIndex = u16;
/// Position of a row in [`Law::rows`].
pub type RowIndex = u8;
/// Position of a provision in [`Law::provisions`].
pub type ProvisionIndex = u16;
/// The values a fact can still have, one bit a value in the order of [`Fact::values`].
pub type Values = u8;

/// A checked set of law: the EU core, or later a country.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Law {
    /// Content version, `year.month.number`.
    pub version: String,
    /// The day the facts were last checked against their sources.
    pub checked_on: Day,
    /// Days after `checked_on` from which the page says that the law data are old.
    pub old_after_days: u16,
    /// Acts and other sources.
    pub sources: Vec<Source>,
    /// Provisions cited by rules, rows and duties.
    pub provisions: Vec<Provision>,
    /// What the rules ask about.
    pub facts: Vec<Fact>,
    /// Sectors of Annexes I and II, in the order of the annexes.
    pub sectors: Vec<Sector>,
    /// Rows of the annexes (67), then activities outside the annexes that matter for the answer.
    pub rows: Vec<Row>,
    /// Rules in the order in which they are read.
    pub rules: Vec<Rule>,
    /// Dates to show, by verdict.
    pub dates: Vec<KeyDate>,
    /// The facts behind recital 16.
    pub independence: Independence,
    /// The limits of the size test.
    pub size: SizeRules,
}

impl Law {
    /// The first day on which there is law to apply.
    pub fn begins(&self) -> Option<Day> {
        self.rules.iter().map(|rule| rule.from).min()
    }
}

/// The limits of the size test (Annex to Recommendation 2003/361/EC): each version holds from its day until the next one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SizeRules {
    /// The first version.
    pub first: SizeRule,
    /// Later ones, oldest first.
    pub later: Vec<SizeRule>,
}

impl SizeRules {
    /// The version of a day; before the first version the first one.
    pub fn on(&self, day: Day) -> &SizeRule {
        self.later.iter().rev().find(|rule| rule.from <= day).unwrap_or(&self.first)
    }
}

/// Limits of micro, small and medium-sized enterprises, in this order, and those of holdings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SizeRule {
    /// First day.
    pub from: Day,
    /// Hundredths of annual work units: the class has fewer.
    pub staff_below: [u64; 3],
    /// Cents of annual turnover: the class has no more.
    pub turnover_at_most: [u64; 3],
    /// Cents of balance sheet total: the class has no more.
    pub balance_at_most: [u64; 3],
    /// Millionths of the votes: more than this is a majority.
    pub linked_above: u32,
    /// Millionths of capital or votes: from here on the other is a partner.
    pub partner_from: u32,
    /// Cents that business angels have invested together: below this they are exempt.
    pub angels_below: u64,
    /// Provisions it rests on.
    pub cites: Vec<ProvisionIndex>,
}

/// Recital 16: a State can disregard the group's figures where the entity's systems and services are independent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Independence {
    /// Whether independence is claimed.
    pub claimed: FactIndex,
    /// What the State says: `no`, `yes`, `open`.
    pub position: FactIndex,
}

/// An act or another source, with a link to its official text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Id, for instance `nis2`.
    pub id: String,
    /// Address of the official text.
    pub url: String,
    /// The short name used in citations; official numbers are the same in all languages.
    pub short: String,
}

/// How sure a statement is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Status {
    /// Checked against the text.
    Checked,
    /// Our reading of an open text: shown as open.
    Reading,
    /// Known from secondary sources: "according to available summaries".
    Secondary,
    /// Not checked: the visitor is asked to check.
    Unverified,
}

/// A provision that can be cited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Provision {
    /// Id, for instance `nis2.3.1.a`.
    pub id: String,
    /// Position of its source in [`Law::sources`].
    pub source: u8,
    /// Place in the act; words between braces stand for the language's word, for instance `{article} 3(1)(a)`.
    pub at: String,
    /// First day in force.
    pub from: Day,
    /// Last day in force, if it has ended.
    pub to: Option<Day>,
}

/// Where a fact is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Screen {
    /// Where the organisation is established and active.
    Place,
    /// With the activity whose row it belongs to.
    Row,
    /// Among the special grounds.
    Special,
    /// On a page of its own, once it matters.
    FollowUp,
}

/// Something the rules ask about, with a small closed set of values.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Id; the key of the answer in saved files.
    pub id: String,
    /// Ids of the values. `no`, `yes` for a plain question.
    pub values: Vec<String>,
    /// Whether a decision of the State settles it. While it is not known, its last value (`open`) holds: the law's own
    /// answer is then that somebody has to decide.
    pub settled_by_state: bool,
    /// Where it is asked.
    pub screen: Screen,
    /// Provisions that make it matter.
    pub cites: Vec<ProvisionIndex>,
    /// Id of the open reading it belongs to, or empty.
    pub reading: String,
}

/// A sector of an annex.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sector {
    /// Id, for instance `energy`.
    pub id: String,
    /// 1 or 2; 0 for activities outside the annexes.
    pub annex: u8,
}

/// How the competent Member State is found (Art. 26(1)).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Jurisdiction {
    /// Where the entity is established.
    Establishment,
    /// Wherever the service is provided.
    ServiceProvided,
    /// The main establishment.
    MainEstablishment,
    /// The State that set the entity up.
    EstablishingState,
}

/// A row of an annex, or an activity outside the annexes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Id, as in the published table of rows.
    pub id: String,
    /// Position in [`Law::sectors`].
    pub sector: u8,
    /// What must hold, beside carrying out the activity, for the row to match.
    pub when: Condition,
    /// Facts to ask with the activity.
    pub asks: Vec<FactIndex>,
    /// How the competent Member State is found.
    pub jurisdiction: Jurisdiction,
    /// NACE Rev. 2 divisions, only where the annex itself names them.
    pub nace: Vec<String>,
    /// The row in the annex.
    pub cite: ProvisionIndex,
    /// Where the activity is defined: official references, the same in all languages.
    pub definition: String,
    /// Reference that has taken the place of `definition`, or empty.
    pub successor: String,
    /// Whether `successor` has not been checked against a text.
    pub successor_unverified: bool,
    /// Id of the open reading that concerns the row, or empty.
    pub reading: String,
    /// Whether another row stands for it when all activities are open: same effect on the verdict.
    pub represented: bool,
    /// First day on which it is read.
    pub from: Day,
    /// Last day, if it has ended.
    pub to: Option<Day>,
}

/// What must hold. A closed set: a new kind is a new variant with a test.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// Every one holds; true when empty.
    All(Vec<Condition>),
    /// At least one holds; false when empty.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The fact has one of these values.
    Fact(FactIndex, Values),
    /// The activity of one of these rows is carried out, whether or not its row matches.
    Activity(Vec<RowIndex>),
    /// One of these rows matches.
    Row(Vec<RowIndex>),
    /// The enterprise is at least of this size.
    SizeAtLeast(Size),
    /// A ground for being in scope with a class holds.
    InScope,
}

/// Size class of the Annex to Recommendation 2003/361/EC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Size {
    /// Fewer than 10 work units and at most 2 million of turnover or balance sheet.
    Micro,
    /// Fewer than 50 work units and at most 10 million of turnover or balance sheet.
    Small,
    /// Fewer than 250 work units and at most 50 million of turnover or 43 million of balance sheet.
    Medium,
    /// Above the ceilings of medium-sized enterprises.
    Large,
}

/// The answer to "does it bind us, as what".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Verdict {
    /// Essential entity (Art. 3(1)).
    Essential,
    /// Important entity (Art. 3(2)).
    Important,
    /// Only registration duties (Art. 2(4)).
    RegistrationOnly,
    /// Outside the directive.
    OutOfScope,
    /// Somebody has to decide first; named in the derivation.
    NeedsAssessment,
}

/// What a rule does when its condition holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Outside the directive, whatever else holds.
    OutOfScope,
    /// A ground for being in scope with a class (important unless a class rule says more).
    InScope,
    /// In scope for registration duties only.
    RegistrationOnly,
    /// Essential.
    Essential,
    /// Important, where no rule makes it essential.
    Important,
    /// Needs an assessment where the verdict would otherwise be one of these.
    Assess(Vec<Verdict>),
    /// Needs an assessment where own and group figures lead to different verdicts.
    AssessSize,
    /// Read for the derivation only.
    Note,
    /// Something follows from a class or from registration; not a ground.
    Consequence(Consequence),
}

/// What follows beside the class.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Consequence {
    /// Data for the State's list (Art. 3(3)-(4)).
    RegisterArt3,
    /// Data for ENISA's registry (Art. 27).
    RegisterArt27,
    /// Implementing Regulation (EU) 2024/2690 applies.
    Regulation2690,
    /// Regulation (EU) 2022/2554 (DORA) takes the place of measures, reporting and supervision (Art. 4).
    DisplacedByDora,
    /// A representative in the Union is needed (Art. 26(3)).
    Representative,
    /// Registration data of domain names (Art. 28).
    DomainData,
    /// Measures or reporting fall away for exempted activities (Art. 2(8)).
    ExemptedPartly,
    /// Classification and registration fall away too (Art. 2(8), third sentence).
    ExemptedWholly,
}

/// A rule: when its condition holds on the day, its effect follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// Id, for instance `essential.annex1_large`.
    pub id: String,
    /// What must hold.
    pub when: Condition,
    /// What follows.
    pub effect: Effect,
    /// Verdicts with which the rule is read at all; empty for all. Only for consequences and notes.
    pub with: Vec<Verdict>,
    /// Provisions it rests on.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
    /// Id of the open reading chosen, or empty.
    pub reading: String,
    /// First day on which it is read.
    pub from: Day,
    /// Last day, if it has ended.
    pub to: Option<Day>,
}

/// A date worth knowing, by verdict.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyDate {
    /// Id.
    pub id: String,
    /// The day.
    pub day: Day,
    /// Verdicts for which it is shown.
    pub with: Vec<Verdict>,
    /// Consequence it belongs to, if any.
    pub consequence: Option<Consequence>,
    /// Provision.
    pub cite: ProvisionIndex,
}

/// The maturity part: areas, their measures and what they are mapped to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Maturity {
    /// The thirteen areas in order.
    pub areas: Vec<Area>,
    /// What the areas alone would leave out.
    pub gaps: Vec<Gap>,
}

/// One of the thirteen areas.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Area {
    /// Id, `A01` to `A13`; the key of the answer in saved files.
    pub id: String,
    /// Ids of its measures.
    pub measures: Vec<String>,
    /// Ids of its good practices, the part after the area's id: `G01`.
    pub practices: Vec<String>,
    /// Target level (0 to 4) by verdict: essential, important, registration only, out of scope, needs assessment.
    pub targets: [u8; 5],
    /// Norms it serves, ready to print: framework id and its numbers.
    pub norms: Vec<(String, String)>,
}

/// Something the thirteen areas leave out or touch only lightly.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// Id, `GAP-01`.
    pub id: String,
    /// Provisions that ask for it, ready to print with the words between braces replaced.
    pub asked_by: String,
}
