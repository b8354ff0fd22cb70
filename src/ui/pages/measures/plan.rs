//! The roadmap: what to do first, by whom, by when; in the recommended order, by a framework, or in the firm's own.

use leptos::prelude::*;

use super::item::{self, List};
use super::{way, with_full};
use crate::domain::measures::Kept;
use crate::domain::measures::roadmap::Todo;
use crate::domain::operators::open::Open;
use crate::i18n::key;
use crate::report::crosswalk::frameworks;
use crate::report::measures::Full;
use crate::report::roadmap::{HORIZONS, LISTS, duties, duty_words, nothing_open, practices, table};
use crate::route::Page;
use crate::ui::browser;
use crate::ui::components::{actions, button, document, heading, labelled, link, paragraph, text};
use crate::ui::laws::with_law;
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::pages::report::file_name;
use crate::ui::state::App;

/// Stands for the recommended order where the firm has one of its own: no framework has this id.
const RECOMMENDED: &str = "recommended";
/// Stands for the firm's own order in the list of orders.
const OWN: &str = "own";

/// The screen.
pub fn view(app: App) -> AnyView {
    let list = List::new(app);
    let items = with_law(app, move || {
        live(move || {
            list.drawn.track();
            untrack(|| with_full(app, |full| all(app, full, list))).unwrap_or_else(nothing)
        })
    });
    group(vec![
        heading(app.text(key::ROADMAP_PLAN_TITLE)),
        text(app, "lead", key::ROADMAP_PLAN_LEAD),
        list.said(),
        items,
        actions(vec![
            way(app, "primary", "", key::ROADMAP_LIST_TO_LIST),
            way(app, "link", "board", key::ROADMAP_LIST_TO_BOARD),
            way(app, "link", "frameworks", key::ROADMAP_LIST_TO_CROSSWALK),
        ]),
    ])
}

fn all(app: App, full: &Full<'_>, list: List) -> AnyView {
    let mut parts = vec![paragraph("hint", full.progress())];
    parts.extend(full.beside_directive().map(|text| paragraph("hint", text)));
    parts.push(order(app, full, list));
    let empty = full.roadmap.items.is_empty() && full.operators.is_empty();
    parts.push(document(&nothing_open(full, full.maturity.areas.len())));
    for (horizon, title) in HORIZONS {
        let own: Vec<AnyView> = duties(full, horizon).map(|open| duty(app, full, open)).collect();
        let of = |quick: bool| -> Vec<&Todo> {
            let all = full.roadmap.items.iter();
            all.filter(|todo| todo.horizon == horizon && todo.is_quick() == quick).collect()
        };
        if !own.is_empty() || LISTS.iter().any(|(quick, _)| !of(*quick).is_empty()) {
            parts.push(tag("h2").text(app.text(title)).view());
        }
        if !own.is_empty() {
            parts.push(tag("h3").text(app.text(key::ROADMAP_PLAN_OPERATORS)).view());
            parts.push(tag("ul").class("plan").children(own).view());
        }
        for (quick, title) in LISTS {
            let todos = of(quick);
            let views = todos.iter().enumerate().map(|(at, todo)| item::view(list, full, todo, (at, todos.len())));
            let views: Vec<AnyView> = views.collect();
            if !views.is_empty() {
                parts.push(tag("h3").text(app.text(title)).view());
                parts.push(tag("ol").class("plan").children(views).view());
            }
        }
    }
    parts.push(document(&practices(full, 2)));
    if !empty {
        parts.push(actions(vec![button("secondary", app.text(key::ROADMAP_PLAN_SAVE_TABLE), move || save_table(app))]));
    }
    group(parts)
}

fn save_table(app: App) {
    let text = untrack(|| with_full(app, table)).unwrap_or_default();
    browser::download(&file_name(app, "csv"), "text/csv", &text);
}

/// An open duty of an operator, with the way to its rulebook.
fn duty(app: App, full: &Full<'_>, open: &Open<'_>) -> AnyView {
    let (title, due) = duty_words(full, open);
    let book = full.context.operators.and_then(|operators| operators.books.get(open.book));
    let page = Page::Operators(book.map_or_else(String::new, |book| book.id.clone()));
    let why = [full.required(open.binding).unwrap_or_default(), ". ", &due].concat();
    tag("li")
        .class("card")
        .child(tag("strong").text(title).view())
        .child(paragraph("hint", why))
        .child(link(app, "link", page, app.text(key::ROADMAP_PLAN_OPERATORS_LINK)))
        .view()
}

/// The choice of order, and what it means.
fn order(app: App, full: &Full<'_>, list: List) -> AnyView {
    let kept = &full.read.kept;
    let has_own = !kept.order.is_empty();
    let chosen = match &kept.framework {
        Some(framework) => framework.clone(),
        None if has_own => OWN.to_owned(),
        None => RECOMMENDED.to_owned(),
    };
    let option = |value: &str, words: &str| {
        let selected = value == chosen;
        tag("option").attr("value", value).selected(move || selected).text(words).view()
    };
    let mut options = vec![option(RECOMMENDED, app.text(key::ROADMAP_PLAN_ORDER_OURS))];
    if has_own {
        options.push(option(OWN, app.text(key::ROADMAP_PLAN_ORDER_OWN)));
    }
    let mut notes: Vec<String> = Vec::new();
    if full.roadmap.own_order {
        notes.push(app.text(key::ROADMAP_PLAN_OWN_NOTE).to_owned());
    }
    for at in frameworks(full) {
        let Some(framework) = full.measures.frameworks.get(at) else { continue };
        let name = app.text(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::NAME));
        options.push(option(&framework.id, name));
        if framework.id == chosen {
            notes.push(app.fill(key::ROADMAP_PLAN_BY_NOTE, &[("framework", name)]));
        }
    }
    if kept.framework.is_some() {
        let order = if has_own { key::ROADMAP_PLAN_ORDER_OWN } else { key::ROADMAP_PLAN_ORDER_OURS };
        notes.extend(has_own.then(|| app.text(key::ROADMAP_PLAN_OWN_KEPT).to_owned()));
        notes.push(app.fill(key::ROADMAP_PLAN_FIXED, &[("order", app.text(order))]));
    }
    let choose = move |value: String| {
        list.redraw(|kept| {
            kept.framework = match value.as_str() {
                OWN => None,
                RECOMMENDED if kept.order.is_empty() => None,
                _ => Some(value),
            };
        });
    };
    let select = tag("select").on_text("change", choose).children(options);
    let mut parts =
        vec![labelled("order", app.text(key::ROADMAP_PLAN_ORDER), select), paragraph("hint", notes.join(" "))];
    if kept.has_moves() {
        let take_back = move || {
            list.redraw(Kept::take_back_moves);
            browser::focus_soon("order");
        };
        parts.push(actions(vec![button("secondary", app.text(key::ROADMAP_PLAN_TAKE_BACK), take_back)]));
        parts.push(text(app, "hint", key::ROADMAP_PLAN_TAKE_BACK_HINT));
    }
    group(parts)
}
