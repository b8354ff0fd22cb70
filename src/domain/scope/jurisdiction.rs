//! Which Member State is competent (Art. 26).

use law::{Consequence, Jurisdiction, Law, Row, RowIndex};

use super::outcome::{Held, Outcome};
use crate::domain::sorted::SortedSet;

/// The code in [`Places`] of a Member State that is not named.
pub const OTHER_STATE: &str = "eu";

/// Places of an organisation; States by two-letter code, `eu` for another Member State that is not named.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Places {
    /// Member States with an establishment.
    pub established: Vec<String>,
    /// Member States where services are provided; empty while that is not known.
    pub served: Vec<String>,
    /// Where decisions on cybersecurity measures are predominantly taken.
    pub decisions: Option<String>,
    /// Where cybersecurity operations are carried out.
    pub operations: Option<String>,
    /// The Member State of the establishment with most employees.
    pub most_staff: Option<String>,
    /// The Member State of the representative, for those without an establishment in the Union.
    pub representative: Option<String>,
    /// The Member State that set up a public body.
    pub set_up_by: Option<String>,
}

/// One ground of jurisdiction.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Competence {
    /// How the State is found.
    pub by: Jurisdiction,
    /// Competent States; empty while the places are not known.
    pub states: Vec<String>,
}

/// States that are competent for what brings the entity into scope; several stand side by side (Art. 26(1), recital 113).
///
/// *Rule:* the activities count that by themselves bring the entity into scope or may do so, and those for which it is
/// registered under Art. 27.
///
/// *Readings chosen:* a public resolver that an access provider offers only with its access follows the access
/// (recital 115); while somebody has to decide, every stated activity counts; a critical entity without any is looked at
/// where it is established.
pub fn competences(law: &Law, outcome: &Outcome, places: &Places, resolver_with_access: bool) -> Vec<Competence> {
    let of = |row: &RowIndex| Some(jurisdiction_of(law.rows.get(usize::from(*row))?, resolver_with_access));
    let stated = || outcome.rows.iter().filter(|(_, held)| *held != Held::No).map(|(row, _)| row);
    let mut kinds: SortedSet<Jurisdiction> = outcome.bringing.iter().filter_map(of).collect();
    if kinds.is_empty() {
        kinds = stated().filter_map(of).collect();
    }
    if kinds.is_empty() {
        kinds.insert(Jurisdiction::Establishment);
    }
    if outcome.follows(Consequence::RegisterArt27) != Held::No {
        for by in stated().filter_map(of).filter(|by| *by == Jurisdiction::MainEstablishment) {
            kinds.insert(by);
        }
    }
    let from_outside = outcome.follows(Consequence::Representative) != Held::No;
    kinds.into_iter().map(|by| Competence { by, states: states(by, places, from_outside) }).collect()
}

/// By what the competent State of an activity is found.
pub fn jurisdiction_of(row: &Row, resolver_with_access: bool) -> Jurisdiction {
    let with_access = row.id == "digital_dns" && resolver_with_access;
    if with_access { Jurisdiction::ServiceProvided } else { row.jurisdiction }
}

fn states(by: Jurisdiction, places: &Places, from_outside: bool) -> Vec<String> {
    match by {
        Jurisdiction::Establishment => places.established.clone(),
        Jurisdiction::ServiceProvided => places.served.clone(),
        Jurisdiction::EstablishingState => {
            places.set_up_by.as_ref().map_or_else(|| places.established.clone(), |state| vec![state.clone()])
        }
        Jurisdiction::MainEstablishment => main_establishment(places, from_outside),
    }
}

/// *Rule:* where decisions are predominantly taken; else where cybersecurity operations are carried out; else the
/// establishment with most employees (Art. 26(2)); a step that is left out cannot be determined. Without an establishment
/// in the Union: the representative's State, and without one any State where services are provided (Art. 26(3)).
fn main_establishment(places: &Places, from_outside: bool) -> Vec<String> {
    match places.established.as_slice() {
        [] if from_outside => {
            // One designated where nothing is offered is none (Art. 26(3)).
            let valid = |state: &&String| {
                places.served.is_empty() || places.served.iter().any(|served| served == *state || served == OTHER_STATE)
            };
            let representative = places.representative.as_ref().filter(valid);
            representative.map_or_else(|| places.served.clone(), |state| vec![state.clone()])
        }
        [] => Vec::new(),
        [only] => vec![only.clone()],
        _ => {
            let steps = [&places.decisions, &places.operations, &places.most_staff];
            steps.into_iter().flatten().take(1).cloned().collect()
        }
    }
}
