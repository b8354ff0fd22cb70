//! Work-free and working days.
//!
//! *Source:* `[time]` of each State, with its act. From general knowledge, not checked against the texts: what is worked out
//! with them is shown with the request to check.

use law::Day;

use super::{Place, day};

/// Whether a day is a public holiday or another day free of work, beside Saturdays and Sundays.
pub fn is_holiday(place: Place, day: Day) -> bool {
    let Some(data) = place.data() else { return false };
    let moves = |easter: Day| day::between(easter, day).is_some_and(|days| data.after_easter.contains(&days));
    data.fixed.contains(&(day.0 % 10_000)) || easter(day::year(day)).is_some_and(moves)
}

/// Monday to Friday, and no holiday.
pub fn is_working_day(place: Place, day: Day) -> bool {
    day::weekday(day).is_some_and(|weekday| weekday < 5) && !is_holiday(place, day)
}

/// The day itself if it is a working day, else the next one.
pub fn working_day_from(place: Place, day: Day) -> Option<Day> {
    let mut next = day;
    while !is_working_day(place, next) {
        next = day::plus_days(next, 1)?;
    }
    Some(next)
}

/// The first working day after a day.
pub fn working_day_after(place: Place, day: Day) -> Option<Day> {
    working_day_from(place, day::plus_days(day, 1)?)
}

/// So many working days later; the day itself does not count.
pub fn plus_working_days(place: Place, day: Day, days: u32) -> Option<Day> {
    let mut last = day;
    for _ in 0..days {
        last = working_day_after(place, last)?;
    }
    Some(last)
}

/// Easter Sunday of a year.
///
/// *Source:* the Gregorian computus in the form without exceptions (Meeus, Jones, Butcher).
pub fn easter(year: i32) -> Option<Day> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let number = moon + sunday - 7 * late + 114;
    day::of(year, u32::try_from(number / 31).ok()?, u32::try_from(number % 31 + 1).ok()?)
}
