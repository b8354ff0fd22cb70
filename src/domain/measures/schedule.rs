//! Which group of the roadmap an item stands in, and what moves when the firm moves one.

use std::cmp::Reverse;

use super::binding::Binding;
use super::roadmap::{Plan, Roadmap, Todo, place};
use super::{Horizon, Kept};
use crate::domain::sorted::insert_in_order;

/// Days of work for each effort, 1 to 4.
pub const DAYS: [u16; 4] = [1, 3, 10, 30];
/// Days of work until which an item still belongs to "now".
pub const NOW_DAYS: u16 = 15;
/// Days of work until which an item still belongs to "this quarter".
pub const QUARTER_DAYS: u16 = 75;

/// Puts every item into its group and the groups one after the other.
///
/// *Rule:* an item that the firm has put into a group stays there. The others begin when the work before them allows it:
/// the items before them that have no group of the firm's, those of the firm's in earlier groups, and those of the firm's
/// in the same group that stand before them. What goes beyond the targets is for later, unless something that does not
/// comes after it.
pub(super) fn schedule(mut items: Vec<Todo>) -> Vec<Todo> {
    let last = items.iter().rposition(|todo| !todo.beyond && todo.item.when.is_none());
    for at in 0..items.len() {
        let later = last.is_none_or(|last| at > last);
        let horizon = match items.get(at) {
            Some(todo) if todo.item.when.is_none() => {
                if todo.beyond && later {
                    Horizon::Later
                } else {
                    by_days(&items, at)
                }
            }
            Some(todo) => todo.item.when.unwrap_or(Horizon::Later),
            None => continue,
        };
        if let Some(todo) = items.get_mut(at) {
            todo.horizon = horizon;
        }
    }
    // Stable: within a group the order stays.
    items.sort_by_key(|todo| todo.horizon);
    items
}

fn days(todo: &Todo) -> u16 {
    DAYS.get(usize::from(todo.effort).saturating_sub(1)).copied().unwrap_or_default()
}

/// The first group in which the days of work before an item are below the group's limit.
fn by_days(items: &[Todo], at: usize) -> Horizon {
    let before = |group: Horizon| {
        let counted = items.iter().enumerate().filter(|(other, todo)| match todo.item.when {
            None => *other < at,
            Some(when) => when < group || (when == group && *other < at),
        });
        counted.fold(0_u16, |sum, (_, todo)| sum.saturating_add(days(todo)))
    };
    if before(Horizon::Now) < NOW_DAYS {
        Horizon::Now
    } else if before(Horizon::Quarter) < QUARTER_DAYS {
        Horizon::Quarter
    } else {
        Horizon::Year
    }
}

/// Within each group the duties by risk, before them what they need; the rest as it was. The groups stay.
pub(super) fn by_risk(items: &[Todo]) -> Vec<Todo> {
    let mut ranked: Vec<Todo> = Vec::new();
    for (at, todo) in items.iter().enumerate() {
        insert_in_order(&mut ranked, todo.clone(), |todo| {
            let risk = if todo.duty == Binding::Yes { todo.weight } else { 0 };
            let position = items.iter().position(|one| one.measure == todo.measure).unwrap_or(at);
            (todo.horizon, todo.serves == 0, Reverse(risk), position)
        });
    }
    let mut order: Vec<usize> = Vec::new();
    for horizon in [Horizon::Now, Horizon::Quarter, Horizon::Year, Horizon::Later] {
        let of: Vec<Todo> = ranked.iter().filter(|todo| todo.horizon == horizon).cloned().collect();
        for todo in &of {
            place(todo.measure, &of, &mut order, &mut Vec::new());
        }
    }
    order.iter().filter_map(|at| ranked.iter().find(|todo| todo.measure == *at).cloned()).collect()
}

/// Notes which items stand before something they need.
pub(super) fn note_early(items: &mut [Todo]) {
    let order: Vec<usize> = items.iter().map(|todo| todo.measure).collect();
    for (at, todo) in items.iter_mut().enumerate() {
        todo.early = todo.after.iter().any(|first| order.iter().skip(at + 1).any(|later| later == first));
    }
}

impl Plan<'_> {
    /// What is kept once an item has been moved past its neighbour in its list: items of the same group that are quick
    /// wins or projects as it is. `None` where it has none. The order then is the firm's own, and no item changes its group.
    pub fn moved(&self, id: &str, up: bool) -> Option<Kept> {
        let shown = self.roadmap();
        let ids: Vec<&str> = shown.items.iter().map(|todo| self.id(todo)).collect();
        let at = ids.iter().position(|known| *known == id)?;
        let todo = shown.items.get(at)?;
        let beside = |other: &usize| {
            shown.items.get(*other).is_some_and(|one| one.horizon == todo.horizon && one.is_quick() == todo.is_quick())
        };
        let other = if up { (0..at).rev().find(beside)? } else { (at + 1..ids.len()).find(beside)? };
        let mut order: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let own = order.remove(at);
        // Without the item, what stood behind it has moved up by one: `other` is the place on its far side both ways.
        order.insert(other, own);
        let kept = Kept { order, framework: None, ..self.kept.clone() };
        Some(self.in_same_groups(kept, &shown))
    }

    /// With the groups as they have been shown: what would change its group is put into its former one.
    fn in_same_groups(&self, mut kept: Kept, shown: &Roadmap) -> Kept {
        // Each round settles at least one item.
        for _ in &shown.items {
            let now = Plan { kept: &kept, ..*self }.roadmap();
            let group = |todo: &Todo| shown.items.iter().find(|one| one.measure == todo.measure).map(|one| one.horizon);
            let Some(moved) = now.items.iter().find(|todo| group(todo).is_some_and(|group| group != todo.horizon))
            else {
                break;
            };
            let mut item = moved.item.clone();
            item.when = group(moved);
            kept.set_item(self.id(moved), item);
        }
        kept
    }

    fn id(&self, todo: &Todo) -> &str {
        self.measures.measures.get(todo.measure).map_or("", |measure| measure.id.as_str())
    }
}
