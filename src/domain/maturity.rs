//! Scores of the thirteen areas: levels as ranges, targets from the verdict, gaps and their order. Whole numbers only;
//! written down in `docs/scoring.md`.

use std::cmp::Reverse;

use law::{Area, Maturity, Verdict};

use super::session::{AreaAnswer, Level};
use super::sorted::{ById, SortedSet, insert_in_order};

/// The highest level.
pub const TOP: u8 = 4;

/// From `low` to `high`, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The lowest value.
    pub low: u8,
    /// The highest value.
    pub high: u8,
}

impl Span {
    /// Whether it is one known value.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}

/// One area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AreaScore {
    /// Position in [`Maturity::areas`].
    pub area: usize,
    /// The quick answer.
    pub answer: Level,
    /// Whether answers to the measures of the area make its level.
    pub measured: bool,
    /// The level; `None` when the area does not apply.
    pub level: Option<Span>,
    /// The level to reach.
    pub target: u8,
    /// What is missing to the target: certainly `low`, at most `high`. Nothing when the area does not apply.
    pub gap: Span,
}

/// The level of an area of which measures have been answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Measured {
    /// Position in [`Maturity::areas`].
    pub area: usize,
    /// The level; `None` when nothing of the area applies.
    pub level: Option<Span>,
}

/// The result of all areas.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Score {
    /// In the order of the areas.
    pub areas: Vec<AreaScore>,
    /// Levels reached of all that can be reached, in percent; `None` when no area applies.
    pub overall: Option<Span>,
    /// Positions of the areas, largest certain gap first; then those that may have a gap; then those whose measures the risk
    /// profile makes weigh more; then the order of the areas.
    pub order: Vec<usize>,
    /// How many areas have been answered, also with "don't know" or "not applicable", or through their measures.
    pub answered: usize,
}

impl Score {
    /// The areas, largest gap first.
    pub fn by_gap(&self) -> impl Iterator<Item = &AreaScore> {
        self.order.iter().filter_map(|area| self.areas.get(*area))
    }
}

/// Scores the answers. Where measures of an area have been answered, the level that they give counts. Where several verdicts
/// are possible, the highest of their targets counts. `raised`: what the risk profile adds to the weight of each area's
/// measures, in the order of the areas; nothing for those that are missing.
pub fn score(
    maturity: &Maturity,
    answers: &ById<AreaAnswer>,
    measured: &[Measured],
    raised: &[u16],
    possible: &SortedSet<Verdict>,
) -> Score {
    let scored = |(position, area): (usize, &Area)| {
        let answer = answers.get(&area.id).map_or(Level::Open, |answer| answer.level);
        let measured = measured.iter().find(|measured| measured.area == position);
        area_score(position, answer, measured, target(area, possible))
    };
    let areas: Vec<AreaScore> = maturity.areas.iter().enumerate().map(scored).collect();
    let mut order: Vec<&AreaScore> = Vec::new();
    for score in &areas {
        insert_in_order(&mut order, score, |score| {
            let raised = raised.get(score.area).copied().unwrap_or_default();
            (Reverse(score.gap.low), score.gap.high == 0, Reverse(raised), score.area)
        });
    }
    Score {
        overall: overall(&areas),
        order: order.iter().map(|score| score.area).collect(),
        answered: areas.iter().filter(|score| score.measured || score.answer != Level::Open).count(),
        areas,
    }
}

/// The target of an area: the highest of the verdicts still possible.
pub fn target(area: &Area, possible: &SortedSet<Verdict>) -> u8 {
    let of = |verdict: &Verdict| area.targets.get(*verdict as usize).copied();
    possible.iter().filter_map(of).max().unwrap_or(0).min(TOP)
}

fn area_score(area: usize, answer: Level, measured: Option<&Measured>, target: u8) -> AreaScore {
    let quick = match answer {
        Level::At(level) => Some(Span { low: level.min(TOP), high: level.min(TOP) }),
        Level::Open | Level::Unknown => Some(Span { low: 0, high: TOP }),
        Level::NotApplicable => None,
    };
    let level = measured.map_or(quick, |measured| measured.level);
    let gap = level.map_or(Span { low: 0, high: 0 }, |level| Span {
        low: target.saturating_sub(level.high),
        high: target.saturating_sub(level.low),
    });
    AreaScore { area, answer, measured: measured.is_some(), level, target, gap }
}

fn overall(areas: &[AreaScore]) -> Option<Span> {
    let levels: Vec<Span> = areas.iter().filter_map(|score| score.level).collect();
    let whole = levels.len() * usize::from(TOP);
    let percent = |end: fn(&Span) -> u8| {
        let sum: usize = levels.iter().map(|level| usize::from(end(level))).sum();
        (sum * 200 + whole).checked_div(whole * 2).and_then(|percent| u8::try_from(percent).ok())
    };
    Some(Span { low: percent(|level| level.low)?, high: percent(|level| level.high)? })
}
