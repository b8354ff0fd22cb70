//! All incidents of this browser: open, begin, save as a file, take from a file, delete.

use law::incident::IncidentLaw;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::list_heading;
use super::work::now;
use crate::domain::incident::{Hit, Incident, OTHER, State, evaluate};
use crate::domain::questionnaire::asks_where_served;
use crate::domain::scope::jurisdiction::OTHER_STATE;
use crate::domain::sorted::ById;
use crate::domain::units::{Range, Tri};
use crate::i18n::{format, key};
use crate::persist::incident::{is_code, open, shelf};
use crate::report::incident::Desk;
use crate::route::Page;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{actions, button, labelled, link, paragraph, text};
use crate::ui::markup::{group, live, live_text, nothing, tag};
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
fn keep_new(incident: &Incident) {
    let _ = shelf::keep(&BrowserShelf, incident, None, &browser::now_utc());
}

/// All incidents.
pub fn view(app: App, law: &'static IncidentLaw) -> AnyView {
    let (changed, message) = (RwSignal::new(0_u32), RwSignal::new(String::new()));
    let enter = move |incident: Incident| {
        keep_new(&incident);
        app.go(Page::Incident(incident.id));
    };
    let new = move || enter(begin(app, law));
    let new_threat = move || enter(begin_threat(app, law));
    let list = live(move || {
        changed.get();
        let ids = shelf::list(&BrowserShelf);
        if ids.is_empty() {
            return text(app, "hint", key::INCIDENT_LIST_NONE);
        }
        tag("ul").class("assessments").children(ids.into_iter().map(|id| item(app, law, &id, changed))).view()
    });
    let import = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            return;
        };
        spawn_local(async move {
            let Some(file) = browser::chosen_file(input).await else { return };
            match open(&file) {
                Ok(file) => {
                    for mut incident in file.incidents {
                        incident.id = browser::new_id();
                        // Calendars know its events by the old id.
                        incident.in_calendar = ById::new();
                        keep_new(&incident);
                    }
                    message.set(app.text(key::INCIDENT_IMPORTED).to_owned());
                    changed.update(|count| *count += 1);
                }
                Err(_) => message.set(app.text(key::INCIDENT_IMPORT_FAILED).to_owned()),
            }
        });
    };
    let file = tag("input").attr("type", "file").attr("accept", ".json,application/json").on("change", import);
    group(vec![
        list_heading(app),
        text(app, "lead", key::INCIDENT_LEAD),
        text(app, "private", key::UI_HOME_PRIVATE),
        actions(vec![
            button("primary", app.text(key::INCIDENT_NEW), new),
            button("secondary", app.text(key::INCIDENT_NEW_THREAT), new_threat),
        ]),
        tag("h2").text(app.text(key::INCIDENT_LIST)).view(),
        list,
        tag("p").class("message").attr("role", "status").child(live_text(move || message.get())).view(),
        labelled("import-incident", app.text(key::INCIDENT_IMPORT), file),
        actions(vec![super::super::home::to_start(app)]),
    ])
}

fn item(app: App, law: &IncidentLaw, id: &str, changed: RwSignal<u32>) -> AnyView {
    let own = id.to_owned();
    let asking = RwSignal::new(false);
    let delete = live(move || {
        if !asking.get() {
            return button("link", app.text(key::UI_ASSESSMENTS_DELETE), move || asking.set(true));
        }
        let own = own.clone();
        let sure = move || {
            shelf::delete(&BrowserShelf, &own);
            changed.update(|count| *count += 1);
        };
        tag("span")
            .class("confirm")
            .attr("role", "alert")
            .text(app.text(key::INCIDENT_DELETE_SURE))
            .child(button("danger", app.text(key::UI_ASSESSMENTS_YES_DELETE), sure))
            .child(button("link", app.text(key::UI_ASSESSMENTS_CANCEL), move || asking.set(false)))
            .view()
    });
    let Some(read) = shelf::load(&BrowserShelf, id) else { return nothing() };
    let card = tag("li").class("card");
    let Some(incident) = read.ok().and_then(|file| file.incidents.into_iter().next()) else {
        let raw_id = id.to_owned();
        let raw = move || {
            let text = shelf::raw(&BrowserShelf, &raw_id).unwrap_or_default();
            browser::download("nis2-check-incident.json", "application/json", &text);
        };
        return card
            .child(text(app, "", key::UI_ASSESSMENTS_CORRUPT))
            .child(actions(vec![button("secondary", app.text(key::UI_ASSESSMENTS_RAW), raw), delete]))
            .view();
    };
    let (overdue, lines) = stands(app, law, &incident);
    let state = if overdue { text(app, "error", key::INCIDENT_HAS_OVERDUE) } else { nothing() };
    card.child(tag("h3").text(name_of(app, &incident)).view())
        .child(state)
        .children(lines.into_iter().map(|line| paragraph("", line)))
        .child(actions(vec![
            link(app, "secondary", Page::Incident(incident.id), app.text(key::UI_ASSESSMENTS_OPEN)),
            delete,
        ]))
        .view()
}

/// Where an incident stands: whether something that counts is overdue; what is hit, when it was noticed, what is due next, and
/// what cannot be right.
fn stands(app: App, law: &IncidentLaw, incident: &Incident) -> (bool, Vec<String>) {
    let now = now();
    let results = evaluate(law, &super::work::all(), incident, now);
    let desk = Desk { law, words: app.words.get_untracked(), incident, now };
    let counted = || results.acts.iter().filter(|act| desk.counts(act));
    let overdue = counted().flat_map(|act| &act.tasks).any(|task| task.state == State::Overdue);
    let hits: Vec<&str> = incident.hits.iter().map(|hit| desk.service(&hit.service)).collect();
    let noticed = incident.times.detected.map(|at| {
        let moment = desk.moment(at, incident.place());
        desk.fill(key::INCIDENT_LIST_NOTICED, "moment", &moment)
    });
    let open = counted().flat_map(|act| {
        let tasks = act.tasks.iter().filter(|task| task.state == State::Open);
        tasks.filter_map(move |task| Some((task.due?.too_late(act.place)?, task, act)))
    });
    let next = open.min_by_key(|(late, ..)| *late).and_then(|(_, task, act)| {
        let name = desk.step_name(desk.step(task)?);
        Some([name, ": ", &desk.due(task.due?, act.place)].concat())
    });
    let service = Some(hits.join(", ")).filter(|names| !names.is_empty());
    let wrong = results.messages.iter().map(|message| desk.message(message));
    (overdue, [service, noticed, next].into_iter().flatten().chain(wrong).collect())
}

/// The way back to the list.
pub fn back(app: App) -> AnyView {
    actions(vec![link(app, "link", Page::Incident(String::new()), app.text(key::INCIDENT_TO_LIST))])
}
