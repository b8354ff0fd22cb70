//! One answer counted in every framework: what the measures behind each place of a framework add up to.

use law::{Measure, Measures, Practice};

use super::{Kept, Standing, is_followed, standing};
use crate::domain::maturity::Span;

/// How far a place of a framework is covered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cover {
    /// Every measure behind it that applies is in place.
    Covered,
    /// Something behind it is in place, wholly or partly.
    Partly,
    /// Nothing behind it is certainly in place.
    Open,
    /// No measure behind it has been answered, or there is none.
    NotAsked,
    /// No measure behind it applies.
    NotApplicable,
}

/// A place of a framework.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Position in [`law::Framework::places`].
    pub place: usize,
    /// How far it is covered.
    pub cover: Cover,
    /// Positions of the measures behind it with their standing.
    pub measures: Vec<(usize, Standing)>,
    /// Positions in [`law::Measures::practices`] of good practices that are followed and support it. They cover nothing.
    pub support: Vec<usize>,
}

/// The places of a framework in its own order.
pub fn crosswalk(measures: &Measures, kept: &Kept, framework: usize) -> Vec<Cell> {
    let places = measures.frameworks.get(framework).map_or(0, |framework| framework.places.len());
    let serves = |measure: &Measure, place: usize| {
        measure.places.get(framework).is_some_and(|places| places.iter().any(|own| usize::from(*own) == place))
    };
    let supports = |practice: &Practice, place: usize| {
        let places = practice.places.get(framework);
        let here = places.is_some_and(|places| places.iter().any(|own| usize::from(*own) == place));
        here && is_followed(measures, kept, practice)
    };
    let cell = |place: usize| {
        let support = measures.practices.iter().enumerate().filter(|(_, practice)| supports(practice, place));
        let behind = measures.measures.iter().enumerate().filter(|(_, measure)| serves(measure, place));
        let behind: Vec<_> = behind.map(|(at, measure)| (at, standing(measures, kept, measure))).collect();
        Cell { place, cover: cover(&behind), measures: behind, support: support.map(|(at, _)| at).collect() }
    };
    (0..places).map(cell).collect()
}

fn cover(behind: &[(usize, Standing)]) -> Cover {
    let all = || behind.iter().map(|(_, standing)| *standing).filter(|standing| standing.applies());
    let answered = || all().filter(|standing| *standing != Standing::NotAnswered);
    if behind.is_empty() {
        Cover::NotAsked
    } else if all().next().is_none() {
        Cover::NotApplicable
    } else if all().all(Standing::in_place) {
        Cover::Covered
    } else if answered().any(|standing| matches!(standing, Standing::At(Span { low: 1.., .. }))) {
        Cover::Partly
    } else if answered().next().is_some() {
        Cover::Open
    } else {
        Cover::NotAsked
    }
}

/// How many places are covered, partly covered, open, not asked, not applicable.
pub fn count(cells: &[Cell]) -> [usize; 5] {
    [Cover::Covered, Cover::Partly, Cover::Open, Cover::NotAsked, Cover::NotApplicable]
        .map(|cover| cells.iter().filter(|cell| cell.cover == cover).count())
}
