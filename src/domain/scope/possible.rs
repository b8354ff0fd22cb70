//! Which verdicts are still possible, and which facts still matter. Exact: open facts are completed one by one, so
//! every listed verdict is reachable and no other is.

use law::{Effect, Law, Rule, Verdict};

use super::decide::{CLASSES, Reader, View, in_force, verdict};
use super::facts::{Facts, NO, Need, YES};
use crate::domain::sorted::SortedSet;

const VERDICTS: usize = 5;
/// How many sets of facts may be looked at to find out whether one fact matters.
const EFFORT: usize = 4_000;

/// All verdicts that some completion of the open facts leads to.
pub fn possible(law: &Law, facts: &Facts) -> SortedSet<Verdict> {
    let mut found = SortedSet::new();
    explore(law, &mut facts.simplified(law), &mut found, &mut SortedSet::new());
    found
}

/// Returns true when every verdict has been found and nothing more can come. `seen` holds what was left of the law where
/// the search has been: other answers that leave the same lead no further.
fn explore(law: &Law, facts: &mut Facts, found: &mut SortedSet<Verdict>, seen: &mut SortedSet<Vec<u8>>) -> bool {
    match verdict(law, facts) {
        Ok(verdict) => {
            found.insert(verdict);
            found.len() == VERDICTS
        }
        Err(_) if bound(law, facts).is_subset(found) || !seen.insert(rest(law, facts)) => false,
        Err(need) => facts.any_branch(need, |branch| explore(law, branch, found, seen)),
    }
}

/// What is left of the law while facts are open: the same rest leads to the same verdicts.
fn rest(law: &Law, facts: &Facts) -> Vec<u8> {
    let mut rest = facts.sizes.bits().to_le_bytes().to_vec();
    rest.extend([law.independence.position, law.independence.claimed].map(|fact| facts.value(fact)));
    for view in views(facts) {
        let reader = Reader { law, facts, view: *view };
        law.rules.iter().filter(|rule| decides(rule, facts)).for_each(|rule| reader.rest(&rule.when, &mut rest));
    }
    rest
}

/// The sizes that can count.
fn views(facts: &Facts) -> &'static [View] {
    if facts.sizes.can_part() { &[View::Own, View::Group] } else { &[View::Group] }
}

/// Whether a rule can lead to a verdict on the day.
fn decides(rule: &Rule, facts: &Facts) -> bool {
    in_force(rule, facts) && !matches!(rule.effect, Effect::Note | Effect::Consequence(_))
}

/// Verdicts that cannot be ruled out at a glance: never too few, perhaps too many.
fn bound(law: &Law, facts: &Facts) -> SortedSet<Verdict> {
    let of_views = views(facts).iter().flat_map(|view| bound_of(&Reader { law, facts, view: *view }));
    of_views.chain(independence_can_be_open(law, facts).then_some(Verdict::NeedsAssessment)).collect()
}

/// The same with one of the two sizes. The first class with a rule that certainly holds ends those after it, and an
/// assessment that certainly is needed over all of them takes their place.
fn bound_of(reader: &Reader<'_>) -> SortedSet<Verdict> {
    let mut classes = SortedSet::new();
    let certain = CLASSES.iter().any(|(effect, verdict)| {
        let held = reader.any(effect);
        if held != Ok(false) {
            classes.insert(*verdict);
        }
        held == Ok(true)
    });
    if !certain {
        classes.insert(Verdict::OutOfScope);
    }
    let mut bound = classes.clone();
    for rule in reader.law.rules.iter().filter(|rule| in_force(rule, reader.facts)) {
        let Effect::Assess(over) = &rule.effect else { continue };
        let held = reader.holds(&rule.when);
        if held == Ok(true) && classes.iter().all(|class| over.contains(class)) {
            bound = SortedSet::from([Verdict::NeedsAssessment]);
            break;
        } else if held != Ok(false) && classes.iter().any(|class| over.contains(class)) {
            bound.insert(Verdict::NeedsAssessment);
        }
    }
    if reader.any(&Effect::OutOfScope) != Ok(false) {
        bound.insert(Verdict::OutOfScope);
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
    matters_here(law, &mut facts.simplified(law), target, &mut SortedSet::new())
}

fn matters_here(law: &Law, facts: &mut Facts, target: Need, seen: &mut SortedSet<Vec<u8>>) -> bool {
    if verdict(law, facts).is_ok() || !touches(law, facts, target) || bound(law, facts).len() == 1 {
        return false;
    }
    if seen.len() == EFFORT {
        return true;
    }
    if !seen.insert(rest(law, facts)) {
        return false;
    }
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
        || next.is_some_and(|need| facts.any_branch(need, |branch| matters_here(law, branch, target, seen)))
}

/// Whether the verdict still reads this fact: quick, and never wrongly "no".
pub fn touches(law: &Law, facts: &Facts, target: Need) -> bool {
    let independence = [Need::Fact(law.independence.claimed), Need::Fact(law.independence.position), Need::Size];
    if facts.sizes.can_part() && independence.contains(&target) {
        return true;
    }
    views(facts).iter().any(|view| {
        let reader = Reader { law, facts, view: *view };
        law.rules.iter().filter(|rule| decides(rule, facts)).any(|rule| reader.reads(&rule.when, target))
    })
}
