//! Files of an incident: the deadlines for a calendar, and the incident itself.

use leptos::prelude::*;

use super::work::Work;
use crate::document::markdown::markdown;
use crate::i18n::key;
use crate::persist::incident::close;
use crate::report::file;
use crate::report::incident::{calendar, paper};
use crate::route::Page;
use crate::ui::browser;
use crate::ui::components::{actions, button, document, link, paragraph};
use crate::ui::markup::{group, live, nothing, tag};

/// Saves the deadlines for a calendar.
pub fn to_calendar(work: Work) -> AnyView {
    let save = move || {
        let made = work.desk_untracked(|desk| calendar::file(&desk, &work.results.get_untracked()));
        browser::download("nis2-check-incident.ics", "text/calendar", &made.text);
        // What a later file has to take back.
        work.change(|incident| incident.in_calendar = made.in_calendar);
    };
    // Nothing to save before there is a deadline.
    let is_empty = Memo::new(move |_| {
        let results = work.results.get();
        work.desk(|desk| calendar::file(&desk, &results).in_calendar.is_empty())
    });
    live(move || {
        if is_empty.get() {
            return nothing();
        }
        actions(vec![button("secondary", work.app.text(key::INCIDENT_PAPERS_CALENDAR), save)])
    })
}

/// The log as a document: to print, to save.
pub fn log(work: Work) -> AnyView {
    let app = work.app;
    let made = Memo::new(move |_| {
        let results = work.results.get();
        work.desk(|desk| (paper::title(&desk), paper::blocks(&desk, &results)))
    });
    let html = move || {
        let page = made.with_untracked(|(title, blocks)| file::html_page(app.words.get_untracked(), title, blocks));
        browser::download("nis2-check-log.html", "text/html", &page);
    };
    let text = move || {
        let text = made.with_untracked(|(_, blocks)| markdown(blocks));
        browser::download("nis2-check-log.md", "text/markdown", &text);
    };
    let id = work.with_untracked(|incident| incident.id.clone());
    let tools = actions(vec![
        button("primary", app.text(key::UI_REPORT_PRINT), browser::print),
        button("secondary", app.text(key::UI_REPORT_SAVE_HTML), html),
        button("secondary", app.text(key::UI_REPORT_SAVE_MARKDOWN), text),
        link(app, "link", Page::Incident(id), app.text(key::INCIDENT_PAPERS_PAPER_BACK)),
    ]);
    let shown = live(move || made.with(|(_, blocks)| document(blocks)));
    group(vec![tag("div").class("tools").child(tools).view(), tag("article").class("report").child(shown).view()])
}

/// Saves the incident.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    let save = move || {
        let text = close(&work.for_file(), 0, &browser::now_utc(), true);
        browser::download("nis2-check-incident.json", "application/json", &text);
    };
    group(vec![
        actions(vec![button("secondary", app.text(key::INCIDENT_PAPERS_SAVE), save)]),
        paragraph("hint", app.text(key::INCIDENT_PAPERS_SAVE_HINT)),
    ])
}
