//! Cases of applicability as data: `tests/cases/scope/*.toml`.
//!
//! A case names only what matters for it. Everything else has its ordinary answer: the first value of each fact ("no"),
//! active and established in the Union, a small enterprise; activities not named are not carried out. `unknown` lists what
//! is not known.

use std::collections::BTreeMap;

use law::{Day, Law, Size};
use nis2_check::domain::scope::facts::{Facts, NO, OPEN, SIZES, SizePairs, YES, all_values};
use nis2_check::domain::scope::jurisdiction::Places;
use nis2_check::domain::session::no_size;
use nis2_check::domain::size::{Figures, Period, sizes};
use nis2_check::domain::units::{Cents, DECIMALS, Range, Tri, WorkUnits, parse_plain};
use nis2_check::persist::v1::parse_day;
use serde::Deserialize;

const FILES: [(&str, &str); 9] = [
    ("exclusions", include_str!("../cases/scope/exclusions.toml")),
    ("nexus", include_str!("../cases/scope/nexus.toml")),
    ("rows", include_str!("../cases/scope/rows.toml")),
    ("grounds", include_str!("../cases/scope/grounds.toml")),
    ("class", include_str!("../cases/scope/class.toml")),
    ("follows", include_str!("../cases/scope/follows.toml")),
    ("traps", include_str!("../cases/scope/traps.toml")),
    ("readings", include_str!("../cases/scope/readings.toml")),
    ("unknown", include_str!("../cases/scope/unknown.toml")),
];

#[derive(Deserialize)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub why: String,
    #[serde(default = "usual_day")]
    pub as_of: String,
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// Facts, activities (`activity.<row>`), `activities` or `size` that are not known.
    #[serde(default)]
    pub unknown: Vec<String>,
    #[serde(default)]
    pub activities: Vec<String>,
    /// The class, own and with the group; small without it.
    pub size: Option<String>,
    /// Possible pairs of classes: own, group.
    pub sizes: Option<Vec<[String; 2]>>,
    /// Staff, turnover, balance sheet total of each period, oldest first; stand-alone.
    pub figures: Option<Vec<[String; 3]>>,
    /// The status before the first period.
    pub prior: Option<String>,
    #[serde(default)]
    pub places: BTreeMap<String, Vec<String>>,
    pub expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub verdict: String,
    /// Without it: the verdict alone.
    pub possible: Option<Vec<String>>,
    #[serde(default)]
    pub rules: Vec<String>,
    #[serde(default)]
    pub not_rules: Vec<String>,
    /// Exactly what can still change the verdict.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Some of what can still change the verdict, where the whole list would say nothing more.
    #[serde(default)]
    pub missing_some: Vec<String>,
    pub registers: Option<Vec<String>>,
    pub ir: Option<String>,
    pub displaced: Option<String>,
    pub jurisdiction: Option<Vec<String>>,
    #[serde(default)]
    pub rows: BTreeMap<String, String>,
    #[serde(default)]
    pub follows: Vec<String>,
    #[serde(default)]
    pub not_follows: Vec<String>,
}

fn usual_day() -> String {
    "2026-11-21".to_owned()
}

pub fn cases() -> Vec<Case> {
    let read = |(name, text): (&str, &str)| {
        toml::from_str::<CaseFile>(text).unwrap_or_else(|error| panic!("{name}.toml: {error}")).case
    };
    FILES.into_iter().flat_map(read).collect()
}

fn size_named(name: &str) -> Size {
    let names = ["micro", "small", "medium", "large"];
    SIZES[names.iter().position(|known| *known == name).unwrap_or_else(|| panic!("no size \"{name}\""))]
}

pub fn row_index(law: &Law, id: &str) -> usize {
    law.rows.iter().position(|row| row.id == id).unwrap_or_else(|| panic!("no row \"{id}\""))
}

pub fn fact_index(law: &Law, id: &str) -> usize {
    law.facts.iter().position(|fact| fact.id == id).unwrap_or_else(|| panic!("no fact \"{id}\""))
}

/// Everything answered as most organisations would.
pub fn ordinary(law: &Law, as_of: Day) -> Facts {
    let mut facts = Facts::unknown(law, as_of);
    facts.activities_open = false;
    facts.activities.fill(NO);
    facts.values.fill(1);
    for id in ["union_activity", "union_establishment"] {
        facts.values[fact_index(law, id)] = YES;
    }
    facts
}

pub fn facts_of(law: &Law, case: &Case) -> Facts {
    let mut facts = ordinary(law, parse_day(&case.as_of).unwrap());
    for (id, value) in &case.facts {
        let index = fact_index(law, id);
        let bit = law.facts[index].values.iter().position(|known| known == value);
        facts.values[index] = 1 << bit.unwrap_or_else(|| panic!("{}: {id} has no value \"{value}\"", case.name));
    }
    for id in &case.activities {
        facts.activities[row_index(law, id)] = YES;
    }
    facts.sizes = pairs_of(law, case, facts.as_of);
    for id in &case.unknown {
        match (id.as_str(), id.strip_prefix("activity.")) {
            ("activities", _) => {
                facts.activities_open = true;
                facts.activities.fill(OPEN);
            }
            ("size", _) => facts.sizes = SizePairs::all(),
            (_, Some(row)) => facts.activities[row_index(law, row)] = OPEN,
            (fact, None) => {
                let index = fact_index(law, fact);
                facts.values[index] = all_values(law.facts[index].values.len());
            }
        }
    }
    facts
}

fn pairs_of(law: &Law, case: &Case, as_of: Day) -> SizePairs {
    if let Some(size) = &case.size {
        return SizePairs::new([(size_named(size), size_named(size))]);
    }
    if let Some(pairs) = &case.sizes {
        return SizePairs::new(pairs.iter().map(|[own, group]| (size_named(own), size_named(group))));
    }
    let Some(figures) = &case.figures else { return SizePairs::new([(Size::Small, Size::Small)]) };
    let number = |text: &str| parse_plain(text, DECIMALS).unwrap();
    let mut size = no_size();
    size.group.alone = Tri::Yes;
    size.newly_founded = if case.prior.is_some() { Tri::No } else { Tri::Yes };
    size.prior = case.prior.as_deref().map(size_named);
    size.periods = figures
        .iter()
        .map(|[staff, turnover, balance]| Period {
            ends: None,
            own: Figures {
                staff: Some(Range::exactly(WorkUnits(number(staff)))),
                turnover: Some(Range::exactly(Cents(number(turnover)))),
                balance: Some(Range::exactly(Cents(number(balance)))),
            },
        })
        .collect();
    SizePairs::new(sizes(&size, law.size.on(as_of)).scenarios)
}

pub fn places_of(case: &Case) -> Places {
    let list = |name: &str| case.places.get(name).cloned().unwrap_or_default();
    let one = |name: &str| list(name).into_iter().next();
    Places {
        established: list("established"),
        served: list("served"),
        decisions: one("decisions"),
        operations: one("operations"),
        most_staff: one("most_staff"),
        representative: one("representative"),
        set_up_by: one("set_up_by"),
    }
}
