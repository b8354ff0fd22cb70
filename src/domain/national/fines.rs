//! Frames of fines, computed from the turnover where it is given.

use law::Verdict;
use law::state::{Fine, State, TurnoverOf};

use crate::domain::scope::decide::Reader;
use crate::domain::scope::outcome::Held;
use crate::domain::size::SizeFacts;
use crate::domain::sorted::SortedSet;
use crate::domain::units::{Cents, Range, Share, Tri};

/// A frame that concerns the organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Position in [`State::fines`].
    pub fine: usize,
    /// The lowest fine; none where the law names none.
    pub lowest: Option<Range<Cents>>,
    /// The highest fine. Without an end where the turnover has none, or where a group's can count.
    pub highest: Range<Cents>,
    /// Whether the turnover has been taken into account. Otherwise the percentages can lead to more.
    pub with_turnover: bool,
}

/// The frames that concern the organisation with every verdict that is possible. DORA takes the place of those for what it
/// displaces.
///
/// *Rule:* of the amount and the share of the turnover the higher counts, at both ends of the frame; at the lower end this is
/// our reading. The turnover is that of the latest period. Where that of the undertaking counts, the own turnover is the
/// least it can be: the frame has no upper end unless the organisation is alone.
pub fn frames(
    state: &State,
    possible: &SortedSet<Verdict>,
    displaced: Held,
    facts: &SizeFacts,
    reader: &Reader<'_>,
) -> Vec<Frame> {
    let decided = possible.len() == 1;
    let concerns = |fine: &Fine| {
        let held = reader.holds(&fine.when);
        let certain = held == Ok(true) || decided && held != Ok(false);
        certain
            && possible.iter().all(|verdict| fine.with.contains(verdict))
            && !(fine.displaced && displaced == Held::Yes)
    };
    let shown = state.fines.iter().enumerate().filter(|(_, fine)| concerns(fine));
    shown.map(|(index, fine)| frame(index, fine, facts)).collect()
}

fn frame(index: usize, fine: &Fine, facts: &SizeFacts) -> Frame {
    let turnover = facts.periods.last().and_then(|period| period.own.turnover);
    let counted = turnover.filter(|_| fine.share.is_some());
    let is_whole = fine.turnover == TurnoverOf::Entity || facts.group.alone == Tri::Yes;
    let end = |amount: u64, share: Option<u32>| {
        let of = |turnover: Cents| Cents(amount.max(part(turnover, share.unwrap_or_default())));
        let with = |range: Range<Cents>| Range { from: of(range.from), to: range.to.filter(|_| is_whole).map(of) };
        counted.map_or(Range::exactly(Cents(amount)), with)
    };
    let (lowest_share, highest_share) = fine.share.map_or((None, None), |(lowest, highest)| (lowest, Some(highest)));
    Frame {
        fine: index,
        lowest: fine.amount.0.map(|amount| end(amount, lowest_share)),
        highest: end(fine.amount.1, highest_share),
        with_turnover: counted.is_some(),
    }
}

/// A share of an amount in millionths, in whole cents.
fn part(amount: Cents, share: u32) -> u64 {
    u64::try_from(u128::from(amount.0) * u128::from(share) / u128::from(Share::WHOLE.0)).unwrap_or(u64::MAX)
}
