//! The search for every pair of classes that some completion of the open facts makes true.

use law::{Size, SizeRule};

use super::figures::{Span, Three, TotalSpan, class_pairs, spans};
use super::history::{priors, statuses};
use super::links::weights;
use super::pairs::Pairs;
use super::shape::{Corner, Part, Shape, Unknown};
use super::{Figures, SizeFacts};
use crate::domain::units::Tri;

/// What the search has found.
pub(super) struct Found {
    /// All pairs that can be true.
    pub(super) pairs: Pairs,
    /// Whether each of them certainly can; otherwise the search was cut short and the set may be too wide, never too narrow.
    pub(super) exact: bool,
}

/// Searches. `effort` limits how often the holdings are evaluated.
///
/// A box of completions is judged by its low corner and by one near its high corner, in which shares do not add up to more
/// than the whole: what they give can be true, and nothing outside the totals between its two corners can. Where the second
/// says more than the first, the box is cut in two.
pub(super) fn search(facts: &SizeFacts, rule: &SizeRule, effort: usize) -> Found {
    let case = Case::of(facts, rule);
    let Some(start) = case.start() else {
        return case.without_companies();
    };
    let (mut certain, mut feared) = (Pairs::NONE, Pairs::NONE);
    let mut boxes = vec![start];
    let mut spent = 0;
    while let Some(shape) = boxes.pop() {
        let (low, high) = (weights(&shape, Corner::Low), weights(&shape, Corner::High));
        spent += 2;
        certain.add_all(case.outcomes(&low, &low));
        if low == high {
            continue;
        }
        let filled = weights(&shape.filled(), Corner::High);
        spent += 1;
        certain.add_all(case.outcomes(&filled, &filled));
        let possible = case.outcomes(&low, &high);
        if certain.contains_all(possible) {
            continue;
        }
        let unknowns = shape.unknowns();
        spent += unknowns.len();
        if spent > effort {
            feared.add_all(possible);
        } else if let Some(unknown) = most_relevant(&shape, &unknowns, &low) {
            for half in [Part::HighHalf, Part::LowHalf] {
                let mut narrowed = shape.clone();
                narrowed.narrow(unknown, half);
                if narrowed.settle(unknown) {
                    boxes.push(narrowed);
                }
            }
        }
    }
    let exact = certain.contains_all(feared);
    certain.add_all(feared);
    Found { pairs: certain, exact }
}

/// The open thing that moves the weights most on a way from the low to the high corner on which one open thing after the
/// other is raised. There is one that moves them, because the weights of the corners differ.
fn most_relevant(shape: &Shape, unknowns: &[Unknown], low: &[u32]) -> Option<Unknown> {
    let mut raised = shape.clone();
    let mut before = low.to_vec();
    let mut best = None;
    let mut best_gain = 0;
    for unknown in unknowns {
        raised.narrow(*unknown, Part::HighEnd);
        let after = weights(&raised, Corner::Low);
        let gain = distance(&before, &after);
        if gain > best_gain {
            best = Some(*unknown);
            best_gain = gain;
        }
        before = after;
    }
    best
}

/// How much higher the second weights are, in millionths.
fn distance(low: &[u32], high: &[u32]) -> u64 {
    low.iter().zip(high).map(|(low, high)| u64::from(high.saturating_sub(*low))).sum()
}

/// The figures of one period: of the assessed firm and of each company, in the order of the companies.
struct Year {
    own: Three<Span>,
    companies: Vec<Three<Span>>,
}

/// The facts in the form the search needs.
struct Case<'a> {
    facts: &'a SizeFacts,
    rule: &'a SizeRule,
    years: Vec<Year>,
    prior: Option<Size>,
    own_prior: Option<Size>,
}

impl<'a> Case<'a> {
    /// Without any period there is one of which nothing is known, nor of the status before it.
    fn of(facts: &'a SizeFacts, rule: &'a SizeRule) -> Self {
        let year = |at: usize, own: &Figures| Year {
            own: spans(own),
            companies: facts.group.companies.iter().map(|company| spans(&company.figures_of(at))).collect(),
        };
        let years: Vec<Year> = facts.periods.iter().enumerate().map(|(at, period)| year(at, &period.own)).collect();
        if years.is_empty() {
            return Self { facts, rule, years: vec![year(0, &Figures::UNKNOWN)], prior: None, own_prior: None };
        }
        Self { facts, rule, years, prior: facts.prior, own_prior: facts.own_prior }
    }

    /// The box to search, if there are companies that can count.
    fn start(&self) -> Option<Shape> {
        let group = &self.facts.group;
        (group.alone != Tri::Yes && group.companies.len() > 1).then(|| Shape::of(group, self.rule))
    }

    /// Alone, or a group nobody has described: then anything may be added. Where nobody has said which, both.
    fn without_companies(&self) -> Found {
        let with_rest = |rest: TotalSpan, in_group: bool| {
            let periods: Vec<Pairs> =
                self.years.iter().map(|year| class_pairs(&year.own, &[rest; 3], self.rule)).collect();
            self.after_history(&periods, in_group)
        };
        let mut pairs = Pairs::NONE;
        if self.facts.group.alone != Tri::No {
            pairs.add_all(with_rest((0, 0), false));
        }
        if self.facts.group.alone != Tri::Yes {
            pairs.add_all(with_rest((0, u128::MAX), true));
        }
        Found { pairs, exact: true }
    }

    /// Every pair with the weights anywhere between two sets of them, the figures independent of each other.
    fn outcomes(&self, low: &[u32], high: &[u32]) -> Pairs {
        let in_group = high.iter().skip(1).any(|weight| *weight > 0);
        let periods: Vec<Pairs> = self
            .years
            .iter()
            .map(|year| class_pairs(&year.own, &rest(&year.companies, low, high), self.rule))
            .collect();
        self.after_history(&periods, in_group)
    }

    /// The statuses after the last period.
    fn after_history(&self, periods: &[Pairs], in_group: bool) -> Pairs {
        let priors = priors(self.prior, self.own_prior, in_group);
        statuses(periods, self.facts.newly_founded, priors)
    }
}

/// The lowest and highest totals of all companies but the first.
fn rest(companies: &[Three<Span>], low: &[u32], high: &[u32]) -> Three<TotalSpan> {
    let mut totals = [(0, 0); 3];
    for ((company, low), high) in companies.iter().zip(low).zip(high).skip(1) {
        for (total, figure) in totals.iter_mut().zip(company) {
            *total = (total.0 + part(figure.0, *low), total.1 + part(figure.1, *high));
        }
    }
    totals
}

/// A share of a figure, in millionths of its plain unit.
pub(super) fn part(figure: u64, share: u32) -> u128 {
    u128::from(figure) * u128::from(share)
}
