//! The day on which a duty is due.

use law::Day;
use law::duty::{Case, CaseDue, Duty, Step, Timing};

use crate::domain::scope::outcome::Held;
use crate::domain::time::period::deadline;
use crate::domain::time::{Due, Length, Place, Rule, Start, day, holidays};

/// A day or moment on which a duty is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dated {
    /// The careful day: the earliest that can be meant.
    pub due: Due,
    /// Whether something begins then, instead of being due.
    pub begins: bool,
    /// The rule of counting; none for a day of the law.
    pub rule: Option<Rule>,
    /// A later day under a rule that can make the period longer. Nobody should rely on it.
    pub longer: Option<(Rule, Due)>,
    /// The later day under the other way of counting, where the law leaves two.
    pub other: Option<Due>,
}

/// What is known of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Nothing.
    Open,
    /// It has not happened.
    NotYet,
    /// It has happened; the day is missing.
    Happened,
    /// It happened on this day.
    On(Day),
}

impl Known {
    /// The day, if there is one to count from.
    pub fn day(self) -> Option<Day> {
        if let Self::On(day) = self { Some(day) } else { None }
    }
}

/// When a duty is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum When {
    /// On a day.
    Dated(Dated),
    /// The day of an event is missing; its position in the pack.
    Missing(usize),
    /// The event has not happened yet; its position in the pack.
    NotYet(usize),
    /// It comes again after it was done. It has not been done, and for the first time the sources name no day.
    FirstNotNamed,
    /// The sources do not say.
    NotKnown,
    /// All the time.
    Always,
    /// So long after each time it happens.
    Whenever(Step),
}

/// When a duty is due that has not been done before; `rule` says whether a rule of the State's law holds.
pub(super) fn first(place: Place, duty: &Duty, known: impl Fn(u8) -> Known, rule: impl Fn(&str) -> Held) -> When {
    match &duty.timing {
        Timing::Always | Timing::Until(_) => When::Always,
        Timing::Whenever(step) => When::Whenever(*step),
        Timing::On { day, begins } => When::Dated(of_law(*day, *begins)),
        Timing::SinceDone => When::FirstNotNamed,
        Timing::After { event, cases, begins } => match known(*event) {
            Known::On(happened) => after(place, happened, cases, *begins, rule),
            Known::NotYet => When::NotYet(usize::from(*event)),
            Known::Open | Known::Happened => When::Missing(usize::from(*event)),
        },
    }
}

/// When a duty is due again.
///
/// *Rule:* who was early is not late for it: the day for the first time (`first`) counts where it is later, and while it
/// cannot be told because it runs from an event, nothing is overdue.
pub(super) fn again(place: Place, done: Day, steps: &[Step], first: When) -> When {
    let Some(again) = counted(place, done, steps) else { return When::NotKnown };
    match first {
        When::Dated(first) if first.due.too_late(place) > again.due.too_late(place) => When::Dated(first),
        When::Missing(_) | When::NotYet(_) => first,
        _ => When::Dated(again),
    }
}

fn of_law(day: Day, begins: bool) -> Dated {
    Dated { due: Due::On(day), begins, rule: None, longer: None, other: None }
}

/// *Rule:* the first case whose last day the event is not after and one of whose rules holds or may hold. Where the law
/// leaves two ways of counting, the earlier day is the one to work with.
fn after(place: Place, happened: Day, cases: &[Case], begins: bool, rule: impl Fn(&str) -> Held) -> When {
    let concerns = |case: &&Case| case.rules.is_empty() || case.rules.iter().any(|id| rule(id) != Held::No);
    let in_time = |case: &&Case| case.until.is_none_or(|until| happened <= until);
    let case = cases.iter().filter(concerns).find(in_time);
    match case.map(|case| &case.due) {
        None | Some(CaseDue::NotKnown) => When::NotKnown,
        Some(CaseDue::On(day)) => When::Dated(of_law(*day, begins)),
        Some(CaseDue::Steps(steps, other)) => {
            let Some(one) = counted(place, happened, steps) else { return When::NotKnown };
            let two = other.as_ref().and_then(|steps| counted(place, happened, steps));
            let (mut first, later) = match two {
                Some(two) if two.due.too_late(place) < one.due.too_late(place) => (two, Some(one.due)),
                two => (one, two.map(|two| two.due)),
            };
            first.begins = begins;
            first.other = later.filter(|later| *later != first.due);
            When::Dated(first)
        }
    }
}

/// The end of several stretches of time, one after the other.
fn counted(place: Place, from: Day, steps: &[Step]) -> Option<Dated> {
    let mut dated = of_law(from, false);
    for step in steps {
        let start = match dated.due {
            Due::At(moment) => Start::At(moment),
            Due::On(day) => Start::On(day),
        };
        let length = match step {
            Step::Hours(hours) => Length::Hours(*hours),
            Step::Days(days) => Length::Days(*days),
            Step::WorkingDays(days) => Length::WorkingDays(*days),
            Step::Months(months) => Length::Months(*months),
            Step::Years(years) => Length::Years(*years),
            Step::NextWorkingDay => {
                dated = of_law(holidays::working_day_after(place, start.day(place)?)?, false);
                continue;
            }
            Step::EndOfYear => {
                dated = of_law(day::of(day::year(start.day(place)?), 12, 31)?, false);
                continue;
            }
        };
        let end = deadline(place, start, length)?;
        dated = Dated { due: end.due, begins: false, rule: Some(end.rule), longer: end.longer, other: None };
    }
    Some(dated)
}
