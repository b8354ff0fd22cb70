//! Calendar files (iCalendar, RFC 5545) that Outlook, Google and Apple calendars import.
//!
//! What is written is the common ground of the three: one time zone, events that end at a moment or take a whole day,
//! reminders. Why not with a library: `docs/adr/0008-time-zones-and-calendar-files.md`.

use law::Day;

use crate::domain::time::day::{plus_days, plus_months, to_text};
use crate::domain::time::{Due, Moment, Place};

/// Longest line in bytes, without its end.
const LONGEST_LINE: usize = 75;

/// Minutes that an event takes which is due at a moment. It ends with the moment, so that nobody sees it begin there.
const MINUTES_SHOWN: u32 = 15;

/// Versions are numbered by seconds since the beginning of 2020: above those that counted minutes since 1970, and small
/// enough for calendars that keep them in 32 bits.
const NUMBERED_FROM: i64 = 1_577_836_800;

/// Something to be reminded of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The same for the same thing in every file, so that a second import updates it: letters, digits, `-` and `.`. The
    /// product's name is added.
    pub id: String,
    /// The whole day, or the moment at which it ends.
    pub due: Due,
    /// One line.
    pub title: String,
    /// What to do, and where the duty stands; may have several lines.
    pub description: String,
    /// An address for more, or empty.
    pub url: String,
    /// How it comes again, if it does.
    pub again: Option<Repeat>,
    /// Reminders, the most useful one first: some calendars keep only one.
    pub alarms: Vec<Alarm>,
    /// How sure it is.
    pub standing: Standing,
}

/// How sure an event is (`STATUS`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is.
    Confirmed,
    /// Something open can still take it away.
    Tentative,
    /// It takes back an event of an earlier file. Some calendars do not look at that in files that are imported: the title
    /// must say it too.
    Cancelled,
}

/// How an event comes again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repeat {
    /// Every so many days.
    Days(u32),
    /// Every so many months.
    Months(u32),
    /// Every so many years.
    Years(u32),
}

/// How often something is written that comes again on a date which some months or years do not have.
const WRITTEN_OUT: u32 = 3;

impl Repeat {
    /// The rule of RFC 5545 that all three calendars read in the same way; none where the day is missing in some months or
    /// years: there each calendar does as it likes.
    fn rule(self, due: Due) -> Option<String> {
        let Due::On(day) = due else { return None };
        let (date, leap_day) = (day.0 % 100, day.0 % 10_000 == 229);
        let (frequency, interval) = match self {
            Self::Days(days) => ("DAILY", days),
            Self::Months(months) if date <= 28 => ("MONTHLY", months),
            Self::Years(years) if !leap_day => ("YEARLY", years),
            Self::Months(_) | Self::Years(_) => return None,
        };
        Some(["FREQ=", frequency, ";INTERVAL=", &interval.to_string()].concat())
    }

    /// The day on which it comes again for the given time; the last of the month where there is no such date.
    fn day(self, first: Day, time: u32) -> Option<Day> {
        match self {
            Self::Days(days) => plus_days(first, days.checked_mul(time)?),
            Self::Months(months) => plus_months(first, months.checked_mul(time)?),
            Self::Years(years) => plus_months(first, years.checked_mul(12)?.checked_mul(time)?),
        }
    }
}

/// An event that comes again on a date which not every month or year has, written out: the first times, each with an id of
/// its own.
fn written_out(event: &Event) -> Vec<Event> {
    let mut all = vec![event.clone()];
    if let (Some(again), Due::On(first)) = (event.again.filter(|again| again.rule(event.due).is_none()), event.due) {
        let later = (1..WRITTEN_OUT).filter_map(|time| Some((time, again.day(first, time)?)));
        all.extend(later.map(|(time, day)| {
            let id = [&event.id, ".", &(time + 1).to_string()].concat();
            Event { id, due: Due::On(day), again: None, ..event.clone() }
        }));
    }
    all
}

/// When a reminder comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Alarm {
    /// Minutes before the moment; for a whole day before its first midnight.
    MinutesBefore(u32),
    /// So many days before, for a whole day at nine in the morning.
    DaysBefore(u32),
}

/// A calendar file.
///
/// *Rule:* moments are written in local time with their zone, except near the hour that the clock shows twice, where only
/// UTC is clear. A file made later takes the place of an earlier one: `made` gives the number of its version.
///
/// *Source:* RFC 5545, section 3.8.1.11 (`STATUS`), 3.8.7.4 (`SEQUENCE`). The file has no `METHOD`: with one it would be a
/// message to invited people, of somebody who has an address (RFC 5546, section 3.2).
pub fn write(place: Place, name: &str, made: Moment, events: &[Event]) -> String {
    let mut file = File(String::new());
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//nis2-check//nis2-check//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.line("X-WR-CALNAME", &escaped(name));
    file.line("X-WR-TIMEZONE", place.zone_name());
    file.line("BEGIN", "VTIMEZONE");
    file.line("TZID", place.zone_name());
    file.zone_rules(place, made);
    file.line("END", "VTIMEZONE");
    for event in events.iter().flat_map(written_out) {
        file.event(place, made, &event);
    }
    file.line("END", "VCALENDAR");
    file.0
}

struct File(String);

/// Names of the clocks of the Union, winter and summer, by hours ahead of UTC in winter.
const CLOCKS: [[&str; 2]; 3] = [["WET", "WEST"], ["CET", "CEST"], ["EET", "EEST"]];

impl File {
    /// The rules of a zone of the Union since 1996: all clocks change at the same moment, 01:00 UTC (Directive 2000/84/EC).
    fn zone_rules(&mut self, place: Place, made: Moment) {
        let ahead = made.local(place).map_or(60, |local| local.ahead - if local.summer { 60 } else { 0 });
        let winter = usize::try_from(ahead / 60).unwrap_or(1);
        let offset = |hours: usize| ["+0", &hours.to_string(), "00"].concat();
        let [in_winter, in_summer] = CLOCKS.get(winter).copied().unwrap_or_default();
        let changes = [
            ("STANDARD", "19961027T0", winter + 2, "10", winter + 1, winter, in_winter),
            ("DAYLIGHT", "19960331T0", winter + 1, "3", winter, winter + 1, in_summer),
        ];
        for (kind, first, hour, month, from, to, name) in changes {
            self.line("BEGIN", kind);
            self.line("DTSTART", &[first, &hour.to_string(), "0000"].concat());
            self.line("RRULE", &["FREQ=YEARLY;BYMONTH=", month, ";BYDAY=-1SU"].concat());
            self.line("TZOFFSETFROM", &offset(from));
            self.line("TZOFFSETTO", &offset(to));
            self.line("TZNAME", name);
            self.line("END", kind);
        }
    }

    /// A content line, folded so that no part is longer than allowed and no letter is cut.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        let letters = [name, ":", value].into_iter().flat_map(str::chars);
        for letter in letters.filter(|letter| !letter.is_control()) {
            if length + letter.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    fn event(&mut self, place: Place, made: Moment, event: &Event) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escaped(&[&event.id, "@nis2-check"].concat()));
        self.line("DTSTAMP", &compact(&made.to_text()));
        self.line("SEQUENCE", &(made.0 - NUMBERED_FROM).max(0).to_string());
        let status = match event.standing {
            Standing::Confirmed => "CONFIRMED",
            Standing::Tentative => "TENTATIVE",
            Standing::Cancelled => "CANCELLED",
        };
        self.line("STATUS", status);
        self.when(place, event.due);
        if let Some(rule) = event.again.and_then(|again| again.rule(event.due)) {
            self.line("RRULE", &rule);
        }
        self.line("SUMMARY", &escaped(&event.title));
        if !event.description.is_empty() {
            self.line("DESCRIPTION", &escaped(&event.description));
        }
        if !event.url.is_empty() {
            self.line("URL", &event.url);
        }
        // A deadline keeps nobody from being invited elsewhere.
        self.line("TRANSP", "TRANSPARENT");
        for alarm in &event.alarms {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.line("DESCRIPTION", &escaped(&event.title));
            self.line("TRIGGER", &trigger(*alarm, event.due));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    fn when(&mut self, place: Place, due: Due) {
        match due {
            Due::On(day) => {
                self.line("DTSTART;VALUE=DATE", &compact(&to_text(day)));
                // The end of a whole day is the day after it.
                self.line("DTEND;VALUE=DATE", &compact(&to_text(plus_days(day, 1).unwrap_or(day))));
            }
            Due::At(end) => {
                let begin = Moment(end.0 - i64::from(MINUTES_SHOWN) * 60);
                self.moments(place, begin, end);
            }
        }
    }

    fn moments(&mut self, place: Place, begin: Moment, end: Moment) {
        let clear = |moment: Moment| moment.local(place).filter(|local| !local.twice);
        if let (Some(first), Some(last)) = (clear(begin), clear(end)) {
            for (name, local) in [("DTSTART;TZID=", first), ("DTEND;TZID=", last)] {
                let time = [&to_text(local.day), "T", &local.clock.to_text(), ":00"].concat();
                self.line(&[name, place.zone_name()].concat(), &compact(&time));
            }
        } else {
            self.line("DTSTART", &compact(&begin.to_text()));
            self.line("DTEND", &compact(&end.to_text()));
        }
    }
}

/// `2026-11-21T08:15:00Z` as calendars write it: `20261121T081500Z`.
fn compact(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '-' | ':')).collect()
}

/// A text with the marks that separate things in calendar files set apart.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => safe.push_str("\\n"),
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\t' => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}

/// How long before or after its beginning an event reminds of itself.
fn trigger(alarm: Alarm, due: Due) -> String {
    let minutes = match alarm {
        Alarm::MinutesBefore(minutes) => i64::from(minutes),
        Alarm::DaysBefore(days) => i64::from(days) * 24 * 60,
    };
    // Nine in the morning is nine hours after the day begins.
    let after = match (due, alarm) {
        (Due::On(_), Alarm::DaysBefore(_)) => 9 * 60,
        (Due::On(_), Alarm::MinutesBefore(_)) => 0,
        (Due::At(_), _) => i64::from(MINUTES_SHOWN),
    };
    let before = minutes - after;
    let sign = if before > 0 { "-PT" } else { "PT" };
    [sign, &before.unsigned_abs().to_string(), "M"].concat()
}
