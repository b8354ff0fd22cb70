//! Two consecutive accounting periods (Rec. 2003/361/EC, Annex, Art. 4(2)).

use law::Size;

use super::pairs::{CLASSES, Pairs};
use crate::domain::units::Tri;

/// The class after a period, from the class before it and the classes of the figures of the previous and of this period.
///
/// For each ceiling set: a status changes only where both periods agree on the other side. As the three ceiling sets lie
/// within each other, that is the class before, moved no further than into the span of the two periods.
pub(super) fn after(before: Size, previous: Size, latest: Size) -> Size {
    before.max(previous.min(latest)).min(previous.max(latest))
}

/// The statuses (own, group) possible before the first period.
///
/// `prior` is the status of the enterprise with its partner and linked enterprises. Without any that count the own status
/// is the same; with some it can be any that is not above.
pub(super) fn priors(prior: Option<Size>, own_prior: Option<Size>, in_group: bool) -> Pairs {
    let mut found = Pairs::NONE;
    for group in CLASSES.into_iter().filter(|size| prior.is_none_or(|known| known == *size)) {
        if !in_group {
            found.add(group, group);
        } else if let Some(own) = own_prior {
            if prior.is_some() || own <= group {
                found.add(own.min(group), group);
            }
        } else {
            for own in CLASSES.into_iter().filter(|own| *own <= group) {
                found.add(own, group);
            }
        }
    }
    found
}

/// Every (own, group) status after the last period, from the classes possible in each period, oldest first. The periods
/// are independent of each other. Nothing can change in the first one, because the period before it is not known. A newly
/// founded firm has no history: the latest period decides (Art. 4(3)).
pub(super) fn statuses(periods: &[Pairs], newly_founded: Tri, priors: Pairs) -> Pairs {
    let mut found = Pairs::NONE;
    let Some((first, later)) = periods.split_first() else {
        return found;
    };
    if newly_founded != Tri::No {
        found.add_all(*periods.last().unwrap_or(first));
    }
    if newly_founded != Tri::Yes {
        let mut states: Vec<State> = first.iter().map(|latest| State { latest, statuses: priors }).collect();
        for period in later {
            states = period.iter().map(|latest| next(&states, latest)).collect();
        }
        for state in &states {
            found.add_all(state.statuses);
        }
    }
    found
}

/// The statuses possible after a period whose figures have these classes.
struct State {
    /// Classes (own, group) of the figures of the latest period.
    latest: (Size, Size),
    /// Statuses after it.
    statuses: Pairs,
}

/// One period further, with the classes `latest` of its figures.
fn next(states: &[State], latest: (Size, Size)) -> State {
    let mut statuses = Pairs::NONE;
    for state in states {
        for (own, group) in state.statuses.iter() {
            statuses.add(after(own, state.latest.0, latest.0), after(group, state.latest.1, latest.1));
        }
    }
    State { latest, statuses }
}
