//! Open duties of rulebooks as items of a roadmap.

use law::operators::Operators;
use law::{Day, Status};

use super::force::Standing;
use super::{Entry, Kept, checklist};
use crate::domain::measures::Horizon;
use crate::domain::measures::binding::Binding;
use crate::domain::state::State;
use crate::domain::time::day;
use crate::domain::units::Tri;

/// Days until which something due still belongs to "now".
const NOW_DAYS: u32 = 30;
/// Days until which something due still belongs to "this quarter".
const QUARTER_DAYS: u32 = 92;

/// An open duty of an operator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open<'a> {
    /// Position of the rulebook in [`Operators::books`].
    pub book: usize,
    /// The duty with what has been answered.
    pub entry: Entry<'a>,
    /// Whether it certainly binds; what history only measures by is left out.
    pub binding: Binding,
    /// The first day by which it is due: the rulebook's or the operator's own.
    pub day: Option<Day>,
    /// When to begin.
    pub horizon: Horizon,
}

/// What is open among the duties that have been answered, in rulebooks that bind or may bind; by group, then by day.
///
/// *Rule:* a duty is open while it is not in place, and again once its day has passed. What is due within thirty days,
/// overdue or without a day belongs to "now", what is due within 92 days to "this quarter".
pub fn open<'a>(operators: &'a Operators, kept: &Kept, today: Day) -> Vec<Open<'a>> {
    let mut found = Vec::new();
    for book in 0..operators.books.len() {
        let Some(list) = checklist(operators, book, kept, today).filter(|list| list.standing.may_bind()) else {
            continue;
        };
        let certain = list.standing == Standing::Binds;
        for entry in list.entries.into_iter().filter(|entry| entry.applies != Tri::No && is_open(entry, today)) {
            let sure = certain && entry.applies == Tri::Yes && entry.duty.status != Status::Unverified;
            let day = entry.day();
            found.push(Open {
                book,
                binding: if sure { Binding::Yes } else { Binding::Perhaps },
                day,
                horizon: horizon(day, today),
                entry,
            });
        }
    }
    found.sort_by_key(|open| (open.horizon, open.day.is_none(), open.day));
    found
}

fn is_open(entry: &Entry<'_>, today: Day) -> bool {
    match entry.state {
        Some(State::Partly | State::Planned | State::Missing | State::Unknown) => true,
        Some(State::InPlace) => entry.is_overdue(today),
        Some(State::NotApplicable) | None => false,
    }
}

fn horizon(due: Option<Day>, today: Day) -> Horizon {
    let within = |days| day::plus_days(today, days).is_some_and(|end| due.is_none_or(|due| due <= end));
    if within(NOW_DAYS) {
        Horizon::Now
    } else if within(QUARTER_DAYS) {
        Horizon::Quarter
    } else {
        Horizon::Year
    }
}
