//! Periods and the day or moment on which they end.
//!
//! *Rule:* the careful end is shown. Hours run to the minute from the event, days and months end with their last day, and
//! nothing is put off because of a Sunday or holiday. Where a rule could make a period longer, that end stands beside it as
//! a reading nobody should rely on.
//! *Source:* Regulation (EEC, Euratom) No 1182/71, Art. 3. National acts may count otherwise.

use law::Day;

use super::{Moment, Place, day, holidays, moment};

/// How long a period is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Length {
    /// Real, elapsed hours.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Days that are not Saturday, Sunday or a holiday.
    WorkingDays(u32),
    /// Calendar months.
    Months(u32),
    /// Years.
    Years(u32),
}

/// What a period runs from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Start {
    /// A moment.
    At(Moment),
    /// A day of which the time is not known.
    On(Day),
}

/// When something is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// Before this moment has passed.
    At(Moment),
    /// Before the end of this day.
    On(Day),
}

/// A rule of counting; [`Rule::place`] says where it stands in Regulation 1182/71.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// The hour of the event does not count: up to an hour longer.
    HourOfEvent,
    /// The day of the event does not count.
    DayOfEvent,
    /// Hours run from the beginning of the first to the end of the last.
    Hours,
    /// Days run to the end of the last.
    Days,
    /// Months and years end with the same date, or with the last day of the month.
    Months,
    /// Saturdays, Sundays and holidays count.
    HolidaysCount,
    /// An end on a Saturday, Sunday or holiday moves to the next working day.
    WorkingDayEnd,
    /// Only working days count, because the act says so.
    WorkingDaysOnly,
}

impl Rule {
    /// Place in Regulation (EEC, Euratom) No 1182/71, with the language's word between braces. `None` for working days:
    /// there the act that sets the period says it.
    pub const fn place(self) -> Option<&'static str> {
        match self {
            Self::HourOfEvent | Self::DayOfEvent => Some("{article} 3(1)"),
            Self::Hours => Some("{article} 3(2)(a)"),
            Self::Days => Some("{article} 3(2)(b)"),
            Self::Months => Some("{article} 3(2)(c)"),
            Self::HolidaysCount => Some("{article} 3(3)"),
            Self::WorkingDayEnd => Some("{article} 3(4)"),
            Self::WorkingDaysOnly => None,
        }
    }
}

/// When a period ends, and why then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// The careful end: what to work with.
    pub due: Due,
    /// The rule that gives it.
    pub rule: Rule,
    /// A later end under another rule, for information only. Never a reason to wait.
    pub longer: Option<(Rule, Due)>,
}

/// When a period ends. `None` only for days that the calendar does not have, or beyond its years.
pub fn deadline(place: Place, start: Start, length: Length) -> Option<Deadline> {
    match length {
        Length::Hours(hours) => in_hours(place, start, hours),
        Length::Days(days) => to_day(place, day::plus_days(start.day(place)?, days)?, Rule::Days),
        Length::Months(months) => to_day(place, day::plus_months(start.day(place)?, months)?, Rule::Months),
        Length::Years(years) => {
            to_day(place, day::plus_months(start.day(place)?, years.checked_mul(12)?)?, Rule::Months)
        }
        Length::WorkingDays(days) => {
            let last = holidays::plus_working_days(place, start.day(place)?, days)?;
            Some(Deadline { due: Due::On(last), rule: Rule::WorkingDaysOnly, longer: None })
        }
    }
}

/// *Example:* noticed at 10:20, 24 hours: due at 10:20 on the next day; not counting the hour of the event, at 11:00. From a
/// day alone the first moment of the day counts.
fn in_hours(place: Place, start: Start, hours: u32) -> Option<Deadline> {
    let from = match start {
        Start::At(moment) => moment,
        Start::On(day) => moment::start_of(place, day)?,
    };
    let longer = Due::At(from.next_hour().plus_hours(hours));
    Some(Deadline {
        due: Due::At(from.plus_hours(hours)),
        rule: Rule::Hours,
        longer: Some((Rule::HourOfEvent, longer)),
    })
}

fn to_day(place: Place, last: Day, rule: Rule) -> Option<Deadline> {
    let moved = holidays::working_day_from(place, last)?;
    let longer = (moved != last).then_some((Rule::WorkingDayEnd, Due::On(moved)));
    Some(Deadline { due: Due::On(last), rule, longer })
}

impl Start {
    /// The day, by the clock of the place.
    pub fn day(self, place: Place) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::At(moment) => Some(moment.local(place)?.day),
        }
    }
}

impl Due {
    /// The first moment at which it is too late.
    pub fn too_late(self, place: Place) -> Option<Moment> {
        match self {
            Self::At(moment) => Some(Moment(moment.0.checked_add(1)?)),
            Self::On(day) => moment::end_of(place, day),
        }
    }

    /// Whether it is too late.
    pub fn is_over(self, place: Place, now: Moment) -> bool {
        self.too_late(place).is_some_and(|late| late <= now)
    }

    /// Seconds left until it is due; below zero once it is too late.
    pub fn seconds_left(self, place: Place, now: Moment) -> Option<i64> {
        self.too_late(place).map(|late| late.0 - 1 - now.0)
    }

    /// The day, by the clock of the place.
    pub fn day(self, place: Place) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::At(moment) => Some(moment.local(place)?.day),
        }
    }
}
