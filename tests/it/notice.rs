//! The notice of categorisation: answered once, known everywhere; files of older builds, one test a shape.

use law::Day;
use nis2_check::content::native::{incident as incident_law, operators};
use nis2_check::domain::incident::{Incident, with_notices};
use nis2_check::domain::notice::{Notice, applied_before};
use nis2_check::domain::session::Assessment;
use nis2_check::domain::units::Tri;
use nis2_check::persist::envelope::{self, Saved};
use nis2_check::persist::operators::{PART, kept};
use serde_json::{Value, json};

/// An assessment as a file has it.
fn read(facts: &Value, parts: &Value) -> Assessment {
    let data = json!({ "id": "a", "name": "", "created": "2026-11-21", "facts": facts, "parts": parts });
    let file = json!({ "app": "nis2-check", "schema": 1, "data": data }).to_string();
    envelope::read(&file).unwrap().assessment
}

fn known(assessment: &Assessment) -> (Tri, Option<Day>) {
    let notice = Notice::of(assessment, "hr");
    // The rulebooks know the same.
    let profile = kept(assessment, &operators()).profile;
    assert_eq!((profile.notice, profile.delivered), (notice.received, notice.delivered));
    (notice.received, notice.delivered)
}

const DAY: Day = Day(20_250_301);

#[test]
fn nothing_said_is_not_known() {
    assert_eq!(known(&read(&json!({}), &json!({}))), (Tri::Unknown, None));
    assert_eq!(known(&read(&json!({ "hr.notice": "unknown" }), &json!({}))), (Tri::Unknown, None));
}

#[test]
fn the_check_alone() {
    assert_eq!(known(&read(&json!({ "hr.notice": "none" }), &json!({}))), (Tri::No, None));
    assert_eq!(known(&read(&json!({ "hr.notice": "vazni" }), &json!({}))), (Tri::Yes, None));
}

#[test]
fn the_day_of_duties_alone() {
    let duties = json!({ "duties": { "days": { "hr.notice": "2025-03-01" } } });
    assert_eq!(known(&read(&json!({}), &duties)), (Tri::Yes, Some(DAY)));
    assert_eq!(known(&read(&json!({ "hr.notice": "kljucni" }), &duties)), (Tri::Yes, Some(DAY)));
    // The answer counts more; the day stays and is named.
    let contradicts = read(&json!({ "hr.notice": "none" }), &duties);
    assert_eq!(known(&contradicts), (Tri::No, None));
    assert_eq!(Notice::of(&contradicts, "hr").contradicts, Some(DAY));
}

#[test]
fn the_profile_of_operators_says_no() {
    let old = read(&json!({}), &json!({ "operators": { "profile": { "notice": "no", "five_g": "yes" } } }));
    assert_eq!(known(&old), (Tri::No, None));
    assert_eq!(old.answer("hr.notice"), Some("none"));
    assert_eq!(old.parts.get(PART), Some(&json!({ "profile": { "five_g": "yes" } })));
}

#[test]
fn the_profile_of_operators_says_yes_with_a_day() {
    let profile = json!({ "operators": { "profile": { "notice": "yes", "delivered": "2025-03-01" } } });
    let old = read(&json!({}), &profile);
    assert_eq!(known(&old), (Tri::Yes, Some(DAY)));
    assert_eq!(old.answer("hr.notice"), None, "the category was not asked");
    assert_eq!(old.parts.get(PART), Some(&json!({ "profile": {} })));
}

#[test]
fn the_profile_of_operators_says_yes_without_a_day() {
    let old = read(&json!({}), &json!({ "operators": { "profile": { "notice": "yes", "delivered": null } } }));
    assert_eq!(known(&old), (Tri::Yes, None));
}

#[test]
fn what_the_check_says_counts_more_than_the_profile_of_operators() {
    let profile = json!({ "notice": "yes", "delivered": "2025-03-01" });
    let none = read(&json!({ "hr.notice": "none" }), &json!({ "operators": { "profile": profile } }));
    assert_eq!(known(&none), (Tri::No, None));
    assert_eq!(none.parts.get(PART).unwrap()["profile"], profile, "what is not used stays");
    let with_day = json!({ "operators": { "profile": profile }, "duties": { "days": { "hr.notice": "2025-04-01" } } });
    assert_eq!(known(&read(&json!({ "hr.notice": "vazni" }), &with_day)), (Tri::Yes, Some(Day(20_250_401))));
    let denies = json!({ "operators": { "profile": { "notice": "no" } } });
    assert_eq!(known(&read(&json!({ "hr.notice": "vazni" }), &denies)), (Tri::Yes, None));
}

#[test]
fn what_cannot_be_read_in_the_profile_stays_and_is_named() {
    let stored = json!({ "profile": { "notice": "perhaps", "delivered": "yesterday" } });
    let old = read(&json!({}), &json!({ "operators": stored }));
    assert_eq!(old.parts.get(PART), Some(&stored));
    let damaged = nis2_check::persist::operators::read(old.parts.get(PART)).damaged;
    let places: Vec<&str> = damaged.iter().map(|place| place.path.as_str()).collect();
    assert_eq!(places, ["profile.notice", "profile.delivered"]);
}

#[test]
fn reading_again_changes_nothing() {
    for (fact, notice, delivered) in [
        (Value::Null, "yes", json!("2025-03-01")),
        (Value::Null, "no", json!("2025-03-01")),
        (json!("none"), "yes", json!("2025-03-01")),
        (json!("kljucni"), "unknown", Value::Null),
        (json!("unknown"), "yes", Value::Null),
    ] {
        let profile = json!({ "operators": { "profile": { "notice": notice, "delivered": delivered } } });
        let first = read(&json!({ "hr.notice": fact }), &profile);
        let saved = Saved { revision: 1, content: String::new(), saved_at: String::new(), assessment: first.clone() };
        assert_eq!(envelope::read(&envelope::write(&saved, false)).unwrap().assessment, first);
    }
}

fn incident(countries: &[&str], answer: Option<Tri>, delivered: Option<Day>) -> Incident {
    let mut incident = Incident::new("i".to_owned());
    incident.countries = countries.iter().map(|code| (*code).to_owned()).collect();
    if let Some(answer) = answer {
        incident.answers.insert("categorised".to_owned(), answer);
    }
    incident.notice_delivered = delivered;
    incident
}

#[test]
fn an_incident_takes_the_notice_from_the_assessment_unless_it_says_otherwise() {
    let law = incident_law();
    let of = |received, delivered| Notice { received, delivered, contradicts: None };
    let found = |own: &Incident, known: Notice| {
        let of_state = |state: &str| {
            assert_eq!(state, "hr");
            known
        };
        let found = with_notices(&law, own, of_state, Tri::Unknown);
        (found.answer("categorised"), found.notice_delivered)
    };
    let nothing = of(Tri::Unknown, None);
    let arrived = of(Tri::Yes, Some(DAY));
    let silent = incident(&["hr"], None, None);
    assert_eq!(found(&silent, nothing), (Tri::Unknown, None), "without an assessment");
    assert_eq!(found(&silent, arrived), (Tri::Yes, Some(DAY)));
    assert_eq!(found(&silent, of(Tri::No, None)), (Tri::No, None));
    assert_eq!(found(&incident(&["hr"], Some(Tri::Unknown), None), arrived), (Tri::Yes, Some(DAY)));
    // A past incident, before the notice; another firm's; a day of its own.
    assert_eq!(found(&incident(&["hr"], Some(Tri::No), None), arrived), (Tri::No, None));
    assert_eq!(found(&incident(&["hr"], Some(Tri::Yes), None), of(Tri::No, None)), (Tri::Yes, None));
    let own = Day(20_260_102);
    assert_eq!(found(&incident(&["hr"], Some(Tri::Yes), Some(own)), arrived), (Tri::Yes, Some(own)));
    assert_eq!(found(&incident(&["hr"], Some(Tri::Yes), None), arrived), (Tri::Yes, Some(DAY)));
    // Elsewhere the notice of Croatia says nothing.
    let unasked = with_notices(&law, &incident(&["si"], None, None), |_| arrived, Tri::Yes);
    assert_eq!((unasked.answer("categorised"), unasked.notice_delivered), (Tri::Unknown, None));
    assert_eq!(unasked.answer("hakom_before"), Tri::Unknown);
}

#[test]
fn an_incident_takes_the_rules_of_before_from_the_page_of_rulebooks_unless_it_says_otherwise() {
    let law = incident_law();
    let nothing = Notice { received: Tri::Unknown, delivered: None, contradicts: None };
    let answers = [("yes", Tri::Yes), ("no", Tri::No), ("unknown", Tri::Unknown)];
    for (said, known) in answers {
        let assessment = read(&json!({}), &json!({ "operators": { "profile": { "before": said } } }));
        assert_eq!(applied_before(&assessment), known);
        for (own, found) in [(Tri::Unknown, known), (Tri::Yes, Tri::Yes), (Tri::No, Tri::No)] {
            let mut incident = incident(&["hr"], None, None);
            incident.answers.insert("hakom_before".to_owned(), own);
            let with = with_notices(&law, &incident, |_| nothing, applied_before(&assessment));
            assert_eq!(with.answer("hakom_before"), found, "{said} {own:?}");
        }
    }
}
