//! Which group of the roadmap an item stands in, and what moves when the firm moves one.

use super::roadmap::{Plan, Todo};
use super::{Horizon, Kept};

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

/// Notes which items stand before something they need.
pub(super) fn note_early(items: &mut [Todo]) {
    let order: Vec<usize> = items.iter().map(|todo| todo.measure).collect();
    for (at, todo) in items.iter_mut().enumerate() {
        todo.early = todo.after.iter().any(|first| order.iter().skip(at + 1).any(|later| later == first));
    }
}

impl Plan<'_> {
    /// What is kept once an item has been moved past its neighbour in its list: items of the same group that are quick
    /// wins or projects as it is. `None` where it has none, and in the order of a framework. The order then is the firm's own.
    pub fn moved(&self, id: &str, up: bool) -> Option<Kept> {
        if self.kept.framework.is_some() {
            return None;
        }
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
        Some(Kept { order, ..self.kept.clone() })
    }

    fn id(&self, todo: &Todo) -> &str {
        self.measures.measures.get(todo.measure).map_or("", |measure| measure.id.as_str())
    }
}
