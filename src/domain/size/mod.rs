//! The size of an enterprise (Annex to Commission Recommendation 2003/361/EC, as used by NIS 2 Art. 2(1) and 3(1)): the
//! class of its own figures and the class with its partner and linked enterprises.
//!
//! Answers may be open. The result is then the set of all pairs of classes that some completion of the open answers makes
//! true:
//! * Open figures are exact: they are cut at the ceilings, the same own figures in both classes.
//! * Open yes/no questions and open shares are searched by cutting, down to single millionths where it matters, with an
//!   effort that real groups stay below. Beyond it the set may be too wide, never too narrow, and [`Sizes::exact`] says so.
//! * Totals are never rounded.
//!
//! Readings and simplifications of ours:
//! * The holdings are the same in all periods; only the figures differ.
//! * Companies with a common owner are asked about the market of the assessed firm, not about each other's. A company is in
//!   the market if one that is linked with it through companies is.
//! * The members of a partner cluster all count with the greatest share between that cluster and the firm's own.
//! * Holdings of exempt investors make no partners in either direction.
//! * An open share ends at what the other holders leave at least; open shares of several holders are not weighed against
//!   each other beyond that.
//! * Shares that are more than the whole in all are refused where they are entered or read ([`Group::impossible`]).
//! * The own status before the first period is not asked to follow from the group's; it is only never above.

mod ends;
mod figures;
mod group;
mod history;
mod links;
mod open;
mod pairs;
mod scenarios;
mod seat;
mod shape;
mod sum;

use law::{Day, Size, SizeRule};

pub use figures::{ExactFigures, Figures, class};
pub use group::{Company, CompanyKind, Group, Holding, Impossible};
pub use open::OpenInput;
pub use seat::seen_from;
pub use sum::{Counted, Reason, Relation, SumLine, Summation, latest_summation, summation};

use crate::domain::sorted::SortedSet;
use crate::domain::units::Tri;

/// How often the holdings may be evaluated for one result.
const EFFORT: usize = 20_000;

/// An accounting period of the assessed firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// Its last day, if known. Not used for the classes.
    pub ends: Option<Day>,
    /// The firm's own figures.
    pub own: Figures,
}

/// Everything the size depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SizeFacts {
    /// Newly founded, without approved accounts: the latest figures decide, without history (Annex, Art. 4(3)).
    pub newly_founded: Tri,
    /// The status before the first listed period, with partner and linked enterprises (Art. 4(2)); `None` = unknown.
    pub prior: Option<Size>,
    /// The status before the first listed period by the firm's own figures alone; `None` = unknown. Read only where partner
    /// or linked enterprises count (otherwise it is `prior`); one above `prior` counts as `prior`.
    pub own_prior: Option<Size>,
    /// Accounting periods, oldest first.
    pub periods: Vec<Period>,
    /// Partner and linked enterprises.
    pub group: Group,
}

impl SizeFacts {
    /// The end of the first period that had not ended on a day, so that it does not count. A newly founded enterprise is
    /// estimated in the course of its period (Art. 4(3)): that one counts.
    pub fn not_ended(&self, on: Day) -> Option<Day> {
        let mut ends = self.periods.iter().filter_map(|period| period.ends);
        ends.find(|ends| *ends > on).filter(|_| self.newly_founded != Tri::Yes)
    }

    /// The same without periods that had not ended on a day, nor those after them: the figures are those of the latest
    /// approved accounting period (Art. 4(1)).
    #[must_use]
    pub fn until(&self, on: Day) -> Self {
        let mut facts = self.clone();
        let not_ended = self.not_ended(on);
        if let Some(at) = facts.periods.iter().position(|period| not_ended.is_some() && period.ends == not_ended) {
            facts.periods.truncate(at);
            facts.group.companies.iter_mut().for_each(|company| company.figures.truncate(at));
        }
        facts
    }

    /// The same with a period of which nothing is known for each year left out between two periods that say when they end:
    /// only consecutive periods change a class (Art. 4(2)).
    #[must_use]
    pub fn without_gaps(&self) -> Self {
        let mut facts = self.clone();
        for at in (1..self.periods.len()).rev() {
            let ends = |at: usize| self.periods.get(at).and_then(|period| period.ends);
            for _ in 0..ends(at - 1).zip(ends(at)).map_or(0, |(before, ends)| years_between(before, ends)) {
                facts.periods.insert(at, Period { ends: None, own: Figures::UNKNOWN });
                for company in facts.group.companies.iter_mut().filter(|company| company.figures.len() > at) {
                    company.figures.insert(at, Figures::UNKNOWN);
                }
            }
        }
        facts
    }
}

/// Whole years that lie between the ends of two periods; periods of up to eighteen months follow each other.
fn years_between(before: Day, ends: Day) -> usize {
    let month = |day: Day| day.0 / 10_000 * 12 + day.0 / 100 % 100;
    usize::try_from((month(ends) - month(before) - 7) / 12).unwrap_or(0)
}

/// The size classes that are possible, and what would narrow them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// Every (class by own figures, class with partner and linked enterprises) that can be true. The second is never below
    /// the first.
    pub scenarios: SortedSet<(Size, Size)>,
    /// Whether each scenario certainly can be true. `false` only with many open answers: the set may then be too wide.
    pub exact: bool,
    /// Open inputs that can change the set.
    pub open: Vec<OpenInput>,
}

/// The possible sizes under the limits of a day.
pub fn sizes(facts: &SizeFacts, rule: &SizeRule) -> Sizes {
    let found = scenarios::search(facts, rule, EFFORT);
    let open = if found.pairs.len() > 1 { open::open_inputs(facts, rule) } else { Vec::new() };
    Sizes { scenarios: found.pairs.iter().collect(), exact: found.exact, open }
}

/// The possible pairs alone, without what would narrow them.
pub fn pairs(facts: &SizeFacts, rule: &SizeRule) -> SortedSet<(Size, Size)> {
    scenarios::search(facts, rule, EFFORT).pairs.iter().collect()
}

/// Everything that is open, whether or not it matters.
pub fn all_open(facts: &SizeFacts) -> Vec<OpenInput> {
    open::all_open(facts)
}

/// The statuses after the last of some periods with these possible pairs each, oldest first; for a law with classes of its
/// own that moves from one to the other as the Recommendation does (Annex, Art. 4(2)).
pub fn with_history(facts: &SizeFacts, periods: &[Vec<(Size, Size)>]) -> Vec<(Size, Size)> {
    let set = |period: &Vec<(Size, Size)>| {
        let mut set = pairs::Pairs::NONE;
        for (own, group) in period {
            set.add(*own, *group);
        }
        set
    };
    let known = !facts.periods.is_empty();
    let (prior, own_prior) = (facts.prior.filter(|_| known), facts.own_prior.filter(|_| known));
    let priors = history::priors(prior, own_prior, facts.group.alone != Tri::Yes);
    let sets: Vec<pairs::Pairs> = periods.iter().map(set).collect();
    history::statuses(&sets, facts.newly_founded, priors).iter().collect()
}
