//! Completions of open facts.

use law::Size;
use nis2_check::domain::size::{Company, CompanyKind, Figures, Holding, Period, SizeFacts};
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};

use super::arbitrary::{CLASSES, TRIS};

/// Arbitrary choices, used up one after the other.
struct Choices<'a> {
    from: &'a [u64],
    at: usize,
}

impl Choices<'_> {
    fn next(&mut self) -> u64 {
        self.at += 1;
        self.from[self.at % self.from.len()]
    }

    fn size(&mut self) -> Size {
        CLASSES[usize::try_from(self.next() % 4).unwrap()]
    }

    fn answer(&mut self, tri: Tri) -> Tri {
        if tri == Tri::Unknown { TRIS[usize::try_from(self.next() % 2).unwrap()] } else { tri }
    }

    /// Often an end of the range, otherwise something within.
    fn value(&mut self, range: Option<(u64, Option<u64>)>, top: u64) -> u64 {
        let (from, to) = range.unwrap_or((0, None));
        let to = to.unwrap_or(top).max(from);
        match self.next() % 3 {
            0 => from,
            1 => to,
            _ => from + self.next() % (to - from + 1),
        }
    }

    fn cents(&mut self, range: Option<Range<Cents>>) -> Range<Cents> {
        let range = range.map(|range| (range.from.0, range.to.map(|to| to.0)));
        Range::exactly(Cents(self.value(range, 9_000_000_000)))
    }

    /// A share of what the others leave at least.
    fn share(&mut self, range: Range<Share>, others: u32) -> Range<Share> {
        let left = 1_000_000_u32.saturating_sub(others).max(range.from.0);
        let to = range.to.map_or(left, |to| to.0.min(left)).into();
        let value = self.value(Some((u64::from(range.from.0), Some(to))), to);
        Range::exactly(Share(u32::try_from(value).unwrap()))
    }

    fn figures(&mut self, open: &Figures) -> Figures {
        let staff = open.staff.map(|range| (range.from.0, range.to.map(|to| to.0)));
        Figures {
            staff: Some(Range::exactly(WorkUnits(self.value(staff, 40_000)))),
            turnover: Some(self.cents(open.turnover)),
            balance: Some(self.cents(open.balance)),
        }
    }
}

/// One completion of open facts.
pub fn completed(open: &SizeFacts, from: &[u64]) -> SizeFacts {
    let mut choices = Choices { from, at: 0 };
    let mut facts = open.clone();
    facts.newly_founded = choices.answer(facts.newly_founded);
    if facts.periods.is_empty() {
        facts.periods.push(Period { ends: None, own: Figures::UNKNOWN });
        (facts.prior, facts.own_prior) = (None, None);
    }
    facts.prior = facts.prior.or_else(|| Some(choices.size()));
    facts.own_prior = facts.own_prior.or_else(|| Some(choices.size()));
    if open.own_prior.is_none() || open.prior.is_none() {
        // A prior status that is open fits an own one that is given.
        facts.prior = open.prior.or(facts.prior.max(facts.own_prior));
    }
    for period in &mut facts.periods {
        period.own = choices.figures(&period.own);
    }
    if facts.group.companies.len() < 2 {
        facts.group.alone = choices.answer(facts.group.alone);
        if facts.group.alone == Tri::No {
            let other =
                Company { kind: CompanyKind::Enterprise, in_consolidation: false, ..facts.group.companies[0].clone() };
            facts.group.companies.push(other);
            let all = Range::exactly(Share(1_000_000));
            facts.group.holdings = vec![Holding { holder: 1, held: 0, capital: all, votes: all, control: Tri::No }];
            facts.group.companies[1].figures.clear();
        }
    }
    for company in &mut facts.group.companies {
        let unknown = Figures::UNKNOWN;
        company.figures =
            (0..facts.periods.len()).map(|at| choices.figures(company.figures.get(at).unwrap_or(&unknown))).collect();
        company.same_market = choices.answer(company.same_market);
        company.economic_activity = choices.answer(company.economic_activity);
        company.angel_investment = Some(choices.cents(company.angel_investment));
    }
    for at in 0..facts.group.holdings.len() {
        let capital = least_of_others(&facts.group.holdings, at, |holding| holding.capital);
        let votes = least_of_others(&facts.group.holdings, at, |holding| holding.votes);
        let holding = &mut facts.group.holdings[at];
        holding.capital = choices.share(holding.capital, capital);
        holding.votes = choices.share(holding.votes, votes);
        holding.control = choices.answer(holding.control);
    }
    facts
}

/// What the other holders of the company hold at least.
fn least_of_others(holdings: &[Holding], at: usize, pick: fn(&Holding) -> Range<Share>) -> u32 {
    let others =
        holdings.iter().enumerate().filter(|(other, holding)| *other != at && holding.held == holdings[at].held);
    others.map(|(_, holding)| pick(holding).from.0).sum()
}
