//! Duties and their days: cases as data, and what holds for all of them.

mod properties;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use law::duty::{DutyPack, Timing, UNION};
use law::{Consequence, Verdict};
use nis2_check::content::native::duties as packs;
use nis2_check::domain::duties::kept::{Field, Given, Kept, set_day, set_field};
use nis2_check::domain::duties::{Applied, Item, Setting, State, When, asked, duties};
use nis2_check::domain::national::OpenBy;
use nis2_check::domain::scope::outcome::Held;
use nis2_check::domain::sorted::{ById, SortedSet};
use nis2_check::domain::time::{Due, Moment, day};
use nis2_check::i18n::key::STATES;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    now: String,
    bound: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    consequences: BTreeMap<String, String>,
    #[serde(default)]
    rules: BTreeMap<String, String>,
    /// States of which it is open whether they are competent.
    #[serde(default)]
    perhaps: Vec<String>,
    /// Whether the law of another State counts, of whose duties there are none.
    #[serde(default)]
    elsewhere: bool,
    #[serde(default)]
    days: BTreeMap<String, String>,
    /// Answers of the check.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    #[serde(default)]
    done: BTreeMap<String, String>,
    expect: BTreeMap<String, Expected>,
    #[serde(default)]
    absent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    state: String,
    due: Option<String>,
    longer: Option<String>,
    other: Option<String>,
    when: Option<String>,
    event: Option<String>,
    certain: Option<bool>,
}

fn verdict(name: &str) -> Verdict {
    match name {
        "essential" => Verdict::Essential,
        "important" => Verdict::Important,
        "registration_only" => Verdict::RegistrationOnly,
        "out_of_scope" => Verdict::OutOfScope,
        "needs_assessment" => Verdict::NeedsAssessment,
        other => panic!("unknown verdict {other}"),
    }
}

fn consequence(name: &str) -> Consequence {
    match name {
        "register_art3" => Consequence::RegisterArt3,
        "register_art27" => Consequence::RegisterArt27,
        "regulation_2690" => Consequence::Regulation2690,
        "displaced_by_dora" => Consequence::DisplacedByDora,
        "representative" => Consequence::Representative,
        "domain_data" => Consequence::DomainData,
        other => panic!("unknown consequence {other}"),
    }
}

fn answered(name: &str) -> Held {
    if name == "yes" { Held::Yes } else { Held::Open }
}

fn part(days: &BTreeMap<String, String>, done: &BTreeMap<String, String>) -> Value {
    let mut part = Value::Null;
    for (event, day) in days {
        set_day(&mut part, event, day);
    }
    for (duty, day) in done {
        set_field(&mut part, duty, Field::Done, day);
    }
    part
}

/// What [`nis2_check::domain::national::National::is_certain`] says of a State.
fn is_certain(possible: &SortedSet<Verdict>, competent: Held) -> bool {
    competent == Held::Yes && possible.len() == 1 && !possible.contains(&Verdict::NeedsAssessment)
}

/// The packs of the laws named, the Union first.
fn applied<'a>(
    packs: &'a [DutyPack],
    bound: &BTreeMap<String, Vec<String>>,
    rules: &BTreeMap<String, String>,
    perhaps: &[String],
) -> Vec<Applied<'a>> {
    assert!(bound.keys().all(|code| packs.iter().any(|pack| pack.code == *code)));
    let found = packs.iter().filter_map(|pack| {
        let possible: SortedSet<Verdict> = bound.get(&pack.code)?.iter().map(|name| verdict(name)).collect();
        let rules = rules.iter().map(|(id, text)| (id.clone(), answered(text))).collect();
        let competent = if perhaps.contains(&pack.code) { Held::Open } else { Held::Yes };
        let certain = is_certain(&possible, competent);
        Some(Applied { pack, possible, certain, open_by: OpenBy::Answers, competent, rules })
    });
    found.collect()
}

fn id<'a>(setting: &Setting<'a>, item: &Item) -> &'a str {
    &setting.applied[item.applied].pack.duties[item.duty].id
}

fn text(due: Due) -> String {
    match due {
        Due::On(day) => day::to_text(day),
        Due::At(moment) => moment.to_text(),
    }
}

/// An item in the words of the case files.
fn described(setting: &Setting<'_>, item: &Item) -> Expected {
    let state = match item.state {
        State::Overdue => "overdue",
        State::Soon => "soon",
        State::Later => "later",
        State::Undated => "undated",
        State::Standing => "standing",
        State::Done => "done",
    };
    let mut found = Expected {
        state: state.to_owned(),
        due: None,
        longer: None,
        other: None,
        when: None,
        event: None,
        certain: Some(item.certain),
    };
    match &item.when {
        When::Dated(dated) => {
            found.due = Some(text(dated.due));
            found.longer = dated.longer.map(|(_, due)| text(due));
            found.other = dated.other.map(text);
        }
        When::Missing(event) => {
            found.when = Some("missing".to_owned());
            found.event = Some(setting.applied[item.applied].pack.events[*event].id.clone());
        }
        When::NotYet(event) => {
            found.when = Some("not_yet".to_owned());
            found.event = Some(setting.applied[item.applied].pack.events[*event].id.clone());
        }
        When::FirstNotNamed => found.when = Some("first_not_named".to_owned()),
        When::NotKnown => found.when = Some("not_known".to_owned()),
        When::Whenever(_) => found.when = Some("whenever".to_owned()),
        When::Always => {}
    }
    found
}

fn differs(expected: &Expected, found: &Expected) -> bool {
    expected.state != found.state
        || expected.due != found.due
        || expected.longer != found.longer
        || expected.other != found.other
        || expected.when != found.when
        || expected.event != found.event
        || found.certain != Some(expected.certain.unwrap_or(true))
}

fn show(expected: &Expected) -> String {
    format!(
        "{} due {:?} longer {:?} other {:?} when {:?} event {:?} certain {:?}",
        expected.state, expected.due, expected.longer, expected.other, expected.when, expected.event, expected.certain
    )
}

#[test]
fn every_case_holds() {
    let packs = packs();
    let mut wrong = Vec::new();
    let mut dated = BTreeSet::new();
    let mut absent = BTreeSet::new();
    let mut shown = BTreeSet::new();
    for (file, text) in crate::case_files("duties") {
        let file_of_cases: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in file_of_cases.case {
            assert!(!case.why.is_empty(), "{file}: {}: say why", case.name);
            let part = part(&case.days, &case.done);
            let consequences: Vec<_> =
                case.consequences.iter().map(|(name, answer)| (consequence(name), answered(answer))).collect();
            let answers = case.answers.clone().into_iter().collect();
            let setting = Setting {
                answers: &answers,
                applied: applied(&packs, &case.bound, &case.rules, &case.perhaps),
                elsewhere: case.elsewhere,
                consequences: &consequences,
                kept: Kept(Some(&part)),
                now: Moment::parse(&case.now).unwrap(),
            };
            let items = duties(&setting);
            for (duty, expected) in &case.expect {
                shown.insert(duty.clone());
                let Some(item) = items.iter().find(|item| id(&setting, item) == duty) else {
                    wrong.push(format!("{file}: {}: {duty} is no duty", case.name));
                    continue;
                };
                let found = described(&setting, item);
                if found.due.is_some() {
                    dated.insert(duty.clone());
                }
                if differs(expected, &found) {
                    let (expected, found) = (show(expected), show(&found));
                    wrong.push(format!("{file}: {}: {duty}\n  expected {expected}\n  found    {found}", case.name));
                }
            }
            for duty in &case.absent {
                absent.insert(duty.clone());
                if items.iter().any(|item| id(&setting, item) == duty) {
                    wrong.push(format!("{file}: {}: {duty} is a duty", case.name));
                }
            }
        }
    }
    for duty in packs.iter().flat_map(|pack| &pack.duties) {
        if matches!(duty.timing, Timing::After { .. }) && !dated.contains(&duty.id) {
            wrong.push(format!("no case gives a day for {}", duty.id));
        }
    }
    for named in shown.iter().chain(&absent) {
        if !packs.iter().flat_map(|pack| &pack.duties).any(|duty| duty.id == *named) {
            wrong.push(format!("there is no duty {named}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_are_asked_for_those_that_are_missing_first() {
    let packs = packs();
    let bound = [("eu", "essential"), ("hr", "essential")];
    let bound = bound.map(|(code, verdict)| (code.to_owned(), vec![verdict.to_owned()])).into();
    let part = json!({ "days": { "hr.notice": "2025-01-31", "hr.data_request": "31. 1. 2025", "hr.audit_received": "2030-01-01" } });
    let answers = ById::new();
    let setting = Setting {
        answers: &answers,
        applied: applied(&packs, &bound, &BTreeMap::new(), &[]),
        elsewhere: false,
        consequences: &[],
        kept: Kept(Some(&part)),
        now: Moment::parse("2026-11-21T08:00:00Z").unwrap(),
    };
    let found: Vec<(String, Given)> = asked(&setting)
        .into_iter()
        .map(|asked| (setting.applied[asked.applied].pack.events[asked.event].id.clone(), asked.given))
        .collect();
    let expected = [
        ("hr.notice", Given::Day(law::Day(20_250_131))),
        ("hr.data_request", Given::Unreadable),
        ("hr.category_changed", Given::Missing),
        ("hr.audit_received", Given::Future(law::Day(20_300_101))),
    ];
    assert_eq!(found, expected.map(|(id, given)| (id.to_owned(), given)));
}

#[test]
fn what_is_not_understood_is_kept_and_named() {
    let mut part = json!({
        "later": [1],
        "days": { "si.criteria_met": "yesterday", "xx.unknown": "2025-01-01" },
        "items": { "si.register": { "owner": 7, "note": "n", "colour": "red" }, "si.logs": 3 },
    });
    let expected = ["days.si.criteria_met", "items.si.logs", "items.si.register.owner"];
    let mut damaged = Kept(Some(&part)).damaged();
    damaged.sort();
    assert_eq!(damaged, expected);
    set_field(&mut part, "si.register", Field::Owner, "Ana");
    set_day(&mut part, "si.criteria_met", "2025-06-19");
    set_day(&mut part, "xx.unknown", "");
    let kept = Kept(Some(&part));
    assert_eq!(kept.written("si.register", Field::Owner), "Ana");
    assert_eq!(kept.written("si.register", Field::Note), "n");
    assert_eq!(kept.damaged(), ["items.si.logs"]);
    assert_eq!(part["later"], json!([1]));
    assert_eq!(part["items"]["si.register"]["colour"], json!("red"));
    assert_eq!(part["days"], json!({ "si.criteria_met": "2025-06-19" }));
    assert_eq!(Kept(Some(&json!([]))).damaged(), ["duties"]);
    assert_eq!(Kept(Some(&Value::Null)).damaged(), Vec::<String>::new());
    assert_eq!(Kept(None).damaged(), Vec::<String>::new());
}

#[test]
fn nothing_unverified_is_a_duty_and_everything_is_cited() {
    for pack in packs() {
        for duty in &pack.duties {
            assert!(duty.status != law::Status::Unverified && !duty.cites.is_empty(), "{}", duty.id);
            for cite in &duty.cites {
                let provision = &pack.provisions[usize::from(*cite)];
                assert!(!provision.at.is_empty(), "{}: {}", duty.id, provision.id);
                assert!(pack.sources[usize::from(provision.source)].url.starts_with("https://"));
            }
        }
    }
}

#[test]
fn the_packs_are_the_union_and_states_whose_law_there_is() {
    let codes: Vec<String> = packs().into_iter().map(|pack| pack.code).collect();
    assert_eq!(codes[0], UNION);
    assert!(codes[1..].iter().all(|code| STATES.contains(&code.as_str())));
}
