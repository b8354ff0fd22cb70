//! Calendar days: arithmetic and how files and form fields write them.

use chrono::{Datelike, Days, Months, NaiveDate};
use law::Day;

/// The first and the last year that is understood.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// A day, if the calendar has it and its year is from 1900 to 2999.
pub fn of(year: i32, month: u32, day: u32) -> Option<Day> {
    let known = NaiveDate::from_ymd_opt(year, month, day)?;
    YEARS.contains(&year).then(|| from_date(known))
}

/// The day that a form field or a file writes as `2026-11-21`.
pub fn parse(text: &str) -> Option<Day> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let shape = year.len() == 4 && month.len() == 2 && day.len() == 2;
    if !shape || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()) {
        return None;
    }
    of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A day as `2026-11-21`.
pub fn to_text(day: Day) -> String {
    let digits = (day.0 + 100_000_000).to_string();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    [part(1, 5), "-", part(5, 7), "-", part(7, 9)].concat()
}

/// The year of a day.
pub fn year(day: Day) -> i32 {
    day.0 / 10_000
}

/// The day as chrono has it; `None` for what is no day, for instance 31 February.
pub(super) fn date(day: Day) -> Option<NaiveDate> {
    let part = |number: i32| u32::try_from(number % 100).unwrap_or(0);
    NaiveDate::from_ymd_opt(day.0 / 10_000, part(day.0 / 100), part(day.0))
}

pub(super) fn from_date(date: NaiveDate) -> Day {
    let part = |number: u32| i32::try_from(number).unwrap_or(0);
    Day(date.year() * 10_000 + part(date.month()) * 100 + part(date.day()))
}

/// So many days later.
pub fn plus_days(day: Day, days: u32) -> Option<Day> {
    Some(from_date(date(day)?.checked_add_days(Days::new(days.into()))?))
}

/// So many days earlier.
pub fn minus_days(day: Day, days: u32) -> Option<Day> {
    Some(from_date(date(day)?.checked_sub_days(Days::new(days.into()))?))
}

/// The same date so many months later; the last day of the month where it has no such date.
///
/// *Source:* Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c). *Example:* 31 January and one month: 28 or 29 February.
pub fn plus_months(day: Day, months: u32) -> Option<Day> {
    Some(from_date(date(day)?.checked_add_months(Months::new(months))?))
}

/// Days from one day to another; below zero when the second is earlier.
pub fn between(from: Day, to: Day) -> Option<i64> {
    Some(date(to)?.signed_duration_since(date(from)?).num_days())
}

/// The day of the week: 0 is Monday, 6 is Sunday.
pub fn weekday(day: Day) -> Option<u32> {
    Some(date(day)?.weekday().num_days_from_monday())
}
