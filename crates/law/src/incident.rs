//! The shape of the law of incidents: acts, services, criteria, deadlines and what notices contain.
//!
//! Written by the content compiler from `content/incident/*.toml`. Words stand in `content/text/<language>/incident.toml`
//! under the same ids, in the same order.

use serde::{Deserialize, Serialize};

pub use crate::binding::{BindingNotice, Transition};

use crate::{Day, Provision, ProvisionIndex, Source, Status};

/// Position of an act in [`IncidentLaw::acts`].
pub type ActIndex = u8;
/// Position of a question in [`IncidentLaw::questions`].
pub type QuestionIndex = u8;
/// Position of a step in [`IncidentLaw::steps`].
pub type StepIndex = u8;

/// The law of incidents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IncidentLaw {
    /// Acts that provisions belong to.
    pub sources: Vec<Source>,
    /// Provisions cited.
    pub provisions: Vec<Provision>,
    /// Acts with duties to report, in the order in which they are shown.
    pub acts: Vec<ActData>,
    /// Services an incident can hit.
    pub services: Vec<Service>,
    /// Questions about the incident that are answered yes, no or not known.
    pub questions: Vec<Question>,
    /// Ids of the sentences that say what a criterion asks for.
    pub sayings: Vec<String>,
    /// Criteria and rows of tables, in the order in which they are tried: the first that is met counts.
    pub criteria: Vec<Criterion>,
    /// Ids of the kinds of steps, which have words of their own.
    pub kinds: Vec<String>,
    /// Those to whom something is sent.
    pub recipients: Vec<Recipient>,
    /// What has to be done when.
    pub steps: Vec<Step>,
    /// Ids of the items that notices contain.
    pub items: Vec<String>,
    /// Notices that can be drafted.
    pub notices: Vec<Notice>,
}

impl IncidentLaw {
    /// An act by its position.
    pub fn act(&self, index: ActIndex) -> Option<&ActData> {
        self.acts.get(usize::from(index))
    }

    /// How the act at a position is applied.
    pub fn manner(&self, index: ActIndex) -> Option<Manner> {
        self.act(index).map(|act| act.manner)
    }

    /// Codes of the States whose chain of reports is known, in the order of the acts.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        self.acts.iter().filter(|act| act.manner == Manner::State).map(|act| act.state.as_str())
    }

    /// Whether the chain of reports of a State is known.
    pub fn knows(&self, state: &str) -> bool {
        self.states().any(|known| known == state)
    }
}

/// How an act is applied. Acts of States are data; what is particular to one act only is code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Directive (EU) 2022/2555, Art. 23: binds through the act of a State.
    Directive,
    /// Implementing Regulation (EU) 2024/2690, Art. 3 to 14: criteria without deadlines of their own.
    Regulation,
    /// The act of a State: the criteria above and those of its own, with its own deadlines and receivers.
    State,
    /// Regulation (EU) 2016/679, Art. 33 and 34.
    PersonalData,
    /// The table of the general act of AKOS (Slovenia; history, a yardstick).
    AkosTable,
    /// The tables of the ordinance of HAKOM (Croatia).
    HakomTable,
}

/// What is known of an act itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActData {
    /// Id, for instance `si_zinfv1`.
    pub id: String,
    /// How it is applied.
    pub manner: Manner,
    /// Code of its State; empty for acts of the Union.
    pub state: String,
    /// The notice of an authority on which it depends whether the act binds.
    pub notice: Option<BindingNotice>,
    /// The rule by which it goes on for those who applied it before its basis was repealed.
    pub transition: Option<Transition>,
    /// Where its own criteria stand, if they were not read: those of the Directive then cannot say no for it.
    pub criteria_open: Option<ProvisionIndex>,
    /// Whether incidents of one cause within six months can count as one, without a number of its own.
    pub same_cause: bool,
    /// First day on which its duty to report counts, where it is known.
    pub from: Option<Day>,
    /// Provisions that found the duty.
    pub cites: Vec<ProvisionIndex>,
    /// How sure its duty to report is known.
    pub status: Status,
}

impl ActData {
    /// The questions that decide whether it binds.
    pub fn questions(&self) -> impl Iterator<Item = QuestionIndex> {
        let (notice, transition) =
            (self.notice.map(|notice| notice.question), self.transition.map(|rule| rule.question));
        notice.into_iter().chain(transition)
    }
}

/// A service an incident can hit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Service {
    /// Id, for instance `cloud`.
    pub id: String,
    /// Whose rules count for it.
    pub group: ServiceGroup,
    /// The activity of the annexes it belongs to, to take it over from an assessment; may be empty.
    pub row: String,
}

/// Groups of services.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceGroup {
    /// Services of Regulation (EU) 2024/2690.
    Digital,
    /// Trust services: also of that Regulation, with a shorter clock.
    Trust,
    /// Electronic communications.
    Telecom,
    /// All others.
    Other,
}

/// A question about the incident.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    /// Id; the key of the answer in saved files.
    pub id: String,
    /// Provisions that make it matter.
    pub cites: Vec<ProvisionIndex>,
}

/// A criterion, or a row of a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Criterion {
    /// Id, for instance `akos.r1` or `ir.7.b`.
    pub id: String,
    /// The act it belongs to: position in [`IncidentLaw::acts`].
    pub act: ActIndex,
    /// Services it is about, by position; empty: whatever is hit.
    pub services: Vec<u8>,
    /// What must hold.
    pub test: Test,
    /// Position in [`IncidentLaw::sayings`].
    pub says: u8,
    /// Where it stands.
    pub cite: ProvisionIndex,
    /// How sure it is.
    pub status: Status,
    /// Id of the open reading it rests on, or empty.
    pub reading: String,
}

/// What a criterion demands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Test {
    /// The question is answered yes.
    Question(QuestionIndex),
    /// Direct loss above an amount or a share of last year's turnover, whichever is lower.
    Loss {
        /// Cents.
        cents: u64,
        /// Hundredths of a percent of the turnover.
        share: u32,
    },
    /// Incidents of one cause that together reach [`Test::Loss`].
    Recurring,
    /// A disturbance of the service.
    Outage {
        /// How the service is disturbed: [`Kinds`].
        kinds: Kinds,
        /// How long at least; `None`: any time.
        minutes: Option<Limit>,
        /// How many users; `None`: any number.
        users: Option<UserLimit>,
    },
    /// Complete outages of a calendar week together.
    Weekly(Limit),
    /// Confidentiality, integrity or authenticity of data is hit.
    Data {
        /// Only by an action that is suspected to be malicious.
        malicious: bool,
        /// How many users; `None`: any number.
        users: Option<UserLimit>,
        /// A question that takes the case out when it is answered yes.
        unless: Option<QuestionIndex>,
    },
}

/// Kinds of disturbance, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kinds(pub u8);

impl Kinds {
    /// Nobody reaches the service.
    pub const COMPLETE: Self = Self(1);
    /// It is considerably slower than usual, or functions are missing.
    pub const LIMITED: Self = Self(2);
    /// Answers take longer than ten seconds on average.
    pub const SLOW: Self = Self(4);
    /// Some users do not reach it at all, others do.
    pub const PARTIAL: Self = Self(8);

    /// Whether both have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A limit of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Limit {
    /// The number.
    pub value: u32,
    /// Whether the number itself is not enough.
    pub strict: bool,
}

/// A limit of users: either a share of all users of the service or a number, whichever is smaller.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UserLimit {
    /// Hundredths of a percent of all users of the service.
    pub share: Option<u32>,
    /// Number of users.
    pub count: Option<u64>,
    /// Whether the limit itself is not enough.
    pub strict: bool,
}

/// Something that has to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Id, for instance `si.early_warning`; the key of the moment at which it was sent.
    pub id: String,
    /// The act that asks for it: position in [`IncidentLaw::acts`].
    pub act: ActIndex,
    /// Position in [`IncidentLaw::kinds`].
    pub kind: u8,
    /// What the period runs from.
    pub event: Event,
    /// How long it is.
    pub within: Within,
    /// When it is asked for.
    pub when: When,
    /// Whether it is sent again and again after the same period, as long as the incident lasts.
    pub repeats: bool,
    /// To whom.
    pub to: Recipients,
    /// Where it stands.
    pub cite: ProvisionIndex,
    /// How sure it is.
    pub status: Status,
    /// Id of the open reading it rests on, or empty.
    pub reading: String,
    /// The notice to draft: position in [`IncidentLaw::notices`].
    pub notice: Option<u8>,
    /// What to draft where people are told and no notice is sent: position in [`IncidentLaw::notices`].
    pub draft: Option<u8>,
}

impl Step {
    /// What can be drafted for it.
    pub fn drafted(&self) -> Option<u8> {
        self.notice.or(self.draft)
    }
}

/// Somebody to whom something is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recipient {
    /// Id, for instance `si_csirt`.
    pub id: String,
    /// Addresses of its own pages, as far as they are known; shown as to be checked.
    pub sites: Vec<String>,
}

/// To whom something is sent: positions in [`IncidentLaw::recipients`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recipients {
    /// In every State that is not named.
    pub any: u8,
    /// By the code of a State.
    pub by_state: Vec<(String, u8)>,
}

impl Recipients {
    /// The recipient in a State.
    pub fn of(&self, state: &str) -> u8 {
        self.by_state.iter().find(|(code, _)| code == state).map_or(self.any, |(_, to)| *to)
    }
}

/// What a period runs from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The incident was noticed.
    Detected,
    /// It was clear that it is significant.
    Aware,
    /// It was clear that personal data are hit.
    AwarePersonalData,
    /// A criterion of the act was met.
    CriteriaMet,
    /// The incident was over.
    Ended,
    /// The incident was dealt with.
    Handled,
    /// Another notice was sent.
    Sent(StepIndex),
    /// Somebody asks for it: no moment can be computed.
    Request,
}

/// How long a period is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// At once, without a number.
    AtOnce,
    /// No period is named: no moment is computed.
    Open,
    /// Elapsed hours.
    Hours(u16),
    /// Calendar days; the day of the event does not count.
    Days(u16),
    /// Calendar months; the day of the event does not count.
    Months(u16),
    /// Working days of Slovenia; the day of the event does not count.
    WorkingDays(u16),
}

/// When a step is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Always.
    Always,
    /// Trust services are hit.
    Trust,
    /// No trust services are hit.
    NotTrust,
    /// The incident outlasts the deadline of another step, which this one then takes the place of.
    Outlasts(StepIndex),
    /// The organisation decides about the personal data.
    Controller,
    /// The organisation processes the personal data for others.
    Processor,
    /// A question is answered yes.
    Question(QuestionIndex),
    /// The incident may be the work of criminals.
    Malicious,
    /// Those who use the services can protect themselves against a grave threat. Asked also where nothing has happened yet.
    Threat,
}

/// A notice and what it contains.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Id, for instance `early_warning`.
    pub id: String,
    /// Positions in [`IncidentLaw::items`], in order.
    pub items: Vec<u8>,
    /// Provisions that say what it contains.
    pub cites: Vec<ProvisionIndex>,
}
