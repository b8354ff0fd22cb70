//! Cases of national law as data: `tests/cases/national/*.toml`.
//!
//! A case names only what matters for it. Everything else has its ordinary answer: the first value of each fact, established
//! and active in the state, stand-alone, 30 staff and 5 million euro; activities not named are not carried out.

use std::collections::BTreeMap;

use law::state::State;
use law::{Day, Law, Size};
use nis2_check::content::native::{law, states};
use nis2_check::domain::national::{Answer, Between, National, Periods, category, national};
use nis2_check::domain::scope::outcome::{Held, outcome};
use nis2_check::domain::session::{Assessment, company};
use nis2_check::domain::size::{Figures, Holding, Period};
use nis2_check::domain::units::{Cents, DECIMALS, Range, Share, Tri, WorkUnits, parse_plain};
use nis2_check::persist::v1::parse_day;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub why: String,
    pub state: String,
    #[serde(default = "usual_day")]
    as_of: String,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    /// Facts that are not known.
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    activities: Vec<String>,
    /// Figures of that class under every reading; small without it.
    size: Option<String>,
    /// Staff, turnover, balance sheet total of each period, oldest first; `10..20` and `10..` are ranges.
    figures: Option<Vec<[String; 3]>>,
    /// The status before the first period; without it the firm is newly founded.
    prior: Option<String>,
    /// States of establishment; the state itself without them.
    established: Option<Vec<String>>,
    #[serde(default)]
    served: Vec<String>,
    decisions: Option<String>,
    /// Staff, turnover and balance sheet total of a linked enterprise.
    linked: Option<[String; 3]>,
    pub expect: Expect,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub verdict: String,
    /// Without it: the verdict alone.
    pub possible: Option<Vec<String>>,
    pub status: Option<String>,
    #[serde(default)]
    pub rules: Vec<String>,
    #[serde(default)]
    pub not_rules: Vec<String>,
    /// `reading, periods: verdict`, all of them; `lowest`, `highest` where figures lie between two classes.
    pub readings: Option<Vec<String>>,
    pub missing: Option<Vec<String>>,
    /// All of them.
    pub competences: Option<Vec<String>>,
    #[serde(default)]
    pub differences: Vec<String>,
    #[serde(default)]
    pub not_differences: Vec<String>,
    /// `id: lowest to highest`, in cents; `10..20` and `10..` where an end is a range.
    pub fines: Option<Vec<String>>,
    pub differs: Option<String>,
    pub competent: Option<String>,
    pub displaced: Option<String>,
}

impl Case {
    /// What only states an organisation: the fields of a case that say who it is.
    pub fn of(organisation: &toml::Table) -> Self {
        let mut table = organisation.clone();
        for field in ["name", "why"] {
            table.insert(field.to_owned(), String::new().into());
        }
        let expect = toml::Table::from_iter([("verdict".to_owned(), String::new().into())]);
        table.insert("expect".to_owned(), expect.into());
        table.try_into().unwrap()
    }
}

fn usual_day() -> String {
    "2026-11-21".to_owned()
}

pub fn cases() -> Vec<Case> {
    let read = |(name, text): (String, String)| {
        toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{name}.toml: {error}")).case
    };
    crate::case_files("national").into_iter().flat_map(read).collect()
}

/// The core, and every state with its law over the core.
pub struct Bench {
    pub core: Law,
    pub states: Vec<(State, Law)>,
}

impl Bench {
    pub fn new() -> Self {
        let core = law();
        let states = states().into_iter().map(|state| (state.clone(), state.over(&core))).collect();
        Self { core, states }
    }

    pub fn state(&self, code: &str) -> &(State, Law) {
        self.states.iter().find(|(state, _)| state.code == code).unwrap_or_else(|| panic!("no state \"{code}\""))
    }

    pub fn run(&self, case: &Case) -> National {
        let (state, law) = self.state(&case.state);
        self.run_in(state, law, &assessment(law, case), parse_day(&case.as_of).unwrap())
    }

    pub fn run_in(&self, state: &State, law: &Law, assessment: &Assessment, as_of: Day) -> National {
        let sizes = assessment.sizes(&self.core, as_of);
        let directive = outcome(&self.core, &assessment.facts_with(&self.core, as_of, &sizes));
        national(law, state, assessment, as_of, &sizes, &directive)
    }
}

/// Everything answered as most organisations of the state would.
pub fn ordinary(law: &Law, state: &str) -> Assessment {
    let mut answers = Assessment::new("case".to_owned(), String::new(), Day(20_261_121));
    for fact in &law.facts {
        answers.answers.insert(fact.id.clone(), fact.values[0].clone());
    }
    for id in ["union_activity", "union_establishment"] {
        answers.answers.insert(id.to_owned(), "yes".to_owned());
    }
    answers.activities = Some(nis2_check::domain::sorted::ById::new());
    answers.places.established = vec![state.to_owned()];
    answers.size.group.alone = Tri::Yes;
    answers.size.newly_founded = Tri::Yes;
    answers.size.periods = vec![period(&usual_figures("small"))];
    answers
}

pub fn usual_figures(size: &str) -> [String; 3] {
    match size {
        "small" => ["30", "5000000", "5000000"],
        "medium" => ["100", "20000000", "20000000"],
        "large" => ["300", "60000000", "60000000"],
        other => panic!("no size \"{other}\""),
    }
    .map(str::to_owned)
}

pub fn period(figures: &[String; 3]) -> Period {
    let number = |text: &str| parse_plain(text, DECIMALS).unwrap_or_else(|_| panic!("no number \"{text}\""));
    let [staff, turnover, balance] = figures.each_ref().map(|text| match text.split_once("..") {
        None => Range::exactly(number(text)),
        Some((from, "")) => Range { from: number(from), to: None },
        Some((from, to)) => Range { from: number(from), to: Some(number(to)) },
    });
    let own = Figures {
        staff: Some(in_units(staff, WorkUnits)),
        turnover: Some(in_units(turnover, Cents)),
        balance: Some(in_units(balance, Cents)),
    };
    Period { ends: None, own }
}

fn in_units<T>(range: Range<u64>, unit: fn(u64) -> T) -> Range<T> {
    Range { from: unit(range.from), to: range.to.map(unit) }
}

pub fn assessment(law: &Law, case: &Case) -> Assessment {
    let mut stated = ordinary(law, &case.state);
    for (id, value) in &case.facts {
        let fact = law.facts.iter().find(|fact| fact.id == *id).unwrap_or_else(|| panic!("no fact \"{id}\""));
        assert!(fact.values.contains(value), "{}: {id} has no value \"{value}\"", case.name);
        stated.answers.insert(id.clone(), value.clone());
    }
    for id in &case.unknown {
        assert!(law.facts.iter().any(|fact| fact.id == *id), "no fact \"{id}\"");
        stated.answers.remove(id);
    }
    for id in &case.activities {
        assert!(law.rows.iter().any(|row| row.id == *id), "no row \"{id}\"");
        stated.activities.as_mut().unwrap().insert(id.clone(), Tri::Yes);
    }
    let usual = vec![usual_figures(case.size.as_deref().unwrap_or("small"))];
    stated.size.periods = case.figures.as_ref().unwrap_or(&usual).iter().map(period).collect();
    if let Some(prior) = &case.prior {
        stated.size.newly_founded = Tri::No;
        stated.size.prior = Some(match prior.as_str() {
            "small" => Size::Small,
            "medium" => Size::Medium,
            "large" => Size::Large,
            other => panic!("no size \"{other}\""),
        });
    }
    if let Some(figures) = &case.linked {
        let mut other = company("linked".to_owned());
        other.figures = vec![period(figures).own];
        stated.size.group.alone = Tri::No;
        stated.size.group.companies.push(other);
        let all = Range::exactly(Share(1_000_000));
        stated.size.group.holdings = vec![Holding { holder: 1, held: 0, capital: all, votes: all, control: Tri::No }];
    }
    if let Some(established) = &case.established {
        stated.places.established.clone_from(established);
    }
    stated.places.served.clone_from(&case.served);
    stated.places.decisions.clone_from(&case.decisions);
    stated
}

pub fn held_name(held: Held) -> &'static str {
    match held {
        Held::Yes => "yes",
        Held::No => "no",
        Held::Open => "open",
    }
}

/// The verdict as the act calls it.
pub fn verdict_name(law: &Law, state: &State, found: &National) -> String {
    match found.verdict {
        Answer::NotInForce => "not_in_force".to_owned(),
        Answer::Borderline => "borderline".to_owned(),
        Answer::Undetermined => "undetermined".to_owned(),
        Answer::Verdict(verdict) => {
            state.categories[category(law, state, &found.readings[0].outcome, verdict).unwrap()].id.clone()
        }
    }
}

/// `reading, periods: verdict`
pub fn reading_names(law: &Law, state: &State, found: &National) -> Vec<String> {
    let name = |reading: &nis2_check::domain::national::ReadingResult| {
        let periods = if reading.periods == Periods::Latest { "latest" } else { "two" };
        let verdict = reading.outcome.verdict.map_or("undetermined", |verdict| {
            state.categories[category(law, state, &reading.outcome, verdict).unwrap()].id.as_str()
        });
        let between = match reading.between {
            None => "",
            Some(Between::Lowest) => ", lowest",
            Some(Between::Highest) => ", highest",
        };
        format!("{}, {periods}{between}: {verdict}", state.sizes[reading.size].id)
    };
    found.readings.iter().map(name).collect()
}
