//! What the organisation of an incident is by an assessment. It needs the law of States and the engine that applies it: a
//! part of the code of its own, fetched only where an assessment knows something.

use law::Verdict;
use law::incident::IncidentLaw;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::verdict::with_context;
use crate::domain::incident::Entity;
use crate::domain::national::Answer;
use crate::ui::laws::{What, arrive};
use crate::ui::state::App;

/// The entry of the part: finds it and gives it on, once the law of the States is here.
pub fn find(app: App, states: Vec<String>, give: Callback<Entity>) {
    let Some(law) = app.incident_law() else { return };
    spawn_local(async move {
        if states.iter().any(|code| law.knows(code)) {
            // What has not arrived leaves the answer open.
            arrive(app, What::States).await;
        }
        let entity = entity(app, law, &states);
        // The screen that asks may be gone.
        let _ = give.try_run(entity);
    });
}

/// What the organisation is: by the law of those of its States whose chain of reports is known; by the directive where there
/// is none. What is open, or has not arrived, is not known.
fn entity(app: App, law: &IncidentLaw, states: &[String]) -> Entity {
    untrack(|| {
        let national = app.laws.get().and_then(|laws| laws.national(app.language()));
        with_context(app, |context| {
            let codes: Vec<&String> = states.iter().filter(|code| law.knows(code)).collect();
            let found = codes.iter().map(|code| {
                let loaded = national?.iter().find(|loaded| loaded.state.code == **code)?;
                match loaded.result(context).verdict {
                    Answer::Verdict(verdict) => Some(verdict),
                    _ => None,
                }
            });
            let mut entities: Vec<Entity> = found.map(of_verdict).collect();
            if codes.is_empty() {
                entities.push(of_verdict(context.outcome.verdict));
            }
            entities.dedup();
            match entities.as_slice() {
                [entity] => *entity,
                // Bound in both, by different classes.
                several if several.iter().all(|one| matches!(one, Entity::Essential | Entity::Important)) => {
                    Entity::Essential
                }
                _ => Entity::Unknown,
            }
        })
    })
}

fn of_verdict(verdict: Option<Verdict>) -> Entity {
    match verdict {
        Some(Verdict::Essential) => Entity::Essential,
        Some(Verdict::Important) => Entity::Important,
        Some(Verdict::OutOfScope | Verdict::RegistrationOnly) => Entity::OutOfScope,
        _ => Entity::Unknown,
    }
}
