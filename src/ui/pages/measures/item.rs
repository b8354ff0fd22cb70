//! An item of the roadmap: folded to what, why, by whom and by when; the rest inside.

use leptos::prelude::*;

use super::{change, kept, to, with_full};
use crate::domain::measures::roadmap::Todo;
use crate::domain::measures::{Horizon, Item, Kept, Stage, State};
use crate::i18n::{Key, format, key};
use crate::persist::measures::{Read, WHEN};
use crate::persist::v1::{format_day, parse_day};
use crate::report::measures::Full;
use crate::report::roadmap::{HORIZONS, stage_key};
use crate::ui::browser;
use crate::ui::components::{actions, button, labelled, paragraph, text, text_field};
use crate::ui::markup::{live, live_text, nothing, tag};
use crate::ui::state::App;

const STAGES: [(&str, Stage); 4] =
    [("open", Stage::Open), ("begun", Stage::Begun), ("waiting", Stage::Waiting), ("done", Stage::Done)];

/// The list of items on the screen.
#[derive(Clone, Copy)]
pub struct List {
    app: App,
    /// Counts how often the list has been drawn: anew when the order or an answer changes, not when a name is entered.
    pub drawn: RwSignal<u32>,
    kept: Memo<Read>,
    /// Items that are unfolded, by id; they stay so when the list is drawn anew.
    unfolded: StoredValue<Vec<String>>,
    message: RwSignal<String>,
}

impl List {
    /// A list that nobody has touched.
    pub fn new(app: App) -> Self {
        Self {
            app,
            drawn: RwSignal::new(0),
            kept: kept(app),
            unfolded: StoredValue::new(Vec::new()),
            message: RwSignal::new(String::new()),
        }
    }

    /// What has just been moved, for those who do not see it.
    pub fn said(self) -> AnyView {
        tag("p").class("hidden").attr("role", "status").child(live_text(move || self.message.get())).view()
    }

    /// Changes what is kept and draws the list anew.
    pub fn redraw(self, what: impl FnOnce(&mut Kept)) {
        change(self.app, what);
        self.drawn.update(|count| *count += 1);
    }

    fn item(self, id: &str) -> Item {
        self.kept.with(|read| read.kept.item(id))
    }

    /// Moves an item past its neighbour, says where it stands now, and leaves the focus where it was.
    fn turn(self, id: &'static str, up: bool) {
        let moved = untrack(|| with_full(self.app, |full| full.moved(id, up))).flatten();
        let Some(moved) = moved else { return };
        self.redraw(|kept| *kept = moved);
        self.message.set(untrack(|| with_full(self.app, |full| place(full, id))).unwrap_or_default());
        let (same, other) = if up { ("up-", "down-") } else { ("down-", "up-") };
        // At the end of the list the same button is not there any more.
        request_animation_frame(move || {
            browser::focus(&[other, id].concat());
            browser::focus(&[same, id].concat());
        });
    }
}

/// Where an item stands in its list, in words.
fn place(full: &Full<'_>, id: &str) -> String {
    let items = &full.roadmap.items;
    let Some(todo) = items.iter().find(|todo| full.id(todo.measure) == id) else { return String::new() };
    let of = items.iter().filter(|one| one.horizon == todo.horizon && one.is_quick() == todo.is_quick());
    let (mut number, mut count) = (0, 0);
    for one in of {
        count += 1;
        if one.measure == todo.measure {
            number = count;
        }
    }
    let values = [("title", full.title(todo.measure)), ("number", &*number.to_string()), ("of", &*count.to_string())];
    full.context.words.fill(key::ROADMAP_PLAN_MOVED, &values)
}

/// An item; `at` is its place in its list, and how many there are.
pub fn view(list: List, full: &Full<'_>, todo: &Todo, at: (usize, usize)) -> AnyView {
    let app = list.app;
    let Some(measure) = app.measures().and_then(|measures| measures.measures.get(todo.measure)) else {
        return nothing();
    };
    let id = measure.id.as_str();
    let title = full.title(todo.measure);
    let area = full.maturity.areas.get(usize::from(measure.area)).map_or("", |area| area.id.as_str());
    let mut parts = Vec::new();
    if todo.is_unknown() {
        parts.push(text(app, "", key::ROADMAP_PLAN_FIND_OUT));
    }
    parts.push(paragraph("", full.words(todo.measure, key::measures_measure::DO)));
    let first: Vec<&str> = todo.after.iter().map(|first| full.title(*first)).collect();
    if !first.is_empty() {
        parts.push(paragraph("hint", app.fill(key::ROADMAP_PLAN_AFTER, &[("measures", &first.join("; "))])));
    }
    if todo.early {
        parts.push(text(app, "error", key::ROADMAP_PLAN_EARLY));
    }
    parts.push(notes(list, id, &todo.item));
    let question = tag("a").attr("href", app.link(to(area))).text(full.question(todo.measure)).view();
    parts.push(tag("p").child(question).view());
    parts.push(paragraph("hint", app.fill(key::ROADMAP_PLAN_CLOSES, &[("areas", &full.areas_of(&todo.closes))])));
    parts.push(settle(list, id));
    let turn = |up: bool, name: &str, words: Key| {
        let label = [app.text(words), ": ", title].concat();
        tag("button")
            .attr("type", "button")
            .class("link")
            .attr("id", [name, id].concat())
            .attr("aria-label", label)
            .text(app.text(words))
            .on("click", move |_| list.turn(id, up))
            .view()
    };
    let mut ways = Vec::new();
    let is_fixed = full.read.kept.framework.is_some();
    if at.0 > 0 && !is_fixed {
        ways.push(turn(true, "up-", key::ROADMAP_PLAN_UP));
    }
    if at.0 + 1 < at.1 && !is_fixed {
        ways.push(turn(false, "down-", key::ROADMAP_PLAN_DOWN));
    }
    if !ways.is_empty() {
        parts.push(actions(ways));
    }
    let fixed = [&full.why(todo), " · ", full.effort(todo)].concat();
    let shown = live_text(move || [&fixed, &*noted(app, &list.item(id))].concat());
    let summary = tag("summary")
        .attr("id", ["head-", id].concat())
        .child(tag("strong").text(title).view())
        .child(tag("span").class("hint").child(shown).view());
    let mut fold = tag("details").child(summary.view()).children(parts).on("toggle", move |event| {
        let is_open = event_target::<web_sys::Element>(&event).has_attribute("open");
        list.unfolded.update_value(|all| {
            all.retain(|known| known != id);
            if is_open {
                all.push(id.to_owned());
            }
        });
    });
    if list.unfolded.with_value(|all| all.iter().any(|known| known == id)) {
        fold = fold.attr("open", "");
    }
    tag("li").class("card").attr("id", id).child(fold.view()).view()
}

/// Who, by when and how far, as far as it has been noted: ` · Ana · by when: 24 December 2026 · under way`.
fn noted(app: App, item: &Item) -> String {
    let mut all = String::new();
    let mut says = |parts: &[&str]| {
        all.push_str(" · ");
        all.push_str(&parts.concat());
    };
    if !item.owner.trim().is_empty() {
        says(&[item.owner.trim()]);
    }
    if let Some(due) = item.due {
        says(&[app.text(key::ROADMAP_PLAN_DUE), ": ", &format::date(app.language(), due)]);
        if due < app.today && item.stage != Stage::Done {
            says(&[app.text(key::ROADMAP_PLAN_OVERDUE)]);
        }
    }
    if item.stage != Stage::Open {
        says(&[app.text(stage_key(item.stage))]);
    }
    all
}

/// Who, by when, how far, in which group.
fn notes(list: List, id: &'static str, item: &Item) -> AnyView {
    let app = list.app;
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
    let option = |value: &str, words: &str, chosen: bool| {
        tag("option").attr("value", value).selected(move || chosen).text(words).view()
    };
    let options = STAGES.map(|(value, stage)| option(value, app.text(stage_key(stage)), stage == item.stage));
    let choose = move |value: String| {
        let stage = STAGES.iter().find(|(word, _)| *word == value).map_or(Stage::Open, |(_, stage)| *stage);
        set(&|item| item.stage = stage);
    };
    let stage = tag("select").on_text("change", choose).children(options);
    let mut groups = vec![option("", app.text(key::ROADMAP_PLAN_WHEN_OURS), item.when.is_none())];
    groups.extend(WHEN.iter().filter_map(|(value, horizon)| {
        let (_, words) = HORIZONS.iter().find(|(known, _)| known == horizon)?;
        Some(option(value, app.text(*words), item.when == Some(*horizon)))
    }));
    let choose = move |value: String| {
        let when: Option<Horizon> = WHEN.iter().find(|(word, _)| *word == value).map(|(_, horizon)| *horizon);
        set(&|item| item.when = when);
        list.drawn.update(|count| *count += 1);
        let field = ["when-", id].concat();
        request_animation_frame(move || browser::focus(&field));
    };
    let when = tag("select").on_text("change", choose).children(groups);
    tag("div")
        .class("range")
        .child(owner)
        .child(labelled(&name("due"), app.text(key::ROADMAP_PLAN_DUE), due))
        .child(labelled(&name("stage"), app.text(key::ROADMAP_PLAN_STAGE), stage))
        .child(labelled(&name("when"), app.text(key::ROADMAP_PLAN_WHEN), when))
        .view()
}

/// Once the work is done, the answer has to say so.
fn settle(list: List, id: &'static str) -> AnyView {
    let done = Memo::new(move |_| list.item(id).stage == Stage::Done);
    live(move || {
        if !done.get() {
            return nothing();
        }
        button("secondary", list.app.text(key::ROADMAP_PLAN_SETTLE), move || {
            list.redraw(|kept| kept.set_state(id, Some(State::InPlace)));
            browser::focus_soon("order");
        })
    })
}
