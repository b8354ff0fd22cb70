//! Which states' law is looked at, and whether the state is competent.

use law::state::State;
use law::{Condition, Effect, Law, Rule};

use crate::domain::scope::decide::{Reader, in_force};
use crate::domain::scope::jurisdiction::{Places, competences};
use crate::domain::scope::outcome::{Held, Outcome};
use crate::domain::session::Assessment;

/// Whether the organisation has anything to do with a state: an establishment, customers, decisions, a representative.
pub fn concerns(places: &Places, code: &str) -> bool {
    let single = [&places.decisions, &places.operations, &places.most_staff, &places.representative, &places.set_up_by];
    let listed = places.established.iter().chain(&places.served);
    listed.chain(single.into_iter().flatten()).any(|state| state == code)
}

/// Whether a state is competent for what its law says of the organisation (Art. 26).
///
/// *Rule:* a decision of its authority makes it competent. What the state binds by a fact and not by an activity of the
/// annexes follows the establishment; where such a fact is open, or only asks for an assessment, competence is open.
pub fn competence(state: &State, reader: &Reader<'_>, outcome: &Outcome, assessment: &Assessment) -> Held {
    let Reader { law, facts, .. } = *reader;
    let code = &state.code;
    let holds = |rule: &Rule| if in_force(rule, facts) { reader.holds(&rule.when) } else { Ok(false) };
    let decided = state.decision.iter().flat_map(|decision| &decision.rules).filter_map(|at| state.rules.get(*at));
    if decided.into_iter().any(|rule| holds(rule) == Ok(true)) {
        return Held::Yes;
    }
    let by_activity = by_activity(law, outcome, assessment, code);
    let established = &assessment.places.established;
    if by_activity == Held::Yes || !established.is_empty() && !established.contains(code) {
        return by_activity;
    }
    let by_fact = state.rules.iter().filter(|rule| is_ground(&rule.effect) && reads_no_row(&rule.when));
    let found = by_fact.fold(by_activity, |found, rule| match (holds(rule), &rule.effect) {
        (Ok(false), _) => found,
        (Ok(true), effect) if !matches!(effect, Effect::Assess(_)) => Held::Yes,
        _ if found == Held::No => Held::Open,
        _ => found,
    });
    // Where it is established is not known.
    if found == Held::Yes && established.is_empty() { Held::Open } else { found }
}

fn by_activity(law: &Law, outcome: &Outcome, assessment: &Assessment, code: &str) -> Held {
    let with_access = assessment.answer("dns_access_resolver_only") == Some("yes");
    let found = competences(law, outcome, &assessment.places, with_access);
    if found.iter().any(|competence| competence.states.iter().any(|state| state == code)) {
        Held::Yes
    } else if found.iter().any(|competence| competence.states.is_empty()) {
        Held::Open
    } else {
        Held::No
    }
}

fn is_ground(effect: &Effect) -> bool {
    matches!(effect, Effect::Essential | Effect::Important | Effect::RegistrationOnly | Effect::Assess(_))
}

fn reads_no_row(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(reads_no_row),
        Condition::Not(part) => reads_no_row(part),
        Condition::Fact(..) | Condition::SizeAtLeast(_) => true,
        Condition::Activity(_) | Condition::Row(_) | Condition::InScope => false,
    }
}
