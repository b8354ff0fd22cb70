//! What always holds.

use law::{Duty, Measures, Verdict};
use nis2_check::domain::maturity::{Span, score};
use nis2_check::domain::measures::binding::Binding;
use nis2_check::domain::measures::compare::{Change, compare};
use nis2_check::domain::measures::crosswalk::{Cell, Cover, crosswalk};
use nis2_check::domain::measures::levels::{Disagreement, measured};
use nis2_check::domain::measures::roadmap::Roadmap;
use nis2_check::domain::measures::{Horizon, Kept, Standing, State, questions, standing, weight};
use nis2_check::domain::session::Level;
use proptest::prelude::*;

use super::{STATES, World, answered, bindings, quick, verdicts, with};

/// Known answers from worst to best.
const RISING: [State; 3] = [State::Missing, State::Partly, State::InPlace];

fn within(inner: Option<Span>, outer: Option<Span>) -> bool {
    match (inner, outer) {
        (Some(inner), Some(outer)) => outer.low <= inner.low && inner.high <= outer.high,
        (inner, outer) => inner == outer,
    }
}

fn not_above(lower: Option<Span>, higher: Option<Span>) -> bool {
    match (lower, higher) {
        (Some(lower), Some(higher)) => lower.low <= higher.low && lower.high <= higher.high,
        _ => true,
    }
}

fn cells(measures: &Measures, kept: &Kept) -> Vec<Cell> {
    (0..measures.frameworks.len()).flat_map(|framework| crosswalk(measures, kept, framework)).collect()
}

/// The overall level of the areas, in which the measures count.
fn overall(world: &World, kept: &Kept) -> Option<Span> {
    let possible = [Verdict::Important].into_iter().collect();
    score(&world.maturity, &world.quick, &measured(&world.levels(kept)), &[], &possible).overall
}

/// Everything that must come before an item, however far back.
fn needs(roadmap: &Roadmap, measure: usize) -> Vec<usize> {
    let mut found = vec![measure];
    let mut at = 0;
    while let Some(one) = found.get(at).copied() {
        at += 1;
        for todo in roadmap.items.iter().filter(|todo| todo.measure == one) {
            found.extend(todo.after.iter().filter(|first| !found.contains(first)).copied().collect::<Vec<_>>());
        }
    }
    found
}

proptest! {
    #![proptest_config(crate::properties(48))]
    #[test]
    fn nothing_falls_when_an_answer_rises(
        kept in answered(60), quick in quick(), which in any::<prop::sample::Index>(), from in 0..2_usize, rise in 1..2_usize,
    ) {
        let world = World::new(&quick);
        let id = world.id(*which.get(&world.asking())).to_owned();
        let (before, after) = (with(&kept, &id, Some(RISING[from])), with(&kept, &id, Some(RISING[(from + rise).min(2)])));
        for (was, is) in world.levels(&before).iter().zip(world.levels(&after)) {
            prop_assert!(not_above(was.level, is.level), "{was:?} {is:?}");
            prop_assert!(not_above(was.alone, is.alone), "{was:?} {is:?}");
        }
        let (was, is) = (overall(&world, &before), overall(&world, &after));
        prop_assert!(not_above(was, is), "{was:?} {is:?}");
        for (was, is) in cells(&world.measures, &before).iter().zip(cells(&world.measures, &after)) {
            prop_assert!(is.cover <= was.cover, "{was:?} {is:?}");
        }
    }

    #[test]
    fn not_knowing_widens(kept in answered(60), quick in quick(), which in any::<prop::sample::Index>(), known in 0..3_usize) {
        let world = World::new(&quick);
        let id = world.id(*which.get(&world.asking())).to_owned();
        let unknown = with(&kept, &id, Some(State::Unknown));
        let (open, whole) = (world.levels(&unknown), overall(&world, &unknown));
        for state in [Some(RISING[known]), Some(State::Planned)] {
            prop_assert!(within(overall(&world, &with(&kept, &id, state)), whole));
            for (inner, outer) in world.levels(&with(&kept, &id, state)).iter().zip(&open) {
                prop_assert!(within(inner.level, outer.level) && within(inner.alone, outer.alone));
            }
        }
        for (unasked, unknown) in world.levels(&with(&kept, &id, None)).iter().zip(&open) {
            prop_assert!(within(unasked.alone, unknown.alone));
        }
    }

    #[test]
    fn a_quick_answer_is_its_level_and_anything_below_the_next(kept in answered(60), levels in prop::collection::vec(0..=4_u8, 13)) {
        let all = |add: u8| World::new(&levels.iter().map(|level| Level::At((level + add).min(4))).collect::<Vec<_>>());
        let (world, better) = (all(0), all(1));
        let possible = [Verdict::Essential].into_iter().collect();
        let score = score(&world.maturity, &world.quick, &measured(&world.levels(&kept)), &[], &possible);
        for (at, (area, next)) in world.levels(&kept).into_iter().zip(better.levels(&kept)).enumerate() {
            let (Some(level), Some(alone), Some(next)) = (area.level, area.alone, next.level) else { continue };
            prop_assert!(within(area.level, area.alone), "{area:?}");
            // All that is open at the level and all that is open at the next are its bounds.
            prop_assert!(level.high <= next.high && next.low <= level.high + 1, "{area:?} {next:?}");
            prop_assert!(area.answered < area.of || level == alone, "{area:?}");
            // Whatever differs from the quick answer is explained, and only that.
            let quick = Span { low: levels[at], high: levels[at] };
            prop_assert_eq!(area.disagreement.is_some(), level != quick);
            let reasons = match area.disagreement {
                Some(Disagreement::Shifted(all) | Disagreement::Lower(all) | Disagreement::Higher(all)) => all.len(),
                _ => 1,
            };
            prop_assert!(reasons > 0);
            // A gap is certain only where the high end is below the target.
            let area = &score.areas[at];
            prop_assert_eq!(area.gap.low > 0, area.level.is_some_and(|level| level.high < area.target));
        }
    }

    #[test]
    fn not_applicable_never_raises(kept in answered(60), quick in quick(), which in any::<prop::sample::Index>()) {
        let world = World::new(&quick);
        let at = *which.get(&world.asking());
        let id = world.id(at).to_owned();
        let without = with(&kept, &id, Some(State::NotApplicable));
        // Not above the measure being in place, nor above what was possible before the question was answered.
        for state in [Some(State::InPlace), Some(State::Unknown), None] {
            for (out, other) in world.levels(&without).iter().zip(world.levels(&with(&kept, &id, state))) {
                let high = |span: Option<Span>| span.map_or(0, |span| span.high);
                prop_assert!(other.alone.is_none() || high(out.alone) <= high(other.alone), "{out:?} {other:?}");
                // Beside a quick answer: not above the measure being in place or unknown.
                let answered = state.is_some() && other.level.is_some();
                prop_assert!(!answered || high(out.level) <= high(other.level), "{out:?} {other:?}");
            }
        }
        // It counts as if the measure did not exist.
        let mut smaller = world.clone();
        for measure in &mut smaller.measures.measures {
            if usize::from(measure.asked_with) == at {
                measure.area = 99;
                measure.places.iter_mut().for_each(Vec::clear);
            }
        }
        for (out, rest) in world.levels(&without).iter().zip(smaller.levels(&without)) {
            prop_assert_eq!(out.alone, rest.alone);
        }
        for (cell, rest) in cells(&world.measures, &without).iter().zip(cells(&smaller.measures, &without)) {
            prop_assert_eq!(cell.cover == Cover::Covered, rest.cover == Cover::Covered);
        }
        // Without a reason it is no answer.
        let mut silent = without.clone();
        let mut answer = silent.answer(&id);
        answer.reason = " ".to_owned();
        silent.answers.insert(id.clone(), answer);
        prop_assert_eq!(world.levels(&silent), world.levels(&with(&kept, &id, None)));
    }

    #[test]
    fn the_order_of_answering_does_not_matter(kept in answered(60), quick in quick(), possible in verdicts(), binding in bindings()) {
        let world = World::new(&quick);
        let mut other = Kept { answers: nis2_check::domain::sorted::ById::new(), ..kept.clone() };
        let answers: Vec<_> = kept.answers.iter().collect();
        for (id, answer) in answers.into_iter().rev() {
            other.answers.insert(id.clone(), answer.clone());
        }
        prop_assert_eq!(world.levels(&kept), world.levels(&other));
        prop_assert_eq!(world.roadmap(&kept, &possible, binding), world.roadmap(&other, &possible, binding));
    }

    #[test]
    fn a_place_is_covered_only_if_its_measures_are(kept in answered(85)) {
        let world = World::new(&[]);
        for cell in cells(&world.measures, &kept) {
            let applying: Vec<_> = cell.measures.iter().filter(|(_, standing)| standing.applies()).collect();
            let all = !applying.is_empty() && applying.iter().all(|(_, standing)| standing.in_place());
            prop_assert_eq!(cell.cover == Cover::Covered, all);
        }
    }

    #[test]
    fn one_answer_counts_wherever_the_same_is_asked(kept in answered(60), which in any::<prop::sample::Index>()) {
        let world = World::new(&[]);
        let all = &world.measures.measures;
        let shared: Vec<usize> = (0..all.len()).filter(|at| usize::from(all[*at].asked_with) != *at).collect();
        let (one, asking) = (*which.get(&shared), usize::from(all[*which.get(&shared)].asked_with));
        for state in STATES {
            let kept = with(&kept, world.id(asking), Some(state));
            let of = |at: usize| standing(&world.measures, &kept, &all[at]);
            prop_assert!(of(one) == of(asking) || of(one) == Standing::LeftOut || of(asking) == Standing::LeftOut);
        }
    }

    #[test]
    fn the_roadmap_has_every_gap_once_and_nothing_else(
        kept in answered(70), quick in quick(), possible in verdicts(), binding in bindings(),
    ) {
        let world = World::new(&quick);
        let roadmap = world.roadmap(&kept, &possible, binding);
        let mut found: Vec<usize> = roadmap.items.iter().map(|todo| todo.measure).collect();
        found.sort_unstable();
        let missing = |at: &usize| matches!(
            kept.answers.get(world.id(*at)).and_then(|answer| answer.state),
            Some(State::Partly | State::Planned | State::Missing | State::Unknown)
        );
        let expected: Vec<usize> = questions(&world.measures, &kept).into_iter().filter(missing).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(roadmap.progress.open, roadmap.items.len());
        let mut shown = Horizon::Now;
        for todo in &roadmap.items {
            prop_assert!(todo.horizon >= shown);
            shown = todo.horizon;
            prop_assert!(!todo.early);
        }
        prop_assert!(roadmap.items.first().is_none_or(|first| matches!(first.horizon, Horizon::Now | Horizon::Later)));
    }

    #[test]
    fn what_is_needed_comes_first_and_then_duty_and_urgency(
        kept in answered(70), possible in verdicts(), binding in bindings(), framework in prop::option::of(0..8_usize),
    ) {
        let mut world = World::new(&[]);
        // With the highest targets nothing goes beyond them.
        world.maturity.areas.iter_mut().for_each(|area| area.targets = [4; 5]);
        let framework = framework.map(|at| world.measures.frameworks[at].id.clone());
        let kept = Kept { framework: framework.clone(), ..kept };
        let roadmap = world.roadmap(&kept, &possible, binding);
        let order: Vec<usize> = roadmap.items.iter().map(|todo| todo.measure).collect();
        for (at, todo) in roadmap.items.iter().enumerate() {
            prop_assert!(todo.after.iter().all(|first| order[..at].contains(first)));
            prop_assert_eq!(todo.duty == Binding::Yes, match world.measures.measures[todo.measure].duty {
                Duty::No => false, Duty::Nis2 => binding == Binding::Yes, Duty::Gdpr => true,
            });
        }
        // Who stands before somebody more important is needed by somebody at least as important.
        let rank = |at: usize| {
            let todo = &roadmap.items[at];
            (framework.is_some() && todo.serves == 0, todo.duty != Binding::Yes, u16::MAX - todo.urgency)
        };
        for (early, late) in (0..order.len()).flat_map(|late| (0..late).map(move |early| (early, late))) {
            if rank(early) > rank(late) {
                let needed = (early + 1..order.len())
                    .any(|one| needs(&roadmap, order[one]).contains(&order[early]));
                prop_assert!(needed, "{} before {}", world.id(order[early]), world.id(order[late]));
            }
        }
    }

    #[test]
    fn what_an_item_needs_comes_first_also_behind_what_is_settled(
        kept in answered(70), quick in quick(), possible in verdicts(), binding in bindings(),
    ) {
        let world = World::new(&quick);
        let roadmap = world.roadmap(&kept, &possible, binding);
        let order: Vec<usize> = roadmap.items.iter().map(|todo| todo.measure).collect();
        for (at, todo) in roadmap.items.iter().enumerate() {
            let (mut all, mut next) = (vec![todo.measure], 0);
            while let Some(one) = all.get(next).copied() {
                next += 1;
                let needed = world.measures.measures[one].after.iter().map(|first| usize::from(*first));
                all.extend(needed.filter(|first| !all.contains(first)).collect::<Vec<_>>());
            }
            prop_assert!(all[1..].iter().all(|first| !order[at..].contains(first)), "{}", world.id(todo.measure));
        }
    }

    #[test]
    fn a_good_practice_supports_and_changes_nothing_else(kept in answered(60), ticked in any::<u64>()) {
        let world = World::new(&[]);
        let mut with = kept.clone();
        for (at, practice) in world.measures.practices.iter().enumerate().filter(|(at, _)| ticked >> at & 1 == 1) {
            prop_assert!(at < 64);
            with.set_practice(practice.id.clone(), true);
        }
        prop_assert_eq!(world.levels(&kept), world.levels(&with));
        for (was, is) in cells(&world.measures, &kept).iter().zip(cells(&world.measures, &with)) {
            prop_assert_eq!((was.cover, &was.measures, was.support.len()), (is.cover, &is.measures, 0));
            prop_assert!(is.support.iter().all(|at| ticked >> at & 1 == 1));
        }
    }

    #[test]
    fn risk_only_raises_and_a_profile_left_open_removes_nothing(kept in answered(60)) {
        let world = World::new(&[]);
        let open = Kept { profile: nis2_check::domain::sorted::ById::new(), ..kept.clone() };
        for measure in &world.measures.measures {
            prop_assert!((measure.risk..=measure.risk + 2).contains(&weight(&world.measures, &kept, measure)));
            prop_assert!(standing(&world.measures, &open, measure) != Standing::LeftOut);
        }
    }

    #[test]
    fn a_comparison_reads_the_same_backwards(one in answered(70), other in answered(70)) {
        let world = World::new(&[]);
        prop_assert_eq!(compare(&world.measures, &one, &one), Vec::new());
        let turned = |change| match change {
            Change::Improved => Change::Slipped,
            Change::Slipped => Change::Improved,
            Change::Learned => Change::Lost,
            Change::Lost => Change::Learned,
            Change::Applies => Change::Applies,
        };
        let back = compare(&world.measures, &other, &one);
        let turned: Vec<_> = back.into_iter().map(|(at, change)| (at, turned(change))).collect();
        prop_assert_eq!(compare(&world.measures, &one, &other), turned);
    }

    #[test]
    fn without_an_answer_the_quick_level_stands(quick in quick()) {
        let world = World::new(&quick);
        for (area, level) in world.levels(&Kept::default()).iter().zip(quick) {
            let expected = match level {
                Level::At(level) => Some(Span { low: level, high: level }),
                Level::NotApplicable => None,
                Level::Open | Level::Unknown => Some(Span { low: 0, high: 4 }),
            };
            prop_assert_eq!(area.level, expected);
            prop_assert_eq!(&area.disagreement, &None);
        }
    }
}
