//! What "needs an assessment" can lead to, once somebody has assessed or read the missing text.

use law::{Effect, Law, Rule, Verdict};

use crate::domain::scope::decide::{Reader, View, in_force};
use crate::domain::scope::facts::Facts;
use crate::domain::scope::possible::possible;
use crate::domain::sorted::SortedSet;

/// The classes that rules can lead to which ask for an assessment, where the law does not leave them all open: positions of
/// rules with what they lead to.
pub type Known<'a> = &'a [(usize, Vec<Verdict>)];

/// Every verdict that can follow where an assessment is needed, other than that one is needed: what the decisions of the
/// State that are not known can bring, what would follow if nothing had to be assessed, and what the assessment itself can
/// bring.
///
/// *Rule:* an assessment of those that would be essential can take them out of scope, one of those that would be outside
/// can bring them in, in either class, unless the law says which (`known`).
pub fn leads(law: &Law, facts: &Facts, known: Known<'_>) -> SortedSet<Verdict> {
    let settled = facts.decided_by_state(law);
    let mut plain = law.clone();
    plain.rules.retain(|rule| !matches!(rule.effect, Effect::Assess(_)));
    let mut found = possible(&plain, &settled);
    let asks = |(at, rule): (usize, &Rule)| match &rule.effect {
        Effect::Assess(over) if in_force(rule, &settled) && may_hold(law, &settled, rule) => Some((at, over.clone())),
        _ => None,
    };
    let assessed: Vec<(usize, Vec<Verdict>)> = law.rules.iter().enumerate().filter_map(asks).collect();
    for (at, over) in assessed {
        let own = known.iter().find(|(rule, _)| *rule == at).map(|(_, leads)| leads.as_slice());
        let out = [Verdict::OutOfScope].into_iter().filter(|_| over.contains(&Verdict::Essential));
        let class =
            [Verdict::Essential, Verdict::Important].into_iter().filter(|_| over.contains(&Verdict::OutOfScope));
        for verdict in own.map_or_else(|| out.chain(class).collect(), <[Verdict]>::to_vec) {
            found.insert(verdict);
        }
    }
    found
}

fn may_hold(law: &Law, facts: &Facts, rule: &Rule) -> bool {
    [View::Own, View::Group].into_iter().any(|view| Reader { law, facts, view }.holds(&rule.when) != Ok(false))
}
