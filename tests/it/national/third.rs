//! A third State from data alone: `tests/fixtures/states/xx`, written from the directive, with its duties. It is compiled
//! beside the shipped content and read by the same code; nothing in Rust knows it.

use std::fs;
use std::path::{Path, PathBuf};

use law::Verdict;
use law::duty::DutyPack;
use law::state::Kind;
use nis2_check::content;
use nis2_check::domain::duties::kept::{Kept, set_day};
use nis2_check::domain::duties::{Applied, Setting, When, duties};
use nis2_check::domain::national::OpenBy;
use nis2_check::domain::scope::outcome::Held;
use nis2_check::domain::sorted::ById;
use nis2_check::domain::time::Moment;
use nis2_check::domain::units::Tri;
use nis2_check::i18n::Language;
use nis2_check::i18n::duties::DutyWords;
use nis2_check::i18n::state::{StateWords, pack_name};

use super::cases::{Bench, ordinary, period, usual_figures, verdict_name};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// By when an important entity of the State has to register that met the criteria on a day.
fn register_by(pack: &DutyPack, criteria_met: &str) -> Option<law::Day> {
    let mut part = serde_json::Value::Null;
    set_day(&mut part, "xx.criteria_met", criteria_met);
    let applied = Applied {
        pack,
        possible: [Verdict::Important].into(),
        certain: true,
        open_by: OpenBy::Answers,
        competent: Held::Yes,
        rules: Vec::new(),
    };
    let setting = Setting {
        applied: vec![applied],
        elsewhere: false,
        consequences: &[],
        kept: Kept(Some(&part)),
        answers: &ById::new(),
        now: Moment::parse("2026-11-21T08:00:00Z").unwrap(),
    };
    let items = duties(&setting);
    let register = items.iter().find(|item| pack.duties[item.duty].id == "xx.register").unwrap();
    assert!(register.certain);
    match &register.when {
        When::Dated(dated) => dated.due.day(setting.place(0)),
        _ => None,
    }
}

#[test]
fn a_third_state_needs_data_and_words_only() {
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("third-state");
    if work.exists() {
        fs::remove_dir_all(&work).unwrap();
    }
    copy(&root().join("content"), &work.join("content"));
    copy(&root().join("tests/fixtures/states"), &work.join("content/states"));
    let compiled = ::content::compile(&work).map_err(|problems| problems.join("\n")).unwrap();
    let shipped = ::content::compile(&root()).map_err(|problems| problems.join("\n")).unwrap();
    for (name, pack) in &shipped.packs {
        let with_state = &compiled.packs[name];
        if name.ends_with(".core.txt") {
            let more = with_state.len() - pack.len();
            assert!(more <= 40, "{name}: {more} bytes more; all that others fetch of a state is its name");
        } else {
            assert_eq!(pack, with_state, "{name}: a state must not change what others fetch");
        }
    }

    let state = content::state(&compiled.packs["state.xx.bin"]).unwrap();
    let words = String::from_utf8(compiled.packs[&pack_name(Language::English, "xx")].clone()).unwrap();
    let words = StateWords::new(&state, &words).unwrap();
    assert_eq!(words.get(&state, Kind::State, 0, "name"), "XX");
    assert_eq!(words.get(&state, Kind::Rule, 3, "short"), "Medium-sized");
    assert_eq!(words.get(&state, Kind::Value, state.value_item(0, 1).unwrap(), "value"), "positive");
    assert_eq!(words.get(&state, Kind::Measure, 0, "name"), "the first of ten");

    let duties = content::duties(&compiled.packs["duties.xx.bin"]).unwrap();
    let texts = String::from_utf8(compiled.packs["en.duties.xx.txt"].clone()).unwrap();
    let texts = DutyWords::new(&duties, &texts).unwrap();
    assert_eq!(
        (texts.event(0, "hint"), texts.duty(0, "title"), texts.duty(1, "what")),
        ("A day.", "Register", "Local.")
    );

    // Its clock and its work-free days are built in with the others; one of its duties has a day.
    let place = "PlaceData { code: \"xx\", zone: chrono_tz::Tz::Europe__Zagreb, fixed: &[101, 501, 1225], after_easter: &[-2, 1] }";
    assert!(compiled.places_rs.contains(place), "{}", compiled.places_rs);
    assert!(!shipped.places_rs.contains("\"xx\""));
    assert_eq!(register_by(&duties, "2026-01-31"), Some(law::Day(20_260_228)));
    assert_eq!(register_by(&duties, "2024-10-17"), None, "before its act");

    let bench = Bench::new();
    let law = state.over(&bench.core);
    let verdict = |activity: &str, size: &str, assessment: Option<&str>| {
        let mut stated = ordinary(&law, "xx");
        stated.activities.as_mut().unwrap().insert(activity.to_owned(), Tri::Yes);
        stated.size.periods = vec![period(&usual_figures(size))];
        stated.answers.remove("xx.local_assessment");
        if let Some(value) = assessment {
            stated.answers.insert("xx.local_assessment".to_owned(), value.to_owned());
        }
        let found = bench.run_in(&state, &law, &stated, law::Day(20_261_121));
        verdict_name(&law, &state, &found)
    };
    for (activity, size, assessment, expected) in [
        ("energy_electricity_dso", "large", None, "essential"),
        ("energy_electricity_dso", "medium", None, "important"),
        ("energy_electricity_dso", "small", None, "outside"),
        ("digital_dns", "small", None, "essential"),
        ("digital_public_network", "small", None, "important"),
        ("digital_public_network", "medium", None, "essential"),
        ("x_domain_registration_service", "small", None, "registered"),
        ("x_local_public_admin", "large", None, "open"),
        ("x_local_public_admin", "large", Some("positive"), "important"),
        ("x_local_public_admin", "large", Some("negative"), "outside"),
    ] {
        assert_eq!(verdict(activity, size, assessment), expected, "{activity} {size} {assessment:?}");
    }
}
