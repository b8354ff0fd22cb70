//! All areas with how far each is, and the ways to what comes of them.

use leptos::prelude::*;

use super::{to, way, with_full};
use crate::domain::measures::levels::AreaLevel;
use crate::i18n::key;
use crate::report::areas::area_text;
use crate::report::measures::Full;
use crate::route::Page;
use crate::ui::components::{actions, heading, link, notice, paragraph, text};
use crate::ui::markup::{group, nothing, tag};
use crate::ui::state::App;

/// The screen.
pub fn view(app: App) -> AnyView {
    with_full(app, |full| overview(app, full)).unwrap_or_else(nothing)
}

fn overview(app: App, full: &Full<'_>) -> AnyView {
    let profile = &full.measures.profile;
    let known = profile.iter().filter(|id| full.read.kept.profile.contains_key(id)).count();
    let mut items =
        vec![row(app, "profile", app.text(key::ROADMAP_LIST_PROFILE), &answered(app, known, profile.len()))];
    items.extend(full.levels.iter().map(|level| area(app, full, level)));
    let open = full.levels.iter().find(|level| level.answered < level.of);
    let next = match open {
        _ if known == 0 => way(app, "primary", "profile", key::UI_APP_CONTINUE),
        Some(level) => way(app, "primary", id(full, level), key::ROADMAP_LIST_TO_QUESTIONS),
        None => way(app, "primary", "roadmap", key::ROADMAP_LIST_TO_ROADMAP),
    };
    let ways = [
        ("roadmap", key::ROADMAP_LIST_TO_ROADMAP),
        ("frameworks", key::ROADMAP_LIST_TO_CROSSWALK),
        ("board", key::ROADMAP_LIST_TO_BOARD),
        ("customer", key::ROADMAP_LIST_TO_CUSTOMER),
        ("compare", key::ROADMAP_LIST_TO_COMPARE),
    ];
    let mut actions_row = vec![next];
    actions_row.extend(ways.map(|(screen, words)| way(app, "link", screen, words)));
    actions_row.push(link(app, "link", Page::AreasResult, app.text(key::MATURITY_AREAS_TO_RESULT)));
    group(vec![
        heading(app.text(key::ROADMAP_LIST_TITLE)),
        text(app, "lead", key::ROADMAP_LIST_LEAD),
        damaged(app, full),
        paragraph("hint", full.progress()),
        tag("ol").class("areas").children(items).view(),
        actions(actions_row),
    ])
}

fn damaged(app: App, full: &Full<'_>) -> AnyView {
    let places: Vec<&str> = full.read.damaged.iter().map(|damaged| damaged.path.as_str()).collect();
    if places.is_empty() {
        return nothing();
    }
    notice(vec![paragraph("", app.fill(key::ROADMAP_LIST_DAMAGED, &[("places", &places.join(", "))]))])
}

fn answered(app: App, answered: usize, of: usize) -> String {
    app.fill(key::ROADMAP_LIST_ANSWERED, &[("answered", &answered.to_string()), ("of", &of.to_string())])
}

fn id<'a>(full: &'a Full<'_>, level: &AreaLevel) -> &'a str {
    full.maturity.areas.get(level.area).map_or("", |area| area.id.as_str())
}

fn area(app: App, full: &Full<'_>, level: &AreaLevel) -> AnyView {
    let mut state = answered(app, level.answered, level.of);
    state.push_str(" · ");
    state.push_str(&full.level(level.level));
    if level.disagreement.is_some() {
        state.push_str(" · ");
        state.push_str(app.text(key::ROADMAP_LIST_DISAGREES));
    }
    row(app, id(full, level), area_text(full.context, level.area, key::areas::TITLE), &state)
}

fn row(app: App, screen: &str, name: &str, state: &str) -> AnyView {
    let name = tag("a").attr("href", app.link(to(screen))).text(name);
    tag("li").child(name.view()).child(tag("span").class("hint").text(state).view()).view()
}
