//! Which states' law is looked at, and whether the state is competent.

use law::Law;

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
pub fn competence(law: &Law, outcome: &Outcome, assessment: &Assessment, code: &str) -> Held {
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
