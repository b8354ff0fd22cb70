//! The size under a state's reading of the size rule.

use law::state::{Figure, FigureTest, SizeReading};
use law::{Size, SizeRule};

use crate::domain::scope::facts::SizePairs;
use crate::domain::size::{Figures, SizeFacts, Sizes, pairs, summation, with_history};
use crate::domain::sorted::SortedSet;
use crate::domain::units::{Range, Total, Tri};

/// How many accounting periods a change of class needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Periods {
    /// The latest one decides.
    Latest,
    /// Two in a row.
    Two,
}

/// Which class counts where figures lie between two: they fit no line, and several classes are possible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Between {
    /// The lowest of them.
    Lowest,
    /// The highest of them.
    Highest,
}

/// Staff, turnover and balance sheet total as spans in millionths of their plain units, both ends included.
type Spans = [(u128, u128); 3];

/// Every (own class, class with partner and linked enterprises) that can be true under a reading.
///
/// `core` are the classes of Recommendation 2003/361/EC, worked out before under `rule`.
///
/// *Simplification:* the three figures are taken as independent of each other and of the own figures; with open figures of
/// a group the set may be too wide, never too narrow.
pub fn size_pairs(
    reading: &SizeReading,
    periods: Periods,
    between: Between,
    facts: &SizeFacts,
    core: &Sizes,
    rule: &SizeRule,
) -> SizePairs {
    let latest_only = || SizeFacts { newly_founded: Tri::Yes, ..facts.clone() };
    if reading.steps.is_empty() {
        return match periods {
            Periods::Two => SizePairs::new(core.scenarios.iter().copied()),
            Periods::Latest => SizePairs::new(pairs(&latest_only(), rule).iter().copied()),
        };
    }
    let of_period = |at| period_pairs(reading, between, facts, at, rule);
    let all: Vec<Vec<(Size, Size)>> = (0..facts.periods.len().max(1)).map(of_period).collect();
    SizePairs::new(match periods {
        Periods::Two => with_history(facts, &all),
        Periods::Latest => with_history(&latest_only(), &all),
    })
}

/// The pairs of the figures of one period.
fn period_pairs(
    reading: &SizeReading,
    between: Between,
    facts: &SizeFacts,
    at: usize,
    rule: &SizeRule,
) -> Vec<(Size, Size)> {
    let own = facts.periods.get(at).map_or(Figures::UNKNOWN, |period| period.own);
    let total = summation(facts, at, rule).total;
    let own = [plain(own.staff.map(unscaled)), plain(own.turnover.map(unscaled)), plain(own.balance.map(unscaled))];
    let total = [total.staff, total.turnover, total.balance].map(|range| plain(Some(range)));
    let own_classes = classes(reading, between, &own);
    if facts.group.alone == Tri::Yes || own == total {
        return own_classes.iter().map(|class| (*class, *class)).collect();
    }
    let group_classes = classes(reading, between, &total);
    let with_group =
        |own: Size| group_classes.iter().copied().filter(move |group| own <= *group).map(move |g| (own, g));
    own_classes.iter().copied().flat_map(with_group).collect()
}

/// A figure in hundredths as a total.
fn unscaled<T: Into<u64> + Copy>(range: Range<T>) -> Range<Total> {
    let scaled = |value: T| Total(u128::from(value.into()) * Total::PARTS);
    Range { from: scaled(range.from), to: range.to.map(scaled) }
}

/// A span of a figure; anything from nothing up while it is not known.
fn plain(range: Option<Range<Total>>) -> (u128, u128) {
    let Some(range) = range else { return (0, u128::MAX) };
    (range.from.0, range.to.map_or(u128::MAX, |to| to.0.max(range.from.0)))
}

/// Classes that some figures within the spans have. Exact: between two values that a line names nothing changes.
fn classes(reading: &SizeReading, between: Between, spans: &Spans) -> SortedSet<Size> {
    let [staff, turnover, balance] = spans;
    let mut found = SortedSet::new();
    for staff in values(reading, Figure::Staff, *staff) {
        for turnover in values(reading, Figure::Turnover, *turnover) {
            for balance in values(reading, Figure::Balance, *balance) {
                found.insert(class(reading, between, &[staff, turnover, balance]));
            }
        }
    }
    found
}

/// The class of known figures: the first step with a line that holds decides; without any the class is small.
fn class(reading: &SizeReading, between: Between, figures: &[u128; 3]) -> Size {
    for step in &reading.steps {
        let fitting = step.iter().filter(|(_, test)| holds(test, figures)).map(|(class, _)| *class);
        let found = match between {
            Between::Lowest => fitting.min(),
            Between::Highest => fitting.max(),
        };
        if let Some(class) = found {
            return class;
        }
    }
    Size::Small
}

/// The values of a figure that have to be looked at: its ends, and what lies beside each value that a line names.
fn values(reading: &SizeReading, figure: Figure, (from, to): (u128, u128)) -> SortedSet<u128> {
    let mut limits = Vec::new();
    for (_, test) in reading.steps.iter().flatten() {
        collect_limits(test, figure, &mut limits);
    }
    let around = |limit: u128| [limit.saturating_sub(1), limit, limit.saturating_add(1)];
    let inside = limits.into_iter().flat_map(around).filter(|value| (from..=to).contains(value));
    inside.chain([from, to]).collect()
}

fn collect_limits(test: &FigureTest, figure: Figure, limits: &mut Vec<u128>) {
    match test {
        FigureTest::All(parts) | FigureTest::Any(parts) => {
            for part in parts {
                collect_limits(part, figure, limits);
            }
        }
        FigureTest::Not(part) => collect_limits(part, figure, limits),
        FigureTest::AtLeast(of, limit) | FigureTest::Above(of, limit) if *of == figure => {
            limits.push(u128::from(*limit) * Total::PARTS);
        }
        FigureTest::AtLeast(..) | FigureTest::Above(..) => {}
    }
}

fn holds(test: &FigureTest, figures: &[u128; 3]) -> bool {
    let [staff, turnover, balance] = *figures;
    let value = |figure: Figure| match figure {
        Figure::Staff => staff,
        Figure::Turnover => turnover,
        Figure::Balance => balance,
    };
    match test {
        FigureTest::All(parts) => parts.iter().all(|part| holds(part, figures)),
        FigureTest::Any(parts) => parts.iter().any(|part| holds(part, figures)),
        FigureTest::Not(part) => !holds(part, figures),
        FigureTest::AtLeast(figure, limit) => value(*figure) >= u128::from(*limit) * Total::PARTS,
        FigureTest::Above(figure, limit) => value(*figure) > u128::from(*limit) * Total::PARTS,
    }
}
