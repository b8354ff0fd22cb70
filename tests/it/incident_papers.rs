//! What the incident desk gives out: calendars that take back what is done, the log as a document, where drafts come from, pages
//! of receivers.

use std::collections::BTreeMap;

use icalendar::{Calendar, CalendarComponent, Component, EventStatus};
use nis2_check::content::native::incident as law;
use nis2_check::document::markdown::markdown;
use nis2_check::domain::incident::{Hit, HitKind, Incident, LogEntry, evaluate as decide};
use nis2_check::domain::sorted::ById;
use nis2_check::domain::units::Tri;
use nis2_check::i18n::key::{
    INCIDENT_PAPER_TITLE, INCIDENT_PAPERS_DRAFT_HAKOM, INCIDENT_PAPERS_DRAFT_UNION, INCIDENT_PAPERS_LOG_NONE,
    INCIDENT_PAPERS_PAPER_NOT_STATED, UI_VERDICT_MARK_SECONDARY, UI_VERDICT_MARK_UNVERIFIED,
};
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::incident::{close, open};
use nis2_check::report::file::html_page;
use nis2_check::report::incident::{Desk, calendar, draft, paper, results};

use crate::incident_desk::{NOW, at, desk, full};

/// Title, status, number of version and how many reminders, by the name of the event.
fn events(text: &str) -> BTreeMap<String, (String, EventStatus, u32, usize)> {
    let read: Calendar = text.parse().unwrap();
    let events = read.components.iter().filter_map(CalendarComponent::as_event);
    let known = events.map(|event| {
        let found = (
            event.get_summary().unwrap().to_owned(),
            event.get_status().unwrap(),
            event.get_sequence().unwrap(),
            event.components().len(),
        );
        (event.get_uid().unwrap().to_owned(), found)
    });
    known.collect()
}

#[test]
fn what_is_done_or_not_asked_for_any_more_is_taken_back_in_the_next_calendar() {
    const EARLY: &str = "a1.si.early-warning@nis2-check";
    const AUTHORITY: &str = "a1.gdpr.authority@nis2-check";
    let mut incident = full();
    incident.countries = vec!["si".to_owned()];
    incident.hits.truncate(1);
    incident.answers.insert("trade_secrets".to_owned(), Tri::Yes);
    incident.sent = ById::new();
    incident.in_calendar = ById::new();
    let save = |incident: &mut Incident, now: &str| {
        let (law, words, now) = (law(), words(Language::Slovenian), at(now));
        let found = decide(&law, std::slice::from_ref(incident), incident, now);
        let made = calendar::file(&Desk { law: &law, words: &words, incident, now }, &found);
        // The browser keeps it with the incident, and a file of the incident brings it back.
        incident.in_calendar = made.in_calendar;
        *incident = open(&close(incident, 1, NOW, false)).unwrap().incidents.remove(0);
        assert!(!made.text.contains("METHOD"), "nobody is invited");
        events(&made.text)
    };
    let first = save(&mut incident, "2026-11-20T12:00:00Z");
    assert!(first.values().all(|(_, status, _, alarms)| *status == EventStatus::Confirmed && *alarms > 0), "{first:?}");
    assert!(first.contains_key(EARLY) && first.contains_key(AUTHORITY));

    // Within the same minute one is sent, and no personal data are hit after all.
    incident.sent.insert("si.early_warning".to_owned(), at("2026-11-20T12:00:00Z"));
    incident.answers.insert("personal_data".to_owned(), Tri::No);
    let second = save(&mut incident, "2026-11-20T12:00:30Z");
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "nothing new, nothing lost");
    for (id, start) in [(EARLY, "Opravljeno: "), (AUTHORITY, "Ni več potrebno: ")] {
        let (title, status, sequence, alarms) = &second[id];
        assert_eq!((*status, *alarms), (EventStatus::Cancelled, 0), "{id}");
        assert_eq!(*title, [start, first[id].0.as_str()].concat());
        assert!(*sequence > first[id].2, "{id}");
    }
    let confirmed = second.values().filter(|(_, status, ..)| *status == EventStatus::Confirmed);
    assert_eq!(confirmed.count(), second.len() - 2);

    // Whoever missed the second file gets it with the third; what is taken back in the desk is due again.
    incident.sent = ById::new();
    let third = save(&mut incident, "2026-11-20T12:10:00Z");
    assert_eq!(third[EARLY].1, EventStatus::Confirmed);
    assert_eq!(third[EARLY].0, first[EARLY].0);
    assert_eq!(third[AUTHORITY].1, EventStatus::Cancelled);
    assert!(third.iter().all(|(id, event)| event.2 > second[id].2));
}

#[test]
fn the_log_is_a_document() {
    let mut incident = full();
    incident.log.push(LogEntry { at: at("2026-11-20T13:00:00Z"), text: "Menjana gesla".to_owned(), by: String::new() });
    // Sent under an act that does not count any more.
    incident.sent.insert("nis2.early_warning".to_owned(), at("2026-11-20T12:30:00Z"));
    for language in Language::ALL {
        desk(language, &incident, |desk, found| {
            let key = |key| desk.words.get(key);
            let blocks = paper::blocks(&desk, found);
            let text = markdown(&blocks);
            assert!(text.starts_with(&format!("# {}: Izpad v Žalcu", key(INCIDENT_PAPER_TITLE))), "{text}");
            for said in ["Gostovanje, d. o. o.", "Poteklo potrdilo", "Klicali SI-CERT", "Ana", "Menjana gesla"] {
                assert!(text.contains(said), "{said}: {text}");
            }
            assert!(text.contains(key(INCIDENT_PAPERS_PAPER_NOT_STATED)) && !text.contains('{'), "{text}");
            for at in [0, 2] {
                assert!(text.contains(desk.act(at)), "a notice sent stands there with its act: {text}");
            }
            let page = html_page(desk.words, &paper::title(&desk), &blocks);
            assert!(
                page.starts_with("<!doctype html>") && page.contains("Klicali SI-CERT") && !page.contains("<script")
            );
        });
        desk(language, &Incident::new("a2".to_owned()), |desk, found| {
            assert!(markdown(&paper::blocks(&desk, found)).contains(desk.words.get(INCIDENT_PAPERS_LOG_NONE)));
        });
    }
}

#[test]
fn every_draft_names_the_provision_that_asks_for_it() {
    let mut incident = full();
    incident.hits = vec![Hit { kind: HitKind::Complete, ..Hit::new("fixed_voice".to_owned()) }];
    incident.notice_delivered = None;
    incident.answers.insert("categorised".to_owned(), Tri::No);
    incident.answers.insert("hakom_taxonomy".to_owned(), Tri::Yes);
    for answer in ["severe_disruption", "hakom_geography"] {
        incident.answers.insert(answer.to_owned(), Tri::Yes);
    }
    let mut seen = 0;
    desk(Language::English, &incident, |desk, found| {
        for act in &found.acts {
            for task in &act.tasks {
                let Some(step) = desk.step(task) else { continue };
                let Some(notice) = step.notice else { continue };
                let (text, shown) = (draft::text(&desk, notice, act), markdown(&draft::blocks(&desk, notice, act)));
                let cite = desk.cite(step.cite).0;
                assert!(text.contains(&cite) && shown.contains(&desk.cite(step.cite).1), "{cite}: {text}");
                let id = desk.law.acts[usize::from(act.act)].id.as_str();
                if id == "si_zinfv1" && step.status == ::law::Status::Secondary {
                    assert!(text.contains(desk.words.get(UI_VERDICT_MARK_SECONDARY)), "{text}");
                }
                let union = text.contains(desk.words.get(INCIDENT_PAPERS_DRAFT_UNION));
                assert_eq!(union, id == "si_zinfv1" || step.id == "hakom.pixi", "{text}");
                let not_the_form = text.contains(desk.words.get(INCIDENT_PAPERS_DRAFT_HAKOM));
                assert_eq!(not_the_form, id == "hakom" && step.id != "hakom.pixi", "{text}");
                seen += 1;
            }
        }
    });
    assert!(seen > 10, "{seen}");
}

#[test]
fn pages_of_receivers_are_marked_as_to_be_checked() {
    let mut incident = full();
    incident.answers.insert("personal_data".to_owned(), Tri::Yes);
    desk(Language::English, &incident, |desk, found| {
        let text: String =
            found.acts.iter().enumerate().map(|(at, act)| markdown(&results::act(&desk, at, act))).collect();
        for site in ["https://www.cert.si/", "https://www.ip-rs.si/", "https://azop.hr/"] {
            assert!(text.contains(site), "{site}: {text}");
        }
        let rows = text.lines().filter(|line| line.contains("cert.si"));
        assert!(rows.clone().count() > 0);
        assert!(rows.clone().all(|row| row.contains(desk.words.get(UI_VERDICT_MARK_UNVERIFIED))), "{text}");
    });
}
