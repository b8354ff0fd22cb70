//! What would change the verdict: the nearest changes of facts, each verified by deciding again.

use law::{FactIndex, Jurisdiction, Law, RowIndex, Screen, SizeRule, Values, Verdict};

use super::scope::facts::{Facts, NO, SizePairs, YES, all_values, bits};
use super::scope::outcome::Outcome;
use super::scope::possible::possible;
use super::session::Assessment;
use super::size::{Figures, Period, SizeFacts, latest_summation, sizes};
use super::units::{Cents, HUNDREDTHS, Range, Total, Tri, WorkUnits};

/// How many changes are named at most.
const MOST: usize = 6;
/// How many of one kind are named at most.
const MOST_OF_KIND: usize = 2;
/// Millionths of a hundredth in one whole unit: the scale of [`Total`].
const UNIT: u128 = 100_000_000;
/// Activities that somebody may take up and that change the verdict; an ordinary activity of the annexes first.
const TAKEN_UP: [&str; 5] = [
    "mfg_machinery",
    "digital_dns",
    "digital_public_comm_service",
    "digital_trust_service",
    "x_domain_registration_service",
];
/// The fact that is "yes" in the trust service taken up: a qualified one. All other facts of such an activity are "no".
const QUALIFIED: &str = "trust_qualified";
/// What an organisation is by its nature: nobody becomes excluded by changing this.
const NATURE: [&str; 3] = ["security_work", "mission_third_country", "joint_third_country"];

/// A change of one fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The same figures for one more year.
    SameAgain,
    /// Staff of so many full-time jobs or more, in two years in a row.
    StaffAtLeast(u64),
    /// Staff of fewer full-time jobs, in two years in a row.
    StaffBelow(u64),
    /// Turnover and balance sheet total both above these amounts in euro, in two years in a row.
    MoneyAbove(u64, u64),
    /// Turnover or balance sheet total not above these amounts in euro, in two years in a row.
    MoneyAtMost(u64, u64),
    /// Another answer to a question.
    Fact(FactIndex, Values),
    /// One more activity.
    Added(RowIndex),
    /// One activity less.
    Dropped(RowIndex),
}

/// A change and the certain verdict it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// What changes.
    pub what: What,
    /// The verdict then.
    pub verdict: Verdict,
}

/// The nearest changes that lead to another, certain verdict; size first. None while the verdict itself is open. Special
/// grounds nobody has asked about are taken not to apply ([`assumes`]): they do not matter for the verdict as it is.
pub fn changes(law: &Law, assessment: &Assessment, facts: &Facts, outcome: &Outcome) -> Vec<Change> {
    let Some(now) = outcome.verdict else { return Vec::new() };
    let mut facts = facts.clone();
    for (index, _) in special_grounds(law).filter(|(_, id)| assessment.answer(id).is_none()) {
        set(&mut facts.values, usize::from(index), NO);
    }
    let mut search = Search { law, assessment, facts: &facts, now, found: Vec::new() };
    search.size();
    search.facts(|screen| matches!(screen, Screen::Row | Screen::FollowUp));
    search.dropped();
    search.facts(|screen| screen == Screen::Special);
    search.added();
    search.found.truncate(MOST);
    search.found
}

/// Whether [`changes`] takes special grounds not to apply that nobody has asked about.
pub fn assumes(law: &Law, assessment: &Assessment) -> bool {
    special_grounds(law).any(|(_, id)| assessment.answer(id).is_none())
}

fn special_grounds(law: &Law) -> impl Iterator<Item = (FactIndex, &str)> {
    let facts = (0..).zip(&law.facts).filter(|(_, fact)| fact.screen == Screen::Special);
    facts.map(|(index, fact)| (index, fact.id.as_str()))
}

struct Search<'a> {
    law: &'a Law,
    assessment: &'a Assessment,
    facts: &'a Facts,
    now: Verdict,
    found: Vec<Change>,
}

impl<'a> Search<'a> {
    /// The verdict of changed facts, if it is certain and another one.
    fn other(&self, facts: &Facts) -> Option<Verdict> {
        let mut verdicts = possible(self.law, facts).into_iter();
        let first = verdicts.next();
        first.filter(|verdict| verdicts.next().is_none() && *verdict != self.now)
    }

    /// Keeps a change that leads elsewhere; says whether it does.
    fn keep(&mut self, what: What, verdict: Option<Verdict>) -> bool {
        self.found.extend(verdict.map(|verdict| Change { what, verdict }));
        verdict.is_some()
    }

    /// Figures and group that count on the day of the facts.
    fn counted(&self) -> SizeFacts {
        self.assessment.size.until(self.facts.as_of)
    }

    /// The limits of the size test on the day of the facts.
    fn rule(&self) -> &'a SizeRule {
        self.law.size.on(self.facts.as_of)
    }

    fn with_figures(&self, own: Figures) -> Option<Verdict> {
        let mut facts = self.facts.clone();
        let sizes = sizes(&two_years(&self.counted(), own), self.rule());
        facts.sizes = SizePairs::new(sizes.scenarios);
        self.other(&facts)
    }

    /// The nearest limit of staff and of money, upwards and downwards. What the same figures would bring in any case, once
    /// they have lasted for two years, is no change of a figure.
    fn size(&mut self) {
        let size = &self.counted();
        let Some(latest) = size.periods.last() else { return };
        let own = latest.own;
        let again = self.with_figures(own);
        self.keep(What::SameAgain, again);
        let beyond = |other: Option<Verdict>| other.filter(|other| Some(*other) != again);
        let total = latest_summation(size, self.rule()).total;
        let staff = Figure::new(own.staff.map(|range| (range.from.0, range.to.map(|to| to.0))), total.staff);
        let money = |own: Option<Range<Cents>>, total| {
            Figure::new(own.map(|range| (range.from.0, range.to.map(|to| to.0))), total)
        };
        let (turnover, balance) = (money(own.turnover, total.turnover), money(own.balance, total.balance));
        let SizeRule { staff_below, turnover_at_most, balance_at_most, .. } = self.rule();
        let [_, small, large] = staff_below.map(|limit| limit / HUNDREDTHS);
        let with_staff = |value: u64| Figures { staff: Some(Range::exactly(WorkUnits(value))), ..own };
        for (limit, skipped) in [(small, staff.reaches(large)), (large, false)] {
            let other = staff.raised(limit, false).and_then(|value| self.with_figures(with_staff(value)));
            if !skipped && self.keep(What::StaffAtLeast(limit), beyond(other)) {
                break;
            }
        }
        for (limit, skipped) in [(large, staff.below(small)), (small, false)] {
            let other = staff.lowered(limit, true).and_then(|value| self.with_figures(with_staff(value)));
            if !skipped && self.keep(What::StaffBelow(limit), beyond(other)) {
                break;
            }
        }
        let with_turnover =
            |figures: Figures, value| Figures { turnover: Some(Range::exactly(Cents(value))), ..figures };
        let with_balance = |figures: Figures, value| Figures { balance: Some(Range::exactly(Cents(value))), ..figures };
        let [_, low_turnover, high_turnover] = turnover_at_most.map(|limit| limit / HUNDREDTHS);
        let [_, low_balance, high_balance] = balance_at_most.map(|limit| limit / HUNDREDTHS);
        let (low, high) = ((low_turnover, low_balance), (high_turnover, high_balance));
        let above = |limit: (u64, u64)| turnover.exceeds(limit.0) && balance.exceeds(limit.1);
        for (limit, skipped) in [(low, above(high)), (high, false)] {
            let raised = turnover.raised(limit.0, true).zip(balance.raised(limit.1, true));
            let other = raised.and_then(|(more, sum)| self.with_figures(with_balance(with_turnover(own, more), sum)));
            if !skipped && self.keep(What::MoneyAbove(limit.0, limit.1), beyond(other)) {
                break;
            }
        }
        for (limit, skipped) in [(high, !above(low)), (low, false)] {
            let less = turnover.lowered(limit.0, false).and_then(|value| self.with_figures(with_turnover(own, value)));
            let sum = balance.lowered(limit.1, false).and_then(|value| self.with_figures(with_balance(own, value)));
            if !skipped && self.keep(What::MoneyAtMost(limit.0, limit.1), beyond(less.filter(|_| less == sum))) {
                break;
            }
        }
    }

    /// Another answer to a question that has been answered.
    fn facts(&mut self, wanted: fn(Screen) -> bool) {
        let before = self.found.len();
        for (index, fact) in (0..).zip(&self.law.facts) {
            let known = self.facts.value(index);
            if !wanted(fact.screen) || known.count_ones() != 1 || self.found.len() >= before + MOST_OF_KIND {
                continue;
            }
            let mut others = bits(all_values(fact.values.len()) & !known);
            let found = others.find_map(|value| Some((value, self.other(&self.with_fact(index, value))?)));
            let by_nature = NATURE.contains(&fact.id.as_str());
            if let Some((value, verdict)) = found.filter(|(_, verdict)| !by_nature || *verdict != Verdict::OutOfScope) {
                self.keep(What::Fact(index, value), Some(verdict));
            }
        }
    }

    fn with_fact(&self, fact: FactIndex, value: Values) -> Facts {
        let mut facts = self.facts.clone();
        set(&mut facts.values, usize::from(fact), value);
        facts
    }

    fn dropped(&mut self) {
        let before = self.found.len();
        for row in 0..RowIndex::try_from(self.law.rows.len()).unwrap_or(RowIndex::MAX) {
            // A public body is one by its nature: it does not give that up as a firm gives up an activity.
            let record = self.law.rows.get(usize::from(row));
            let by_nature = record.is_some_and(|row| row.jurisdiction == Jurisdiction::EstablishingState);
            if self.facts.activity(row) == YES && !by_nature && self.found.len() < before + MOST_OF_KIND {
                let mut facts = self.facts.clone();
                set(&mut facts.activities, usize::from(row), NO);
                let other = self.other(&facts);
                self.keep(What::Dropped(row), other);
            }
        }
    }

    fn added(&mut self) {
        let before = self.found.len();
        for id in TAKEN_UP {
            let Some(position) = self.law.rows.iter().position(|row| row.id == id) else { continue };
            let Some(row) = self.law.rows.get(position) else { continue };
            let Ok(index) = RowIndex::try_from(position) else { continue };
            if self.facts.activity(index) == YES || self.found.len() >= before + MOST_OF_KIND {
                continue;
            }
            let mut facts = self.facts.clone();
            set(&mut facts.activities, position, YES);
            for fact in &row.asks {
                let qualified = self.law.facts.get(usize::from(*fact)).is_some_and(|fact| fact.id == QUALIFIED);
                set(&mut facts.values, usize::from(*fact), if qualified { YES } else { NO });
            }
            let other = self.other(&facts);
            self.keep(What::Added(index), other);
        }
    }
}

fn set(values: &mut [Values], at: usize, value: Values) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

/// The same group with these own figures in two years in a row; what was before no longer matters then.
fn two_years(size: &SizeFacts, own: Figures) -> SizeFacts {
    let latest = size.periods.len().saturating_sub(1);
    let mut changed = size.clone();
    changed.newly_founded = Tri::No;
    changed.periods = vec![Period { ends: None, own }; 2];
    for company in changed.group.companies.iter_mut().skip(1) {
        let figures = company.figures.get(latest).copied().unwrap_or(Figures::UNKNOWN);
        company.figures = vec![figures; 2];
    }
    changed
}

/// One figure: the firm's own in hundredths, and what counts together in millionths of them.
struct Figure {
    own: Option<(u64, Option<u64>)>,
    total: Range<Total>,
}

impl Figure {
    fn new(own: Option<(u64, Option<u64>)>, total: Range<Total>) -> Self {
        Self { own, total }
    }

    /// What the others add, if it is one known amount.
    fn rest(&self) -> Option<u128> {
        let (from, to) = self.own.unwrap_or((0, None));
        let low = self.total.from.0.checked_sub(u128::from(from) * Total::PARTS)?;
        let high = match (self.total.to, to) {
            (Some(total), Some(to)) => total.0.checked_sub(u128::from(to) * Total::PARTS)?,
            (None, None) => low,
            _ => return None,
        };
        (low == high).then_some(low)
    }

    /// The own figure with which the total is `limit` whole units, or one hundredth more; never below today's.
    fn raised(&self, limit: u64, above: bool) -> Option<u64> {
        let wanted = u128::from(limit) * UNIT + u128::from(above);
        let needed = u64::try_from(wanted.saturating_sub(self.rest()?).div_ceil(Total::PARTS)).ok()?;
        Some(self.own.map_or(needed, |(from, to)| needed.max(to.unwrap_or(from))))
    }

    /// The own figure with which the total is at most `limit` whole units, or below it; never above today's.
    fn lowered(&self, limit: u64, below: bool) -> Option<u64> {
        let wanted = u128::from(limit) * UNIT - u128::from(below);
        let allowed = u64::try_from(wanted.checked_sub(self.rest()?)? / Total::PARTS).ok()?;
        Some(self.own.map_or(allowed, |(from, _)| allowed.min(from)))
    }

    fn reaches(&self, limit: u64) -> bool {
        self.total.from.0 >= u128::from(limit) * UNIT
    }

    fn exceeds(&self, limit: u64) -> bool {
        self.total.from.0 > u128::from(limit) * UNIT
    }

    fn below(&self, limit: u64) -> bool {
        self.total.to.is_some_and(|to| to.0 < u128::from(limit) * UNIT)
    }
}
