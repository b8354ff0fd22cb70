//! The incident desk: all incidents, and one with its facts, deadlines, drafts and log.

mod drafts;
mod due;
mod facts;
mod hits;
mod list;
mod log;
mod moment;
mod more;
mod sent;
mod verdicts;
mod work;

use leptos::prelude::*;

use crate::i18n::key;
use crate::persist::incident::shelf;
use crate::route::Page;
use crate::ui::browser::shelf::BrowserShelf;
use crate::ui::components::{heading, paragraph, text};
use crate::ui::markup::{group, live, live_text, tag};
use crate::ui::parts::Screen;
use crate::ui::state::App;
use work::Work;

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let title = app.text(key::INCIDENT_TITLE);
    let Some(law) = app.incident_law() else {
        return (title.to_owned(), paragraph("notice", app.text(key::UI_APP_LOAD_FAILED)));
    };
    let id = if let Page::Incident(id) = page { id.as_str() } else { "" };
    match shelf::load(&BrowserShelf, id) {
        Some(Ok(file)) if !file.incidents.is_empty() => {
            let work = Work::new(app, law, file);
            let name = untrack(|| work.name());
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
    group(vec![
        title.view(),
        kept,
        text(app, "lead", key::INCIDENT_LEAD_ONE),
        facts::first(work),
        due::view(work),
        more::view(work),
        due::acts(work),
        drafts::view(work),
        log::view(work),
        list::files(work),
        list::back(app),
    ])
}

/// A heading of a part of the screen.
fn part_heading(app: App, key: crate::i18n::Key) -> AnyView {
    tag("h2").text(app.text(key)).view()
}

/// The heading of the list.
fn list_heading(app: App) -> AnyView {
    heading(app.text(key::INCIDENT_TITLE))
}
