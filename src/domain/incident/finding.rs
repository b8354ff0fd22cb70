//! Whether something holds, what that depends on, and from when.

use crate::domain::time::Moment;

/// What a result depends on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// Which State's law counts.
    Countries,
    /// What the organisation is under NIS 2.
    Entity,
    /// Which services are hit.
    Hits,
    /// How they are hit.
    Kind,
    /// How many users are hit.
    Users,
    /// How many users the service has.
    UsersTotal,
    /// Whether the users of several entries of a service are different people.
    Together,
    /// When it began.
    Began,
    /// When it was noticed.
    Detected,
    /// When it was clear that it is significant.
    Aware,
    /// When it was clear that personal data are hit.
    AwarePersonalData,
    /// When a criterion that is no number was met.
    CriteriaMet,
    /// When it was over.
    Ended,
    /// When it was dealt with.
    Handled,
    /// The direct loss.
    Loss,
    /// The turnover of the year before.
    Turnover,
    /// The root cause.
    RootCause,
    /// How long other outages of the week lasted.
    OtherOutages,
    /// The role for the personal data.
    Role,
    /// When the notice of categorisation was delivered.
    NoticeDelivered,
    /// The answer to a question, by its id.
    Question(String),
    /// When a step was done, by its id.
    Sent(String),
}

impl Need {
    /// Its name in files.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Countries => "countries",
            Self::Entity => "entity",
            Self::Hits => "hits",
            Self::Kind => "hits.kind",
            Self::Users => "hits.users",
            Self::UsersTotal => "hits.total",
            Self::Together => "hits.together",
            Self::Began => "times.began",
            Self::Detected => "times.detected",
            Self::Aware => "times.aware",
            Self::AwarePersonalData => "times.aware_personal_data",
            Self::CriteriaMet => "times.criteria_met",
            Self::Ended => "times.ended",
            Self::OtherOutages => "other_outages",
            Self::Handled => "times.handled",
            Self::Loss => "loss",
            Self::Turnover => "turnover",
            Self::RootCause => "root_cause",
            Self::Role => "role",
            Self::NoticeDelivered => "notice_delivered",
            Self::Question(id) => return ["answers.", id].concat(),
            Self::Sent(id) => return ["sent.", id].concat(),
        };
        name.to_owned()
    }
}

/// Whether something holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Held {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on this.
    Open(Vec<Need>),
}

impl Held {
    /// Open because of one thing.
    pub fn open(need: Need) -> Self {
        Self::Open(vec![need])
    }

    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, other) => other,
            (open, Self::Yes) => open,
            (Self::Open(mut needs), Self::Open(more)) => {
                add(&mut needs, more);
                Self::Open(needs)
            }
        }
    }

    /// At least one holds.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, other) => other,
            (open, Self::No) => open,
            (Self::Open(mut needs), Self::Open(more)) => {
                add(&mut needs, more);
                Self::Open(needs)
            }
        }
    }
}

impl std::ops::Not for Held {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            open @ Self::Open(_) => open,
        }
    }
}

/// Adds needs that are not there yet.
pub fn add(needs: &mut Vec<Need>, more: Vec<Need>) {
    for need in more {
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
}

/// Whether a criterion is met, and from when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Whether it is met.
    pub held: Held,
    /// When it was met; where it is open whether it is, the earliest moment at which it can be, also one to come. `None` while
    /// that is not known.
    pub at: Option<Moment>,
    /// When it will be met if the incident goes on as it is.
    pub later: Option<Moment>,
}

impl Finding {
    /// Without moments.
    pub const fn of(held: Held) -> Self {
        Self { held, at: None, later: None }
    }

    /// Of several, of which one is enough: the earliest moment counts.
    pub fn or(self, other: Self) -> Self {
        let at = match (&self.held, &other.held) {
            (Held::Yes, Held::Yes) => earlier(self.at, other.at),
            (Held::Yes, _) => self.at,
            (_, Held::Yes) => other.at,
            _ => earlier(self.at, other.at),
        };
        Self { held: self.held.or(other.held), at, later: earlier(self.later, other.later) }
    }
}

/// The earlier of two moments; a known one before none.
pub fn earlier(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A criterion that is met, or not yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Met {
    /// Position of the criterion in the law data.
    pub criterion: usize,
    /// When; `None` while that is not known.
    pub at: Option<Moment>,
}
