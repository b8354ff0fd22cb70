//! What each act says.

use leptos::prelude::*;

use super::part_heading;
use super::work::Work;
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::report::incident::results as said;
use crate::ui::components::document;
use crate::ui::markup::{live, live_text, tag};

/// What each act says, act by act; what has been opened stays open.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    let parts = (0..work.law.acts.len()).map(|at| {
        let result = Memo::new(move |_| work.results.get().acts.get(at).cloned());
        let is_idle =
            move || result.with(|act| act.as_ref().is_none_or(|act| act.applies == Tri::No && act.messages.is_empty()));
        let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
        let summary = live_text(move || {
            let verdict = result.with(|act| act.as_ref().map(said::verdict));
            [name, ": ", verdict.map_or("", |verdict| app.text(verdict))].concat()
        });
        let blocks = live(move || {
            let blocks = result.with(|act| act.as_ref().map(|act| work.desk(|desk| said::act(&desk, at, act))));
            document(&blocks.unwrap_or_default())
        });
        tag("details")
            .class("why")
            .live_attr("hidden", move || is_idle().then(String::new))
            .child(tag("summary").child(summary).view())
            .child(blocks)
            .view()
    });
    // Before the State is known no act says anything.
    let is_blank = Memo::new(move |_| work.with(|incident| incident.countries.is_empty()));
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_PAPERS_ACTS))
        .live_attr("hidden", move || is_blank.get().then(String::new))
        .child(part_heading(app, key::INCIDENT_PAPERS_ACTS))
        .children(parts.collect::<Vec<_>>())
        .view()
}
