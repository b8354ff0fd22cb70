//! The incident desk: all incidents, and one with its facts, deadlines, drafts and log.
//!
//! In three parts of the code: the screens with what the first deadline needs; [`papers`], all that stands below it, what is
//! kept, and marking steps as done; and [`standing`], what an assessment makes of the organisation.

mod acts;
mod drafts;
mod due;
mod facts;
mod files;
mod hits;
mod kept;
mod list;
mod log;
mod moment;
mod more;
pub mod papers;
mod sent;
pub mod standing;
mod verdicts;
mod work;

use law::incident::IncidentLaw;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use work::Work;

use crate::domain::incident::{Entity, Incident, State};
use crate::i18n::key;
use crate::persist::incident::shelf;
use crate::route::Page;
use crate::ui::browser::shelf::BrowserShelf;
use crate::ui::components::{button, heading, notice, paragraph, text};
use crate::ui::markup::{group, live, live_text, tag};
use crate::ui::parts::{Papers, Screen, fetch_later};
use crate::ui::state::App;

/// What is not needed for the first deadline.
pub enum Paper {
    /// The incidents that are kept.
    Kept(&'static IncidentLaw),
    /// All that stands below the deadlines.
    Below(Work),
    /// The log as a document.
    Log(Work),
    /// Marking a step as done.
    Done(Work, Doing),
}

/// A step that can be marked as done.
#[derive(Clone)]
pub struct Doing {
    /// Its id.
    step: String,
    /// What it is called.
    name: String,
    /// The act that asks for it.
    act: &'static str,
    /// Where it stands.
    state: State,
}

/// The code of what is not needed for the first deadline, once it has arrived or failed to.
type Arrived = RwSignal<Option<Result<Papers, ()>>>;

/// Behind the id of an incident: its log as a document.
const LOG: &str = "/log";

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let title = app.text(key::INCIDENT_TITLE);
    let Some(law) = app.incident_law() else {
        return (title.to_owned(), paragraph("notice", app.text(key::UI_APP_LOAD_FAILED)));
    };
    let id = if let Page::Incident(id) = page { id.as_str() } else { "" };
    let (id, is_log) = id.strip_suffix(LOG).map_or((id, false), |id| (id, true));
    match shelf::load(&BrowserShelf, id) {
        Some(Ok(file)) if !file.incidents.is_empty() => {
            let work = Work::new(app, law, file);
            let name = untrack(|| work.name());
            if is_log {
                let title = app.text(key::INCIDENT_PAPER_TITLE);
                let heading = tag("div").class("tools").child(heading(title)).view();
                return (
                    [&name, " – ", title].concat(),
                    group(vec![heading, papers(app, RwSignal::new(None), move || Paper::Log(work))]),
                );
            }
            ([&name, " – ", title].concat(), single(work))
        }
        _ => (title.to_owned(), list::view(app, law)),
    }
}

/// One incident: the first facts, what is due, and everything that makes it more exact.
fn single(work: Work) -> AnyView {
    let app = work.app;
    let name = live_text(move || work.name());
    let title = tag("h1").attr("id", "heading").attr("tabindex", "-1").child(name);
    let kept = live(move || work.keeping_notice());
    take_standing(work);
    let arrived = RwSignal::new(None);
    group(vec![
        title.view(),
        kept,
        text(app, "lead", key::INCIDENT_LEAD_ONE),
        facts::first(work),
        due::view(work, arrived),
        papers(app, arrived, move || Paper::Below(work)),
        list::back(app),
    ])
}

/// What is not needed for the first deadline. It is fetched at once, so that it is there without a connection, too; nobody
/// waits for it.
fn papers(app: App, arrived: Arrived, paper: impl Fn() -> Paper + Send + 'static) -> AnyView {
    let fetch = move || {
        arrived.set(None);
        spawn_local(async move {
            let words = fetch_later(app, key::part::INCIDENT_PAPERS).await;
            let papers = (app.load.papers)().await.ok().filter(|_| words.is_some());
            // The screen may have been left in the meantime.
            let _ = arrived.try_set(Some(papers.ok_or(())));
        });
    };
    fetch();
    live(move || match arrived.get() {
        None => text(app, "loading", key::UI_APP_LOADING),
        Some(Ok(papers)) => untrack(|| papers(app, paper())),
        Some(Err(())) => notice(vec![
            text(app, "", key::UI_APP_LOAD_FAILED),
            button("secondary", app.text(key::UI_APP_TRY_AGAIN), fetch),
        ]),
    })
}

/// Takes over what the assessment makes of the organisation, into an incident that has just been entered. Its code comes
/// later than the screen, and what somebody has answered by then stays.
fn take_standing(work: Work) {
    let app = work.app;
    let is_new = work.with_untracked(|incident| {
        let times = &incident.times;
        incident.entity == Entity::Unknown && times.first_known().is_none() && incident.log.is_empty()
    });
    let is_known =
        app.with_untracked(|assessment| assessment.activities.is_some() || !assessment.places.established.is_empty());
    if !is_new || !is_known {
        return;
    }
    let states = work.with_untracked(|incident| incident.countries.clone());
    let take = Callback::new(move |entity: Entity| {
        let is_open = |incident: &Incident| incident.entity == Entity::Unknown;
        let still = work.incident.try_get_untracked().is_some_and(|incident| is_open(&incident));
        if still && entity != Entity::Unknown {
            work.change(|incident| incident.entity = entity);
        }
    });
    spawn_local(async move {
        if let Ok(find) = (app.load.standing)().await {
            find(app, states, take);
        }
    });
}

/// A heading of a part of the screen.
fn part_heading(app: App, key: crate::i18n::Key) -> AnyView {
    tag("h2").text(app.text(key)).view()
}

/// The heading of the list.
fn list_heading(app: App) -> AnyView {
    heading(app.text(key::INCIDENT_TITLE))
}
