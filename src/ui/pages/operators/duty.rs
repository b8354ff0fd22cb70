//! One duty: what it asks, the answer, evidence, dates.

use law::Day;
use leptos::prelude::*;

use super::Work;
use super::profile::trait_key;
use crate::domain::operators::{DutyAnswer, Kept, STATES};
use crate::domain::state::State;
use crate::domain::time::day;
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::persist::STATES as WORDS;
use crate::report::operators::state_key;
use crate::route::Page;
use crate::ui::components::{
    Choice, Radios, actions, back, document, heading, labelled, link, optional, paragraph, text_field,
};
use crate::ui::markup::{group, live, live_text, nothing, tag};

/// The screen of a duty.
pub fn view(work: Work, at: usize) -> AnyView {
    let app = work.app;
    let Some(duty) = work.operators.duties.get(at) else { return nothing() };
    let of = usize::from(duty.group);
    let book = work.operators.groups.get(of).map_or(0, |group| usize::from(group.book));
    let kept = work.kept();
    let list = work.list(book, kept);
    let explained = list.with_untracked(|list| {
        let entry = list.as_ref()?.entries.iter().find(|entry| entry.at == at)?;
        Some(work.desk(kept, |desk| desk.explained(entry)))
    });
    let due = live(move || {
        let said = list.with(|list| {
            let entry = list.as_ref()?.entries.iter().find(|entry| entry.at == at)?;
            Some(work.desk(kept, |desk| desk.due(entry)))
        });
        let said: Vec<AnyView> = said.unwrap_or_default().into_iter().map(|said| paragraph("", said)).collect();
        if said.is_empty() { nothing() } else { tag("div").class("notice").children(said).view() }
    });
    let kicker = [
        app.text(key::OPERATORS_BOOK.of(book, key::operators_book::TITLE)),
        " · ",
        app.text(key::OPERATORS_GROUP.of(of, key::operators_group::TITLE)),
    ];
    tag("div")
        .class("question")
        .child(paragraph("kicker", kicker.concat()))
        .child(heading(app.text(key::OPERATORS_ITEM.of(at, key::operators_item::TITLE))))
        .child(open_traits(work, kept, at))
        .child(document(&explained.unwrap_or_default()))
        .child(tag("div").attr("aria-live", "polite").child(due).view())
        .child(answer(work, kept, &duty.id, duty.cycle.is_some()))
        .child(ways(work, list, book, at))
        .view()
}

fn answer_of(kept: &Kept, id: &str) -> DutyAnswer {
    kept.duties.get(id).cloned().unwrap_or_default()
}

/// Says that it is open whether the duty concerns the visitor.
fn open_traits(work: Work, kept: Memo<Kept>, at: usize) -> AnyView {
    let Some(duty) = work.operators.duties.get(at) else { return nothing() };
    let applies = kept.with_untracked(|kept| crate::domain::operators::applies(duty, &kept.profile));
    if applies != Tri::Unknown {
        return nothing();
    }
    let questions: Vec<&str> = duty.when.iter().map(|own| work.app.text(trait_key(*own))).collect();
    paragraph("notice", work.app.fill(key::OPERATORS_DUE_MAY, &[("question", &questions.join(" "))]))
}

/// The ways on: the next duty that may concern the visitor, and the list.
fn ways(
    work: Work,
    list: Memo<Option<crate::domain::operators::Checklist<'static>>>,
    book: usize,
    at: usize,
) -> AnyView {
    let app = work.app;
    let next = list.with_untracked(|list| {
        let mut later = list.as_ref()?.entries.iter().filter(|entry| entry.at > at && entry.applies != Tri::No);
        later.next().map(|entry| entry.duty.id.clone())
    });
    let to_list = work.operators.books.get(book).map(|book| Page::Operators(book.id.clone())).unwrap_or_default();
    let to_list_words = app.text(key::OPERATORS_PAGE_TO_LIST);
    let mut ways = Vec::new();
    if let Some(id) = next {
        ways.push(link(app, "primary", Page::Operators(id), app.text(key::OPERATORS_PAGE_NEXT)));
        ways.push(link(app, "link", to_list, to_list_words));
    } else {
        ways.push(link(app, "primary", to_list, to_list_words));
    }
    ways.push(back(app));
    actions(ways)
}

/// State, reason, evidence and dates.
fn answer(work: Work, kept: Memo<Kept>, id: &'static str, has_cycle: bool) -> AnyView {
    let app = work.app;
    let now = kept.with_untracked(|kept| answer_of(kept, id));
    let change = move |change: Box<dyn FnOnce(&mut DutyAnswer)>| {
        work.change(|kept| {
            let mut answer = answer_of(kept, id);
            change(&mut answer);
            kept.duties.insert(id.to_owned(), answer);
        });
    };
    let state = Memo::new(move |_| kept.with(|kept| kept.duties.get(id).and_then(|answer| answer.state)));
    let words = move |state: State| WORDS.iter().find(|(_, known)| *known == state).map(|(word, _)| (*word).to_owned());
    let choices = STATES.into_iter().flatten().filter_map(|state| {
        let label = app.text(state_key(Some(state)));
        words(state).map(|word| Choice { value: word, label: label.to_owned() })
    });
    let radios = Radios {
        id: "state".to_owned(),
        legend: app.text(key::OPERATORS_ANSWER_LEGEND).to_owned(),
        is_heading: false,
        hint: String::new(),
        choices: choices.collect(),
        chosen: Signal::derive(move || state.get().and_then(words)),
        missing: Signal::derive(|| false),
    };
    let choose = Callback::new(move |word: String| {
        let state = WORDS.iter().find(|(known, _)| *known == word).map(|(_, state)| *state);
        change(Box::new(move |answer| answer.state = state));
    });
    let reason = live(move || {
        if state.get() != Some(State::NotApplicable) {
            return nothing();
        }
        let keep = move |text| change(Box::new(move |answer: &mut DutyAnswer| answer.reason = text));
        let given = kept.with_untracked(|kept| answer_of(kept, id).reason);
        let missing = live_text(move || {
            let is_missing = kept.with(|kept| answer_of(kept, id).reason.trim().is_empty());
            if is_missing { app.text(key::OPERATORS_ANSWER_REASON_MISSING) } else { "" }.to_owned()
        });
        group(vec![
            text_field("reason", app.text(key::OPERATORS_ANSWER_REASON), given, keep),
            tag("p").class("error").attr("aria-live", "polite").child(missing).view(),
        ])
    });
    let note = now.note.clone();
    let keep_note = move |text| change(Box::new(move |answer: &mut DutyAnswer| answer.note = text));
    let note = tag("textarea").attr("rows", "3").value(move || note.clone()).on_text("change", keep_note);
    let mut parts =
        vec![radios.view(app, choose), reason, labelled("note", optional(app, key::OPERATORS_ANSWER_NOTE), note)];
    if has_cycle {
        let keep = move |day| change(Box::new(move |answer: &mut DutyAnswer| answer.last = day));
        parts.push(date(work, "last", key::OPERATORS_ANSWER_LAST, now.last, keep));
        let ahead = live_text(move || {
            let last = kept.with(|kept| answer_of(kept, id).last);
            let is_ahead = last.is_some_and(|last| last > work.today());
            if is_ahead { app.text(key::OPERATORS_ANSWER_DATE_FUTURE) } else { "" }.to_owned()
        });
        parts.push(tag("p").class("error").attr("aria-live", "polite").child(ahead).view());
    }
    let keep = move |day| change(Box::new(move |answer: &mut DutyAnswer| answer.due = day));
    parts.push(date(work, "due", key::OPERATORS_ANSWER_DUE, now.due, keep));
    group(parts)
}

/// A field for a day that may be left empty.
fn date(work: Work, id: &str, label: Key, given: Option<Day>, keep: impl Fn(Option<Day>) + 'static) -> AnyView {
    let given = given.map(day::to_text).unwrap_or_default();
    let input = tag("input").attr("type", "date").value(move || given.clone());
    labelled(id, optional(work.app, label), input.on_text("change", move |text| keep(day::parse(&text))))
}
