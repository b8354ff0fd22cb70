//! Open inputs fixed to one of their two ends.

use law::Size;

use super::figures::WHOLE;
use super::{Company, Figures, Holding, OpenInput, Period, SizeFacts};
use crate::domain::units::{Cents, Range, Share, Tri, WorkUnits};

/// The two values tried for an open input. The classes rise with every figure, share and link, so that an input that
/// matters by itself matters at one of its ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// Fixes an open input to one end.
pub(super) fn fix(facts: &mut SizeFacts, input: OpenInput, end: End) {
    match input {
        OpenInput::Staff => each_period(facts, |own| own.staff = Some(staff_end(own.staff, end))),
        OpenInput::Turnover => each_period(facts, |own| {
            own.turnover = Some(cents_end(own.turnover, end));
        }),
        OpenInput::Balance => each_period(facts, |own| {
            own.balance = Some(cents_end(own.balance, end));
        }),
        OpenInput::NewlyFounded => facts.newly_founded = answer(end),
        OpenInput::PriorStatus => facts.prior = Some(extreme(end)),
        OpenInput::OwnPriorStatus => facts.own_prior = Some(extreme(end)),
        OpenInput::GroupAlone => facts.group.alone = Tri::Yes,
        OpenInput::CompanyFigures(at) => fix_company(facts, at, end),
        OpenInput::Market(at) => with_company(facts, at, |company| {
            company.same_market = answer(end);
        }),
        OpenInput::EconomicActivity(at) => with_company(facts, at, |company| {
            company.economic_activity = answer(end);
        }),
        OpenInput::AngelInvestment(at) => with_company(facts, at, |company| {
            company.angel_investment = Some(cents_end(company.angel_investment, end));
        }),
        OpenInput::HoldingShare(at) => with_holding(facts, at, |holding| {
            holding.capital = share_end(holding.capital, end);
            holding.votes = share_end(holding.votes, end);
        }),
        OpenInput::Control(at) => with_holding(facts, at, |holding| holding.control = answer(end)),
    }
}

/// Changes the own figures of every period; of one that is added if there is none.
fn each_period(facts: &mut SizeFacts, change: impl Fn(&mut Figures)) {
    if facts.periods.is_empty() {
        facts.periods.push(Period { ends: None, own: Figures::UNKNOWN });
    }
    facts.periods.iter_mut().for_each(|period| change(&mut period.own));
}

/// Fixes all figures of a company.
fn fix_company(facts: &mut SizeFacts, at: usize, end: End) {
    let periods = facts.periods.len().max(1);
    with_company(facts, at, |company| {
        let fixed = |figures: Figures| Figures {
            staff: Some(staff_end(figures.staff, end)),
            turnover: Some(cents_end(figures.turnover, end)),
            balance: Some(cents_end(figures.balance, end)),
        };
        company.figures = (0..periods).map(|period| fixed(company.figures_of(period))).collect();
    });
}

/// Changes a company.
fn with_company(facts: &mut SizeFacts, at: usize, change: impl FnOnce(&mut Company)) {
    if let Some(company) = facts.group.companies.get_mut(at) {
        change(company);
    }
}

/// Changes a holding.
fn with_holding(facts: &mut SizeFacts, at: usize, change: impl FnOnce(&mut Holding)) {
    if let Some(holding) = facts.group.holdings.get_mut(at) {
        change(holding);
    }
}

/// The answer at an end.
fn answer(end: End) -> Tri {
    if end == End::High { Tri::Yes } else { Tri::No }
}

/// The status at an end.
fn extreme(end: End) -> Size {
    if end == End::High { Size::Large } else { Size::Micro }
}

/// An end of a range between the lowest and the highest value there is.
fn end_of<T: Copy + Ord>(range: Option<Range<T>>, lowest: T, highest: T, end: End) -> Range<T> {
    let from = range.map_or(lowest, |range| range.from);
    let to = range.and_then(|range| range.to).unwrap_or(highest);
    Range::exactly(if end == End::High { to.max(from) } else { from })
}

/// An end of a staff range.
fn staff_end(range: Option<Range<WorkUnits>>, end: End) -> Range<WorkUnits> {
    end_of(range, WorkUnits(0), WorkUnits(u64::MAX), end)
}

/// An end of a range of money.
fn cents_end(range: Option<Range<Cents>>, end: End) -> Range<Cents> {
    end_of(range, Cents(0), Cents(u64::MAX), end)
}

/// An end of a range of shares.
fn share_end(range: Range<Share>, end: End) -> Range<Share> {
    end_of(Some(range), Share(0), Share(WHOLE), end)
}
