//! The roadmap: what to do first, by whom, by when; in the recommended order, by a framework, or in the firm's own.

use leptos::prelude::*;

use super::{change, kept_of, to, way, with_full};
use crate::domain::measures::roadmap::Todo;
use crate::domain::measures::{Item, Kept, Stage, State};
use crate::i18n::{Key, key};
use crate::persist::v1::{format_day, parse_day};
use crate::report::measures::Full;
use crate::report::roadmap::{HORIZONS, practices, stage_key};
use crate::ui::browser;
use crate::ui::components::{
    actions, button, document, heading, labelled, labelled_button, paragraph, text, text_field,
};
use crate::ui::laws::with_law;
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

/// Stands for the recommended order where the firm has one of its own: no framework has this id.
const RECOMMENDED: &str = "recommended";
/// Stands for the firm's own order in the list of orders.
const OWN: &str = "own";
const STAGES: [(&str, Stage); 4] =
    [("open", Stage::Open), ("begun", Stage::Begun), ("waiting", Stage::Waiting), ("done", Stage::Done)];

/// The screen.
pub fn view(app: App) -> AnyView {
    // Drawn anew when the order or an answer changes, not when a name or a day is entered.
    let drawn = RwSignal::new(0_u32);
    let items = with_law(app, move || {
        live(move || {
            drawn.track();
            untrack(|| with_full(app, |full| all(app, full, drawn))).unwrap_or_else(nothing)
        })
    });
    group(vec![
        heading(app.text(key::ROADMAP_PLAN_TITLE)),
        text(app, "lead", key::ROADMAP_PLAN_LEAD),
        items,
        actions(vec![
            way(app, "primary", "", key::ROADMAP_LIST_TO_LIST),
            way(app, "link", "board", key::ROADMAP_LIST_TO_BOARD),
            way(app, "link", "frameworks", key::ROADMAP_LIST_TO_CROSSWALK),
        ]),
    ])
}

/// Changes what is kept and draws the list anew.
fn redraw(app: App, drawn: RwSignal<u32>, what: impl FnOnce(&mut Kept)) {
    change(app, what);
    drawn.update(|count| *count += 1);
}

fn all(app: App, full: &Full<'_>, drawn: RwSignal<u32>) -> AnyView {
    let mut parts = vec![paragraph("hint", full.progress())];
    parts.extend(full.beside_directive().map(|text| paragraph("hint", text)));
    parts.push(order(app, full, drawn));
    if full.roadmap.items.is_empty() {
        parts.push(text(app, "", key::ROADMAP_PLAN_EMPTY));
    }
    let shown: Vec<String> = full.roadmap.items.iter().map(|todo| id(full, todo).to_owned()).collect();
    for (horizon, title) in HORIZONS {
        let of = || full.roadmap.items.iter().filter(move |todo| todo.horizon == horizon);
        if of().next().is_some() {
            parts.push(tag("h2").text(app.text(title)).view());
        }
        for (quick, title) in [(true, key::ROADMAP_PLAN_QUICK), (false, key::ROADMAP_PLAN_PROJECTS)] {
            let items: Vec<AnyView> =
                of().filter(|todo| todo.is_quick() == quick).map(|todo| one(app, full, todo, &shown, drawn)).collect();
            if !items.is_empty() {
                parts.push(tag("h3").text(app.text(title)).view());
                parts.push(tag("ol").class("plan").children(items).view());
            }
        }
    }
    parts.push(document(&practices(full, 2)));
    group(parts)
}

fn id<'a>(full: &Full<'a>, todo: &Todo) -> &'a str {
    full.measure(todo.measure).map_or("", |measure| measure.id.as_str())
}

/// The choice of order, and what it means.
fn order(app: App, full: &Full<'_>, drawn: RwSignal<u32>) -> AnyView {
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
    let mut note = if full.roadmap.own_order { app.text(key::ROADMAP_PLAN_OWN_NOTE).to_owned() } else { String::new() };
    for (at, framework) in full.measures.frameworks.iter().enumerate() {
        let name = app.text(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::NAME));
        options.push(option(&framework.id, name));
        if framework.id == chosen {
            note = app.fill(key::ROADMAP_PLAN_BY_NOTE, &[("framework", name)]);
        }
    }
    let choose = move |value: String| {
        redraw(app, drawn, |kept| {
            kept.framework = match value.as_str() {
                OWN => None,
                RECOMMENDED if kept.order.is_empty() => None,
                _ => Some(value),
            };
        });
    };
    let select = tag("select").on_text("change", choose).children(options);
    group(vec![labelled("order", app.text(key::ROADMAP_PLAN_ORDER), select), paragraph("hint", note)])
}

/// An item: what, why, how much, who, by when, how far.
fn one(app: App, full: &Full<'_>, todo: &Todo, shown: &[String], drawn: RwSignal<u32>) -> AnyView {
    let Some(measure) = app.measures().and_then(|measures| measures.measures.get(todo.measure)) else {
        return nothing();
    };
    let id = measure.id.as_str();
    let question = full.question(todo.measure);
    let area = full.maturity.areas.get(usize::from(measure.area)).map_or("", |area| area.id.as_str());
    let name = tag("a").attr("href", app.link(to(area))).text(question).view();
    let facts = [
        app.text(key::ROADMAP_PLAN_WHY),
        ": ",
        &full.why(todo),
        ". ",
        app.text(key::ROADMAP_PLAN_EFFORT),
        ": ",
        full.effort(todo),
        ".",
    ];
    let mut parts = vec![tag("h4").child(name).view()];
    if todo.is_unknown() {
        parts.push(text(app, "", key::ROADMAP_PLAN_FIND_OUT));
    }
    parts.push(paragraph("", full.words(todo.measure, key::measures_measure::DO)));
    parts.push(paragraph("hint", facts.concat()));
    let first: Vec<&str> = todo.after.iter().map(|first| full.question(*first)).collect();
    if !first.is_empty() {
        parts.push(paragraph("hint", app.fill(key::ROADMAP_PLAN_AFTER, &[("measures", &first.join(" "))])));
    }
    if todo.early {
        parts.push(text(app, "error", key::ROADMAP_PLAN_EARLY));
    }
    parts.push(notes(app, id, &todo.item));
    parts.push(paragraph("hint", app.fill(key::ROADMAP_PLAN_CLOSES, &[("areas", &full.areas_of(&todo.closes))])));
    parts.push(settle(app, id, drawn));
    let turn = |up: bool, words: Key| {
        let shown = shown.to_vec();
        let label = Some([app.text(words), ": ", question].concat());
        labelled_button("link", app.text(words), label, move || {
            redraw(app, drawn, |kept| kept.move_item(&shown, id, up));
            browser::focus_soon(id);
        })
    };
    parts.push(actions(vec![turn(true, key::ROADMAP_PLAN_UP), turn(false, key::ROADMAP_PLAN_DOWN)]));
    tag("li").class("card").attr("id", id).attr("tabindex", "-1").children(parts).view()
}

/// Who, by when, how far.
fn notes(app: App, id: &'static str, item: &Item) -> AnyView {
    let set = move |set: &dyn Fn(&mut Item)| {
        change(app, |kept| {
            let mut item = kept.item(id);
            set(&mut item);
            kept.set_item(id, item);
        });
    };
    let name = |field: &str| [field, "-", id].concat();
    let owner = text_field(&name("owner"), app.text(key::ROADMAP_PLAN_OWNER), item.owner.clone(), move |text| {
        set(&|item| item.owner.clone_from(&text));
    });
    let day = item.due.map(format_day).unwrap_or_default();
    let due = tag("input")
        .attr("type", "date")
        .value(move || day.clone())
        .on_text("change", move |text| set(&|item| item.due = parse_day(&text)));
    let now = item.stage;
    let options = STAGES.map(|(value, stage)| {
        let selected = stage == now;
        tag("option").attr("value", value).selected(move || selected).text(app.text(stage_key(stage))).view()
    });
    let choose = move |value: String| {
        let stage = STAGES.iter().find(|(word, _)| *word == value).map_or(Stage::Open, |(_, stage)| *stage);
        set(&|item| item.stage = stage);
    };
    let stage = tag("select").on_text("change", choose).children(options);
    tag("div")
        .class("range")
        .child(owner)
        .child(labelled(&name("due"), app.text(key::ROADMAP_PLAN_DUE), due))
        .child(labelled(&name("stage"), app.text(key::ROADMAP_PLAN_STAGE), stage))
        .view()
}

/// Once the work is done, the answer has to say so.
fn settle(app: App, id: &'static str, drawn: RwSignal<u32>) -> AnyView {
    let done = Memo::new(move |_| app.with(|assessment| kept_of(assessment).kept.item(id).stage == Stage::Done));
    live(move || {
        if !done.get() {
            return nothing();
        }
        button("secondary", app.text(key::ROADMAP_PLAN_SETTLE), move || {
            redraw(app, drawn, |kept| kept.set_state(id, Some(State::InPlace)));
            browser::focus_soon("order");
        })
    })
}
