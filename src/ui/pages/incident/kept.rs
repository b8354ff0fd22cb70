//! The incidents that are kept in this browser: where each stands, open, delete, take from a file.

use law::incident::IncidentLaw;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::list::{keep_new, name_of};
use super::work::now;
use crate::domain::incident::{Incident, State, evaluate};
use crate::domain::sorted::ById;
use crate::i18n::key;
use crate::persist::incident::{open, shelf};
use crate::report::incident::Desk;
use crate::route::Page;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{actions, button, labelled, link, paragraph, text};
use crate::ui::markup::{group, live, live_text, nothing, tag};
use crate::ui::state::App;

/// Those that are kept, and a way to take others from a file.
pub fn view(app: App, law: &'static IncidentLaw) -> AnyView {
    let (changed, message) = (RwSignal::new(0_u32), RwSignal::new(String::new()));
    let list = live(move || {
        changed.get();
        let ids = shelf::list(&BrowserShelf);
        if ids.is_empty() {
            return text(app, "hint", key::INCIDENT_PAPERS_LIST_NONE);
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
                    message.set(app.text(key::INCIDENT_PAPERS_IMPORTED).to_owned());
                    changed.update(|count| *count += 1);
                }
                Err(_) => message.set(app.text(key::INCIDENT_PAPERS_IMPORT_FAILED).to_owned()),
            }
        });
    };
    let file = tag("input").attr("type", "file").attr("accept", ".json,application/json").on("change", import);
    group(vec![
        tag("h2").text(app.text(key::INCIDENT_PAPERS_LIST)).view(),
        list,
        tag("p").class("message").attr("role", "status").child(live_text(move || message.get())).view(),
        labelled("import-incident", app.text(key::INCIDENT_PAPERS_IMPORT), file),
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
            .text(app.text(key::INCIDENT_PAPERS_DELETE_SURE))
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
    let state = if overdue { text(app, "error", key::INCIDENT_PAPERS_HAS_OVERDUE) } else { nothing() };
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
        desk.fill(key::INCIDENT_PAPERS_LIST_NOTICED, "moment", &moment)
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
