//! Drafts of notices: to copy as text or to save as files.

use leptos::prelude::*;

use super::part_heading;
use super::work::Work;
use crate::domain::incident::{ActResult, Message, Reportable};
use crate::i18n::key;
use crate::report::incident::draft;
use crate::ui::browser;
use crate::ui::components::{actions, button, details, document, labelled, text};
use crate::ui::markup::{group, live, tag};

/// Position of the act and number of the notice.
type Which = (usize, u8);

/// The notices of the acts that count, each once an act.
fn which(work: Work) -> Vec<Which> {
    let results = work.results.get();
    work.desk(|desk| {
        let mut found: Vec<Which> = Vec::new();
        let acts = results.acts.iter().enumerate().filter(|(_, act)| {
            // Before the State is known there is one chain of notices: the directive's.
            let possible = !desk.incident.countries.is_empty() || act.manner == law::incident::Manner::Directive;
            possible
                && (act.reportable != Reportable::No || act.messages.contains(&Message::OnlyThreat))
                && (desk.counts(act) || act.yardstick)
        });
        for (at, act) in acts {
            for notice in act.tasks.iter().filter_map(|task| desk.step(task)?.drafted()) {
                if !found.contains(&(at, notice)) {
                    found.push((at, notice));
                }
            }
        }
        found
    })
}

/// The drafts, and the texts they need.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    // Drawn anew only when other notices are needed, so that open ones stay open.
    let needed = Memo::new(move |_| which(work));
    let list = live(move || {
        let needed = needed.get();
        if needed.is_empty() {
            return text(app, "hint", key::INCIDENT_PAPERS_DRAFTS_NONE);
        }
        untrack(|| {
            let mut parts = vec![details("why", app.text(key::INCIDENT_PAPERS_TEXTS), texts(work, &needed))];
            parts.extend(needed.iter().map(|(at, notice)| one(work, *at, *notice)));
            group(parts)
        })
    });
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_PAPERS_DRAFTS))
        .child(part_heading(app, key::INCIDENT_PAPERS_DRAFTS))
        .child(text(app, "hint", key::INCIDENT_PAPERS_DRAFTS_HINT))
        .child(details("why", app.text(key::INCIDENT_PAPERS_DRAFTS_SHOW), vec![list]))
        .view()
}

fn with_act<T>(work: Work, at: usize, make: impl FnOnce(&ActResult) -> T) -> Option<T> {
    work.results.get().acts.get(at).map(make)
}

fn one(work: Work, at: usize, notice: u8) -> AnyView {
    let app = work.app;
    let act = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
    let name = app.text(key::INCIDENT_PAPERS_NOTICE.of(usize::from(notice), key::incident_papers_notice::NAME));
    let shown = live(move || {
        let blocks = with_act(work, at, |act| work.desk(|desk| draft::blocks(&desk, notice, act)));
        document(&blocks.unwrap_or_default())
    });
    let plain = move || {
        untrack(|| with_act(work, at, |act| work.desk(|desk| draft::text(&desk, notice, act)))).unwrap_or_default()
    };
    let copied = RwSignal::new(None);
    let copy = move || copied.set(Some(browser::copy(&plain())));
    let save = move || browser::download("nis2-check-draft.txt", "text/plain", &plain());
    let said = live(move || {
        let words = match copied.get() {
            Some(true) => app.text(key::INCIDENT_PAPERS_COPIED),
            Some(false) => app.text(key::INCIDENT_PAPERS_NOT_COPIED),
            None => "",
        };
        tag("span").attr("role", "status").text(words).view()
    });
    let tools = actions(vec![
        button("secondary", app.text(key::INCIDENT_PAPERS_COPY), copy),
        button("secondary", app.text(key::INCIDENT_PAPERS_SAVE_TEXT), save),
        said,
    ]);
    details("why", [name, " · ", act].concat(), vec![shown, tools])
}

/// Fields for what only the visitor can say.
fn texts(work: Work, needed: &[Which]) -> Vec<AnyView> {
    let mut known: Vec<String> = Vec::new();
    let mut fields = Vec::new();
    for (at, notice) in needed {
        let items = with_act(work, *at, |act| work.desk(|desk| draft::writable(&desk, &[*notice], act)));
        for item in items.unwrap_or_default() {
            if known.contains(&item.id) {
                continue;
            }
            known.push(item.id.clone());
            let (id, value) = (item.id.clone(), item.value.unwrap_or_default());
            let keep = move |text: String| work.change(|incident| incident.texts.insert(id.clone(), text));
            let area = tag("textarea").attr("rows", "3").value(move || value.clone()).on_text("change", keep);
            fields.push(labelled(&["text-", &item.id].concat(), item.name, area));
        }
    }
    fields
}
