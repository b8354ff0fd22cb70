//! The files of `content/incident/`, as they are written.

use std::collections::BTreeMap;

use law::incident::{Kinds, Manner, ServiceGroup, Within};
use serde::Deserialize;
use toml::value::Datetime;

use crate::schema::{EventName, SourceRecord, StatusName, WhenName};

fn checked() -> StatusName {
    StatusName::Checked
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActsFile {
    pub source: Vec<SourceRecord>,
    pub act: Vec<ActRecord>,
    pub service: Vec<ServiceRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRecord {
    pub id: String,
    pub manner: Manner,
    #[serde(default)]
    pub state: String,
    pub notice: Option<BindingRecord>,
    pub transition: Option<TransitionRecord>,
    pub criteria_open: Option<String>,
    #[serde(default)]
    pub same_cause: bool,
    pub from: Option<Datetime>,
    pub cites: Vec<String>,
    pub status: StatusName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BindingRecord {
    pub question: String,
    #[serde(default)]
    pub until: bool,
    #[serde(default)]
    pub quiet_days: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransitionRecord {
    pub question: String,
    pub from: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRecord {
    pub id: String,
    pub group: ServiceGroup,
    pub row: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    pub question: Vec<QuestionRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRecord {
    pub id: String,
    pub cites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriteriaFile {
    pub criterion: Vec<CriterionRecord>,
}

/// Exactly one of `question loss recurring outage weekly data` is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionRecord {
    pub id: String,
    pub act: String,
    #[serde(default)]
    pub services: Vec<String>,
    pub question: Option<String>,
    pub loss: Option<LossRecord>,
    pub recurring: Option<bool>,
    pub outage: Option<OutageRecord>,
    pub weekly: Option<WeeklyRecord>,
    pub data: Option<DataRecord>,
    pub says: String,
    pub cite: String,
    #[serde(default = "checked")]
    pub status: StatusName,
    #[serde(default)]
    pub reading: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossRecord {
    pub cents: u64,
    pub percent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageRecord {
    pub kinds: Vec<KindName>,
    pub longer_than_minutes: Option<u32>,
    pub more_than_percent: Option<String>,
    pub more_than_users: Option<u64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    Complete,
    Limited,
    Slow,
    Partial,
}

impl From<KindName> for Kinds {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Complete => Self::COMPLETE,
            KindName::Limited => Self::LIMITED,
            KindName::Slow => Self::SLOW,
            KindName::Partial => Self::PARTIAL,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRecord {
    pub longer_than_minutes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataRecord {
    #[serde(default)]
    pub malicious: bool,
    pub more_than_percent: Option<String>,
    pub more_than_users: Option<u64>,
    pub unless: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablesFile {
    pub akos: AkosTable,
    pub hakom: HakomTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AkosTable {
    pub services: Vec<String>,
    pub cite: String,
    pub says: String,
    pub rows: Vec<AkosRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AkosRow {
    pub id: String,
    pub hours: u32,
    pub percent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HakomTable {
    pub hours: Vec<u32>,
    pub multiples: Vec<u64>,
    pub cite: String,
    pub says: String,
    pub says_data: String,
    #[serde(default)]
    pub reading_data: String,
    pub service: Vec<HakomRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HakomRow {
    pub id: String,
    pub users: Vec<u64>,
    pub data_users: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepsFile {
    #[serde(default)]
    pub recipient: Vec<ReceiverRecord>,
    pub step: Vec<StepRecord>,
}

/// Somebody to whom something is sent, where pages of theirs are known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiverRecord {
    pub id: String,
    pub sites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRecord {
    pub id: String,
    pub act: String,
    pub kind: String,
    pub event: Option<EventName>,
    pub sent: Option<String>,
    pub outlasts: Option<String>,
    pub within: Option<WithinRecord>,
    pub when: Option<WhenRecord>,
    #[serde(default)]
    pub repeats: bool,
    pub to: RecipientRecord,
    pub cite: String,
    #[serde(default = "checked")]
    pub status: StatusName,
    #[serde(default)]
    pub reading: String,
    pub notice: Option<String>,
    pub draft: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithinRecord {
    AtOnce,
    Open,
    Hours(u16),
    Days(u16),
    Months(u16),
    WorkingDays(u16),
}

impl From<&WithinRecord> for Within {
    fn from(record: &WithinRecord) -> Self {
        match record {
            WithinRecord::AtOnce => Self::AtOnce,
            WithinRecord::Open => Self::Open,
            WithinRecord::Hours(hours) => Self::Hours(*hours),
            WithinRecord::Days(days) => Self::Days(*days),
            WithinRecord::Months(months) => Self::Months(*months),
            WithinRecord::WorkingDays(days) => Self::WorkingDays(*days),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum WhenRecord {
    Plain(WhenName),
    Question { question: String },
}

/// `any`, and codes of States.
#[derive(Deserialize)]
pub struct RecipientRecord {
    pub any: String,
    #[serde(flatten)]
    pub by_state: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticesFile {
    pub notice: Vec<NoticeRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRecord {
    pub id: String,
    pub items: Vec<String>,
    pub cites: Vec<String>,
}
