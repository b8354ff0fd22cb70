//! What the incident desk keeps and says: files, the shelf, drafts, calendar files, words.

use std::cell::RefCell;
use std::collections::BTreeMap;

use icalendar::{Calendar, CalendarComponent, Component};
use law::incident::IncidentLaw;
use nis2_check::content::native::incident as law;
use nis2_check::document::markdown::markdown;
use nis2_check::domain::incident::{
    Entity, Field, Hit, HitKind, Incident, LogEntry, Results, Role, evaluate as decide,
};
use nis2_check::domain::sorted::ById;
use nis2_check::domain::time::{Due, Moment};
use nis2_check::domain::units::{Range, Tri};
use nis2_check::evaluate::incidents::evaluate;
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::incident::{close, close_all, moment, open, shelf};
use nis2_check::persist::shelf::{KeepError, Shelf};
use nis2_check::report::incident::{Desk, calendar, draft, results};
use serde_json::Value;

pub const NOW: &str = "2026-11-21T08:15:00Z";

pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// An incident with something in every member.
pub fn full() -> Incident {
    let mut incident = Incident::new("a1".to_owned());
    incident.name = String::from("Izpad v Žalcu");
    incident.organisation = String::from("Gostovanje, d. o. o.");
    incident.contact = String::from("Ana, 041 000 000");
    incident.countries = vec!["si".to_owned(), "hr".to_owned()];
    incident.entity = Entity::Important;
    incident.role = Role::Both;
    incident.notice_delivered = Some(::law::Day(20_250_602));
    for (hour, field) in (0..).zip(Field::ALL) {
        incident.times.set(field, Some(Moment(at("2026-11-20T08:00:00Z").0 + hour * 3600)));
    }
    incident.running = Tri::No;
    incident.hits = vec![
        Hit {
            kind: HitKind::Complete,
            users: Some(Range { from: 10, to: Some(20) }),
            total: Some(Range { from: 900, to: None }),
            share: Some(Range::exactly(1250)),
            began: Some(at("2026-11-20T08:10:00Z")),
            ended: Some(at("2026-11-20T09:10:00Z")),
            minutes: Some(Range::exactly(60)),
            ..Hit::new("cloud".to_owned())
        },
        Hit { kind: HitKind::Data, ..Hit::new("trust".to_owned()) },
    ];
    incident.answers = [("death".to_owned(), Tri::No), ("malicious".to_owned(), Tri::Yes)].into_iter().collect();
    incident.answers.insert("personal_data".to_owned(), Tri::Yes);
    incident.loss = Some(Range { from: 1, to: Some(50_000_001) });
    incident.turnover = Some(Range::exactly(123_456_789));
    incident.root_cause = String::from("Poteklo potrdilo");
    incident.texts.insert("measures".to_owned(), "Menjava gesel".to_owned());
    incident.sent.insert("si.early_warning".to_owned(), at("2026-11-20T12:00:00Z"));
    incident.in_calendar.insert("si.early_warning".to_owned(), Due::At(at("2026-11-21T09:00:00Z")));
    incident.in_calendar.insert("hr.final".to_owned(), Due::On(::law::Day(20_261_221)));
    incident.log.push(LogEntry {
        at: at("2026-11-20T12:00:00Z"),
        text: "Klicali SI-CERT".to_owned(),
        by: "Ana".to_owned(),
    });
    incident
}

#[test]
fn what_is_written_is_read_back() {
    let incident = full();
    let file = open(&close(&incident, 4, NOW, true)).unwrap();
    assert_eq!((file.revision, file.incidents.as_slice(), file.damaged.len()), (4, &[incident.clone()][..], 0));
    let mut other = incident.clone();
    other.id = "a2".to_owned();
    assert_eq!(open(&close_all(&[incident.clone(), other.clone()], NOW)).unwrap().incidents, [incident, other]);
}

#[test]
fn damaged_values_are_named_and_the_rest_is_kept() {
    let mut value: Value = serde_json::from_str(&close(&full(), 1, NOW, false)).unwrap();
    value["data"]["times"]["aware"] = "soon".into();
    value["data"]["hits"][0]["users"] = "a few".into();
    value["data"]["answers"]["of_tomorrow"] = "yes".into();
    let file = open(&value.to_string()).unwrap();
    let places: Vec<&str> = file.damaged.iter().map(|damaged| damaged.path.as_str()).collect();
    assert_eq!(places, ["data.times.aware", "data.hits.0.users"]);
    let read = &file.incidents[0];
    assert_eq!(read.times.aware, None);
    assert_eq!(read.times.detected, full().times.detected);
    assert_eq!(read.answer("of_tomorrow"), Tri::Yes, "unknown ids are kept");
}

#[test]
fn states_that_are_not_known_are_kept() {
    let mut value: Value = serde_json::from_str(&close(&full(), 1, NOW, false)).unwrap();
    value["data"]["countries"] = serde_json::json!(["at", "other", "Austria", "si", "at"]);
    let file = open(&value.to_string()).unwrap();
    assert_eq!(file.incidents[0].countries, ["at", "other", "si"]);
    assert_eq!(file.damaged.iter().map(|damaged| damaged.path.as_str()).collect::<Vec<_>>(), ["data.countries.2"]);
    assert_eq!(open(&close(&file.incidents[0], 1, NOW, false)).unwrap().incidents, file.incidents);
}

#[test]
fn moments_are_read_in_all_their_forms() {
    use nis2_check::domain::time::Place;
    let expected = Some(at("2026-11-21T02:10:00Z"));
    for text in [
        "2026-11-21T02:10Z",
        "2026-11-21T03:10+01:00",
        "2026-11-21T03:10",
        "2026-11-21 03:10",
        "2026-11-21T02:10:00.123Z",
    ] {
        assert_eq!(moment(text, Place::of_state("si")), expected, "{text}");
    }
    for text in ["2026-11-21", "2026-11-31T03:10", "2026-11-21T24:10", "2026-03-29T02:30", "21. 11. 2026 03:10", ""] {
        assert_eq!(moment(text, Place::of_state("si")), None, "{text}");
    }
}

#[test]
fn an_end_that_the_clock_shows_twice_says_which_is_meant() {
    let times = |ended: &str| {
        let data = serde_json::json!({ "countries": ["si"], "times": { "began": "2026-10-25T02:30", "ended": ended } });
        let file = serde_json::json!({ "app": "nis2-check", "schema": 1, "kind": "incident", "data": data });
        let file = open(&file.to_string()).unwrap();
        // Of the beginning the first is the careful one.
        assert_eq!(file.incidents[0].times.began, Some(at("2026-10-25T00:30:00Z")));
        (file.incidents[0].times.ended, file.damaged.len())
    };
    assert_eq!(times("2026-10-25T02:30"), (None, 1));
    assert_eq!(times("2026-10-25T02:30+02:00"), (Some(at("2026-10-25T00:30:00Z")), 0));
    assert_eq!(times("2026-10-25T02:30+01:00"), (Some(at("2026-10-25T01:30:00Z")), 0));
    assert_eq!(times("2026-10-25T01:30:00Z"), (Some(at("2026-10-25T01:30:00Z")), 0));
    assert_eq!(times("2026-10-25T03:00"), (Some(at("2026-10-25T02:00:00Z")), 0));
}

#[derive(Default)]
struct Room(RefCell<BTreeMap<String, String>>);

impl Shelf for Room {
    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().get(key).cloned()
    }
    fn set(&self, key: &str, text: &str) -> bool {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        true
    }
    fn remove(&self, key: &str) {
        self.0.borrow_mut().remove(key);
    }
    fn keys(&self) -> Vec<String> {
        self.0.borrow().keys().cloned().collect()
    }
}

#[test]
fn two_incidents_kept_in_turn_do_not_meet() {
    let room = Room::default();
    let (mut one, mut two) = (full(), full());
    two.id = "a2".to_owned();
    let mut kept_one = shelf::keep(&room, &one, None, NOW).unwrap();
    let mut kept_two = shelf::keep(&room, &two, None, NOW).unwrap();
    for turn in 0..5 {
        one.log.push(LogEntry { at: at(NOW), text: format!("one {turn}"), by: String::new() });
        kept_one = shelf::keep(&room, &one, Some(&kept_one), NOW).unwrap();
        two.name = format!("two {turn}");
        kept_two = shelf::keep(&room, &two, Some(&kept_two), NOW).unwrap();
    }
    assert_eq!(shelf::list(&room), ["a2", "a1"]);
    assert_eq!(shelf::load(&room, "a1").unwrap().unwrap().incidents, [one.clone()]);
    assert_eq!(shelf::load(&room, "a2").unwrap().unwrap().incidents, [two]);
    assert_eq!(kept_one.revision, 6);
    // Another window has saved: nothing is overwritten.
    let theirs = shelf::keep(&room, &one, Some(&kept_one), NOW).unwrap();
    assert_eq!(shelf::keep(&room, &one, Some(&kept_one), NOW), Err(KeepError::Changed));
    assert_eq!(shelf::raw(&room, "a1"), Some(theirs.text));
    shelf::delete(&room, "a1");
    assert_eq!(shelf::list(&room), ["a2"]);
}

fn said(law: &IncidentLaw, incident: &Incident) -> Results {
    decide(law, std::slice::from_ref(incident), incident, at(NOW))
}

pub fn desk<T>(language: Language, incident: &Incident, make: impl FnOnce(Desk<'_>, &Results) -> T) -> T {
    let (law, words) = (law(), words(language));
    make(Desk { law: &law, words: &words, incident, now: at(NOW) }, &said(&law, incident))
}

#[test]
fn drafts_fill_in_what_is_known_and_mark_the_rest() {
    let incident = full();
    for language in Language::ALL {
        desk(language, &incident, |desk, results| {
            let missing = desk.words.get(nis2_check::i18n::key::INCIDENT_PAPERS_MISSING);
            for (at, act) in results.acts.iter().enumerate() {
                for notice in act.tasks.iter().filter_map(|task| desk.step(task)?.drafted()) {
                    let text = draft::text(&desk, notice, act);
                    assert!(text.contains("Gostovanje, d. o. o."), "{text}");
                    assert!(!text.contains('{') && !text.contains(": \n"), "{text}");
                    let shown = markdown(&draft::blocks(&desk, notice, act));
                    assert!(
                        shown.contains("Ana, 041 000 000") || shown.contains(missing.trim_matches(['[', ']'])),
                        "{at} {shown}"
                    );
                }
            }
        });
        desk(language, &Incident::new("a1".to_owned()), |desk, results| {
            let text = draft::text(&desk, 0, &results.acts[0]);
            assert_eq!(
                text.matches(desk.words.get(nis2_check::i18n::key::INCIDENT_PAPERS_MISSING)).count(),
                9,
                "{text}"
            );
        });
    }
}

#[test]
fn what_is_said_has_no_hole() {
    let mut incidents = vec![full(), Incident::new("a2".to_owned())];
    for service in law().services {
        for kind in
            [HitKind::Complete, HitKind::Limited, HitKind::Partial, HitKind::Slow, HitKind::Data, HitKind::Unknown]
        {
            let mut incident = full();
            incident.hits = vec![Hit { kind, ..Hit::new(service.id.clone()) }];
            incident.times.ended = None;
            incident.times.handled = None;
            incident.running = Tri::Yes;
            incidents.push(incident);
        }
    }
    for language in Language::ALL {
        for incident in &incidents {
            desk(language, incident, |desk, found| {
                for (at, act) in found.acts.iter().enumerate() {
                    let text = markdown(&results::act(&desk, at, act));
                    assert!(
                        !text.contains('{') && !text.contains("  ·") && !text.contains("| |"),
                        "{language:?} {text}"
                    );
                    assert!(act.messages.iter().all(|message| !desk.message(message).is_empty()));
                    assert!(act.on.iter().all(|need| !desk.need(need).is_empty()), "{:?}", act.on);
                }
                assert!(found.messages.iter().all(|message| !desk.message(message).is_empty()));
            });
        }
    }
}

#[test]
fn a_library_of_others_reads_the_calendar() {
    let mut incident = full();
    incident.countries = vec!["si".to_owned()];
    incident.hits.truncate(1);
    incident.answers.insert("trade_secrets".to_owned(), Tri::Yes);
    incident.sent.remove("si.early_warning");
    incident.in_calendar = ById::new();
    let file = desk(Language::Slovenian, &incident, |desk, found| calendar::file(&desk, found));
    let read: Calendar = file.text.parse().unwrap();
    let events: Vec<_> = read.components.iter().filter_map(CalendarComponent::as_event).collect();
    let ids: Vec<&str> = events.iter().filter_map(|event| event.get_uid()).collect();
    assert!(
        ids.contains(&"a1.si.early-warning@nis2-check") && ids.contains(&"a1.gdpr.authority@nis2-check"),
        "{ids:?}"
    );
    assert!(!ids.iter().any(|id| id.contains("nis2.early") || id.contains("akos")), "{ids:?}");
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    assert!(events.iter().all(|event| event.get_summary().is_some() && event.get_end().is_some()));
}

#[test]
fn the_example_of_the_documents_is_evaluated() {
    let page = include_str!("../../docs/file-format.md");
    let part = page.split("## Files of incidents").nth(1).unwrap();
    let example = part.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let found = evaluate(&law(), &words(Language::English), "example", example, None, at(NOW)).unwrap();
    let hakom = &found["incidents"][0]["acts"][6];
    assert_eq!(hakom["reportable"], "depends");
    assert_eq!(hakom["next"]["row"], "hakom.fixed_voice.4h");
    assert_eq!(hakom["next"]["at"], "2026-11-20T13:00+01:00");
    // Every id of the law data is named there.
    let law = law();
    let ids = law.questions.iter().map(|question| &question.id).chain(law.services.iter().map(|service| &service.id));
    for id in ids {
        assert!(part.contains(&format!("`{id}`")), "{id} is not in docs/file-format.md");
    }
}

#[test]
fn a_day_on_the_command_line_means_its_end() {
    let text = close(&full(), 1, NOW, false);
    let found =
        |day| evaluate(&law(), &words(Language::English), "file", &text, day, at(NOW)).unwrap()["as_of"].clone();
    assert_eq!(found(Some(::law::Day(20_261_124))), "2026-11-24T23:59+01:00");
    assert_eq!(found(None), "2026-11-21T09:15+01:00");
}
