//! Two assessments of one firm: what improved, what slipped.

use law::Measures;

use super::{ANYTHING, Kept, Standing, standing};
use crate::domain::session::Assessment;

/// What became of an answer between two assessments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Change {
    /// More is in place.
    Improved,
    /// Less is in place.
    Slipped,
    /// It is known now.
    Learned,
    /// It is no longer known.
    Lost,
    /// It applies no longer, or has come to apply.
    Applies,
}

/// The earlier of two assessments, then the later. Of two of one day the one in work counts as the later.
pub fn earlier_first<'a>(in_work: &'a Assessment, other: &'a Assessment) -> (&'a Assessment, &'a Assessment) {
    if other.as_of > in_work.as_of { (in_work, other) } else { (other, in_work) }
}

/// Positions of the questions whose answers differ, in order, with what became of them.
pub fn compare(measures: &Measures, before: &Kept, after: &Kept) -> Vec<(usize, Change)> {
    let asked = measures.measures.iter().enumerate().filter(|(at, measure)| usize::from(measure.asked_with) == *at);
    let change = |(at, measure)| {
        let change = change(standing(measures, before, measure), standing(measures, after, measure))?;
        Some((at, change))
    };
    asked.filter_map(change).collect()
}

fn change(before: Standing, after: Standing) -> Option<Change> {
    match (known(before), known(after)) {
        _ if before.applies() != after.applies() => Some(Change::Applies),
        (Some(was), Some(is)) if is > was => Some(Change::Improved),
        (Some(was), Some(is)) if is < was => Some(Change::Slipped),
        (None, Some(_)) => Some(Change::Learned),
        (Some(_), None) => Some(Change::Lost),
        _ => None,
    }
}

/// The quarters that are there, if they are known.
fn known(standing: Standing) -> Option<u8> {
    match standing {
        Standing::At(span) if span != ANYTHING => Some(span.low),
        _ => None,
    }
}
