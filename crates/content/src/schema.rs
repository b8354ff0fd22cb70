//! The files of `content/law/`, as they are written.

use law::{Jurisdiction, Screen, Status, Verdict};
use serde::Deserialize;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawFile {
    pub version: String,
    pub checked_on: Datetime,
    pub old_after_days: u16,
    pub source: Vec<SourceRecord>,
    pub size: Vec<SizeRecord>,
    pub independence: IndependenceRecord,
    pub date: Vec<DateRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    pub id: String,
    pub short: String,
    pub url: String,
    pub from: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRecord {
    pub from: Datetime,
    pub staff_below: [u32; 3],
    pub turnover_at_most: [u32; 3],
    pub balance_at_most: [u32; 3],
    pub linked_above_percent: u8,
    pub partner_from_percent: u8,
    pub angels_below: u32,
    pub cites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndependenceRecord {
    pub claimed: String,
    pub position: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateRecord {
    pub id: String,
    pub day: Datetime,
    pub with: Vec<VerdictName>,
    pub consequence: Option<ConsequenceName>,
    pub cite: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    pub fact: Vec<FactRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRecord {
    pub id: String,
    pub values: Option<Vec<String>>,
    #[serde(default)]
    pub settled_by_state: bool,
    pub screen: ScreenName,
    pub cites: Vec<String>,
    #[serde(default)]
    pub reading: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsFile {
    pub also: ConditionRecord,
    pub nexus: NexusRecord,
    pub sector: Vec<SectorRecord>,
    pub row: Vec<RowRecord>,
}

/// The link to the Union that rows of each jurisdiction need.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NexusRecord {
    pub establishment: ConditionRecord,
    pub establishing_state: ConditionRecord,
    pub main_establishment: ConditionRecord,
    pub service_provided: ConditionRecord,
}

impl NexusRecord {
    pub fn of(&self, jurisdiction: Jurisdiction) -> &ConditionRecord {
        match jurisdiction {
            Jurisdiction::Establishment => &self.establishment,
            Jurisdiction::EstablishingState => &self.establishing_state,
            Jurisdiction::MainEstablishment => &self.main_establishment,
            Jurisdiction::ServiceProvided => &self.service_provided,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectorRecord {
    pub id: String,
    pub annex: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowRecord {
    pub id: String,
    pub sector: String,
    #[serde(default)]
    pub flags: Vec<String>,
    pub when: Option<ConditionRecord>,
    #[serde(default = "yes")]
    pub also: bool,
    #[serde(default)]
    pub asks: Vec<String>,
    #[serde(default)]
    pub nace: Vec<String>,
    #[serde(default)]
    pub reading: String,
    pub jurisdiction: JurisdictionName,
    pub cite: String,
    #[serde(default)]
    pub definition: String,
    #[serde(default)]
    pub successor: String,
    #[serde(default)]
    pub successor_unverified: bool,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
}

fn yes() -> bool {
    true
}

pub fn checked() -> StatusName {
    StatusName::Checked
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    pub rule: Vec<RuleRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleRecord {
    pub id: String,
    pub when: ConditionRecord,
    pub then: EffectRecord,
    #[serde(default)]
    pub with: Vec<VerdictName>,
    /// Of a State's rule that asks for an assessment: what it can lead to, where that is not both classes.
    pub leads_to: Option<Vec<VerdictName>>,
    pub cites: Vec<String>,
    #[serde(default = "checked")]
    pub status: StatusName,
    #[serde(default)]
    pub reading: String,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
}

/// Exactly one of `all any not fact activity row size in_scope` is given.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionRecord {
    pub all: Option<Vec<ConditionRecord>>,
    pub any: Option<Vec<ConditionRecord>>,
    pub not: Option<Box<ConditionRecord>>,
    pub fact: Option<String>,
    /// Goes with `fact`: the values meant; `yes` without it.
    pub is: Option<Vec<String>>,
    pub activity: Option<Vec<String>>,
    pub row: Option<RowTest>,
    pub size: Option<SizeName>,
    pub in_scope: Option<bool>,
}

/// Which rows are meant: all of these must hold.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowTest {
    #[serde(default)]
    pub annex: Vec<u8>,
    #[serde(default)]
    pub sector: Vec<String>,
    pub flag: Option<String>,
    #[serde(default)]
    pub ids: Vec<String>,
    #[serde(default)]
    pub except: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum EffectRecord {
    Plain(PlainEffect),
    Assess { assess: Vec<VerdictName> },
    Consequence { consequence: ConsequenceName },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlainEffect {
    OutOfScope,
    InScope,
    RegistrationOnly,
    Essential,
    Important,
    AssessSize,
    Note,
}

/// Defines the name of a law value as it is written in content files, beside the type it stands for.
macro_rules! names {
    ($name:ident for $type:ty { $($variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }

        impl From<$name> for $type {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

names!(VerdictName for Verdict { Essential, Important, RegistrationOnly, OutOfScope, NeedsAssessment });
names!(ScreenName for Screen { Place, Row, Special, FollowUp });
names!(JurisdictionName for Jurisdiction { Establishment, ServiceProvided, MainEstablishment, EstablishingState });
names!(SizeName for law::Size { Micro, Small, Medium, Large });
names!(StatusName for Status { Checked, Reading, Secondary, Unverified });
names!(ForceName for law::operators::Force { Historical, UntilNotice });
names!(TraitName for law::operators::Trait { Agreement, Telephone, FiveG });
names!(EventName for law::incident::Event { Detected, Aware, AwarePersonalData, CriteriaMet, Ended, Handled, Request });
names!(WhenName for law::incident::When { Trust, NotTrust, Controller, Processor, Malicious, Threat });
names!(HolderName for law::duty::DutyHolder { Organisation, Management, Staff, Administrators });
names!(LeadName for law::duty::Lead { Incidents, Operators });

/// Consequences with the spelling of their content files.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsequenceName {
    RegisterArt3,
    RegisterArt27,
    #[serde(rename = "regulation_2690")]
    Regulation2690,
    DisplacedByDora,
    Representative,
    DomainData,
    ExemptedPartly,
    ExemptedWholly,
}

impl From<ConsequenceName> for law::Consequence {
    fn from(name: ConsequenceName) -> Self {
        match name {
            ConsequenceName::RegisterArt3 => Self::RegisterArt3,
            ConsequenceName::RegisterArt27 => Self::RegisterArt27,
            ConsequenceName::Regulation2690 => Self::Regulation2690,
            ConsequenceName::DisplacedByDora => Self::DisplacedByDora,
            ConsequenceName::Representative => Self::Representative,
            ConsequenceName::DomainData => Self::DomainData,
            ConsequenceName::ExemptedPartly => Self::ExemptedPartly,
            ConsequenceName::ExemptedWholly => Self::ExemptedWholly,
        }
    }
}
