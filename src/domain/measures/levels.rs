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
    /// The level: what is not answered yet is as good as the quick answer says, and not as good as the next level. `None`
    /// when the area does not apply.
    pub level: Option<Span>,
    /// The level from the measures alone: what is not answered yet can be anything. `None` when nothing applies.
    pub alone: Option<Span>,
    /// How many of its measures have been answered, of those that may apply.
    pub answered: usize,
    /// How many of its measures may apply; also those answered "not applicable".
    pub of: usize,
    /// Positions of the measures answered and not certainly in place, heaviest first.
    pub open: Vec<usize>,
    /// What the risk profile adds to the weight of its measures that may apply, in percent of their risks, rounded down.
    pub raised: u16,
    /// Where the level is another than the quick answer.
    pub disagreement: Option<Disagreement>,
}

/// Why the level is another than the quick answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Disagreement {
    /// Both can be right, but these measures, heaviest first, are worse or better than the quick answer or not known, so
    /// that the level with them is another or no longer certain.
    Shifted(Vec<usize>),
    /// The measures give less; these, heaviest first, are not fully in place.
    Lower(Vec<usize>),
    /// The measures give more; these, heaviest first, are better than the quick answer.
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

/// What the risk profile adds to the weight of the areas, in their order.
pub fn raised(levels: &[AreaLevel]) -> Vec<u16> {
    levels.iter().map(|area| area.raised).collect()
}

/// One area.
pub fn area_level(measures: &Measures, kept: &Kept, area: usize, quick: Level) -> AreaLevel {
    let mut own = Vec::new();
    let mut risk = 0;
    for (at, measure) in measures.measures.iter().enumerate().filter(|(_, m)| usize::from(m.area) == area) {
        let standing = standing(measures, kept, measure);
        if standing != Standing::LeftOut {
            own.push((at, usize::from(weight(measures, kept, measure)), standing));
            risk += usize::from(measure.risk);
        }
    }
    let weight: usize = own.iter().map(|(_, weight, _)| weight).sum();
    let raised = (weight.saturating_sub(risk) * 100).checked_div(risk).and_then(|percent| u16::try_from(percent).ok());
    let raised = raised.unwrap_or_default();
    let answered = own.iter().filter(|(_, _, standing)| *standing != Standing::NotAnswered).count();
    let of = own.len();
    own.retain(|(_, _, standing)| standing.applies());
    let alone = mean(&own, Open::Anything);
    let level = match quick {
        _ if own.is_empty() => None,
        Level::At(level) => mean(&own, Open::From(level.min(TOP))),
        Level::NotApplicable if answered == 0 => None,
        Level::NotApplicable | Level::Open | Level::Unknown => alone,
    };
    let disagreement = disagreement(&own, quick, level, alone, answered);
    let open = heaviest(&own, |span| span.low < TOP);
    AreaLevel { area, quick, level, alone, answered, of, open, raised, disagreement }
}

/// Position, weight and standing.
type Weighed = (usize, usize, Standing);

/// What is not answered.
#[derive(Clone, Copy)]
enum Open {
    /// Nothing to everything.
    Anything,
    /// At this level, and below the next one: so much the quick answer says.
    From(u8),
}

/// The mean of what is there, by weight, rounded down: level 4 needs everything.
///
/// *Rule:* what is not answered is on average at `N` or above and below `N + 1`. Whole numbers: the sum of weight times
/// quarters that lies below a bound is at most the bound less one.
fn mean(own: &[Weighed], open: Open) -> Option<Span> {
    let (below, spread) = match open {
        Open::From(level) if level < TOP => (1, Span { low: level, high: level + 1 }),
        Open::From(level) => (0, Span { low: level, high: level }),
        Open::Anything => (0, ANYTHING),
    };
    let below = if own.iter().any(|(_, _, standing)| !matches!(standing, Standing::At(_))) { below } else { 0 };
    let whole: usize = own.iter().map(|(_, weight, _)| weight).sum();
    let sum = |of: fn(Span) -> u8| {
        let points = |standing: &Standing| match standing {
            Standing::At(span) => usize::from(of(*span)),
            _ => usize::from(of(spread)),
        };
        own.iter().map(|(_, weight, standing)| weight * points(standing)).sum::<usize>()
    };
    let level = |sum: usize| sum.checked_div(whole).and_then(|level| u8::try_from(level).ok());
    Some(Span { low: level(sum(|span| span.low))?, high: level(sum(|span| span.high).saturating_sub(below))? })
}

/// Positions of the answered measures that are chosen, heaviest first.
fn heaviest(own: &[Weighed], chosen: impl Fn(Span) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, weight, standing) in own {
        if let Standing::At(span) = standing
            && chosen(*span)
        {
            insert_in_order(&mut found, (*at, *weight), |(_, weight)| std::cmp::Reverse(*weight));
        }
    }
    found.into_iter().map(|(at, _)| at).collect()
}

fn disagreement(
    own: &[Weighed],
    quick: Level,
    level: Option<Span>,
    alone: Option<Span>,
    answered: usize,
) -> Option<Disagreement> {
    match (quick, alone) {
        (Level::NotApplicable, Some(_)) if answered > 0 => Some(Disagreement::Applies),
        (Level::At(_), None) => Some(Disagreement::NothingApplies),
        (Level::At(quick), Some(alone)) if alone.high < quick => {
            Some(Disagreement::Lower(heaviest(own, |span| span.low < TOP)))
        }
        (Level::At(quick), Some(alone)) if alone.low > quick => {
            Some(Disagreement::Higher(heaviest(own, |span| span.low > quick)))
        }
        (Level::At(quick), _) if level != Some(Span { low: quick, high: quick }) => {
            Some(Disagreement::Shifted(heaviest(own, |span| span.low < quick || span.high > quick + 1)))
        }
        _ => None,
    }
}
