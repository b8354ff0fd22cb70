//! The report: on screen, printed, and as files.

use leptos::prelude::*;

use super::duties::with_obliged;
use crate::i18n::key;
use crate::report::{file, full};
use crate::ui::browser;
use crate::ui::components::{actions, button, document, heading, optional, text, text_field};
use crate::ui::laws::{What, fetch, waiting};
use crate::ui::markup::{group, live, tag};
use crate::ui::state::App;

/// A file name from the name of the assessment and the day.
pub fn file_name(app: App, ending: &str) -> String {
    let name = app.with_untracked(|assessment| assessment.name.clone());
    let safe: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let start = if safe.is_empty() { "nis2" } else { &safe };
    [start, "-", &crate::persist::v1::format_day(app.today), ".", ending].concat()
}

/// The screen.
pub fn view(app: App) -> AnyView {
    // The chapter on duties comes when their law has arrived; without a connection the rest stands.
    let fetching = fetch(app, What::Duties);
    let name = app.with_untracked(|assessment| assessment.name.clone());
    let report = live(move || document(&with_obliged(app, full::report)));
    let html = move || browser::download(&file_name(app, "html"), "text/html", &with_obliged(app, file::html_file));
    let markdown =
        move || browser::download(&file_name(app, "md"), "text/markdown", &with_obliged(app, file::markdown_file));
    let keep_name = move |name| app.change(|assessment| assessment.name = name);
    let tools = tag("div")
        .class("tools")
        .child(heading(app.text(key::UI_REPORT_TITLE)))
        .child(text(app, "lead", key::UI_REPORT_LEAD))
        .child(text_field("name", optional(app, key::UI_REPORT_NAME), name, keep_name))
        .child(actions(vec![
            button("primary", app.text(key::UI_REPORT_PRINT), browser::print),
            button("secondary", app.text(key::UI_REPORT_SAVE_HTML), html),
            button("secondary", app.text(key::UI_REPORT_SAVE_MARKDOWN), markdown),
            button("secondary", app.text(key::UI_REPORT_SAVE_JSON), move || super::assessments::export(app)),
        ]))
        .child(live(move || waiting(app, What::Duties, fetching)));
    group(vec![tools.view(), tag("article").class("report").child(report).view()])
}
