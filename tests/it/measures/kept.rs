//! What the part keeps, and what it does with damage.

use nis2_check::domain::measures::compare::earlier_first;
use nis2_check::domain::measures::{Horizon, Item, Kept, Stage, State};
use nis2_check::domain::session::Assessment;
use nis2_check::persist::measures::{read, write};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::answered;

const SCHEMA: &str = include_str!("../../../docs/assessment.schema.json");

proptest! {
    #![proptest_config(crate::properties(32))]
    #[test]
    fn what_is_written_is_read(kept in answered(60), owner in "\\PC{0,12}", stage in 0..4_usize, when in 0..5_usize) {
        let mut kept = kept;
        let stage = [Stage::Open, Stage::Begun, Stage::Waiting, Stage::Done][stage];
        let when = [None, Some(Horizon::Now), Some(Horizon::Quarter), Some(Horizon::Year), Some(Horizon::Later)][when];
        kept.set_item("A04-M01", Item { owner, due: Some(law::Day(20_261_224)), stage, when });
        kept.set_practice("A01-G02".to_owned(), true);
        kept.order = vec!["A13-M03".to_owned(), "A04-M01".to_owned()];
        kept.framework = Some("iso27001".to_owned());
        let written = write(&kept, &Value::Null);
        let mut assessment = nis2_check::domain::session::Assessment::new(String::new(), String::new(), law::Day(20_261_121));
        assessment.parts.insert("measures".to_owned(), written.clone());
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let file = json!({
            "app": "nis2-check", "schema": 1, "content": "2026.11.1", "saved_at": "2026-11-21T18:00:00Z", "revision": 1,
            "data": nis2_check::persist::v1::write(&assessment),
        });
        prop_assert_eq!(crate::schema::misfit(&schema, &file), None);
        let found = read(&written);
        prop_assert_eq!((found.kept, found.damaged), (kept, Vec::new()));
    }
}

#[test]
fn unknown_ids_and_members_are_kept_and_damage_is_named_and_left_alone() {
    let part = json!({
        "answers": {
            "A01-M01": { "state": "in_place", "note": "minutes of May" },
            "A01-M02": { "state": "almost" },
            "A01-M03": 7,
            "Z99-M01": { "state": "partly" },
        },
        "profile": { "cloud": "yes", "moon": "no", "invoices": "often" },
        "practices": ["A01-G01", 4],
        "items": { "A01-M02": { "due": "2026-02-31" } },
        "order": "first",
        "later": { "kept": true },
    });
    let found = read(&part);
    let places: Vec<(&str, &str)> = found.damaged.iter().map(|wrong| (wrong.path.as_str(), wrong.expected)).collect();
    let words = "in_place|partly|planned|missing|not_applicable|unknown";
    assert_eq!(
        places,
        [
            ("profile.invoices", "yes|no|unknown"),
            ("answers.A01-M02.state", words),
            ("answers.A01-M03", "object"),
            ("practices.1", "text"),
            ("order", "list"),
            ("items.A01-M02.due", "date 2026-11-21"),
        ]
    );
    assert_eq!(found.kept.answer("Z99-M01").state, Some(State::Partly));
    let written = write(&found.kept, &part);
    assert_eq!(written["answers"]["A01-M02"], json!({ "state": "almost" }));
    assert_eq!(written["answers"]["Z99-M01"]["state"], json!("partly"));
    assert_eq!(written["profile"]["invoices"], json!("often"));
    assert_eq!(written["items"]["A01-M02"]["due"], json!("2026-02-31"));
    assert_eq!(written["later"], json!({ "kept": true }));
    // What is answered anew takes the place of what could not be read.
    let mut kept = found.kept;
    kept.set_state("A01-M02", Some(State::Planned));
    assert_eq!(write(&kept, &part)["answers"]["A01-M02"]["state"], json!("planned"));
    // An old answer that is taken back does not return.
    kept.set_state("A01-M01", None);
    kept.answers.remove("A01-M01");
    assert_eq!(write(&kept, &part)["answers"].get("A01-M01"), None);
}

#[test]
fn nothing_is_kept_of_nothing() {
    assert!(read(&Value::Null).kept.is_empty());
    let mut kept = Kept::default();
    kept.set_state("A01-M01", Some(State::InPlace));
    kept.set_state("A01-M01", None);
    kept.set_item("A01-M01", Item::default());
    kept.set_practice("A01-G01".to_owned(), true);
    kept.set_practice("A01-G01".to_owned(), false);
    assert!(kept.is_empty());
}

/// Two questions that asked nearly the same have become one; files from before keep what they say.
#[test]
fn an_answer_to_a_question_that_was_merged_counts_in_the_one_that_stands_for_it() {
    let part = json!({
        "answers": {
            "A03-M06": { "state": "in_place", "note": "binder" },
            "A04-M07": { "state": "partly" },
            "A12-M07": { "state": "missing" },
        },
        "items": { "A03-M06": { "owner": "Ana" } },
        "order": ["A04-M01", "A03-M06"],
    });
    let found = read(&part);
    assert_eq!(found.damaged, []);
    // It moves where the other has none, and stays aside where it has one.
    assert_eq!(
        (found.kept.answer("A13-M05").state, found.kept.answer("A13-M05").note.as_str()),
        (Some(State::InPlace), "binder")
    );
    assert_eq!(found.kept.answer("A12-M07").state, Some(State::Missing));
    assert_eq!(found.kept.item("A13-M05").owner, "Ana");
    assert_eq!(found.kept.order, ["A04-M01", "A13-M05"]);
    // Once taken back it does not return.
    let mut kept = found.kept;
    kept.answers.remove("A13-M05");
    assert_eq!(read(&write(&kept, &part)).kept.answer("A13-M05").state, None);
}

#[test]
fn the_earlier_assessment_stands_first_whichever_is_in_work() {
    let of = |as_of| Assessment::new("one".to_owned(), "Firm".to_owned(), as_of);
    let (first, second) = (of(law::Day(20_260_101)), of(law::Day(20_261_101)));
    for (in_work, other) in [(&first, &second), (&second, &first)] {
        assert_eq!(earlier_first(in_work, other), (&first, &second));
    }
    let same = Assessment { id: "other".to_owned(), ..first.clone() };
    assert_eq!(earlier_first(&first, &same), (&same, &first));
}
