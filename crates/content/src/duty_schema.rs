//! The files of duties, as they are written.

use law::duty::Step;
use serde::Deserialize;
use toml::value::Datetime;

use crate::schema::{ConsequenceName, HolderName, LeadName, SourceRecord, StatusName, VerdictName};

/// Every file that names sources has more in it.
#[derive(Default, Deserialize)]
pub struct Sources {
    #[serde(default)]
    pub source: Vec<SourceRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(default)]
    pub source: Vec<SourceRecord>,
    #[serde(default)]
    pub event: Vec<EventRecord>,
    pub duty: Vec<DutyRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRecord {
    pub id: String,
    pub offered: Option<Datetime>,
    pub with: Vec<VerdictName>,
    pub consequence: Option<ConsequenceName>,
    #[serde(default)]
    pub optional: bool,
    pub not_before: Option<Datetime>,
}

/// The rules of the law that a file of duties belongs to.
#[derive(Default, Deserialize)]
pub struct Rules {
    #[serde(default)]
    pub rule: Vec<RuleId>,
}

#[derive(Deserialize)]
pub struct RuleId {
    pub id: String,
}

/// Timing is one of `always`, `until_event`, `whenever`, `on`, `event` with `due`, and nothing but `again`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRecord {
    pub id: String,
    pub who: HolderName,
    pub with: Vec<VerdictName>,
    pub consequence: Option<ConsequenceName>,
    pub rule: Option<String>,
    pub leads_to: Option<LeadName>,
    #[serde(default)]
    pub displaced: bool,
    #[serde(default)]
    pub not_with: Vec<String>,
    #[serde(default)]
    pub always: bool,
    pub until_event: Option<String>,
    pub whenever: Option<StepRecord>,
    pub on: Option<Datetime>,
    pub event: Option<String>,
    #[serde(default)]
    pub due: Vec<CaseRecord>,
    #[serde(default)]
    pub begins: bool,
    pub again: Option<StepRecord>,
    pub not_before: Option<Datetime>,
    pub cites: Vec<String>,
    pub status: StatusName,
}

/// Exactly one of `on`, `after`, `not_known`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRecord {
    /// Rules of the State of which one holds, or may hold.
    #[serde(default)]
    pub rules: Vec<String>,
    pub until: Option<Datetime>,
    pub on: Option<Datetime>,
    pub after: Option<Vec<StepRecord>>,
    pub or_after: Option<Vec<StepRecord>>,
    #[serde(default)]
    pub not_known: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepRecord {
    Hours(u32),
    Days(u32),
    WorkingDays(u32),
    Months(u32),
    Years(u32),
    NextWorkingDay,
    EndOfYear,
}

impl From<StepRecord> for Step {
    fn from(record: StepRecord) -> Self {
        match record {
            StepRecord::Hours(count) => Self::Hours(count),
            StepRecord::Days(count) => Self::Days(count),
            StepRecord::WorkingDays(count) => Self::WorkingDays(count),
            StepRecord::Months(count) => Self::Months(count),
            StepRecord::Years(count) => Self::Years(count),
            StepRecord::NextWorkingDay => Self::NextWorkingDay,
            StepRecord::EndOfYear => Self::EndOfYear,
        }
    }
}
