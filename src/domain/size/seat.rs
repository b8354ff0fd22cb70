//! The same group from the seat of another company.

use super::{Period, SizeFacts};
use crate::domain::units::Tri;

/// The facts with another company as the assessed firm. It changes places with the former one, whose own figures become
/// those of a company of the group. Nothing is known about its status before the first period or its founding, nor about
/// the markets of third companies; being in the same market is mutual. Which figures are consolidated in which is kept as it
/// is and may have to be asked anew. The facts unchanged if there is no such company.
pub fn seen_from(facts: &SizeFacts, company: usize) -> SizeFacts {
    let mut seen = facts.clone();
    if company == 0 || company >= facts.group.companies.len() {
        return seen;
    }
    seen.newly_founded = Tri::Unknown;
    seen.prior = None;
    seen.own_prior = None;
    seen.group.companies.swap(0, company);
    let mut mutual_market = Tri::Unknown;
    if let Some(firm) = seen.group.companies.first_mut() {
        mutual_market = firm.same_market;
        seen.periods = facts
            .periods
            .iter()
            .enumerate()
            .map(|(at, period)| Period { ends: period.ends, own: firm.figures_of(at) })
            .collect();
        firm.figures = Vec::new();
    }
    for (at, other) in seen.group.companies.iter_mut().enumerate() {
        other.same_market = if at == company { mutual_market } else { Tri::Unknown };
        if at == company {
            other.figures = facts.periods.iter().map(|period| period.own).collect();
        }
    }
    for holding in &mut seen.group.holdings {
        holding.holder = swapped(holding.holder, company);
        holding.held = swapped(holding.held, company);
    }
    seen
}

/// A position after the company and the assessed firm have changed places.
fn swapped(at: usize, company: usize) -> usize {
    match at {
        0 => company,
        _ if at == company => 0,
        _ => at,
    }
}
