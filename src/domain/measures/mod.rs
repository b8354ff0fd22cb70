//! The full self-assessment: every measure as a question, levels that refine the quick ones, a roadmap, and one answer
//! counted in every framework. Written down in `docs/scoring.md`; whole numbers only.

mod answers;
pub mod binding;
pub mod compare;
pub mod crosswalk;
pub mod levels;
pub mod roadmap;
pub mod schedule;

use law::{Measure, Measures, Practice};

pub use answers::{Answer, Horizon, Item, Kept, Stage};

use super::maturity::{Span, TOP};
pub use super::state::State;
use super::units::Tri;

/// What is known about a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The risk profile leaves it out.
    LeftOut,
    /// Answered "not applicable", with a reason.
    NotApplicable,
    /// Not answered; "not applicable" without a reason is no answer.
    NotAnswered,
    /// How much of it is there, in quarters; "don't know" is from nothing to all.
    At(Span),
}

/// Nothing to everything.
pub const ANYTHING: Span = Span { low: 0, high: TOP };

impl Standing {
    /// Whether it counts at all.
    pub fn applies(self) -> bool {
        matches!(self, Self::NotAnswered | Self::At(_))
    }

    /// Whether it is certainly in place.
    pub fn in_place(self) -> bool {
        matches!(self, Self::At(Span { low: TOP, .. }))
    }
}

/// Where a measure stands. One that is asked with another has that one's answer.
pub fn standing(measures: &Measures, kept: &Kept, measure: &Measure) -> Standing {
    if is_left_out(measures, kept, &measure.only_if) {
        return Standing::LeftOut;
    }
    let exactly = |points| Standing::At(Span { low: points, high: points });
    let answer = asking(measures, measure).and_then(|asking| kept.answers.get(&asking.id));
    let Some((answer, state)) = answer.and_then(|answer| Some((answer, answer.state?))) else {
        return Standing::NotAnswered;
    };
    match state {
        State::InPlace => exactly(TOP),
        State::Partly => exactly(TOP / 2),
        State::Planned | State::Missing => exactly(0),
        State::Unknown => Standing::At(ANYTHING),
        State::NotApplicable if answer.reason.trim().is_empty() => Standing::NotAnswered,
        State::NotApplicable => Standing::NotApplicable,
    }
}

/// Whether the risk profile leaves out what hangs on these of its questions.
fn is_left_out(measures: &Measures, kept: &Kept, only_if: &[u8]) -> bool {
    let said_no = |question: &u8| {
        let id = measures.profile.get(usize::from(*question));
        id.and_then(|id| kept.profile.get(id)) == Some(&Tri::No)
    };
    !only_if.is_empty() && only_if.iter().all(said_no)
}

/// Positions of the good practices of an area that the risk profile leaves in.
pub fn practices_of(measures: &Measures, kept: &Kept, area: usize) -> Vec<usize> {
    let all = measures.practices.iter().enumerate().filter(|(_, practice)| usize::from(practice.area) == area);
    all.filter(|(_, practice)| !is_left_out(measures, kept, &practice.only_if)).map(|(at, _)| at).collect()
}

/// Whether a good practice is followed and the risk profile leaves it in.
pub fn is_followed(measures: &Measures, kept: &Kept, practice: &Practice) -> bool {
    kept.practices.contains(&practice.id) && !is_left_out(measures, kept, &practice.only_if)
}

/// The measure whose question asks for this one.
pub fn asking<'a>(measures: &'a Measures, measure: &Measure) -> Option<&'a Measure> {
    measures.measures.get(usize::from(measure.asked_with))
}

/// Positions of all measures that a question asks for.
pub fn asked_by(measures: &Measures, question: usize) -> impl Iterator<Item = usize> {
    let all = measures.measures.iter().enumerate();
    all.filter(move |(_, measure)| usize::from(measure.asked_with) == question).map(|(at, _)| at)
}

/// Positions of the measures that have a question and apply, also only through another they stand for.
pub fn questions(measures: &Measures, kept: &Kept) -> Vec<usize> {
    let asked = |at: &usize| asked_by(measures, *at).any(|one| applies(measures, kept, one));
    (0..measures.measures.len()).filter(asked).collect()
}

/// Positions of the questions to ask in an area, in order; each once.
pub fn questions_of(measures: &Measures, kept: &Kept, area: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for measure in measures.measures.iter().filter(|measure| usize::from(measure.area) == area) {
        let question = usize::from(measure.asked_with);
        let left_out = standing(measures, kept, measure) == Standing::LeftOut;
        if !left_out && !found.contains(&question) {
            found.push(question);
        }
    }
    found
}

fn applies(measures: &Measures, kept: &Kept, at: usize) -> bool {
    measures.measures.get(at).is_some_and(|measure| standing(measures, kept, measure) != Standing::LeftOut)
}

/// How much a measure weighs: its risk, and one more for each answer of the profile that raises it, two at most.
pub fn weight(measures: &Measures, kept: &Kept, measure: &Measure) -> u8 {
    let said_yes = |question: &&u8| {
        let id = measures.profile.get(usize::from(**question));
        id.and_then(|id| kept.profile.get(id)) == Some(&Tri::Yes)
    };
    let raised = measure.raised_by.iter().filter(said_yes).take(2).fold(0, |count, _| count + 1);
    measure.risk + raised
}
