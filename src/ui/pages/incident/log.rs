//! What was done when.

use leptos::prelude::*;

use super::part_heading;
use super::work::{Work, now};
use crate::domain::incident::LogEntry;
use crate::domain::time::Moment;
use crate::i18n::key;
use crate::ui::components::{button, labelled, paragraph, text};
use crate::ui::markup::{live, tag};

/// Marks a step as done and writes it down.
pub fn done(work: Work, step: String, text: String, at: Moment) {
    work.change(|incident| {
        incident.sent.insert(step, at);
        incident.log.push(LogEntry { at, text });
    });
}

/// The log with a line to add.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    let line = RwSignal::new(String::new());
    let add = move || {
        let text = line.get_untracked().trim().to_owned();
        if !text.is_empty() {
            work.change(|incident| incident.log.push(LogEntry { at: now(), text }));
            line.set(String::new());
        }
    };
    let entries = live(move || {
        let entries = work.desk(|desk| {
            let place = desk.incident.place();
            let entry = |entry: &LogEntry| [&desk.moment(entry.at, place), ": ", &entry.text].concat();
            desk.incident.log.iter().map(entry).collect::<Vec<_>>()
        });
        if entries.is_empty() {
            return text(app, "hint", key::INCIDENT_LOG_NONE);
        }
        tag("ol").children(entries.into_iter().map(|entry| tag("li").child(paragraph("", entry)).view())).view()
    });
    let input = tag("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .value(move || line.get())
        .on_text("input", move |value| line.set(value));
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_LOG))
        .child(part_heading(app, key::INCIDENT_LOG))
        .child(entries)
        .child(labelled("log-line", app.text(key::INCIDENT_LOG_LINE), input))
        .child(button("secondary", app.text(key::INCIDENT_LOG_ADD), add))
        .view()
}
