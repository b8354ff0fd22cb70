//! When a duty is due: by the last time, by a day of the year, or on request, depending on the number of users.

use law::Day;
use law::operators::Cycle;

use crate::domain::time::day;
use crate::domain::units::Range;

/// When a duty is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// The rulebook names no cycle, or the duty does not apply.
    Never,
    /// Only when the agency asks for it.
    OnRequest,
    /// By this day, today or later.
    Next(Day),
    /// It was due on this day.
    Over(Day),
    /// The last time is not known, so the next cannot be counted.
    NoLast,
    /// This year's day has passed, and whether it was kept is not known.
    Unclear {
        /// This year's day.
        past: Day,
        /// Next year's day; `None` where it no longer binds.
        next: Option<Day>,
    },
    /// The rulebook has ended for the operator before the next day.
    Lifted,
}

/// On which side of a number of users an operator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Split {
    /// More.
    Above,
    /// Fewer.
    Below,
    /// Exactly as many: in neither group of the text.
    Exactly,
    /// Not known, or a range that is not on one side.
    Open,
}

/// On which side of `threshold` the users are. A range whose `to` is below its `from` counts as the single value `from`.
pub fn split(users: Option<Range<u64>>, threshold: u64) -> Split {
    let Some(users) = users else { return Split::Open };
    let low = users.from;
    match users.to.map(|to| to.max(low)) {
        _ if low > threshold => Split::Above,
        Some(high) if high < threshold => Split::Below,
        Some(high) if high == threshold && low == threshold => Split::Exactly,
        _ => Split::Open,
    }
}

/// When a duty is due. Where it is not sure that a fixed day binds, the day counts: the stricter reading.
///
/// *Reading:* "at least every year" is counted from the last time. *Example:* last done on 1 March 2026, every 12 months:
/// due by 1 March 2027.
pub fn due(cycle: Option<Cycle>, split: Option<Split>, last: Option<Day>, today: Day) -> Due {
    if split == Some(Split::Below) {
        return Due::OnRequest;
    }
    let by = |due: Option<Day>| due.map_or(Due::Never, |due| if due < today { Due::Over(due) } else { Due::Next(due) });
    match (cycle, last) {
        (None, _) => Due::Never,
        (Some(Cycle::Months(_)), None) => Due::NoLast,
        (Some(Cycle::Months(months)), Some(last)) => by(day::plus_months(last, months.into())),
        // What was handed in during a year is that year's; the next is due in the year after.
        (Some(Cycle::Yearly(month, date)), Some(last)) => by(in_year(day::year(last) + 1, month, date)),
        (Some(Cycle::Yearly(month, date)), None) => {
            let year = day::year(today);
            match (in_year(year, month, date), in_year(year + 1, month, date)) {
                (Some(past), next) if past < today => Due::Unclear { past, next },
                (this, _) => by(this),
            }
        }
    }
}

/// The same once the rulebook has ended for the operator, on a day that may be unknown: days of the year after the end no
/// longer bind, those before it stay. What comes back after months goes on as a yardstick.
pub fn after_the_end(due: Due, cycle: Option<Cycle>, end: Option<Day>) -> Due {
    let before = |day: Day| end.is_some_and(|end| day <= end);
    match due {
        _ if !matches!(cycle, Some(Cycle::Yearly(..))) => due,
        Due::Over(day) if before(day) => due,
        Due::Unclear { past, .. } if before(past) => Due::Unclear { past, next: None },
        _ => Due::Lifted,
    }
}

fn in_year(year: i32, month: u8, date: u8) -> Option<Day> {
    day::of(year, month.into(), date.into())
}
