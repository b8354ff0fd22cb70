//! Calendar files, read back by a library of others.

use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event as Read};
use law::Day;
use nis2_check::document::calendar::{Alarm, Event, Repeat, Standing, write};
use nis2_check::domain::time::{Due, Moment, Place};
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

const TITLE: &str = "Samoregistracija; URSIV, \\ »čim prej« – šđčćž, zelo dolg naslov, ki ne gre v eno samo vrstico";

fn event(due: Due) -> Event {
    Event {
        id: String::from("a1.si.register"),
        due,
        title: TITLE.to_owned(),
        description: String::from("Prva vrstica, druga; in\nše ena"),
        url: String::from("https://example.org/a?b=c,d;e"),
        again: None,
        alarms: vec![Alarm::DaysBefore(7), Alarm::DaysBefore(1), Alarm::MinutesBefore(60)],
        standing: Standing::Confirmed,
    }
}

fn file(place: Place, due: Due) -> String {
    write(place, "Roki, naloge", at("2026-11-21T08:15:00Z"), &[event(due)])
}

fn parsed(text: &str) -> Calendar {
    text.parse().unwrap()
}

fn only_event(calendar: &Calendar) -> &Read {
    let mut events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let first = events.next().unwrap();
    assert!(events.next().is_none());
    first
}

fn zoned(text: &str, zone: &str) -> DatePerhapsTime {
    let date_time = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
    DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid: zone.to_owned() })
}

#[test]
fn a_moment_has_its_zone_and_the_zone_its_rules() {
    for (place, zone) in [(Place::of_state("si"), "Europe/Ljubljana"), (Place::of_state("hr"), "Europe/Zagreb")] {
        let text = file(place, Due::At(at("2026-11-22T09:20:00Z")));
        let calendar = parsed(&text);
        let event = only_event(&calendar);
        assert_eq!(event.get_start(), Some(zoned("2026-11-22T10:05:00", zone)));
        assert_eq!(event.get_end(), Some(zoned("2026-11-22T10:20:00", zone)));
        assert_eq!(event.get_uid(), Some("a1.si.register@nis2-check"));
        assert_eq!(event.get_timestamp(), chrono::DateTime::from_timestamp(at("2026-11-21T08:15:00Z").0, 0));
        assert!(event.get_sequence().is_some_and(|sequence| sequence > 29_000_000));
        let unfolded = unfold(&text);
        let tree = read_calendar(&unfolded).unwrap();
        let rules = tree.components.iter().find(|component| component.name == "VTIMEZONE").unwrap();
        let rules: Vec<&str> = rules.components.iter().map(|rule| rule.name.as_ref()).collect();
        assert_eq!(rules, ["STANDARD", "DAYLIGHT"]);
        assert!(text.contains(&format!("TZID:{zone}\r\n")));
    }
}

#[test]
fn words_come_back_as_they_were() {
    let calendar = parsed(&file(Place::of_state("si"), Due::On(Day(20_251_219))));
    let event = only_event(&calendar);
    assert_eq!(event.get_summary(), Some(TITLE));
    assert_eq!(event.get_description(), Some("Prva vrstica, druga; in\nše ena"));
    assert_eq!(event.get_url(), Some("https://example.org/a?b=c,d;e"));
}

#[test]
fn a_day_takes_the_whole_day() {
    let day = |text: &str| Some(DatePerhapsTime::Date(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()));
    let calendar = parsed(&file(Place::of_state("hr"), Due::On(Day(20_241_231))));
    let event = only_event(&calendar);
    assert_eq!((event.get_start(), event.get_end()), (day("2024-12-31"), day("2025-01-01")));
}

#[test]
fn near_the_hour_that_comes_twice_moments_are_written_in_utc() {
    for moment in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T00:05:00Z", "2026-10-25T02:10:00Z"] {
        let calendar = parsed(&file(Place::of_state("si"), Due::At(at(moment))));
        let utc = |seconds| chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let expected = |seconds| Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(utc(seconds))));
        let event = only_event(&calendar);
        assert_eq!(event.get_end(), expected(at(moment).0), "{moment}");
        assert_eq!(event.get_start(), expected(at(moment).0 - 900), "{moment}");
    }
}

/// What the alarms of the only event are set to.
fn triggers(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix("TRIGGER:")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn reminders_come_before_the_end_and_in_the_morning() {
    let moment = triggers(&file(Place::of_state("si"), Due::At(at("2026-11-22T09:20:00Z"))));
    assert_eq!(moment, ["-PT10065M", "-PT1425M", "-PT45M"]);
    let day = triggers(&file(Place::of_state("si"), Due::On(Day(20_261_122))));
    assert_eq!(day, ["-PT9540M", "-PT900M", "-PT60M"]);
    let mut soon = event(Due::On(Day(20_261_122)));
    soon.alarms = vec![Alarm::DaysBefore(0)];
    assert_eq!(triggers(&write(Place::of_state("si"), "x", Moment(0), &[soon])), ["PT540M"]);
}

proptest! {
    #![proptest_config(crate::properties(128))]

    #[test]
    fn any_words_fit_into_lines_and_come_back(title in "[^\\p{C}]{0,120}", words in "[^\\p{Cc}]{0,200}") {
        let mut event = event(Due::On(Day(20_261_122)));
        event.title.clone_from(&title);
        event.description.clone_from(&words);
        let text = write(Place::of_state("si"), &title, Moment(0), &[event]);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let calendar = parsed(&text);
        let read = only_event(&calendar);
        prop_assert_eq!(read.get_summary().unwrap_or_default(), title.as_str());
        prop_assert_eq!(read.get_description().unwrap_or_default(), words.as_str());
    }

    #[test]
    fn control_characters_never_break_a_line(title in any::<String>(), id in any::<String>()) {
        let mut event = event(Due::On(Day(20_261_122)));
        event.title = title;
        event.id = id;
        let text = write(Place::of_state("hr"), "x", Moment(0), &[event]);
        prop_assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1);
        prop_assert!(text.split("\r\n").all(|line| !line.contains(char::is_control)));
        prop_assert!(text.parse::<Calendar>().is_ok());
    }
}

fn again(day: Day, again: Repeat) -> Vec<(String, String, Option<String>)> {
    let event = Event { again: Some(again), ..event(Due::On(day)) };
    let calendar = parsed(&write(Place::of_state("si"), "x", Moment(0), &[event]));
    let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let read = |event: &Read| {
        let Some(DatePerhapsTime::Date(date)) = event.get_start() else { panic!("no day") };
        let rule = event.property_value("RRULE").map(str::to_owned);
        (event.get_uid().unwrap_or_default().to_owned(), date.to_string(), rule)
    };
    events.map(read).collect()
}

#[test]
fn what_comes_again_has_a_rule_that_all_calendars_read_alike() {
    let one = |day, repeat| match again(day, repeat).as_slice() {
        [(_, start, rule)] => (start.clone(), rule.clone().unwrap()),
        other => panic!("{other:?}"),
    };
    let rule = |start: &str, rule: &str| (start.to_owned(), rule.to_owned());
    assert_eq!(one(Day(20_270_131), Repeat::Years(1)), rule("2027-01-31", "FREQ=YEARLY;INTERVAL=1"));
    assert_eq!(one(Day(20_280_301), Repeat::Years(2)), rule("2028-03-01", "FREQ=YEARLY;INTERVAL=2"));
    assert_eq!(one(Day(20_270_128), Repeat::Months(3)), rule("2027-01-28", "FREQ=MONTHLY;INTERVAL=3"));
    assert_eq!(one(Day(20_270_131), Repeat::Days(14)), rule("2027-01-31", "FREQ=DAILY;INTERVAL=14"));
}

#[test]
fn a_date_that_some_months_or_years_lack_is_written_out() {
    let days = |day, repeat| -> Vec<String> {
        let events = again(day, repeat);
        let ids: std::collections::BTreeSet<&String> = events.iter().map(|(id, ..)| id).collect();
        assert_eq!(ids.len(), events.len());
        assert!(events.iter().all(|(_, _, rule)| rule.is_none()));
        events.into_iter().map(|(_, start, _)| start).collect()
    };
    assert_eq!(days(Day(20_270_831), Repeat::Months(3)), ["2027-08-31", "2027-11-30", "2028-02-29"]);
    assert_eq!(days(Day(20_280_229), Repeat::Years(2)), ["2028-02-29", "2030-02-28", "2032-02-29"]);
}

#[test]
fn the_zone_has_the_rules_of_the_union() {
    for made in ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"] {
        let text = write(Place::of_state("hr"), "x", at(made), &[]);
        let rules = "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n";
        assert!(text.contains(rules), "{text}");
    }
}
