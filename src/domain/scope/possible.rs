//! Which verdicts are still possible, and which facts still matter. Exact: open facts are completed one by one, so
//! every listed verdict is reachable and no other is.

use law::{Effect, Law, Verdict};

use super::decide::{Reader, View, in_force, verdict};
use super::facts::{Facts, NO, Need, YES};
use crate::domain::sorted::SortedSet;

const VERDICTS: usize = 5;
/// How many sets of facts may be looked at to find out whether one fact matters.
const EFFORT: u32 = 4_000;

/// All verdicts that some completion of the open facts leads to.
pub fn possible(law: &Law, facts: &Facts) -> SortedSet<Verdict> {
    let mut found = SortedSet::new();
    explore(law, &mut facts.simplified(law), &mut found);
    found
}

/// Returns true when every verdict has been found and nothing more can come.
fn explore(law: &Law, facts: &mut Facts, found: &mut SortedSet<Verdict>) -> bool {
    match verdict(law, facts) {
        Ok(verdict) => {
            found.insert(verdict);
            found.len() == VERDICTS
        }
        Err(_) if bound(law, facts).is_subset(found) => false,
        Err(need) => facts.any_branch(need, |branch| explore(law, branch, found)),
    }
}

/// Verdicts that cannot be ruled out at a glance: never too few, perhaps too many.
fn bound(law: &Law, facts: &Facts) -> SortedSet<Verdict> {
    let views: &[View] = if facts.sizes.can_part() { &[View::Own, View::Group] } else { &[View::Group] };
    let can = |effect: &Effect| {
        views.iter().any(|view| {
            let reader = Reader { law, facts, view: *view };
            reader.rules(effect).any(|rule| reader.holds(&rule.when) != Ok(false))
        })
    };
    let mut bound = SortedSet::from([Verdict::OutOfScope]);
    let assess = law.rules.iter().filter(|rule| matches!(rule.effect, Effect::Assess(_)));
    if independence_can_be_open(law, facts) || assess.map(|rule| &rule.effect).any(&can) {
        bound.insert(Verdict::NeedsAssessment);
    }
    for (effect, verdict) in [
        (Effect::Essential, Verdict::Essential),
        (Effect::Important, Verdict::Important),
        (Effect::RegistrationOnly, Verdict::RegistrationOnly),
    ] {
        if can(&effect) {
            bound.insert(verdict);
        }
    }
    bound
}

/// Whether own and group figures can part for somebody who claims independence where the State has not settled it.
fn independence_can_be_open(law: &Law, facts: &Facts) -> bool {
    let unsettled = facts.value(law.independence.position) & !(YES | NO) != 0;
    facts.sizes.can_part() && unsettled && facts.value(law.independence.claimed) & YES != 0
}

/// Whether some completion of the other facts makes the verdict depend on this one. With very many open facts the search
/// stops early and says yes: a question too many is asked rather than one too few.
pub fn matters(law: &Law, facts: &Facts, target: Need) -> bool {
    matters_here(law, &mut facts.simplified(law), target, &mut { EFFORT })
}

fn matters_here(law: &Law, facts: &mut Facts, target: Need, effort: &mut u32) -> bool {
    if verdict(law, facts).is_ok() || !touches(law, facts, target) || bound(law, facts).len() == 1 {
        return false;
    }
    if *effort == 0 {
        return true;
    }
    *effort -= 1;
    let (mut settled, mut next) = (SortedSet::new(), None);
    facts.any_branch(target, |branch| {
        match verdict(law, branch) {
            Ok(verdict) => {
                settled.insert(verdict);
            }
            Err(need) => next = next.or(Some(need)),
        }
        settled.len() > 1
    });
    settled.len() > 1
        || next.is_some_and(|need| facts.any_branch(need, |branch| matters_here(law, branch, target, effort)))
}

/// Whether the verdict still reads this fact: quick, and never wrongly "no".
pub fn touches(law: &Law, facts: &Facts, target: Need) -> bool {
    let sizes_part = facts.sizes.can_part();
    let independence = [Need::Fact(law.independence.claimed), Need::Fact(law.independence.position), Need::Size];
    if sizes_part && independence.contains(&target) {
        return true;
    }
    let views: &[View] = if sizes_part { &[View::Own, View::Group] } else { &[View::Group] };
    views.iter().any(|view| {
        let reader = Reader { law, facts, view: *view };
        let rules = law.rules.iter().filter(|rule| in_force(rule, facts));
        rules
            .filter(|rule| !matches!(rule.effect, Effect::Note | Effect::Consequence(_)))
            .any(|rule| reader.reads(&rule.when, target))
    })
}
