//! Duties and their days: what is due, the days only the visitor knows, who sees to what, the calendar file.

use law::Day;
use law::duty::Lead;
use leptos::prelude::*;
use serde_json::Value;

use super::report::file_name;
use super::verdict::with_context;
use crate::domain::duties::kept::{Field, Given, Kept, PART, set_day, set_field, set_in_calendar};
use crate::domain::duties::{Item, Known, asked};
use crate::domain::time::day;
use crate::i18n::format::date;
use crate::i18n::{Key, key};
use crate::report::Context;
use crate::report::duties::operators::with_operators;
use crate::report::duties::{Duties, GROUPS, Laws};
use crate::report::national::obliged;
use crate::route::Page;
use crate::ui::browser;
use crate::ui::components::{
    actions, button, details, document, heading, labelled, link, notice, paragraph, text, text_field,
};
use crate::ui::laws::{Fetching, What, fetch, now, waiting};
use crate::ui::markup::{group, live, live_text, nothing, tag};
use crate::ui::state::App;

/// Calls `make` with everything a document is made from, with the duties.
pub fn with_laws<T>(app: App, make: impl FnOnce(&Context<'_>) -> T) -> T {
    let found = app.laws.get().and_then(|laws| Some((laws, laws.duties(app, app.language())?)));
    let Some((laws, duties)) = found else { return with_context(app, make) };
    let national = laws.national(app.language());
    let laws = Laws { duties: &duties, states: &laws.states, now: now() };
    with_context(app, |context| make(&Context { duties: Some(laws), national, ..*context }))
}

/// The same with what measures follow from.
pub fn with_obliged<T>(app: App, make: impl FnOnce(&Context<'_>) -> T) -> T {
    with_laws(app, |context| {
        let found = context.national.map(|states| obliged(context, states));
        make(&Context { obliged: found.as_ref(), ..*context })
    })
}

fn with_duties<T>(app: App, make: impl FnOnce(&Duties<'_>) -> T) -> Option<T> {
    with_laws(app, |context| Some(with_operators(context, context.duties?, make)))
}

/// Changes what is kept about duties.
fn change(app: App, change: impl FnOnce(&mut Value)) {
    app.change(|assessment| {
        let mut part = assessment.parts.get(PART).cloned().unwrap_or(Value::Null);
        change(&mut part);
        assessment.parts.insert(PART.to_owned(), part);
    });
}

/// The screen. Before the check has begun every duty of everybody would be possible.
pub fn view(app: App) -> AnyView {
    if app.with_untracked(|assessment| assessment.answers.is_empty()) {
        let to_check = link(app, "primary", app.next_page(), app.text(key::UI_HOME_TASK_CHECK));
        return group(vec![
            heading(app.text(key::DUTIES_TITLE)),
            text(app, "lead", key::DUTIES_LEAD),
            text(app, "hint", key::DUTIES_CHECK_FIRST),
            actions(vec![to_check, super::home::to_start(app)]),
        ]);
    }
    let fetching = fetch(app, What::Duties);
    let body =
        live(move || if fetching.get() == Fetching::Done { body(app) } else { waiting(app, What::Duties, fetching) });
    group(vec![heading(app.text(key::DUTIES_TITLE)), text(app, "lead", key::DUTIES_LEAD), body])
}

fn body(app: App) -> AnyView {
    // Only what the list shows makes it anew: the fields of a duty stay while somebody writes into them.
    let items = Memo::new(move |_| with_duties(app, |duties| duties.items.clone()).unwrap_or_default());
    let message = RwSignal::new(String::new());
    let said = live(move || {
        items.track();
        let said = |duties: &Duties<'_>| duties.summary().into_iter().map(|text| paragraph("", text)).collect();
        group(untrack(|| with_duties(app, said)).unwrap_or_default())
    });
    let unread = |duties: &Duties<'_>| duties.damaged().map(|block| notice(vec![document(&[block])]));
    let unread = untrack(|| with_duties(app, unread)).flatten();
    let calendar = move || {
        let file = untrack(|| with_duties(app, |duties: &Duties<'_>| duties.calendar()));
        if let Some(file) = file {
            browser::download(&file_name(app, "ics"), "text/calendar", &file.text);
            change(app, |part| set_in_calendar(part, &file.in_calendar));
        }
    };
    group(vec![
        unread.unwrap_or_else(nothing),
        tag("div").attr("role", "status").child(said).view(),
        days(app),
        tag("p")
            .class("message")
            .attr("id", "duties-message")
            .attr("tabindex", "-1")
            .attr("role", "status")
            .child(live_text(move || message.get()))
            .view(),
        live(move || list(app, &items.get(), message)),
        actions(vec![
            button("primary", app.text(key::DUTIES_CALENDAR_SAVE), calendar),
            link(app, "link", Page::Verdict, app.text(key::UI_VERDICT_TITLE)),
            super::home::to_start(app),
        ]),
        text(app, "hint", key::DUTIES_CALENDAR_HINT),
    ])
}

/// A day to ask for: its place in the laws, and whether it only happens to some.
#[derive(Clone, PartialEq, Eq)]
struct Wanted {
    /// By the answers of the check it has not happened.
    not_yet: bool,
    applied: usize,
    event: usize,
    id: String,
    offered: Option<Day>,
    not_before: Option<Day>,
    optional: bool,
}

fn all_wanted(app: App) -> Vec<Wanted> {
    let all = with_duties(app, |duties| {
        let setting = duties.setting();
        let of = |asked: &crate::domain::duties::Asked| {
            let event = setting.applied.get(asked.applied)?.pack.events.get(asked.event)?;
            let (id, offered, optional) = (event.id.clone(), event.offered, event.optional);
            let (not_yet, not_before) = (asked.known == Known::NotYet, event.not_before);
            Some(Wanted { not_yet, applied: asked.applied, event: asked.event, id, offered, not_before, optional })
        };
        asked(setting).iter().filter_map(of).collect::<Vec<_>>()
    });
    all.unwrap_or_default()
}

/// The day of one event, asked beside the question whether it has happened; nothing where no duty runs from it.
pub fn day_of(app: App, event: &str) -> AnyView {
    let wanted = untrack(|| all_wanted(app)).into_iter().find(|wanted| wanted.id == event);
    wanted.map_or_else(nothing, |wanted| untrack(|| single_day(app, &wanted)))
}

/// The days that only the visitor knows.
fn days(app: App) -> AnyView {
    let wanted = Memo::new(move |_| all_wanted(app));
    live(move || {
        let wanted = wanted.get();
        if wanted.is_empty() {
            return nothing();
        }
        let view = |optional: bool| {
            let of = wanted.iter().filter(|wanted| wanted.optional == optional);
            let one = |wanted: &Wanted| if wanted.not_yet { not_yet(app, wanted) } else { single_day(app, wanted) };
            of.map(|wanted| untrack(|| one(wanted))).collect::<Vec<AnyView>>()
        };
        let (needed, optional) = (view(false), view(true));
        let mut section = tag("section")
            .class("days")
            .child(tag("h2").text(app.text(key::DUTIES_DAYS_TITLE)).view())
            .child(text(app, "hint", key::DUTIES_DAYS_LEAD))
            .children(needed);
        if !optional.is_empty() {
            section = section.child(details("why", app.text(key::DUTIES_DAYS_MORE), optional));
        }
        section.view()
    })
}

/// What the check says about an event that has not happened, with the way to change it.
fn not_yet(app: App, wanted: &Wanted) -> AnyView {
    let label = with_duties(app, |duties| duties.event_text(wanted.applied, wanted.event, "label").to_owned());
    let kept = app.with(|assessment| day::parse(Kept(assessment.parts.get(PART)).written_day(&wanted.id)));
    let unused = kept.map(|kept| {
        let date = date(app.language(), kept);
        paragraph("error", app.fill(key::DUTIES_DAYS_NOT_USED, &[("date", &date)]))
    });
    tag("div")
        .class("day")
        .child(paragraph("", app.fill(key::DUTIES_DAYS_NOT_YET, &[("day", &label.unwrap_or_default())])))
        .children(unused)
        .child(tag("p").child(link(app, "link", Page::National, app.text(key::DUTIES_DAYS_CHANGE))).view())
        .view()
}

fn single_day(app: App, wanted: &Wanted) -> AnyView {
    let texts = with_duties(app, |duties| {
        ["label", "hint", "offered"].map(|field| duties.event_text(wanted.applied, wanted.event, field).to_owned())
    });
    let [label, hint, offered] = texts.unwrap_or_default();
    let keep = {
        let id = wanted.id.clone();
        move |value: &str| change(app, |part| set_day(part, &id, value))
    };
    let (kept, shown, first) = (wanted.id.clone(), wanted.id.clone(), wanted.not_before);
    let (hint_id, error_id) = ([&wanted.id, "-hint"].concat(), [&wanted.id, "-error"].concat());
    let error = live_text(move || {
        let given = app.with(|assessment| Kept(assessment.parts.get(PART)).day(&kept, first, app.today));
        match given {
            Given::Future(_) => app.text(key::DUTIES_DAYS_FUTURE).to_owned(),
            Given::Unreadable => app.text(key::DUTIES_DAYS_UNREADABLE).to_owned(),
            Given::Before(_) => too_early(app, key::DUTIES_DAYS_BEFORE, first),
            Given::Missing | Given::Day(_) => String::new(),
        }
    });
    let written = move || app.with(|assessment| Kept(assessment.parts.get(PART)).written_day(&shown).to_owned());
    let input = tag("input")
        .attr("type", "date")
        .attr("min", first.map(day::to_text).unwrap_or_default())
        .attr("max", day::to_text(app.today))
        .attr("aria-describedby", [&hint_id, " ", &error_id].concat())
        .value(written);
    let choose = wanted.offered.map(|day| {
        let keep = keep.clone();
        button("secondary", offered, move || keep(&day::to_text(day)))
    });
    tag("div")
        .class("day")
        .child(labelled(&wanted.id, label, input.on_text("change", move |value| keep(&value))))
        .child(tag("p").class("hint").attr("id", hint_id).text(hint).view())
        .child(tag("p").class("error").attr("id", error_id).child(error).view())
        .children(choose)
        .view()
}

/// That a day lies before the law.
fn too_early(app: App, key: Key, first: Option<Day>) -> String {
    let first = first.map_or_else(String::new, |first| date(app.language(), first));
    app.fill(key, &[("date", &first)])
}

fn list(app: App, items: &[Item], message: RwSignal<String>) -> AnyView {
    if items.is_empty() {
        return text(app, "", key::DUTIES_NONE);
    }
    let parts = untrack(|| {
        with_duties(app, |duties| {
            let mut parts = Vec::new();
            for (title, states) in GROUPS {
                let own: Vec<&Item> = items.iter().filter(|item| states.contains(&item.state)).collect();
                if !own.is_empty() {
                    parts.push(tag("h2").text(app.text(title)).view());
                    parts.extend(own.into_iter().map(|item| card(app, duties, item, message)));
                }
            }
            parts
        })
    });
    group(parts.unwrap_or_default())
}

fn card(app: App, duties: &Duties<'_>, item: &Item, message: RwSignal<String>) -> AnyView {
    let id = duties.id(item).to_owned();
    let field = |field: Field, name: &str, label: Key| {
        let duty = id.clone();
        let name = [name, "-", &id].concat();
        text_field(&name, app.text(label), duties.written(item, field).to_owned(), move |value| {
            change(app, |part| set_field(part, &duty, field, &value));
        })
    };
    let mut fields =
        vec![field(Field::Owner, "owner", key::DUTIES_FIELD_OWNER), field(Field::Note, "note", key::DUTIES_FIELD_NOTE)];
    if duties.can_be_done(item) {
        let first = duties.not_before(item);
        fields.push(done(app, &id, duties.text(item, "title"), (item.done, first), message));
    }
    let help = duties.leads_to(item).map(|lead| {
        let (page, words) = match lead {
            Lead::Incidents => (Page::Incident(String::new()), key::DUTIES_LEADS_INCIDENTS),
            Lead::Operators => (Page::Operators(String::new()), key::DUTIES_LEADS_OPERATORS),
        };
        tag("p").child(link(app, "link", page, app.text(words))).view()
    });
    tag("article")
        .class("card duty")
        .child(document(&duties.item(item, 3)))
        .children(help)
        .child(details("why", app.text(key::DUTIES_FIELD_MORE), fields))
        .view()
}

/// When a duty was done. The list moves when it changes, so that it takes a button, and the focus goes to what was done.
fn done(
    app: App,
    id: &str,
    title: &str,
    (done, first): (Option<Day>, Option<Day>),
    message: RwSignal<String>,
) -> AnyView {
    let written = RwSignal::new(day::to_text(done.unwrap_or(app.today)));
    let wrong = RwSignal::new(String::new());
    let error_id = ["done-", id, "-error"].concat();
    let input = tag("input")
        .attr("type", "date")
        .attr("min", first.map(day::to_text).unwrap_or_default())
        .attr("max", day::to_text(app.today))
        .attr("aria-describedby", error_id.clone())
        .value(move || written.get())
        .on_text("change", move |value| written.set(value));
    let keep = {
        let (id, title) = (id.to_owned(), title.to_owned());
        move |value: &str, said| {
            change(app, |part| set_field(part, &id, Field::Done, value));
            message.set(app.fill(said, &[("duty", &title)]));
            browser::focus_soon("duties-message");
        }
    };
    let undo = keep.clone();
    let note = move || {
        let value = written.get_untracked();
        let error = match day::parse(&value).filter(|day| *day <= app.today) {
            None => app.text(key::DUTIES_FIELD_ERROR).to_owned(),
            Some(day) if first.is_some_and(|first| day < first) => too_early(app, key::DUTIES_FIELD_BEFORE, first),
            Some(_) => String::new(),
        };
        let readable = error.is_empty();
        wrong.set(error);
        if readable {
            keep(&value, key::DUTIES_FIELD_KEPT);
        }
    };
    let error = live_text(move || wrong.get());
    let mut ways = vec![button("secondary", app.text(key::DUTIES_FIELD_KEEP), note)];
    if done.is_some() {
        let undo = move || undo("", key::DUTIES_FIELD_UNDONE);
        ways.push(button("link", app.text(key::DUTIES_FIELD_UNDO), undo));
    }
    group(vec![
        labelled(&["done-", id].concat(), app.text(key::DUTIES_FIELD_DONE), input),
        tag("p").class("error").attr("id", error_id).child(error).view(),
        actions(ways),
    ])
}
