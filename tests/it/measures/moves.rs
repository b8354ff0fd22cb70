//! What holds for all moves: the firm's own order, and the groups it chooses.

use nis2_check::domain::measures::roadmap::{Plan, Roadmap, Todo};
use nis2_check::domain::measures::{Horizon, Kept};
use proptest::prelude::*;

use super::{World, answered, asks, bindings, verdicts};

proptest! {
    #![proptest_config(crate::properties(48))]

    #[test]
    fn the_firms_own_order_is_kept(kept in answered(70), possible in verdicts(), binding in bindings(), seed in any::<u64>()) {
        let world = World::new(&[]);
        let computed = world.roadmap(&kept, &possible, binding);
        let mut own: Vec<String> = computed.items.iter().map(|todo| world.id(todo.measure).to_owned()).collect();
        own.sort_by_key(|id| id.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))));
        own.truncate(own.len() / 2 + 1);
        let kept = Kept { order: own.clone(), ..kept };
        let roadmap = world.roadmap(&kept, &possible, binding);
        // Within each group; the groups are those of the computed order.
        for group in [Horizon::Now, Horizon::Quarter, Horizon::Year, Horizon::Later] {
            let of = |items: &[Todo]| -> Vec<String> {
                let here = items.iter().filter(|todo| todo.horizon == group);
                here.map(|todo| world.id(todo.measure).to_owned()).filter(|id| own.contains(id)).collect()
            };
            let (shown, before) = (of(&roadmap.items), of(&computed.items));
            let expected: Vec<String> = own.iter().filter(|id| before.contains(id)).cloned().collect();
            prop_assert_eq!(shown, expected);
        }
        prop_assert_eq!(roadmap.items.len(), computed.items.len());
        // Taken back, everything stands as recommended; what else has been noted stays.
        let mut back = kept.clone();
        let first = world.id(computed.items.first().map_or(0, |todo| todo.measure)).to_owned();
        let noted = nis2_check::domain::measures::Item { owner: "Ana".to_owned(), ..back.item(&first) };
        back.set_item(&first, nis2_check::domain::measures::Item { when: Some(Horizon::Year), ..noted.clone() });
        back.take_back_moves();
        let ids = |roadmap: &Roadmap| roadmap.items.iter().map(|todo| todo.measure).collect::<Vec<_>>();
        prop_assert!(!back.has_moves() && back.item(&first) == noted);
        prop_assert_eq!(ids(&world.roadmap(&back, &possible, binding)), ids(&computed));
    }

    #[test]
    fn a_move_swaps_two_of_the_list_shown_and_nothing_else(
        kept in answered(70), possible in verdicts(), binding in bindings(), which in any::<prop::sample::Index>(),
        up in any::<bool>(), again in any::<prop::sample::Index>(),
    ) {
        let world = World::new(&[]);
        let levels = world.levels(&kept);
        let of = |kept: &Kept| world.roadmap(kept, &possible, binding);
        let list = |todo: &Todo| (todo.horizon, todo.is_quick());
        let mut kept = kept;
        for which in [which, again] {
            let before = of(&kept).items;
            prop_assume!(!before.is_empty());
            let todo = which.get(&before);
            let shown: Vec<usize> = before.iter().filter(|one| list(one) == list(todo)).map(|one| one.measure).collect();
            let at = shown.iter().position(|one| *one == todo.measure).unwrap();
            let (maturity, measures) = (&world.maturity, &world.measures);
            let obliged = asks(&possible, binding);
            let plan = Plan { maturity, measures, kept: &kept, levels: &levels, obliged: &obliged };
            let moved = plan.moved(world.id(todo.measure), up);
            let edge = if up { at == 0 } else { at + 1 == shown.len() };
            prop_assert_eq!(moved.is_none(), edge);
            let Some(moved) = moved else { continue };
            let after = of(&moved).items;
            // No item leaves its list, and every other list is as it was.
            for one in &before {
                prop_assert_eq!(list(after.iter().find(|other| other.measure == one.measure).unwrap()), list(one));
            }
            let mut expected = shown.clone();
            expected.swap(at, if up { at - 1 } else { at + 1 });
            for every in &before {
                let in_list = |items: &[Todo]| -> Vec<usize> {
                    items.iter().filter(|one| list(one) == list(every)).map(|one| one.measure).collect()
                };
                let known = if list(every) == list(todo) { expected.clone() } else { in_list(&before) };
                prop_assert_eq!(in_list(&after), known);
            }
            // Nothing is kept but the order; the order of a framework has no moves.
            prop_assert_eq!(&Kept { order: kept.order.clone(), ..moved.clone() }, &kept);
            let by = Kept { framework: Some("cis".to_owned()), ..moved.clone() };
            let plan = Plan { kept: &by, ..plan };
            prop_assert!(before.iter().all(|one| plan.moved(world.id(one.measure), up).is_none()));
            kept = moved;
        }
    }

    #[test]
    fn an_item_that_the_firm_puts_into_a_group_stays_there(
        kept in answered(70), possible in verdicts(), binding in bindings(), which in any::<prop::sample::Index>(),
        when in prop::sample::select(vec![Horizon::Now, Horizon::Quarter, Horizon::Year, Horizon::Later]),
    ) {
        let world = World::new(&[]);
        let before = world.roadmap(&kept, &possible, binding).items;
        prop_assume!(!before.is_empty());
        let id = world.id(which.get(&before).measure).to_owned();
        let mut kept = kept;
        kept.set_item(&id, nis2_check::domain::measures::Item { when: Some(when), ..kept.item(&id) });
        let after = world.roadmap(&kept, &possible, binding).items;
        prop_assert_eq!(after.len(), before.len());
        prop_assert!(after.windows(2).all(|pair| pair[0].horizon <= pair[1].horizon));
        let at = after.iter().position(|todo| world.id(todo.measure) == id).unwrap();
        prop_assert_eq!(after[at].horizon, when);
        // Whoever stands before something it needs says so.
        for (at, todo) in after.iter().enumerate() {
            let early = after[at + 1..].iter().any(|later| todo.after.contains(&later.measure));
            prop_assert_eq!(todo.early, early);
        }
    }
}
