//! The shape of the law of incidents: acts, services, criteria, deadlines and what notices contain.
//!
//! Written by the content compiler from `content/incident/*.toml`. Words stand in `content/text/<language>/incident.toml`
//! under the same ids, in the same order.

use serde::{Deserialize, Serialize};

use crate::{Day, Provision, ProvisionIndex, Source, Status};

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
    /// Acts with duties to report, in the order of [`Act::ALL`].
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
    /// Ids of those to whom something is sent.
    pub recipients: Vec<String>,
    /// What has to be done when.
    pub steps: Vec<Step>,
    /// Ids of the items that notices contain.
    pub items: Vec<String>,
    /// Notices that can be drafted.
    pub notices: Vec<Notice>,
}

/// An act with a duty to report. The code that applies it is chosen by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Directive (EU) 2022/2555, Art. 23.
    Nis2,
    /// Implementing Regulation (EU) 2024/2690, Art. 3 to 14.
    Ir2690,
    /// Slovenia: ZInfV-1, Art. 29 and 30.
    SiZinfv1,
    /// Croatia: ZKS and its Regulation.
    HrZks,
    /// Regulation (EU) 2016/679, Art. 33 and 34.
    Gdpr,
    /// Slovenia: general act of AKOS (history, a yardstick).
    Akos,
    /// Croatia: ordinance of HAKOM (until the notice of categorisation).
    Hakom,
}

impl Act {
    /// All acts, in the order of the data.
    pub const ALL: [Self; 7] =
        [Self::Nis2, Self::Ir2690, Self::SiZinfv1, Self::HrZks, Self::Gdpr, Self::Akos, Self::Hakom];

    /// The name of the act in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nis2 => "nis2",
            Self::Ir2690 => "ir2690",
            Self::SiZinfv1 => "si_zinfv1",
            Self::HrZks => "hr_zks",
            Self::Gdpr => "gdpr",
            Self::Akos => "akos",
            Self::Hakom => "hakom",
        }
    }
}

/// What is known of an act itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActData {
    /// Id, for instance `si_zinfv1`.
    pub id: String,
    /// First day on which its duty to report counts, where it is known.
    pub from: Option<Day>,
    /// Provisions that found the duty.
    pub cites: Vec<ProvisionIndex>,
    /// How sure its duty to report is known.
    pub status: Status,
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
    /// The act it belongs to.
    pub act: Act,
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
    /// The act that asks for it.
    pub act: Act,
    /// Position in [`IncidentLaw::kinds`].
    pub kind: u8,
    /// What the period runs from.
    pub event: Event,
    /// How long it is.
    pub within: Within,
    /// When it is asked for.
    pub when: When,
    /// To whom: positions in [`IncidentLaw::recipients`], for Slovenia, Croatia and other countries.
    pub to: [u8; 3],
    /// Where it stands.
    pub cite: ProvisionIndex,
    /// How sure it is.
    pub status: Status,
    /// Id of the open reading it rests on, or empty.
    pub reading: String,
    /// The notice to draft: position in [`IncidentLaw::notices`].
    pub notice: Option<u8>,
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
