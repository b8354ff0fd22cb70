//! Rulebooks of telecom operators: which duties concern a visitor, where each stands, what is due when.
//!
//! Unknown is never no: a duty whose trait is not known may concern the visitor, and is counted apart.

pub mod due;
pub mod force;
pub mod open;

use law::Day;
use law::operators::{Book, Duty, Operators, Trait};

use self::due::{Due, Split, after_the_end, due, split};
use self::force::{Standing, standing};
use super::sorted::ById;
use super::state::State;
use super::time::day;
use super::units::{Range, Tri};

/// All states in the order in which they are offered and counted; `None` is "not answered".
pub const STATES: [Option<State>; 7] = [
    Some(State::InPlace),
    Some(State::Partly),
    Some(State::Planned),
    Some(State::Missing),
    Some(State::NotApplicable),
    Some(State::Unknown),
    None,
];

/// What the visitor has said about the rulebooks; kept in the part `operators` of an assessment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// About the operator.
    pub profile: Profile,
    /// Answers by duty id. Ids that this build does not know are kept.
    pub duties: ById<DutyAnswer>,
}

/// What decides which duties concern an operator, and whether a rulebook binds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// Has an agreement with bodies of defence, security or protection and rescue, or works with such an operator.
    pub agreement: Tri,
    /// Runs a public telephone network.
    pub telephone: Tri,
    /// Runs a 5G network.
    pub five_g: Tri,
    /// Offers networks or services to the public.
    pub public: Tri,
    /// Applied the old rules when their basis was repealed.
    pub before: Tri,
    /// Whether the notice of categorisation has arrived.
    pub notice: Tri,
    /// The day on which the notice was delivered.
    pub delivered: Option<Day>,
    /// How many users it has.
    pub users: Option<Range<u64>>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            agreement: Tri::Unknown,
            telephone: Tri::Unknown,
            five_g: Tri::Unknown,
            public: Tri::Unknown,
            before: Tri::Unknown,
            notice: Tri::Unknown,
            delivered: None,
            users: None,
        }
    }
}

impl Profile {
    /// What the operator has said about a trait.
    pub fn has(&self, own: Trait) -> Tri {
        match own {
            Trait::Agreement => self.agreement,
            Trait::Telephone => self.telephone,
            Trait::FiveG => self.five_g,
        }
    }
}

/// The answer to a duty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DutyAnswer {
    /// How far it is; `None` while it has not been answered.
    pub state: Option<State>,
    /// Reason for "does not apply".
    pub reason: String,
    /// What shows it, and where it is kept.
    pub note: String,
    /// The visitor's own date.
    pub due: Option<Day>,
    /// When it was last done.
    pub last: Option<Day>,
}

/// A duty with what follows from the answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry<'a> {
    /// Position in [`Operators::duties`].
    pub at: usize,
    /// The duty.
    pub duty: &'a Duty,
    /// Whether it concerns the operator.
    pub applies: Tri,
    /// How far it is; `None` while it has not been answered, or is said not to apply without a reason.
    pub state: Option<State>,
    /// When it is due by the rulebook.
    pub due: Due,
    /// On which side of the threshold the operator stands, where that matters for the duty.
    pub split: Option<Split>,
    /// The visitor's own date, while the duty is not settled.
    pub own: Option<Day>,
    /// The last day on which the records of the last time must still be kept.
    pub keep_until: Option<Day>,
}

impl Entry<'_> {
    /// The first day by which it is to be done: the rulebook's or the visitor's own.
    pub fn day(&self) -> Option<Day> {
        let by_book = match self.due {
            Due::Next(day) | Due::Over(day) => Some(day),
            _ => None,
        };
        [by_book, self.own].into_iter().flatten().min()
    }

    /// Whether a day has passed on which it should have been done.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.own.is_some_and(|own| own < today) || matches!(self.due, Due::Over(_))
    }
}

/// A rulebook worked through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checklist<'a> {
    /// Whether the rulebook binds.
    pub standing: Standing,
    /// All its duties in order, also those that do not concern the operator.
    pub entries: Vec<Entry<'a>>,
}

/// Numbers of duties.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Those that concern the operator.
    pub concerned: usize,
    /// Those that may, because it is not known.
    pub possible: usize,
    /// Those that concern the operator, by state in the order of [`STATES`].
    pub states: [usize; 7],
    /// Those that concern the operator, or may, and are overdue.
    pub overdue: usize,
}

/// Works through the rulebook at a position of [`Operators::books`]; `None` if there is none.
pub fn checklist<'a>(operators: &'a Operators, book: usize, kept: &Kept, today: Day) -> Option<Checklist<'a>> {
    let of = operators.books.get(book)?;
    let belongs = |duty: &Duty| {
        let group = operators.groups.get(usize::from(duty.group));
        group.is_some_and(|group| usize::from(group.book) == book)
    };
    let duties = operators.duties.iter().enumerate().filter(|(_, duty)| belongs(duty));
    let standing = standing(of, &kept.profile, today);
    let entries = duties.map(|(at, duty)| {
        let mut entry = entry(at, duty, of, kept, today);
        if let Standing::Ended { on, .. } = standing
            && entry.state != Some(State::NotApplicable)
        {
            entry.due = after_the_end(entry.due, duty.cycle, on);
        }
        entry
    });
    Some(Checklist { standing, entries: entries.collect() })
}

fn entry<'a>(at: usize, duty: &'a Duty, book: &Book, kept: &Kept, today: Day) -> Entry<'a> {
    let none = DutyAnswer::default();
    let answer = kept.duties.get(&duty.id).unwrap_or(&none);
    let split = duty.on_request_below.then(|| split(kept.profile.users, book.threshold));
    // A day that is still to come is no day on which something was done.
    let last = answer.last.filter(|last| *last <= today);
    let months = u32::from(duty.keep_years) * 12;
    let unfounded = answer.state == Some(State::NotApplicable) && answer.reason.trim().is_empty();
    let state = answer.state.filter(|_| !unfounded);
    Entry {
        at,
        duty,
        applies: applies(duty, &kept.profile),
        state,
        due: if state == Some(State::NotApplicable) { Due::Never } else { due(duty.cycle, split, last, today) },
        split,
        own: answer.due.filter(|_| !is_settled(state)),
        keep_until: last.filter(|_| months > 0).and_then(|last| day::plus_months(last, months)),
    }
}

/// Whether nothing is left to do.
fn is_settled(state: Option<State>) -> bool {
    matches!(state, Some(State::InPlace | State::NotApplicable))
}

/// Whether a duty concerns an operator: one trait is enough, and a duty without traits concerns everybody.
pub fn applies(duty: &Duty, profile: &Profile) -> Tri {
    let has = |known: Tri| duty.when.iter().any(|own| profile.has(*own) == known);
    if duty.when.is_empty() || has(Tri::Yes) {
        Tri::Yes
    } else if has(Tri::Unknown) {
        Tri::Unknown
    } else {
        Tri::No
    }
}

impl Checklist<'_> {
    /// Counts the duties.
    pub fn summary(&self, today: Day) -> Summary {
        let mut summary = Summary::default();
        for entry in self.entries.iter().filter(|entry| entry.applies != Tri::No) {
            summary.overdue += usize::from(entry.is_overdue(today));
            if entry.applies == Tri::Unknown {
                summary.possible += 1;
                continue;
            }
            summary.concerned += 1;
            for (count, state) in summary.states.iter_mut().zip(STATES) {
                *count += usize::from(state == entry.state);
            }
        }
        summary
    }
}
