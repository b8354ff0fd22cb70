//! Laws that hold for all facts.

use law::Size;
use nis2_check::domain::size::{Counted, Figures, Group, Period, SizeFacts, sizes, summation};
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use proptest::prelude::*;

use super::arbitrary::{CLASSES, facts};
use super::completions::completed;
use super::facts::rule;

/// The one scenario of complete facts.
pub fn only(facts: &SizeFacts) -> (Size, Size) {
    let result = sizes(facts, rule());
    assert_eq!((result.scenarios.len(), result.exact, result.open.len()), (1, true, 0), "{facts:?}");
    *result.scenarios.first().unwrap()
}

/// The class of totals, word for word as in Annex, Art. 2.
fn literal_class(total: &Counted) -> Size {
    let hundredths = 100_000_000;
    let below = |heads: u128| total.staff.from.0 < heads * hundredths;
    let t = |millions: u128| total.turnover.from.0 <= millions * 1_000_000 * hundredths;
    let b = |millions: u128| total.balance.from.0 <= millions * 1_000_000 * hundredths;
    if below(10) && (t(2) || b(2)) {
        Size::Micro
    } else if below(50) && (t(10) || b(10)) {
        Size::Small
    } else if below(250) && (t(50) || b(43)) {
        Size::Medium
    } else {
        Size::Large
    }
}

/// The two-period rule, word for word as in the law notes, section 3.2.
fn literal_history(prior: Size, periods: &[Size]) -> Size {
    let ceilings = [Size::Micro, Size::Small, Size::Medium];
    let mut status = ceilings.map(|ceiling| prior <= ceiling);
    for pair in periods.windows(2) {
        for (at, ceiling) in ceilings.into_iter().enumerate() {
            let within = pair[1] <= ceiling;
            if within != status[at] && (pair[0] <= ceiling) == within {
                status[at] = within;
            }
        }
    }
    ceilings.into_iter().zip(status).find(|(_, within)| *within).map_or(Size::Large, |(size, _)| size)
}

#[test]
fn every_short_history_is_as_in_the_notes() {
    let figures_of = |size: Size| {
        let staff = [0, 2_000, 10_000, 50_000][size as usize];
        let zero = Some(Range::exactly(Cents(0)));
        Figures { staff: Some(Range::exactly(WorkUnits(staff))), turnover: zero, balance: zero }
    };
    let mut histories: Vec<Vec<Size>> = vec![Vec::new()];
    for _ in 0..4 {
        let longer = histories.iter().flat_map(|history| CLASSES.map(|size| [history.clone(), vec![size]].concat()));
        histories = longer.collect();
        for (history, prior) in histories.iter().flat_map(|history| CLASSES.map(|prior| (history, prior))) {
            let facts = SizeFacts {
                newly_founded: Tri::No,
                prior: Some(prior),
                own_prior: None,
                periods: history.iter().map(|size| Period { ends: None, own: figures_of(*size) }).collect(),
                group: Group { alone: Tri::Yes, companies: Vec::new(), holdings: Vec::new() },
            };
            let class = literal_history(prior, history);
            assert_eq!(only(&facts), (class, class), "{prior:?} {history:?}");
        }
    }
}

proptest! {
    #![proptest_config(crate::properties(300))]

    #[test]
    fn a_period_that_has_not_ended_changes_nothing(facts in facts(), staff in 0_u64..100_000) {
        // Without a period of the firm the first figures of the others count.
        prop_assume!(!facts.periods.is_empty());
        // Whoever is newly founded is estimated in the course of the period.
        prop_assume!(facts.newly_founded != Tri::Yes);
        let today = law::Day(20_261_121);
        let own = Figures { staff: Some(Range::exactly(WorkUnits(staff))), turnover: None, balance: None };
        let counted = facts.until(today);
        let mut later = counted.clone();
        later.periods.push(Period { ends: Some(law::Day(20_261_231)), own });
        let at = counted.periods.len();
        for company in later.group.companies.iter_mut().skip(1) {
            company.figures.resize(at, Figures::UNKNOWN);
            company.figures.push(own);
        }
        let sizes = |facts: &SizeFacts| sizes(facts, rule()).scenarios;
        prop_assert_eq!(later.not_ended(today), Some(law::Day(20_261_231)));
        prop_assert_eq!(sizes(&later.until(today)), sizes(&counted));
        // On its last day it counts.
        prop_assert_eq!(later.until(law::Day(20_261_231)).periods.len(), at + 1);
    }

    #[test]
    fn a_completion_is_among_the_scenarios(open in facts(), choices in prop::collection::vec(any::<u64>(), 40)) {
        let closed = completed(&open, &choices);
        prop_assert!(sizes(&open, rule()).scenarios.contains(&only(&closed)), "{closed:?}");
    }

    #[test]
    fn the_group_class_is_never_below_the_own(open in facts()) {
        let result = sizes(&open, rule());
        prop_assert!(!result.scenarios.is_empty());
        prop_assert!(result.scenarios.iter().all(|(own, group)| own <= group));
        prop_assert!(result.scenarios.len() > 1 || result.open.is_empty());
        prop_assert!(result.scenarios.len() == 1 || !result.open.is_empty());
    }

    #[test]
    fn the_class_is_that_of_the_summation(open in facts(), choices in prop::collection::vec(any::<u64>(), 40)) {
        let mut closed = completed(&open, &choices);
        closed.newly_founded = Tri::Yes;
        let sum = summation(&closed, closed.periods.len() - 1, rule());
        let classes = (literal_class(&sum.lines[0].counted), literal_class(&sum.total));
        prop_assert_eq!(only(&closed), classes);
    }

    #[test]
    fn more_of_anything_never_lowers_a_class(
        open in facts(),
        choices in prop::collection::vec(any::<u64>(), 40),
        more in 0u64..30_000,
        at in any::<prop::sample::Index>(),
        kind in 0..4,
    ) {
        let less = completed(&open, &choices);
        let mut greater = less.clone();
        match kind {
            0 => for period in &mut greater.periods {
                period.own.staff = period.own.staff.map(|range| Range::exactly(WorkUnits(range.from.0 + more)));
            },
            1 => greater.group.companies[at.index(less.group.companies.len())].same_market = Tri::Yes,
            _ if less.group.holdings.is_empty() => {}
            2 => greater.group.holdings[at.index(less.group.holdings.len())].control = Tri::Yes,
            _ => {
                let holding = &mut greater.group.holdings[at.index(less.group.holdings.len())];
                let raised = |share: Range<Share>| {
                    let sum = u64::from(share.from.0) + more * 20;
                    Range::exactly(Share(u32::try_from(sum.min(1_000_000)).unwrap()))
                };
                holding.capital = raised(holding.capital);
                holding.votes = raised(holding.votes);
            }
        }
        let (before, after) = (only(&less), only(&greater));
        // The own status before the first period is read only in a group, so that it can change with the group.
        prop_assert!(kind != 0 || before.0 <= after.0);
        prop_assert!(before.1 <= after.1);
    }

    #[test]
    fn the_order_of_companies_does_not_matter(open in facts(), by in 1usize..4) {
        let others = open.group.companies.len() - 1;
        let moved = |at: usize| if at == 0 { 0 } else { 1 + (at - 1 + by) % others };
        let mut turned = open.clone();
        for (at, company) in open.group.companies.iter().enumerate() {
            turned.group.companies[moved(at)] = company.clone();
        }
        for holding in &mut turned.group.holdings {
            holding.holder = moved(holding.holder);
            holding.held = moved(holding.held);
        }
        turned.group.holdings.reverse();
        let (before, after) = (sizes(&open, rule()), sizes(&turned, rule()));
        if before.exact && after.exact {
            prop_assert_eq!(before.scenarios, after.scenarios);
        }
    }
}

/// Art. 4(3): an estimate made in the course of the first year counts before the year has ended.
#[test]
fn the_running_year_of_a_newly_founded_firm_counts() {
    let own = Figures {
        staff: Some(Range::exactly(WorkUnits(6_000))),
        turnover: Some(Range::exactly(Cents(2_000_000_000))),
        balance: Some(Range::exactly(Cents(2_000_000_000))),
    };
    let founded = |newly_founded| SizeFacts {
        newly_founded,
        periods: vec![Period { ends: Some(law::Day(20_261_231)), own }],
        group: Group { alone: Tri::Yes, ..nis2_check::domain::session::no_size().group },
        ..nis2_check::domain::session::no_size()
    };
    let today = law::Day(20_261_121);
    let [new, old] = [Tri::Yes, Tri::No].map(founded);
    assert_eq!(new.not_ended(today), None);
    assert_eq!(only(&new.until(today)), (Size::Medium, Size::Medium));
    assert_eq!(old.not_ended(today), Some(law::Day(20_261_231)));
    assert!(old.until(today).periods.is_empty());
}
