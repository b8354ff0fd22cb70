//! The assessment in work beside another of the same firm: the earlier first, whichever is in work.

use law::Day;
use leptos::prelude::*;

use super::{kept_of, to, way, with_full};
use crate::domain::measures::Kept;
use crate::domain::measures::compare::{Change, compare, earlier_first};
use crate::domain::measures::levels::levels;
use crate::domain::session::Assessment;
use crate::i18n::{Key, format, key};
use crate::persist::shelf;
use crate::report::areas::area_text;
use crate::report::capital;
use crate::report::measures::Full;
use crate::ui::browser::shelf::BrowserShelf;
use crate::ui::components::{actions, heading, notice, paragraph, text};
use crate::ui::markup::{group, nothing, tag};
use crate::ui::state::App;

const CHANGES: [(Change, Key); 5] = [
    (Change::Improved, key::ROADMAP_COMPARE_IMPROVED),
    (Change::Slipped, key::ROADMAP_COMPARE_SLIPPED),
    (Change::Learned, key::ROADMAP_COMPARE_LEARNED),
    (Change::Lost, key::ROADMAP_COMPARE_LOST),
    (Change::Applies, key::ROADMAP_COMPARE_APPLIES),
];

/// The screen; `id` is that of the other assessment, if one has been chosen.
pub fn view(app: App, id: &str) -> AnyView {
    let own = app.with_untracked(|assessment| assessment.id.clone());
    let others: Vec<Assessment> = shelf::list(&BrowserShelf)
        .into_iter()
        .filter(|other| *other != own)
        .filter_map(|other| Some(shelf::load(&BrowserShelf, &other)?.ok()?.assessment))
        .collect();
    let choice = if others.is_empty() {
        text(app, "", key::ROADMAP_COMPARE_NOBODY)
    } else {
        let ways = others.iter().map(|other| tag("li").child(name(app, other, id)).view());
        let label = app.text(key::ROADMAP_COMPARE_CHOOSE);
        tag("nav").attr("aria-label", label).child(tag("ul").class("frameworks").children(ways).view()).view()
    };
    let found = others.iter().find(|other| other.id == id);
    let result = found.and_then(|other| with_full(app, |full| result(app, full, other)));
    group(vec![
        heading(app.text(key::ROADMAP_COMPARE_TITLE)),
        text(app, "lead", key::ROADMAP_COMPARE_LEAD),
        choice,
        result.unwrap_or_else(nothing),
        actions(vec![way(app, "link", "", key::ROADMAP_LIST_TO_LIST)]),
    ])
}

fn named(app: App, assessment: &Assessment) -> &str {
    let name = assessment.name.trim();
    if name.is_empty() { app.text(key::UI_ASSESSMENTS_UNNAMED) } else { name }
}

fn name(app: App, other: &Assessment, chosen: &str) -> AnyView {
    let words = [named(app, other), ", ", &format::date(app.language(), other.as_of)].concat();
    let mut way = tag("a").attr("href", app.link(to(&["compare/", &other.id].concat()))).text(words);
    if other.id == chosen {
        way = way.attr("aria-current", "true");
    }
    way.view()
}

fn result(app: App, full: &Full<'_>, other: &Assessment) -> AnyView {
    let own = full.context.assessment;
    let (before, after) = earlier_first(own, other);
    let (earlier, later) = (kept_of(before).kept, kept_of(after).kept);
    let changes = compare(full.measures, &earlier, &later);
    let mut parts = Vec::new();
    if before.name.trim() != after.name.trim() {
        let names = [("before", named(app, before)), ("after", named(app, after))];
        parts.push(notice(vec![paragraph("", app.fill(key::ROADMAP_COMPARE_NAMES, &names))]));
    }
    if changes.is_empty() {
        parts.push(text(app, "", key::ROADMAP_COMPARE_SAME));
    }
    for (change, title) in CHANGES {
        let items: Vec<AnyView> = changes
            .iter()
            .filter(|(_, found)| *found == change)
            .map(|(at, _)| tag("li").text(full.question(*at)).view())
            .collect();
        if !items.is_empty() {
            parts.push(tag("h2").text(app.text(title)).view());
            parts.push(tag("ul").children(items).view());
        }
    }
    let of = |assessment: &Assessment, kept: &Kept| levels(full.maturity, full.measures, kept, &assessment.areas);
    let (then, now) = (of(before, &earlier), of(after, &later));
    let rows = now.iter().zip(&then).map(|(now, then)| {
        let name = area_text(full.context, now.area, key::areas::TITLE);
        let cell = |text: String| tag("td").text(text).view();
        tag("tr")
            .child(tag("th").attr("scope", "row").text(name).view())
            .child(cell(capital(&full.level(then.level))))
            .child(cell(capital(&full.level(now.level))))
            .view()
    });
    let dated = |head: Key, day: Day| app.fill(head, &[("date", &format::date(app.language(), day))]);
    let heads = [
        app.text(key::ROADMAP_COMPARE_HEAD_AREA).to_owned(),
        dated(key::ROADMAP_COMPARE_HEAD_BEFORE, before.as_of),
        dated(key::ROADMAP_COMPARE_HEAD_NOW, after.as_of),
    ];
    let heads = heads.map(|head| tag("th").attr("scope", "col").text(head).view());
    let table = tag("table")
        .child(tag("caption").text(app.text(key::ROADMAP_COMPARE_LEVELS)).view())
        .child(tag("thead").child(tag("tr").children(heads).view()).view())
        .child(tag("tbody").children(rows).view());
    parts.push(tag("div").class("table").child(table.view()).view());
    group(parts)
}
