//! The files of `content/states/<code>/`, as they are written.

use serde::Deserialize;
use toml::value::Datetime;

use crate::places::TimeRecord;
use crate::schema::{ConditionRecord, SizeName, SourceRecord, StatusName, VerdictName};

/// `state.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateFile {
    pub checked_on: Datetime,
    /// Read by `places.rs`.
    #[expect(dead_code, reason = "only that nothing unknown stands in it is checked here")]
    #[serde(default)]
    pub time: Option<TimeRecord>,
    pub source: Vec<SourceRecord>,
    pub decision: Option<DecisionRecord>,
    pub category: Vec<CategoryRecord>,
    pub size: Vec<SizeRecord>,
    #[serde(default)]
    pub body: Vec<BodyRecord>,
    #[serde(default)]
    pub competent: Vec<CompetentRecord>,
    #[serde(default)]
    pub fine: Vec<FineRecord>,
    #[serde(default)]
    pub difference: Vec<DifferenceRecord>,
    #[serde(default)]
    pub measure: Vec<MeasureRecord>,
}

/// Ids of rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRecord {
    pub rules: Vec<String>,
    pub differs: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRecord {
    pub id: String,
    pub verdict: VerdictName,
    #[serde(default)]
    pub unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRecord {
    pub id: String,
    pub periods: Vec<PeriodsName>,
    #[serde(default)]
    pub steps: Vec<Vec<LineRecord>>,
    pub cites: Vec<String>,
    pub status: StatusName,
}

/// How many accounting periods a change of class needs.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodsName {
    Latest,
    Two,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRecord {
    pub class: SizeName,
    pub when: FigureRecord,
}

/// Exactly one of `all any staff turnover balance` is given; figures need `from`, `above`, `to` or `below`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureRecord {
    pub all: Option<Vec<FigureRecord>>,
    pub any: Option<Vec<FigureRecord>>,
    pub staff: Option<BoundsRecord>,
    pub turnover: Option<BoundsRecord>,
    pub balance: Option<BoundsRecord>,
}

/// Work units or euro: `from` and `to` belong to the span, `above` and `below` do not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundsRecord {
    pub from: Option<u64>,
    pub above: Option<u64>,
    pub to: Option<u64>,
    pub below: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyRecord {
    pub id: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompetentRecord {
    pub id: String,
    pub when: ConditionRecord,
    pub authority: Option<String>,
    pub csirt: Option<String>,
    pub cites: Vec<String>,
    pub status: StatusName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FineRecord {
    pub id: String,
    pub with: Vec<VerdictName>,
    pub when: Option<ConditionRecord>,
    /// Whole euro.
    pub min: Option<u64>,
    pub max: u64,
    /// Millionths of the turnover.
    pub share_min: Option<u32>,
    pub share_max: Option<u32>,
    pub turnover: TurnoverName,
    /// Whole euro, lowest and highest.
    pub persons: Option<(u64, u64)>,
    #[serde(default)]
    pub directive: bool,
    #[serde(default)]
    pub displaced: bool,
    pub cites: Vec<String>,
    pub status: StatusName,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnoverName {
    Entity,
    Undertaking,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifferenceRecord {
    pub id: String,
    pub when: Option<ConditionRecord>,
    #[serde(default)]
    pub verdict: bool,
    #[serde(default)]
    pub displaced: bool,
    #[serde(default)]
    pub with: Vec<VerdictName>,
    pub cites: Vec<String>,
    pub status: StatusName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRecord {
    pub id: String,
    pub list: String,
    #[serde(default)]
    pub nearest: String,
    pub cites: Vec<String>,
    pub status: StatusName,
}
