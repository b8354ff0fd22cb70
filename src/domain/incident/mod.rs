//! Incidents: must it be reported, to whom, by when.
//!
//! Pure: now is an argument. What is not known is never taken as no, and a time that cannot be right is not used for a
//! deadline. Durations are seconds, shares are hundredths of a percent.

mod acts;
mod criteria;
mod finding;
mod judge;
mod notices;
mod recurring;
mod result;
mod steps;
mod tally;
mod times;

pub use acts::evaluate;
pub use finding::{Met, Need};
pub use notices::with_notices;
pub use result::{ActResult, Message, Reportable, Results};
pub use steps::{State, Task};
pub use times::{Field, Span};

use law::Day;
use law::incident::Kinds;

use super::sorted::ById;
use super::time::{Due, Moment, Place};
use super::units::{Range, Tri};

/// An incident as far as it is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Incident {
    /// Id in the browser.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The organisation, for notices.
    pub organisation: String,
    /// Who can be reached about it, for notices.
    pub contact: String,
    /// Codes of the States whose law counts, or [`OTHER`]; empty while that is not known.
    pub countries: Vec<String>,
    /// What the organisation is under NIS 2.
    pub entity: Entity,
    /// Its role for the personal data.
    pub role: Role,
    /// Day on which the Croatian notice of categorisation was delivered.
    pub notice_delivered: Option<Day>,
    /// Moments.
    pub times: Times,
    /// Whether it goes on; counts only while no end is known.
    pub running: Tri,
    /// What was hit and how; empty while that is not known.
    pub hits: Vec<Hit>,
    /// Answers to the questions of the law data, by id.
    pub answers: ById<Tri>,
    /// Direct loss in cents.
    pub loss: Option<Range<u64>>,
    /// Turnover of the preceding financial year in cents.
    pub turnover: Option<Range<u64>>,
    /// The apparent root cause; incidents with the same text have the same cause.
    pub root_cause: String,
    /// Texts for notices, by the id of the item.
    pub texts: ById<String>,
    /// When a step was done, by its id.
    pub sent: ById<Moment>,
    /// Steps that stand in a calendar file saved before, with what they were due at in it.
    pub in_calendar: ById<Due>,
    /// What was done when, oldest first.
    pub log: Vec<LogEntry>,
}

impl Incident {
    /// An incident of which nothing is known.
    pub fn new(id: String) -> Self {
        Self {
            id,
            name: String::new(),
            organisation: String::new(),
            contact: String::new(),
            countries: Vec::new(),
            entity: Entity::Unknown,
            role: Role::Unknown,
            notice_delivered: None,
            times: Times::default(),
            running: Tri::Unknown,
            hits: Vec::new(),
            answers: ById::new(),
            loss: None,
            turnover: None,
            root_cause: String::new(),
            texts: ById::new(),
            sent: ById::new(),
            in_calendar: ById::new(),
            log: Vec::new(),
        }
    }

    /// The answer to a question.
    pub fn answer(&self, question: &str) -> Tri {
        self.answers.get(question).copied().unwrap_or(Tri::Unknown)
    }

    /// The clock by which its moments are shown.
    pub fn place(&self) -> Place {
        self.countries.first().map_or(Place::ELSEWHERE, |code| Place::of_state(code))
    }

    /// Whether somebody did it on purpose, as far as that is stated.
    pub fn is_deliberate(&self) -> bool {
        ["malicious", "malicious_access"].into_iter().any(|id| self.answer(id) == Tri::Yes)
    }

    /// Whether a State is among its countries; not known while none is named.
    pub fn is_in(&self, state: &str) -> Tri {
        if self.countries.is_empty() {
            Tri::Unknown
        } else if self.countries.iter().any(|code| code == state) {
            Tri::Yes
        } else {
            Tri::No
        }
    }
}

/// The code of a State that is not named.
pub const OTHER: &str = "other";

/// What the organisation is under NIS 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Entity {
    /// Essential.
    Essential,
    /// Important.
    Important,
    /// Not in scope.
    OutOfScope,
    /// Not known.
    Unknown,
}

/// Role for the personal data that are hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Decides about purposes and means.
    Controller,
    /// Processes them for others.
    Processor,
    /// Both, for different data.
    Both,
    /// Not known.
    Unknown,
}

/// Moments of an incident, each as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Times {
    /// It began.
    pub began: Option<Moment>,
    /// Somebody or something noticed it.
    pub detected: Option<Moment>,
    /// It was clear that it is significant.
    pub aware: Option<Moment>,
    /// It was clear that personal data are hit.
    pub aware_personal_data: Option<Moment>,
    /// A criterion that is not a number of the tables was met.
    pub criteria_met: Option<Moment>,
    /// It was over: the service works as before.
    pub ended: Option<Moment>,
    /// It was dealt with.
    pub handled: Option<Moment>,
}

/// A service and how it was hit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Id of the service.
    pub service: String,
    /// How.
    pub kind: HitKind,
    /// Users hit.
    pub users: Option<Range<u64>>,
    /// All users of the service.
    pub total: Option<Range<u64>>,
    /// Users hit as hundredths of a percent of all, where the numbers are not known.
    pub share: Option<Range<u32>>,
    /// When it began for this service, if not with the incident.
    pub began: Option<Moment>,
    /// When it was over for this service, if not with the incident.
    pub ended: Option<Moment>,
    /// How long it lasted in minutes, where the moments are not known.
    pub minutes: Option<Range<u32>>,
}

impl Hit {
    /// A service that is hit, nobody knows how.
    pub fn new(service: String) -> Self {
        Self {
            service,
            kind: HitKind::Unknown,
            users: None,
            total: None,
            share: None,
            began: None,
            ended: None,
            minutes: None,
        }
    }
}

/// How a service is hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HitKind {
    /// Nobody reaches it.
    Complete,
    /// Slower than usual, or not all functions.
    Limited,
    /// Some users do not reach it at all, others do.
    Partial,
    /// Answers take longer than ten seconds on average.
    Slow,
    /// Confidentiality, integrity or authenticity of its data.
    Data,
    /// Not known.
    Unknown,
}

impl HitKind {
    /// The kinds of disturbance it is; `None` while it is not known.
    pub fn disturbance(self) -> Option<Kinds> {
        match self {
            Self::Complete => Some(Kinds::COMPLETE),
            Self::Limited => Some(Kinds::LIMITED),
            // For those who do not reach it, and for the service as a whole, its availability is limited.
            Self::Partial => Some(Kinds(Kinds::PARTIAL.0 | Kinds::LIMITED.0)),
            // Slow answers are also a service that is considerably slower than usual.
            Self::Slow => Some(Kinds(Kinds::SLOW.0 | Kinds::LIMITED.0)),
            Self::Data => Some(Kinds(0)),
            Self::Unknown => None,
        }
    }
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogEntry {
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
    /// By whom; empty where that is not stated.
    pub by: String,
}
