//! Scores of the thirteen areas: what `docs/scoring.md` says.

use nis2_check::domain::sorted::{ById, SortedSet};

use law::{Maturity, Verdict};
use nis2_check::content::native::maturity;
use nis2_check::domain::maturity::{AreaScore, Score, Span, TOP, score, target};
use nis2_check::domain::session::{AreaAnswer, Level};
use proptest::prelude::*;

const VERDICTS: [Verdict; 5] =
    [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope, Verdict::NeedsAssessment];

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![
        6 => (0..=TOP).prop_map(Level::At),
        1 => Just(Level::Unknown),
        1 => Just(Level::Open),
        1 => Just(Level::NotApplicable),
    ]
}

fn levels() -> impl Strategy<Value = Vec<Level>> {
    prop::collection::vec(level(), 13)
}

fn verdicts() -> impl Strategy<Value = SortedSet<Verdict>> {
    prop::sample::subsequence(VERDICTS.to_vec(), 1..=5).prop_map(|chosen| chosen.into_iter().collect())
}

fn answers<'a>(areas: impl Iterator<Item = (&'a str, Level)>) -> ById<AreaAnswer> {
    areas.map(|(id, level)| (id.to_owned(), AreaAnswer { level, ..AreaAnswer::default() })).collect()
}

fn scored(maturity: &Maturity, levels: &[Level], possible: &SortedSet<Verdict>) -> Score {
    let ids = maturity.areas.iter().map(|area| area.id.as_str());
    score(maturity, &answers(ids.zip(levels.iter().copied())), &[], &[], possible)
}

fn within(inner: Span, outer: Span) -> bool {
    outer.low <= inner.low && inner.high <= outer.high
}

proptest! {
    #![proptest_config(crate::properties(128))]
    #[test]
    fn a_score_never_falls_when_an_answer_rises(
        levels in levels(), area in 0_usize..13, low in 0..TOP, rise in 1..=TOP, possible in verdicts(),
    ) {
        let maturity = maturity();
        let (mut before, mut after) = (levels.clone(), levels);
        before[area] = Level::At(low);
        after[area] = Level::At((low + rise).min(TOP));
        let (before, after) = (scored(&maturity, &before, &possible), scored(&maturity, &after, &possible));
        let (was, is) = (before.overall.unwrap(), after.overall.unwrap());
        prop_assert!(was.low <= is.low && was.high <= is.high);
        prop_assert!(after.areas[area].gap.low <= before.areas[area].gap.low);
        prop_assert!(after.areas[area].gap.high <= before.areas[area].gap.high);
    }

    #[test]
    fn not_knowing_widens(levels in levels(), area in 0_usize..13, known in 0..=TOP, possible in verdicts()) {
        let maturity = maturity();
        let (mut exact, mut open) = (levels.clone(), levels);
        exact[area] = Level::At(known);
        for unknown in [Level::Unknown, Level::Open] {
            open[area] = unknown;
            let (exact, open) = (scored(&maturity, &exact, &possible), scored(&maturity, &open, &possible));
            prop_assert!(within(exact.overall.unwrap(), open.overall.unwrap()));
            prop_assert!(within(exact.areas[area].gap, open.areas[area].gap));
        }
    }

    #[test]
    fn the_order_of_answers_and_of_areas_does_not_matter(levels in levels(), possible in verdicts()) {
        let maturity = maturity();
        let mut turned = maturity.clone();
        turned.areas.reverse();
        let ids: Vec<&str> = maturity.areas.iter().map(|area| area.id.as_str()).collect();
        let forwards = answers(ids.iter().copied().zip(levels.iter().copied()));
        let backwards = answers(ids.iter().copied().zip(levels.iter().copied()).rev());
        let (one, other) = (score(&maturity, &forwards, &[], &[], &possible), score(&turned, &backwards, &[], &[], &possible));
        prop_assert_eq!(one.overall, other.overall);
        prop_assert_eq!(one.answered, other.answered);
        for (area, same) in one.areas.iter().zip(other.areas.iter().rev()) {
            prop_assert_eq!((area.level, area.gap), (same.level, same.gap));
        }
    }

    #[test]
    fn the_largest_certain_gap_comes_first(levels in levels(), possible in verdicts()) {
        let score = scored(&maturity(), &levels, &possible);
        let order: Vec<_> = score.by_gap().collect();
        prop_assert_eq!(order.len(), 13);
        for pair in order.windows(2) {
            let key = |at: usize| (4 - pair[at].gap.low, pair[at].gap.high == 0, pair[at].area);
            prop_assert!(key(0) < key(1));
        }
    }

    /// What the risk profile adds decides among areas whose gaps are of one size and equally certain, and nothing else.
    #[test]
    fn the_risk_profile_orders_areas_with_equal_gaps(
        levels in levels(), possible in verdicts(), raised in prop::collection::vec(0..3_u16, 13),
    ) {
        let maturity = maturity();
        let answers = answers(maturity.areas.iter().map(|area| area.id.as_str()).zip(levels.iter().copied()));
        let plain = score(&maturity, &answers, &[], &[], &possible);
        let weighed = score(&maturity, &answers, &[], &raised, &possible);
        prop_assert_eq!(&plain.areas, &weighed.areas);
        prop_assert_eq!(plain.overall, weighed.overall);
        let class = |area: &AreaScore| (4 - area.gap.low, area.gap.high == 0);
        for (one, other) in plain.by_gap().zip(weighed.by_gap()) {
            prop_assert_eq!(class(one), class(other));
        }
        let order: Vec<_> = weighed.by_gap().collect();
        for pair in order.windows(2).filter(|pair| class(pair[0]) == class(pair[1])) {
            let key = |at: usize| (std::cmp::Reverse(raised[pair[at].area]), pair[at].area);
            prop_assert!(key(0) < key(1));
        }
        prop_assert_eq!(plain, score(&maturity, &answers, &[], &[0; 13], &possible));
    }

    #[test]
    fn the_strictest_possible_verdict_sets_the_target(possible in verdicts()) {
        for area in &maturity().areas {
            let of = |verdict: &Verdict| area.targets[*verdict as usize];
            prop_assert_eq!(target(area, &possible), possible.iter().map(of).max().unwrap());
        }
    }
}

#[test]
fn what_does_not_apply_is_left_out() {
    let maturity = maturity();
    let possible = SortedSet::from([Verdict::Important]);
    let mut levels = vec![Level::At(2); 13];
    levels[4] = Level::NotApplicable;
    let score = scored(&maturity, &levels, &possible);
    assert_eq!(score.overall, Some(Span { low: 50, high: 50 }));
    assert_eq!((score.areas[4].level, score.areas[4].gap), (None, Span { low: 0, high: 0 }));
    assert_eq!(score.answered, 13);
    let none = scored(&maturity, &[Level::NotApplicable; 13], &possible);
    assert_eq!(none.overall, None);
}

#[test]
fn examples_of_the_page_on_scoring() {
    let maturity = maturity();
    let possible = SortedSet::from([Verdict::Important]);
    let mut levels = vec![Level::At(2); 13];
    levels[0] = Level::At(3);
    assert_eq!(scored(&maturity, &levels, &possible).overall, Some(Span { low: 52, high: 52 }));
    levels[1] = Level::Unknown;
    let score = scored(&maturity, &levels, &possible);
    assert_eq!(score.overall, Some(Span { low: 48, high: 56 }));
    assert_eq!(score.areas[1].gap, Span { low: 0, high: 3 });
    assert_eq!(scored(&maturity, &[], &possible).answered, 0);
}
