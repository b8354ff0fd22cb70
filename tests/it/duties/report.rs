//! The chapter of the report and the calendar file, for three of the sample firms.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};
use nis2_check::content::native::{duties as packs, states};
use nis2_check::document::markdown::markdown;
use nis2_check::domain::duties::State;
use nis2_check::domain::duties::kept::{Field, PART, set_day, set_field, set_in_calendar};
use nis2_check::domain::session::Assessment;
use nis2_check::domain::time::{Moment, day};
use nis2_check::domain::units::Tri;
use nis2_check::i18n::Language;
use nis2_check::i18n::duties::native::words;
use nis2_check::report::duties::{Duties, Laws};
use serde_json::{Value, json};

use crate::national::cases::{Bench, ordinary, period};
use crate::report::{firm, with_assessment};

/// The hospital is in Slovenia and registered; the machine builder has its notice from Croatia; the bank has given nothing.
fn given(name: &str) -> Assessment {
    let mut assessment = firm(name);
    let mut part = Value::Null;
    match name {
        "hospital" => {
            set_day(&mut part, "si.criteria_met", "2025-06-19");
            set_field(&mut part, "si.register", Field::Done, "2025-12-01");
            set_field(&mut part, "si.documents", Field::Owner, "Ana Novak, IT");
            set_field(&mut part, "si.documents", Field::Note, "Manjka analiza tveganj; <b>nujno</b>");
            set_field(&mut part, "si.training_administrators", Field::Done, "2025-10-01");
        }
        "machine-builder" => {
            set_day(&mut part, "hr.notice", "2025-01-31");
            assessment.places.established = vec!["hr".to_owned()];
            assessment.places.served = vec!["hr".to_owned()];
        }
        _ => {}
    }
    assessment.parts.insert(PART.to_owned(), part);
    assessment
}

fn with_duties<T>(name: &str, language: Language, visit: impl Fn(&Duties<'_>) -> T) -> T {
    let (packs, states) = (packs(), states());
    let words: Vec<_> = packs.iter().map(|pack| words(pack, language)).collect();
    let pairs: Vec<_> = packs.iter().zip(&words).collect();
    let states: Vec<_> = states.iter().collect();
    let laws = Laws { duties: &pairs, states: &states, now: Moment::parse("2026-11-21T09:00:00Z").unwrap() };
    with_assessment(&given(name), language, |context| visit(&Duties::new(context, laws)))
}

const FIRMS: [&str; 3] = ["hospital", "machine-builder", "bank"];

#[test]
fn chapters_as_markdown() {
    for name in FIRMS {
        for language in Language::ALL {
            let text = with_duties(name, language, |duties| markdown(&duties.chapter(3)));
            assert!(!text.contains(['{', '}']), "{name}");
            insta::assert_snapshot!(format!("duties.{name}.{}", language.code()), text);
        }
    }
}

#[test]
fn the_calendar_has_every_open_day_and_the_same_ids_each_time() {
    for name in FIRMS {
        for language in Language::ALL {
            with_duties(name, language, |duties| {
                let text = duties.calendar().text;
                let calendar: Calendar = text.parse().unwrap();
                let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
                let open = [State::Overdue, State::Soon, State::Later];
                let expected: Vec<_> = duties.items.iter().filter(|item| open.contains(&item.state)).collect();
                assert_eq!(events.len(), expected.len(), "{name}");
                for (event, item) in events.iter().zip(expected) {
                    let id = format!("{name}.{}@nis2-check", duties.id(item));
                    assert_eq!(event.get_uid(), Some(id.as_str()));
                    assert!(event.get_summary().is_some_and(|title| title.contains(duties.text(item, "title"))));
                    let Some(DatePerhapsTime::Date(date)) = event.get_start() else { panic!("{name}: {id}: no day") };
                    let nis2_check::domain::duties::When::Dated(dated) = &item.when else { panic!("{id}") };
                    assert_eq!(dated.due.day(duties.setting().place(item.applied)), day::parse(&date.to_string()));
                }
            });
        }
    }
    with_duties("hospital", Language::Slovenian, |duties| {
        let text: Calendar = duties.calendar().text.parse().unwrap();
        let texts: Vec<_> = text.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert!(texts.iter().any(|event| {
            event
                .get_description()
                .is_some_and(|text| text.contains("Ana Novak, IT") && text.contains("; <b>nujno</b>"))
        }));
    });
}

/// The calendar of a firm of Slovenia with these figures, in English, with what it has to remember put into the assessment.
fn calendar_of(assessment: &mut Assessment) -> Calendar {
    let (packs, states) = (packs(), states());
    let words: Vec<_> = packs.iter().map(|pack| words(pack, Language::English)).collect();
    let pairs: Vec<_> = packs.iter().zip(&words).collect();
    let states: Vec<_> = states.iter().collect();
    let laws = Laws { duties: &pairs, states: &states, now: Moment::parse("2026-11-21T09:00:00Z").unwrap() };
    let file = with_assessment(assessment, Language::English, |context| Duties::new(context, laws).calendar());
    let mut part = assessment.parts.get(PART).cloned().unwrap();
    set_in_calendar(&mut part, &file.in_calendar);
    assessment.parts.insert(PART.to_owned(), part);
    file.text.parse().unwrap()
}

fn event_of<'a>(calendar: &'a Calendar, duty: &str) -> &'a icalendar::Event {
    let mut events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let own = |event: &&icalendar::Event| event.get_uid().is_some_and(|id| id.ends_with(&format!("{duty}@nis2-check")));
    events.find(own).unwrap_or_else(|| panic!("no event for {duty}"))
}

#[test]
fn the_calendar_says_what_is_not_certain_and_takes_back_what_is_done() {
    let bench = Bench::new();
    let (_, law) = bench.state("si");
    let mut firm = ordinary(law, "si");
    firm.activities.as_mut().unwrap().insert("mfg_machinery".to_owned(), Tri::Yes);
    let mut part = Value::Null;
    set_day(&mut part, "si.criteria_met", "2025-06-19");
    firm.parts.insert(PART.to_owned(), part);
    let figures = |firm: &mut Assessment, figures: [&str; 3]| {
        firm.size.periods = vec![period(&figures.map(str::to_owned))];
    };
    // Sixty staff with five million: bound under one reading of the size rule, not bound under the other.
    figures(&mut firm, ["60", "5000000", "5000000"]);
    let borderline = calendar_of(&mut firm);
    let register = event_of(&borderline, "si.register");
    let said = register.get_description().unwrap();
    assert_eq!(register.property_value("STATUS"), Some("TENTATIVE"));
    for words in ["depends on how the act is read", "ZInfV-1, Art. 8(2)", "summaries"] {
        assert!(said.contains(words), "no \"{words}\" in {said}");
    }
    // With twenty million it is bound under both.
    figures(&mut firm, ["60", "20000000", "20000000"]);
    let certain = calendar_of(&mut firm);
    let register = event_of(&certain, "si.register");
    assert_eq!(register.property_value("STATUS"), Some("CONFIRMED"));
    assert!(!register.get_description().unwrap().contains("depends on"));
    // Done after it was put into a calendar: the next file takes it back, with the same id.
    let mut part = firm.parts.get(PART).cloned().unwrap();
    set_field(&mut part, "si.register", Field::Done, "2026-11-20");
    firm.parts.insert(PART.to_owned(), part);
    let done = calendar_of(&mut firm);
    let register = event_of(&done, "si.register");
    assert_eq!(register.property_value("STATUS"), Some("CANCELLED"));
    assert!(register.get_summary().unwrap().starts_with("Done: Register"));
    assert_eq!(event_of(&done, "si.measures").property_value("STATUS"), Some("CONFIRMED"));
    // No longer a duty: taken back as well.
    figures(&mut firm, ["5", "100000", "100000"]);
    let none = calendar_of(&mut firm);
    assert_eq!(event_of(&none, "si.measures").property_value("STATUS"), Some("CANCELLED"));
    assert!(event_of(&none, "si.measures").get_summary().unwrap().starts_with("No longer to be done: "));
    // What never was in a calendar is not taken back.
    let mut fresh = firm.clone();
    fresh.parts.insert(PART.to_owned(), Value::Null);
    assert_eq!(calendar_of(&mut fresh).components.iter().filter_map(CalendarComponent::as_event).count(), 0);
}

/// A network operator of Croatia without a notice, with or without a place where it provides its services.
fn operator(served: &[&str]) -> Assessment {
    let mut assessment = Assessment::new("operator".to_owned(), String::new(), law::Day(20_261_121));
    assessment.places.established = vec!["hr".to_owned()];
    assessment.places.served = served.iter().map(|code| (*code).to_owned()).collect();
    assessment.activities = Some([("digital_public_network".to_owned(), Tri::Yes)].into());
    for (fact, value) in [("union_activity", "yes"), ("union_establishment", "yes"), ("hr.notice", "none")] {
        assessment.answers.insert(fact.to_owned(), value.to_owned());
    }
    // What binds by the establishment alone, and what excludes.
    let no = ["hr.e_invoice", "hr.state_infrastructure", "hr.public_powers", "critical_entity"];
    for fact in no.into_iter().chain(["mission_third_country", "joint_third_country", "state_identified"]) {
        assessment.answers.insert(fact.to_owned(), "no".to_owned());
    }
    assessment
}

/// What is listed of Croatia, and whether it is certain.
fn listed(assessment: &Assessment) -> Vec<(String, bool)> {
    let (packs, states) = (packs(), states());
    let words: Vec<_> = packs.iter().map(|pack| words(pack, Language::English)).collect();
    let pairs: Vec<_> = packs.iter().zip(&words).collect();
    let states: Vec<_> = states.iter().collect();
    let laws = Laws { duties: &pairs, states: &states, now: Moment::parse("2026-11-21T09:00:00Z").unwrap() };
    with_assessment(assessment, Language::English, |context| {
        let duties = Duties::new(context, laws);
        let all = duties.items.iter().map(|item| (duties.id(item).to_owned(), item.certain));
        all.filter(|(id, _)| id.starts_with("hr.")).collect()
    })
}

#[test]
fn a_rule_of_the_state_brings_a_duty_and_open_competence_leaves_it_open() {
    let served = listed(&operator(&["hr"]));
    assert!(served.contains(&("hr.telecom_until_notice".to_owned(), true)), "{served:?}");
    assert!(!served.iter().any(|(id, _)| id == "hr.trust_until_notice"));
    let not_said = listed(&operator(&[]));
    assert!(not_said.contains(&("hr.telecom_until_notice".to_owned(), false)), "{not_said:?}");
    assert!(not_said.iter().all(|(_, certain)| !certain), "{not_said:?}");
    assert_eq!(listed(&operator(&["si"])), []);
    // Whether it is an intermediary for e-invoices, bound by its establishment, is not known: so neither is this.
    let mut perhaps = operator(&["si"]);
    perhaps.answers.remove("hr.e_invoice");
    let perhaps = listed(&perhaps);
    assert!(!perhaps.is_empty() && perhaps.iter().all(|(_, certain)| !certain), "{perhaps:?}");
}

/// The operator's profile, and what is listed of the rulebooks with it: id, day, and whether it is certain.
fn of_rulebooks(notice: &str, profile: &Value) -> (Vec<(String, String, bool)>, String) {
    let mut assessment = operator(&["hr"]);
    assessment.answers.insert("hr.notice".to_owned(), notice.to_owned());
    assessment.parts.insert("operators".to_owned(), json!({ "profile": profile }));
    let operators = nis2_check::content::native::operators();
    let (packs, states) = (packs(), states());
    let words: Vec<_> = packs.iter().map(|pack| words(pack, Language::English)).collect();
    let kept = nis2_check::persist::operators::kept(&assessment, &operators);
    let all_words = nis2_check::i18n::native::words(Language::English);
    let books = nis2_check::report::duties::operators::packs(&operators, &all_words, &kept, law::Day(20_261_121));
    let pairs: Vec<_> = packs.iter().zip(&words).chain(books.iter().map(|(pack, words)| (pack, words))).collect();
    let states: Vec<_> = states.iter().collect();
    let laws = Laws { duties: &pairs, states: &states, now: Moment::parse("2026-11-21T09:00:00Z").unwrap() };
    with_assessment(&assessment, Language::English, |context| {
        let duties = Duties::new(context, laws);
        let of_book = duties.items.iter().filter(|item| duties.id(item).starts_with("HK-"));
        let found = of_book.map(|item| {
            assert!(!duties.can_be_done(item) && duties.leads_to(item).is_some());
            let nis2_check::domain::duties::When::Dated(dated) = &item.when else { panic!("no day") };
            let day = dated.due.day(duties.setting().place(item.applied)).unwrap();
            (duties.id(item).to_owned(), day::to_text(day), item.certain)
        });
        (found.collect(), duties.calendar().text)
    })
}

#[test]
fn yearly_days_of_a_rulebook_stand_among_the_duties() {
    let yearly = |certain| {
        [("HK-Y1", "2027-01-31"), ("HK-Y4", "2027-05-30")].map(|(id, day)| (id.to_owned(), day.to_owned(), certain))
    };
    let (found, calendar) = of_rulebooks("none", &json!({ "before": "yes", "users": "250000" }));
    assert_eq!(found, yearly(true));
    let calendar: Calendar = calendar.parse().unwrap();
    let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let policy = events.into_iter().find(|event| event.get_uid().is_some_and(|id| id.contains("HK-Y1"))).unwrap();
    assert_eq!(policy.property_value("RRULE"), Some("FREQ=YEARLY;INTERVAL=1"));
    // Not known whether the old rules were applied: open. On request, or after the notice: no day.
    assert_eq!(of_rulebooks("none", &json!({ "users": "250000" })).0, yearly(false));
    assert_eq!(of_rulebooks("none", &json!({ "before": "yes", "users": "99999" })).0, []);
    assert_eq!(of_rulebooks("vazni", &json!({ "before": "yes", "users": "250000" })).0, []);
}
