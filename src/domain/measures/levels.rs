//! Levels of the areas from their measures, beside the quick answer.

use law::{Area, Maturity, Measures};

use super::{ANYTHING, Kept, Standing, standing, weight};
use crate::domain::maturity::{Measured, Span, TOP};
use crate::domain::session::{AreaAnswer, Level};
use crate::domain::sorted::{ById, insert_in_order};

/// An area seen through its measures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AreaLevel {
    /// Position of the area.
    pub area: usize,
    /// The quick answer.
    pub quick: Level,
    /// The level: what is not answered yet counts as the quick answer says. `None` when the area does not apply.
    pub level: Option<Span>,
    /// The level from the measures alone: what is not answered yet can be anything. `None` when nothing applies.
    pub alone: Option<Span>,
    /// How many of its measures have been answered, of those that may apply.
    pub answered: usize,
    /// How many of its measures may apply; also those answered "not applicable".
    pub of: usize,
    /// Where quick answer and measures cannot both be right.
    pub disagreement: Option<Disagreement>,
}

/// Why quick answer and measures cannot both be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Disagreement {
    /// The measures give less; these, heaviest first, are not fully in place.
    Lower(Vec<usize>),
    /// The measures give more; these, heaviest first, are in place.
    Higher(Vec<usize>),
    /// The quick answer says that the area does not apply, but measures have been answered.
    Applies,
    /// The quick answer has a level, but no measure applies.
    NothingApplies,
}

/// All areas.
pub fn levels(maturity: &Maturity, measures: &Measures, kept: &Kept, areas: &ById<AreaAnswer>) -> Vec<AreaLevel> {
    let of = |(at, area): (usize, &Area)| {
        let quick = areas.get(&area.id).map_or(Level::Open, |answer| answer.level);
        area_level(measures, kept, at, quick)
    };
    maturity.areas.iter().enumerate().map(of).collect()
}

/// The levels that count in the scores: those of areas of which measures have been answered.
pub fn measured(levels: &[AreaLevel]) -> Vec<Measured> {
    let answered = levels.iter().filter(|area| area.answered > 0);
    answered.map(|area| Measured { area: area.area, level: area.level }).collect()
}

/// One area.
pub fn area_level(measures: &Measures, kept: &Kept, area: usize, quick: Level) -> AreaLevel {
    let mut own = Vec::new();
    for (at, measure) in measures.measures.iter().enumerate().filter(|(_, m)| usize::from(m.area) == area) {
        own.push((at, usize::from(weight(measures, kept, measure)), standing(measures, kept, measure)));
    }
    own.retain(|(_, _, standing)| *standing != Standing::LeftOut);
    let answered = own.iter().filter(|(_, _, standing)| *standing != Standing::NotAnswered).count();
    let of = own.len();
    own.retain(|(_, _, standing)| standing.applies());
    let alone = mean(&own, ANYTHING);
    let level = match quick {
        _ if own.is_empty() => None,
        Level::At(level) => mean(&own, Span { low: level.min(TOP), high: level.min(TOP) }),
        Level::NotApplicable if answered == 0 => None,
        Level::NotApplicable | Level::Open | Level::Unknown => alone,
    };
    let disagreement = disagreement(&own, quick, alone, answered);
    AreaLevel { area, quick, level, alone, answered, of, disagreement }
}

/// Position, weight and standing.
type Weighed = (usize, usize, Standing);

/// The mean of what is there, by weight, rounded down: level 4 needs everything. `open` is what is not answered.
fn mean(own: &[Weighed], open: Span) -> Option<Span> {
    let whole: usize = own.iter().map(|(_, weight, _)| weight).sum();
    let end = |of: fn(Span) -> u8| {
        let points = |standing: &Standing| match standing {
            Standing::At(span) => usize::from(of(*span)),
            _ => usize::from(of(open)),
        };
        let sum: usize = own.iter().map(|(_, weight, standing)| weight * points(standing)).sum();
        sum.checked_div(whole).and_then(|level| u8::try_from(level).ok())
    };
    Some(Span { low: end(|span| span.low)?, high: end(|span| span.high)? })
}

fn disagreement(own: &[Weighed], quick: Level, alone: Option<Span>, answered: usize) -> Option<Disagreement> {
    let heaviest = |chosen: fn(Span) -> bool| {
        let mut found = Vec::new();
        for (at, weight, standing) in own {
            if let Standing::At(span) = standing
                && chosen(*span)
            {
                insert_in_order(&mut found, (*at, *weight), |(_, weight)| std::cmp::Reverse(*weight));
            }
        }
        found.into_iter().map(|(at, _)| at).collect()
    };
    match (quick, alone) {
        (Level::NotApplicable, Some(_)) if answered > 0 => Some(Disagreement::Applies),
        (Level::At(_), None) => Some(Disagreement::NothingApplies),
        (Level::At(level), Some(alone)) if alone.high < level => {
            Some(Disagreement::Lower(heaviest(|span| span.low < TOP)))
        }
        (Level::At(level), Some(alone)) if alone.low > level => {
            Some(Disagreement::Higher(heaviest(|span| span.low == TOP)))
        }
        _ => None,
    }
}
