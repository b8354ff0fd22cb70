//! Beginning an incident.

use law::incident::IncidentLaw;
use leptos::prelude::*;

use super::{Paper, list_heading, papers};
use crate::domain::incident::{Hit, Incident, OTHER};
use crate::domain::questionnaire::asks_where_served;
use crate::domain::scope::jurisdiction::OTHER_STATE;
use crate::domain::units::{Range, Tri};
use crate::i18n::{format, key};
use crate::persist::incident::{is_code, shelf};
use crate::route::Page;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{actions, button, link, text};
use crate::ui::markup::group;
use crate::ui::state::App;

/// The name of an incident, or the day on which it was noticed.
pub fn name_of(app: App, incident: &Incident) -> String {
    if !incident.name.trim().is_empty() {
        return incident.name.clone();
    }
    let day = incident.times.first_known().and_then(|moment| moment.local(incident.place()));
    let is_threat = incident.answer("threat_only") == Tri::Yes;
    let (dated, undated) = if is_threat {
        (key::INCIDENT_UNNAMED_THREAT_OF, key::INCIDENT_UNNAMED_THREAT)
    } else {
        (key::INCIDENT_UNNAMED_OF, key::INCIDENT_UNNAMED)
    };
    match day {
        Some(local) => app.fill(dated, &[("date", &format::date(app.language(), local.day))]),
        None => app.text(undated).to_owned(),
    }
}

/// A new threat without an incident.
fn begin_threat(app: App, law: &IncidentLaw) -> Incident {
    let mut incident = begin(app, law);
    incident.running = Tri::Unknown;
    incident.answers.insert("threat_only".to_owned(), Tri::Yes);
    incident
}

/// A new incident with what the assessment knows. When it was noticed the visitor says: a moment that nobody has entered
/// would give a deadline that is too late.
fn begin(app: App, law: &IncidentLaw) -> Incident {
    let mut incident = Incident::new(browser::new_id());
    incident.running = Tri::Yes;
    app.with_untracked(|assessment| {
        incident.organisation.clone_from(&assessment.name);
        // Who follows the service reports where it is provided.
        let places = &assessment.places;
        let served = places.served.iter().filter(|_| asks_where_served(app.law, assessment));
        for state in places.established.iter().chain(served) {
            // A State of the Union that is not named.
            let is_named = state != OTHER_STATE && is_code(state);
            let country = if is_named { state.clone() } else { OTHER.to_owned() };
            if !incident.countries.contains(&country) {
                incident.countries.push(country);
            }
        }
        let stated = assessment.activities.iter().flatten().filter(|(_, tri)| **tri == Tri::Yes);
        for (row, _) in stated {
            let service = law.services.iter().find(|service| service.row == *row);
            if let Some(service) = service {
                incident.hits.push(Hit::new(service.id.clone()));
            }
        }
        let money =
            |cents: Range<crate::domain::units::Cents>| Range { from: cents.from.0, to: cents.to.map(|to| to.0) };
        incident.turnover = assessment.size.periods.last().and_then(|period| period.own.turnover).map(money);
    });
    // Which of several services is hit, the visitor says.
    if incident.hits.len() > 1 {
        incident.hits.clear();
    }
    incident
}

/// Keeps an incident that is not on the shelf yet. Where nothing may be stored, the shelf keeps it in memory; where there
/// is no room, its page says so with the next entry.
pub fn keep_new(incident: &Incident) {
    let _ = shelf::keep(&BrowserShelf, incident, None, &browser::now_utc());
}

/// All incidents: ways to begin one, and those that are kept, whose code comes later.
pub fn view(app: App, law: &'static IncidentLaw) -> AnyView {
    let enter = move |incident: Incident| {
        keep_new(&incident);
        app.go(Page::Incident(incident.id));
    };
    let new = move || enter(begin(app, law));
    let new_threat = move || enter(begin_threat(app, law));
    group(vec![
        list_heading(app),
        text(app, "lead", key::INCIDENT_LEAD),
        text(app, "private", key::UI_HOME_PRIVATE),
        actions(vec![
            button("primary", app.text(key::INCIDENT_NEW), new),
            button("secondary", app.text(key::INCIDENT_NEW_THREAT), new_threat),
        ]),
        papers(app, RwSignal::new(None), move || Paper::Kept(law)),
        actions(vec![super::super::home::to_start(app)]),
    ])
}

/// The way back to the list.
pub fn back(app: App) -> AnyView {
    actions(vec![link(app, "link", Page::Incident(String::new()), app.text(key::INCIDENT_TO_LIST))])
}
