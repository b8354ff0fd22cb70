//! Duties and their days: cases as data, and what holds for all of them.

use std::collections::{BTreeMap, BTreeSet};

use law::duty::{DutyPack, Timing, UNION};
use law::{Consequence, Verdict};
use nis2_check::content::native::duties as packs;
use nis2_check::domain::duties::kept::{Field, Given, Kept, set_day, set_field};
use nis2_check::domain::duties::{Applied, Item, Setting, State, When, asked, duties};
use nis2_check::domain::scope::outcome::Held;
use nis2_check::domain::sorted::SortedSet;
use nis2_check::domain::time::{Due, Moment, day};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const FILES: [(&str, &str); 3] = [
    ("union", include_str!("../cases/duties/union.toml")),
    ("slovenia", include_str!("../cases/duties/slovenia.toml")),
    ("croatia", include_str!("../cases/duties/croatia.toml")),
];

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
    days: BTreeMap<String, String>,
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

/// The packs of the laws named, the Union first.
fn applied<'a>(packs: &'a [DutyPack], bound: &BTreeMap<String, Vec<String>>) -> Vec<Applied<'a>> {
    assert!(bound.keys().all(|code| packs.iter().any(|pack| pack.code == *code)));
    let found = packs.iter().filter_map(|pack| {
        let possible = bound.get(&pack.code)?.iter().map(|name| verdict(name)).collect();
        Some(Applied { pack, possible })
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
    for (file, text) in FILES {
        let file_of_cases: File = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in file_of_cases.case {
            assert!(!case.why.is_empty(), "{file}: {}: say why", case.name);
            let part = part(&case.days, &case.done);
            let held = |name: &String| if name == "yes" { Held::Yes } else { Held::Open };
            let consequences: Vec<_> =
                case.consequences.iter().map(|(name, answer)| (consequence(name), held(answer))).collect();
            let setting = Setting {
                applied: applied(&packs, &case.bound),
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
    let setting = Setting {
        applied: applied(&packs, &bound),
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
    assert_eq!(Kept(Some(&json!([]))).damaged(), [""]);
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

const VERDICTS: [Verdict; 5] =
    [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope, Verdict::NeedsAssessment];

/// Days near the ends of months, leap days and clock changes.
fn awkward_days() -> impl Strategy<Value = String> {
    (2024..2032_i32, prop::sample::select(vec![1, 2, 3, 6, 10, 12_u32]), 25..=31_u32)
        .prop_map(|(year, month, date)| (0..4).find_map(|less| day::of(year, month, date - less)).unwrap())
        .prop_map(day::to_text)
}

#[derive(Clone, Debug)]
struct Stated {
    verdicts: Vec<Vec<Verdict>>,
    states: [bool; 2],
    days: BTreeMap<String, String>,
    done: BTreeMap<String, String>,
    held: Vec<Held>,
    now: i64,
}

const CONSEQUENCES: [Consequence; 8] = [
    Consequence::RegisterArt3,
    Consequence::RegisterArt27,
    Consequence::Regulation2690,
    Consequence::DisplacedByDora,
    Consequence::Representative,
    Consequence::DomainData,
    Consequence::ExemptedPartly,
    Consequence::ExemptedWholly,
];

fn settings() -> impl Strategy<Value = Stated> {
    let packs = packs();
    let events: Vec<String> = packs.iter().flat_map(|pack| &pack.events).map(|event| event.id.clone()).collect();
    let ids: Vec<String> = packs.iter().flat_map(|pack| &pack.duties).map(|duty| duty.id.clone()).collect();
    let days = prop::collection::btree_map(prop::sample::select(events), awkward_days(), 0..6);
    let done = prop::collection::btree_map(prop::sample::select(ids), awkward_days(), 0..6);
    let verdicts = prop::collection::vec(prop::sample::subsequence(VERDICTS.to_vec(), 1..=3), 3);
    let held = prop::collection::vec(prop::sample::select(vec![Held::Yes, Held::No, Held::Open]), CONSEQUENCES.len());
    (verdicts, any::<[bool; 2]>(), days, done, held, 1_700_000_000_i64..2_000_000_000)
        .prop_map(|(verdicts, states, days, done, held, now)| Stated { verdicts, states, days, done, held, now })
}

fn with_setting<T>(given: &Stated, now: i64, act: impl FnOnce(&Setting<'_>) -> T) -> T {
    let packs = packs();
    let taken = packs.iter().zip(&given.verdicts).enumerate();
    let applied = taken
        .filter(|(at, _)| *at == 0 || given.states[at - 1])
        .map(|(_, (pack, verdicts))| Applied { pack, possible: verdicts.iter().copied().collect::<SortedSet<_>>() })
        .collect();
    let consequences: Vec<_> =
        CONSEQUENCES.into_iter().zip(given.held.iter().copied()).filter(|(_, held)| *held != Held::No).collect();
    let part = part(&given.days, &given.done);
    act(&Setting { applied, consequences: &consequences, kept: Kept(Some(&part)), now: Moment(now) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::times(128)))]

    #[test]
    fn duties_come_in_the_order_of_their_days(given in settings()) {
        with_setting(&given, given.now, |setting| {
            let group = |state: State| match state {
                State::Overdue | State::Soon | State::Later => 0,
                State::Undated => 1,
                State::Standing => 2,
                State::Done => 3,
            };
            let items = duties(setting);
            for pair in items.windows(2) {
                prop_assert!(group(pair[0].state) <= group(pair[1].state));
                let late = |item: &Item| match &item.when {
                    When::Dated(dated) => dated.due.too_late(setting.place(item.applied)),
                    _ => None,
                };
                if group(pair[1].state) == 0 {
                    prop_assert!(late(&pair[0]) <= late(&pair[1]));
                    // What is overdue stands before what is not.
                    prop_assert!(pair[1].state != State::Overdue || pair[0].state == State::Overdue);
                }
            }
            let ids: BTreeSet<_> = items.iter().map(|item| (item.applied, item.duty)).collect();
            prop_assert_eq!(ids.len(), items.len());
            Ok(())
        })?;
    }

    #[test]
    fn later_ends_are_later_and_what_is_overdue_stays_so(given in settings(), later in 0..50_000_000_i64) {
        let overdue = with_setting(&given, given.now, |setting| {
            let items = duties(setting);
            for item in &items {
                let place = setting.place(item.applied);
                if let When::Dated(dated) = &item.when {
                    let late = dated.due.too_late(place).unwrap();
                    for longer in dated.longer.map(|(_, due)| due).into_iter().chain(dated.other) {
                        prop_assert!(longer.too_late(place).unwrap() > late);
                    }
                    prop_assert!(item.state != State::Overdue || late <= setting.now);
                }
            }
            Ok(items.iter().filter(|item| item.state == State::Overdue).map(|item| id(setting, item).to_owned()).collect::<Vec<_>>())
        })?;
        with_setting(&given, given.now + later, |setting| {
            let items = duties(setting);
            for duty in &overdue {
                let now = items.iter().find(|item| id(setting, item) == duty);
                // A day that lay in the future before can count now; then the duty may have moved.
                let moved = given.days.values().chain(given.done.values()).any(|text| {
                    day::parse(text) > Moment(given.now).local(setting.place(0)).map(|local| local.day)
                });
                prop_assert!(moved || now.is_some_and(|item| item.state == State::Overdue));
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_open_verdict_never_hides_a_duty(given in settings()) {
        // Everything that one of the verdicts brings is there while several are possible.
        let all: BTreeSet<String> =
            with_setting(&given, given.now, |setting| duties(setting).iter().map(|item| id(setting, item).to_owned()).collect());
        for (at, verdicts) in given.verdicts.iter().enumerate() {
            for verdict in verdicts {
                let mut one = given.clone();
                one.verdicts[at] = vec![*verdict];
                let some: BTreeSet<String> = with_setting(&one, one.now, |setting| {
                    duties(setting).iter().map(|item| id(setting, item).to_owned()).collect()
                });
                prop_assert!(some.is_subset(&all), "{:?}", some.difference(&all));
            }
        }
    }
}

#[test]
fn the_packs_are_the_union_and_the_states() {
    let codes: Vec<String> = packs().into_iter().map(|pack| pack.code).collect();
    assert_eq!(codes, [UNION, "hr", "si"]);
}
