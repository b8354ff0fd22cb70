//! A decision of the authority that says the category.

use law::state::State;
use law::{Effect, Law, Rule, Verdict};

use super::{ReadingResult, leads_to};
use crate::domain::scope::decide::{Reader, in_force};
use crate::domain::sorted::SortedSet;

/// Puts the category that a stated decision names in the place of what the criteria lead to.
///
/// *Reading chosen:* the criteria then only add a remark where they certainly lead elsewhere. Reasons beside the decision
/// stay where they lead to the same category.
pub fn apply_decision(law: &Law, state: &State, reader: &Reader<'_>, readings: &mut [ReadingResult]) {
    let Some(decision) = &state.decision else { return };
    let stated = |at: &&usize| {
        let rule = state.rules.get(**at);
        rule.is_some_and(|rule| in_force(rule, reader.facts) && reader.holds(&rule.when) == Ok(true))
    };
    let stated = decision.rules.iter().find(stated).copied();
    let verdict = stated.and_then(|at| state.rules.get(at)).and_then(category_of);
    for reading in readings {
        let rules = &mut reading.outcome.rules;
        rules.retain(|at| *at != decision.differs);
        let (Some(stated), Some(verdict)) = (stated, verdict) else { continue };
        let fits = |rule: &Rule| leads_to(rule, verdict) || rule.effect == Effect::Note && says_of(rule, verdict);
        rules.retain(|at| *at != stated && law.rules.get(*at).is_some_and(fits));
        rules.push(stated);
        if reading.outcome.verdict.is_some_and(|other| other != verdict) {
            rules.push(decision.differs);
        }
        rules.sort_unstable();
        reading.outcome.verdict = Some(verdict);
        reading.outcome.possible = SortedSet::from([verdict]);
    }
}

fn says_of(rule: &Rule, verdict: Verdict) -> bool {
    rule.with.is_empty() || rule.with.contains(&verdict)
}

fn category_of(rule: &Rule) -> Option<Verdict> {
    let categories = [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope];
    categories.into_iter().find(|verdict| leads_to(rule, *verdict))
}
