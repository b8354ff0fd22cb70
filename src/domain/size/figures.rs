//! Figures of one accounting period, the ceilings of Rec. 2003/361/EC, Annex, Art. 2, and the classes that follow.

use law::{Size, SizeRule};

use super::pairs::Pairs;
use crate::domain::units::{Cents, Range, Share, WorkUnits};

/// Millionths of a whole: the scale of totals, and the share of an enterprise that counts in full.
pub(super) const WHOLE: u32 = Share::WHOLE.0;
/// Stands for "no upper bound" in plain units. No ceiling is near it, whatever the share.
pub(super) const NO_LIMIT: u64 = u64::MAX;

/// An annual amount below this is hardly one of a firm with staff.
const SMALL_AMOUNT: Cents = Cents(100_000);

/// The figures of one enterprise for one accounting period, on an annual basis (Annex, Art. 4(1)). `None` = unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// Annual work units (Art. 5).
    pub staff: Option<Range<WorkUnits>>,
    /// Annual turnover without VAT and other indirect taxes (Art. 4(1)).
    pub turnover: Option<Range<Cents>>,
    /// Balance sheet total.
    pub balance: Option<Range<Cents>>,
}

impl Figures {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { staff: None, turnover: None, balance: None };

    /// Whether an amount is so small beside staff that it may have been meant in millions, or thousands. Possible it is:
    /// this asks, it does not refuse.
    pub fn may_mean_millions(&self, amount: Option<Range<Cents>>) -> bool {
        let has_staff = self.staff.is_some_and(|staff| staff.from.0 > 0);
        let most = amount.and_then(|amount| amount.to);
        has_staff && most.is_some_and(|most| (1..SMALL_AMOUNT.0).contains(&most.0))
    }
}

/// Known figures of one enterprise or of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExactFigures {
    /// Annual work units.
    pub staff: WorkUnits,
    /// Annual turnover.
    pub turnover: Cents,
    /// Balance sheet total.
    pub balance: Cents,
}

/// The class of known figures, without regard to history (Annex, Art. 2): the staff ceiling has to be respected always,
/// of the two financial ceilings only one.
pub fn class(figures: &ExactFigures, rule: &SizeRule) -> Size {
    let [staff, turnover, balance] = ceilings(rule);
    let money = turnover.class(whole(figures.turnover.0)).min(balance.class(whole(figures.balance.0)));
    staff.class(whole(figures.staff.0)).max(money)
}

/// Lowest and highest value of a figure in its plain unit, both included.
pub(super) type Span = (u64, u64);
/// Lowest and highest value of a total in millionths of the plain unit, both included.
pub(super) type TotalSpan = (u128, u128);
/// Staff, turnover and balance sheet total.
pub(super) type Three<T> = [T; 3];

/// The spans of an enterprise's figures.
pub(super) fn spans(figures: &Figures) -> Three<Span> {
    let money = |range: Range<Cents>| (range.from.0, range.to.map(|to| to.0));
    [
        span(figures.staff.map(|range| (range.from.0, range.to.map(|to| to.0)))),
        span(figures.turnover.map(money)),
        span(figures.balance.map(money)),
    ]
}

/// The span of one figure.
fn span(range: Option<(u64, Option<u64>)>) -> Span {
    let (from, to) = range.unwrap_or((0, None));
    (from, to.unwrap_or(NO_LIMIT).max(from))
}

/// Every (own class, class with `rest` added) that some choice of the own figures and of the rest makes true. The six
/// figures are independent of each other; the own figures are the same in both classes. Exact, because one step of any
/// figure is far smaller than the distance between two ceilings, so that no class between two reachable ones is skipped.
pub(super) fn class_pairs(own: &Three<Span>, rest: &Three<TotalSpan>, rule: &SizeRule) -> Pairs {
    let [own_staff, own_turnover, own_balance] = *own;
    let [rest_staff, rest_turnover, rest_balance] = *rest;
    let [staff, turnover, balance] = ceilings(rule);
    let turnover = turnover.pairs(own_turnover, rest_turnover);
    let balance = balance.pairs(own_balance, rest_balance);
    let staff = staff.pairs(own_staff, rest_staff);
    staff.combined(turnover.combined(balance, Size::min), Size::max)
}

/// A figure in millionths of its plain unit.
fn whole(figure: u64) -> u128 {
    u128::from(figure) * u128::from(WHOLE)
}

/// The ceilings of one figure for micro, small and medium-sized enterprises.
struct Ceilings {
    /// In the plain unit of the figure.
    at: Three<u64>,
    /// Whether the ceiling itself is still within ("does not exceed") or not ("fewer than").
    included: bool,
}

/// The ceilings of staff, turnover and balance sheet total.
fn ceilings(rule: &SizeRule) -> Three<Ceilings> {
    [
        Ceilings { at: rule.staff_below, included: false },
        Ceilings { at: rule.turnover_at_most, included: true },
        Ceilings { at: rule.balance_at_most, included: true },
    ]
}

impl Ceilings {
    /// The lowest class whose ceiling for this figure a total respects.
    fn class(&self, total: u128) -> Size {
        let within = |ceiling: u64| total < whole(ceiling) || (self.included && total == whole(ceiling));
        let [micro, small, medium] = self.at;
        if within(micro) {
            Size::Micro
        } else if within(small) {
            Size::Small
        } else if within(medium) {
            Size::Medium
        } else {
            Size::Large
        }
    }

    /// Every (class of the own figure, class of the total) for this figure alone: the own span is cut at the ceilings and
    /// the rest is added to the ends of each piece.
    fn pairs(&self, own: Span, rest: TotalSpan) -> Pairs {
        let outside = u64::from(!self.included);
        let [micro, small, medium] = self.at.map(|ceiling| ceiling - outside);
        let mut found = Pairs::NONE;
        let mut from = own.0;
        for (size, last) in
            [(Size::Micro, micro), (Size::Small, small), (Size::Medium, medium), (Size::Large, NO_LIMIT)]
        {
            if from > last {
                continue;
            }
            let to = own.1.min(last);
            let low = self.class(whole(from).saturating_add(rest.0));
            let high = self.class(whole(to).saturating_add(rest.1));
            found.add_span(size, low, high);
            if to == own.1 {
                break;
            }
            from = last.saturating_add(1);
        }
        found
    }
}
