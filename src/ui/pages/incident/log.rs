//! What was done when.

use leptos::prelude::*;

use super::moment::MomentField;
use super::sent::{minute, sort};
use super::work::{Work, now};
use super::{LOG, part_heading};
use crate::domain::incident::LogEntry;
use crate::i18n::key;
use crate::route::Page;
use crate::ui::components::{actions, button, labelled, link, paragraph, text, text_field};
use crate::ui::markup::{group, live, tag};

/// The log with a line to add.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    // The line that is being corrected.
    let editing = RwSignal::new(None::<usize>);
    let entries = live(move || {
        let entries = work.desk(|desk| {
            let place = desk.incident.place();
            let entry = |entry: &LogEntry| {
                let by = if entry.by.is_empty() { String::new() } else { [" (", &entry.by, ")"].concat() };
                [&desk.moment(entry.at, place), ": ", &entry.text, &by].concat()
            };
            desk.incident.log.iter().map(entry).collect::<Vec<_>>()
        });
        if entries.is_empty() {
            return text(app, "hint", key::INCIDENT_PAPERS_LOG_NONE);
        }
        let lines = entries.into_iter().enumerate().map(|(at, words)| line(work, at, words, editing));
        tag("ol").children(lines.collect::<Vec<_>>()).view()
    });
    // A new form after each line that is added, so that it is empty again.
    let added = RwSignal::new(0_u32);
    let add = live(move || {
        added.get();
        untrack(|| form(work, "log", None, move || added.update(|count| *count += 1)))
    });
    let paper = Page::Incident([&work.with_untracked(|incident| incident.id.clone()), LOG].concat());
    let to_paper = link(app, "secondary", paper, app.text(key::INCIDENT_PAPERS_LOG_PAPER));
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_PAPERS_LOG))
        .child(part_heading(app, key::INCIDENT_PAPERS_LOG))
        .child(entries)
        .child(add)
        .child(actions(vec![to_paper]))
        .view()
}

fn line(work: Work, at: usize, words: String, editing: RwSignal<Option<usize>>) -> AnyView {
    let app = work.app;
    let tools = live(move || {
        if editing.get() == Some(at) {
            return untrack(|| form(work, "log-old", Some(at), move || editing.set(None)));
        }
        let delete = move || {
            editing.set(None);
            work.change(|incident| {
                if at < incident.log.len() {
                    incident.log.remove(at);
                }
            });
        };
        actions(vec![
            button("link", app.text(key::INCIDENT_PAPERS_LOG_CHANGE), move || editing.set(Some(at))),
            button("link", app.text(key::INCIDENT_PAPERS_LOG_DELETE), delete),
        ])
    });
    tag("li").child(paragraph("", words)).child(tools).view()
}

/// Fields for a new line, or for one that is there.
fn form(work: Work, id: &'static str, old: Option<usize>, after: impl Fn() + 'static) -> AnyView {
    let app = work.app;
    let known = work.with_untracked(|incident| old.and_then(|at| incident.log.get(at).cloned()));
    let words = RwSignal::new(known.as_ref().map_or_else(String::new, |entry| entry.text.clone()));
    let by = RwSignal::new(known.as_ref().map_or_else(String::new, |entry| entry.by.clone()));
    let moment = RwSignal::new(known.as_ref().map(|entry| entry.at));
    let time = MomentField {
        id: [id, "-at"].concat(),
        legend: app.text(key::INCIDENT_PAPERS_LOG_TIME).to_owned(),
        hint: app.text(key::INCIDENT_PAPERS_LOG_TIME_HINT).to_owned(),
        start: moment.get_untracked(),
        set: Callback::new(move |at| moment.set(at)),
    };
    let save = move || {
        let text = words.get_untracked().trim().to_owned();
        let at = moment.get_untracked().unwrap_or_else(|| minute(now()));
        if text.is_empty() {
            return;
        }
        let by = by.get_untracked().trim().to_owned();
        work.change(|incident| {
            match old.and_then(|at| incident.log.get_mut(at)) {
                Some(entry) => *entry = LogEntry { at, text, by },
                None => incident.log.push(LogEntry { at, text, by }),
            }
            sort(incident);
        });
        after();
    };
    let input = tag("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .value(move || words.get())
        .on_text("input", move |value| words.set(value));
    group(vec![
        labelled(&[id, "-line"].concat(), app.text(key::INCIDENT_PAPERS_LOG_LINE), input),
        text_field(&[id, "-by"].concat(), app.text(key::INCIDENT_PAPERS_LOG_BY), by.get_untracked(), move |name| {
            by.set(name);
        }),
        time.view(work),
        button("secondary", app.text(key::INCIDENT_PAPERS_LOG_ADD), save),
    ])
}
