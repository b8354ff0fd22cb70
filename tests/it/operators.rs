//! Rulebooks of telecom operators: cases as data, what holds for all answers, and what the part keeps.

use crate::evaluate::schema;
use crate::schema::misfit;
use law::Day;
use law::operators::{Cycle, Operators};
use nis2_check::content::native::operators;
use nis2_check::domain::operators::due::{Due, Split, due, split};
use nis2_check::domain::operators::force::Standing;
use nis2_check::domain::operators::{Checklist, DutyAnswer, Kept, Profile, STATES, checklist};
use nis2_check::domain::session::Assessment;
use nis2_check::domain::state::State;
use nis2_check::domain::time::day;
use nis2_check::domain::units::{ParseError, Range, Tri, parse_count};
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::envelope::{self, Saved};
use nis2_check::persist::operators::{PART, read, write};
use nis2_check::report::operators::{Desk, chapter};
use proptest::prelude::*;
use serde_json::{Value, json};

const TODAY: Day = Day(20_261_121);

/// The position of a rulebook.
fn book(operators: &Operators, id: &str) -> usize {
    operators.books.iter().position(|book| book.id == id).unwrap()
}

fn with<T>(id: &str, kept: &Kept, today: Day, look: impl Fn(&Checklist<'_>) -> T) -> T {
    let operators = operators();
    look(&checklist(&operators, book(&operators, id), kept, today).unwrap())
}

/// What a case says about one duty.
fn found(list: &Checklist<'_>, id: &str) -> (String, String) {
    let entry = list.entries.iter().find(|entry| entry.duty.id == id).unwrap();
    let applies = match entry.applies {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    };
    let due = match entry.due {
        Due::Never => "never".to_owned(),
        Due::OnRequest => "on request".to_owned(),
        Due::Next(day) => format!("next {}", day::to_text(day)),
        Due::Over(day) => format!("over {}", day::to_text(day)),
        Due::NoLast => "no last".to_owned(),
        Due::Unclear { past, next } => {
            format!("unclear {} {}", day::to_text(past), next.map_or_else(|| "-".to_owned(), day::to_text))
        }
        Due::Lifted => "lifted".to_owned(),
    };
    (applies.to_owned(), due)
}

/// The standing in the words of the cases.
fn standing(list: &Checklist<'_>) -> String {
    let text = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), day::to_text);
    match list.standing {
        Standing::Historical => "historical".to_owned(),
        Standing::Binds => "binds".to_owned(),
        Standing::BindsUnlessNew => "binds unless new".to_owned(),
        Standing::BindsIfOld => "binds if old".to_owned(),
        Standing::Ended { on, gap_until } => format!("ended {} {}", text(on), text(gap_until)),
        Standing::DeliveredInFuture => "delivered in future".to_owned(),
        Standing::DeliveredTooEarly(from) => format!("delivered before {}", day::to_text(from)),
        Standing::Open => "open".to_owned(),
    }
}

#[test]
fn cases() {
    let path = format!("{}/tests/cases/operators.toml", env!("CARGO_MANIFEST_DIR"));
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let cases = table["case"].as_array().unwrap();
    assert!(cases.len() >= 20);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let today = day::parse(case["today"].as_str().unwrap()).unwrap();
        let kept: Value = serde_json::to_value(case.get("kept").cloned().unwrap_or(toml::Table::new().into())).unwrap();
        let read = read(Some(&kept));
        assert_eq!(read.damaged, [], "{name}");
        with(case["book"].as_str().unwrap(), &read.kept, today, |list| {
            if let Some(expected) = case.get("standing") {
                assert_eq!(standing(list), expected.as_str().unwrap(), "{name}");
            }
            for (id, expected) in case.get("duty").and_then(toml::Value::as_table).into_iter().flatten() {
                let (applies, due) = found(list, id);
                assert_eq!(
                    (applies.as_str(), due.as_str()),
                    (expected["applies"].as_str().unwrap(), expected["due"].as_str().unwrap()),
                    "{name}: {id}"
                );
            }
            for (what, expected) in case.get("summary").and_then(toml::Value::as_table).into_iter().flatten() {
                let summary = list.summary(today);
                let number = match what.as_str() {
                    "concerned" => summary.concerned,
                    "possible" => summary.possible,
                    "overdue" => summary.overdue,
                    _ => panic!("{name}: {what}"),
                };
                assert_eq!(i64::try_from(number).unwrap(), expected.as_integer().unwrap(), "{name}: {what}");
            }
        });
    }
}

#[test]
fn every_provided_fact_is_there() {
    let operators = operators();
    let ids: Vec<&str> = operators.duties.iter().map(|duty| duty.id.as_str()).collect();
    let listed = |prefix: &str, numbers: std::ops::RangeInclusive<u8>| {
        numbers.map(|number| format!("{prefix}{number}")).all(|id| ids.contains(&id.as_str()))
    };
    assert!(listed("AK-D", 1..=10) && listed("AK-C", 1..=3) && listed("AK-X", 1..=2) && listed("AK-XM", 1..=6));
    assert!(listed("H", 1..=8) && listed("G", 0..=11) && listed("HK-Y", 1..=4));
    for id in ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"] {
        let duty = operators.duties.iter().find(|duty| duty.id == id).unwrap();
        let expected: &[&str] = match id {
            "H1" => &["27001", "27002", "27005", "27036-3"],
            "H6" => &["27001", "27002", "22301"],
            _ => &["27001", "27002"],
        };
        assert_eq!(duty.norms, expected, "{id}");
    }
}

#[test]
fn counts_are_whole_and_grouped_as_people_write_them() {
    for (text, number) in
        [("100.000", 100_000), ("100,000", 100_000), ("1.234.567", 1_234_567), ("99 999", 99_999), ("0", 0)]
    {
        assert_eq!(parse_count(text), Ok(number), "{text}");
    }
    for (text, error) in [("12,5", ParseError::TooManyDecimals), ("", ParseError::Empty), ("-1", ParseError::Negative)]
    {
        assert_eq!(parse_count(text), Err(error), "{text}");
    }
}

#[test]
fn the_number_of_users_is_split_without_a_gap() {
    let at = |users: u64| split(Some(Range::exactly(users)), 100_000);
    assert_eq!([at(99_999), at(100_000), at(100_001)], [Split::Below, Split::Exactly, Split::Above]);
    let range = |from, to| split(Some(Range { from, to }), 100_000);
    assert_eq!(range(100_001, None), Split::Above);
    for open in [range(100_000, None), range(0, Some(100_000)), range(99_999, Some(100_001)), split(None, 100_000)] {
        assert_eq!(open, Split::Open);
    }
}

fn tri() -> impl Strategy<Value = Tri> {
    prop_oneof![Just(Tri::Yes), Just(Tri::No), Just(Tri::Unknown)]
}

fn some_day() -> impl Strategy<Value = Day> {
    (2000_i32..2060, 1_u32..13, 1_u32..32).prop_filter_map("a day", |(year, month, date)| day::of(year, month, date))
}

fn users() -> impl Strategy<Value = Option<Range<u64>>> {
    let exact = prop_oneof![99_998_u64..100_003, 0_u64..1_000_000].prop_map(Range::exactly);
    let range = (0_u64..200_000, prop::option::of(0_u64..200_000))
        .prop_map(|(from, more)| Range { from, to: more.map(|more| from + more) });
    prop::option::of(prop_oneof![exact, range])
}

fn profile() -> impl Strategy<Value = Profile> {
    let traits = (tri(), tri(), tri(), tri(), tri(), tri());
    (traits, prop::option::of(some_day()), users()).prop_map(|(traits, delivered, users)| {
        let (agreement, telephone, five_g, public, before, notice) = traits;
        Profile { agreement, telephone, five_g, public, before, notice, delivered, users }
    })
}

fn answer() -> impl Strategy<Value = DutyAnswer> {
    let dates = (prop::option::of(some_day()), prop::option::of(some_day()));
    (prop::sample::select(STATES.to_vec()), "[a-zšž \"]{0,8}", "[a-zšž {}]{0,8}", dates)
        .prop_map(|(state, reason, note, (due, last))| DutyAnswer { state, reason, note, due, last })
}

fn kept() -> impl Strategy<Value = Kept> {
    let ids: Vec<String> = operators().duties.iter().map(|duty| duty.id.clone()).collect();
    let duties = prop::collection::vec((prop::sample::select(ids), answer()), 0..12);
    (profile(), duties).prop_map(|(profile, duties)| Kept { profile, duties: duties.into_iter().collect() })
}

/// The notice is kept with the check.
fn without_notice(kept: &Kept) -> Profile {
    Profile { notice: Tri::Unknown, delivered: None, ..kept.profile.clone() }
}

proptest! {
    #![proptest_config(crate::properties(128))]
    #[test]
    fn what_is_written_is_read_back(kept in kept()) {
        let again = read(Some(&write(&kept, None)));
        prop_assert_eq!(again.damaged, []);
        prop_assert_eq!(&again.kept.profile, &without_notice(&kept));
        for (id, answer) in kept.duties.iter().filter(|(_, answer)| **answer != DutyAnswer::default()) {
            prop_assert_eq!(again.kept.duties.get(id), Some(answer));
        }
    }

    #[test]
    fn what_is_written_has_the_documented_shape_and_goes_through_a_file(kept in kept()) {
        let mut assessment = Assessment::new("a1".to_owned(), String::new(), TODAY);
        assessment.parts.insert(PART.to_owned(), write(&kept, None));
        let saved = Saved { revision: 1, content: String::new(), saved_at: String::new(), assessment };
        let text = envelope::write(&saved, false);
        prop_assert_eq!(misfit(&schema("assessment"), &serde_json::from_str(&text).unwrap()), None);
        let again = envelope::read(&text).unwrap().assessment;
        prop_assert_eq!(read(again.parts.get(PART)).kept.profile, without_notice(&kept));
    }

    #[test]
    fn knowing_more_never_frees_of_what_was_certain(kept in kept(), today in some_day(), which in 0_usize..3) {
        let known = |set: Tri| {
            let mut kept = kept.clone();
            match which {
                0 => kept.profile.agreement = set,
                1 => kept.profile.telephone = set,
                _ => kept.profile.five_g = set,
            }
            kept
        };
        for id in ["akos", "hakom"] {
            let applies = |kept: &Kept| with(id, kept, today, |list| {
                list.entries.iter().map(|entry| entry.applies).collect::<Vec<_>>()
            });
            let open = applies(&known(Tri::Unknown));
            for set in [Tri::Yes, Tri::No] {
                for (open, set) in open.iter().zip(applies(&known(set))) {
                    prop_assert!(*open == Tri::Unknown || *open == set);
                }
            }
        }
    }

    #[test]
    fn what_is_next_is_not_past_and_what_is_over_is(kept in kept(), today in some_day()) {
        for id in ["akos", "hakom"] {
            with(id, &kept, today, |list| {
                for entry in &list.entries {
                    match entry.due {
                        Due::Next(day) => assert!(day >= today),
                        Due::Over(day) => assert!(day < today),
                        Due::Unclear { past, next } => {
                            assert!(past < today && next.is_none_or(|next| today < next));
                        }
                        Due::Never | Due::OnRequest | Due::NoLast | Due::Lifted => {}
                    }
                }
                let summary = list.summary(today);
                assert_eq!(summary.states.iter().sum::<usize>(), summary.concerned);
                assert!(summary.concerned + summary.possible <= list.entries.len());
            });
        }
    }

    #[test]
    fn only_certainly_fewer_users_lift_the_day(users in users(), last in prop::option::of(some_day()), today in some_day()) {
        let cycle = Some(Cycle::Yearly(1, 31));
        let found = due(cycle, Some(split(users, 100_000)), last, today);
        let fewer = users.is_some_and(|users| users.to.is_some_and(|to| to.max(users.from) < 100_000));
        prop_assert_eq!(found == Due::OnRequest, fewer);
    }

    #[test]
    fn doing_it_later_never_makes_it_due_earlier(early in some_day(), later in some_day(), months in 1_u8..37, today in some_day()) {
        let (early, later) = if early <= later { (early, later) } else { (later, early) };
        for cycle in [Cycle::Months(months), Cycle::Yearly(5, 30)] {
            let on = |last| match due(Some(cycle), None, Some(last), today) {
                Due::Next(day) | Due::Over(day) => day,
                other => panic!("{other:?}"),
            };
            prop_assert!(on(early) <= on(later));
        }
    }
}

#[test]
fn what_cannot_be_used_is_named_and_stays() {
    let stored = json!({
        "profile": { "agreement": "perhaps", "users": "many", "later": 1 },
        "duties": {
            "AK-D1": { "state": "done" },
            "AK-D2": { "state": "partly", "note": "shelf 3", "colour": "red" },
            "XY-9": { "state": "in_place" },
            "AK-D3": 7
        },
        "newer": [1, 2]
    });
    let found = read(Some(&stored));
    let places: Vec<&str> = found.damaged.iter().map(|place| place.path.as_str()).collect();
    assert_eq!(places, ["profile.agreement", "profile.users", "duties.AK-D1.state", "duties.AK-D3"]);
    assert_eq!(write(&found.kept, Some(&stored)), stored);

    let mut kept = found.kept;
    kept.profile.telephone = Tri::Yes;
    let answer = DutyAnswer { state: Some(State::InPlace), ..kept.duties.get("AK-D2").unwrap().clone() };
    kept.duties.insert("AK-D2".to_owned(), answer);
    let written = write(&kept, Some(&stored));
    assert_eq!(written["profile"], json!({ "agreement": "perhaps", "users": "many", "later": 1, "telephone": "yes" }));
    assert_eq!(written["duties"]["AK-D2"]["state"], "in_place");
    assert_eq!(written["duties"]["AK-D2"]["colour"], "red");
    assert_eq!(written["duties"]["AK-D1"], json!({ "state": "done" }));
    assert_eq!(written["newer"], json!([1, 2]));
}

#[test]
fn a_part_of_another_shape_is_left_alone() {
    for stored in [json!({ "profile": 3, "duties": [] }), json!({})] {
        let found = read(Some(&stored));
        assert_eq!(found.kept, Kept::default());
        assert_eq!(write(&found.kept, Some(&stored)), stored);
    }
    assert_eq!(read(None).kept, Kept::default());
}

/// What a visitor may have kept, with every kind of answer.
fn sample() -> Kept {
    let stored = json!({
        "profile": {
            "telephone": "yes", "agreement": "unknown", "notice": "yes", "delivered": "2026-11-10",
            "users": "100000", "five_g": "no", "public": "no"
        },
        "duties": {
            "AK-D1": { "state": "in_place", "note": "SharePoint <policies>" },
            "AK-D2": { "state": "planned", "due": "2026-10-31" },
            "AK-D4": { "state": "not_applicable", "reason": "One service only" },
            "AK-C1": { "state": "partly", "last": "2025-09-30" },
            "AK-C2": { "state": "in_place", "last": "2026-02-28" },
            "H1": { "state": "partly", "due": "2027-01-31" },
            "H2": { "state": "missing" },
            "HK-Y1": { "state": "in_place", "last": "2026-01-30" },
            "HK-Y2": { "state": "unknown" }
        }
    });
    let found = read(Some(&stored));
    assert_eq!(found.damaged, []);
    found.kept
}

#[test]
fn chapters_as_markdown() {
    let (operators, kept) = (operators(), sample());
    for language in Language::ALL {
        let words = words(language);
        let desk = Desk { operators: &operators, words: &words, kept: &kept, today: TODAY };
        let text = nis2_check::document::markdown::markdown(&chapter(desk, 2));
        insta::assert_snapshot!(format!("operators.{}", language.code()), text);
    }
}

#[test]
fn nothing_answered_is_no_chapter() {
    let (operators, words) = (operators(), words(Language::English));
    let kept = Kept { profile: sample().profile, ..Kept::default() };
    assert_eq!(chapter(Desk { operators: &operators, words: &words, kept: &kept, today: TODAY }, 2), []);
}

#[test]
fn every_duty_is_explained_in_every_language() {
    let (operators, kept) = (operators(), sample());
    for language in Language::ALL {
        let words = words(language);
        let desk = Desk { operators: &operators, words: &words, kept: &kept, today: TODAY };
        for book in 0..operators.books.len() {
            for entry in &checklist(&operators, book, &kept, TODAY).unwrap().entries {
                assert!(!desk.title(entry).is_empty());
                let text = nis2_check::document::markdown::markdown(&desk.explained(entry));
                assert!(text.matches("**").count() >= 8, "{}: {text}", entry.duty.id);
                assert!(!text.contains('{') && !text.contains("****"), "{}: {text}", entry.duty.id);
                for said in desk.due(entry) {
                    assert!(!said.contains('{') && !said.contains(".."), "{}: {said}", entry.duty.id);
                }
            }
        }
    }
}
