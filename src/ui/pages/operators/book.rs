//! A rulebook: its legal force, a few questions, where the visitor stands, the list.

use leptos::prelude::*;

use super::{Work, profile};
use crate::domain::operators::{Entry, Kept};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::persist::operators::{PART, read};
use crate::report::operators::state_key;
use crate::route::Page;
use crate::ui::components::{actions, details, document, heading, link, paragraph};
use crate::ui::markup::{group, live, nothing, tag};

/// The screen of a rulebook.
pub fn view(work: Work, book: usize) -> AnyView {
    let app = work.app;
    let kept = work.kept();
    let list = work.list(book, kept);
    let force = live(move || {
        let blocks = list.with(|list| list.as_ref().map(|list| work.desk(kept, |desk| desk.force(list))));
        document(&blocks.unwrap_or_default())
    });
    let law = work.desk(kept, |desk| document(&[desk.law(book)]));
    let summary = live(move || {
        let blocks = list.with(|list| list.as_ref().map(|list| work.desk(kept, |desk| desk.summary(list))));
        document(&blocks.unwrap_or_default())
    });
    let groups = live(move || {
        list.with(|list| group(list.as_ref().map_or_else(Vec::new, |list| groups(work, book, kept, &list.entries))))
    });
    group(vec![
        heading(app.text(key::OPERATORS_BOOK.of(book, key::operators_book::TITLE))),
        damaged(work),
        tag("div").class("notice").child(force).view(),
        details("why", app.text(key::OPERATORS_PAGE_LAW_TITLE), vec![law]),
        profile::questions(work, book, kept),
        tag("h2").text(app.text(key::OPERATORS_PAGE_SUMMARY_TITLE)).view(),
        tag("div").attr("aria-live", "polite").child(summary).view(),
        tag("h2").text(app.text(key::OPERATORS_PAGE_LIST_TITLE)).view(),
        groups,
        actions(vec![
            link(app, "link", Page::Operators(String::new()), app.text(key::OPERATORS_PAGE_TO_BOOKS)),
            crate::ui::pages::home::to_start(app),
        ]),
    ])
}

/// Saved entries that could not be read.
fn damaged(work: Work) -> AnyView {
    let places = work.app.with_untracked(|assessment| {
        let damaged = read(assessment.parts.get(PART)).damaged;
        damaged.iter().map(|place| place.path.clone()).collect::<Vec<_>>().join(", ")
    });
    if places.is_empty() {
        return nothing();
    }
    paragraph("notice", work.app.fill(key::OPERATORS_PAGE_KEPT_DAMAGED, &[("places", &places)]))
}

/// The duties by group; those that do not concern the visitor at the end.
fn groups(work: Work, book: usize, kept: Memo<Kept>, entries: &[Entry<'_>]) -> Vec<AnyView> {
    let app = work.app;
    let mut views = Vec::new();
    for (at, _) in work.operators.groups.iter().enumerate().filter(|(_, group)| usize::from(group.book) == book) {
        let own = entries.iter().filter(|entry| usize::from(entry.duty.group) == at && entry.applies != Tri::No);
        let own: Vec<AnyView> = own.map(|entry| row(work, kept, entry)).collect();
        if !own.is_empty() {
            let words = |field| app.text(key::OPERATORS_GROUP.of(at, field));
            views.push(tag("h3").text(words(key::operators_group::TITLE)).view());
            views.push(paragraph("hint", words(key::operators_group::LEAD)));
            views.push(tag("ul").class("areas").children(own).view());
        }
    }
    let elsewhere: Vec<AnyView> =
        entries.iter().filter(|entry| entry.applies == Tri::No).map(|entry| row(work, kept, entry)).collect();
    if !elsewhere.is_empty() {
        let list = tag("ul").class("areas").children(elsewhere).view();
        views.push(details("why", app.text(key::OPERATORS_PAGE_ELSEWHERE), vec![list]));
    }
    views
}

/// A duty with its state and, where there is one, its day.
fn row(work: Work, kept: Memo<Kept>, entry: &Entry<'_>) -> AnyView {
    let app = work.app;
    let is_open = entry.applies == Tri::Unknown;
    let state = (entry.state.is_some() || !is_open).then(|| app.text(state_key(entry.state)).to_owned());
    let open = is_open.then(|| app.text(key::OPERATORS_SUMMARY_POSSIBLE).to_owned());
    let day = work.desk(kept, |desk| desk.day(entry));
    let said = [state, open, day].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = app.text(key::OPERATORS_ITEM.of(entry.at, key::operators_item::TITLE));
    let address = app.link(Page::Operators(entry.duty.id.clone()));
    let name = tag("a").attr("href", address).text(title).view();
    tag("li").child(name).child(tag("span").class("hint").text(said).view()).view()
}
