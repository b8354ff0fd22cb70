//! What is read and printed: crosswalk, page for the board, page for customers.

use leptos::prelude::*;

use super::{change, to, way, with_full};
use crate::document::{Block, markdown};
use crate::i18n::{Key, key};
use crate::report::{self, measures::Full};
use crate::ui::browser;
use crate::ui::components::{actions, button, document, heading, text};
use crate::ui::laws::with_law;
use crate::ui::markup::{group, nothing, tag};
use crate::ui::pages::report::file_name;
use crate::ui::state::App;

/// A framework, chosen by its id; NIS 2 without one.
pub fn crosswalk(app: App, id: &str) -> AnyView {
    let Some(measures) = app.measures() else { return nothing() };
    let at = measures.frameworks.iter().position(|framework| framework.id == id).unwrap_or_default();
    let chosen = measures.frameworks.get(at).map_or("", |framework| framework.id.as_str());
    let offered = with_full(app, report::crosswalk::frameworks).unwrap_or_default();
    let known = offered.iter().filter_map(|at| Some((*at, measures.frameworks.get(*at)?)));
    let ways = known.map(|(at, framework)| {
        let name = app.text(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::NAME));
        let address = app.link(to(&["frameworks/", &framework.id].concat()));
        let mut way = tag("a").attr("href", address).text(name);
        if framework.id == chosen {
            way = way.attr("aria-current", "true");
        }
        tag("li").child(way.view()).view()
    });
    let ways = tag("ul").class("frameworks").children(ways).view();
    let blocks = with_full(app, |full| report::crosswalk::page(full, at)).unwrap_or_default();
    let order = move || {
        change(app, |kept| kept.framework = Some(chosen.to_owned()));
        app.go(to("roadmap"));
    };
    group(vec![
        heading(app.text(key::CROSSWALK_PAGE_TITLE)),
        text(app, "lead", key::CROSSWALK_PAGE_LEAD),
        text(app, "", key::CROSSWALK_PAGE_AID),
        tag("nav").attr("aria-label", app.text(key::CROSSWALK_PAGE_CHOOSE)).child(ways).view(),
        tag("h2").text(app.text(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::NAME))).view(),
        document(&blocks),
        actions(vec![
            button("secondary", app.text(key::CROSSWALK_PAGE_ORDER), order),
            way(app, "link", "", key::ROADMAP_LIST_TO_LIST),
        ]),
    ])
}

/// The page for the board. Its targets also follow the law of States.
pub fn board(app: App) -> AnyView {
    let body = with_law(app, move || paper(app, report::papers::board));
    group(vec![title(app, key::ROADMAP_BOARD_TITLE), body])
}

/// The page for customers.
pub fn customer(app: App) -> AnyView {
    group(vec![title(app, key::ROADMAP_CUSTOMER_TITLE), paper(app, report::papers::customer)])
}

fn title(app: App, title: Key) -> AnyView {
    tag("div").class("tools").child(heading(app.text(title))).view()
}

fn paper(app: App, make: fn(&Full<'_>) -> Vec<Block>) -> AnyView {
    let blocks = with_full(app, make).unwrap_or_default();
    let text = markdown::markdown(&blocks);
    let save = move || browser::download(&file_name(app, "md"), "text/markdown", &text);
    let ways = actions(vec![
        button("primary", app.text(key::UI_REPORT_PRINT), browser::print),
        button("secondary", app.text(key::UI_REPORT_SAVE_MARKDOWN), save),
        way(app, "link", "", key::ROADMAP_LIST_TO_LIST),
    ]);
    group(vec![
        tag("div").class("tools").child(ways).view(),
        tag("article").class("report").child(document(&blocks)).view(),
    ])
}
