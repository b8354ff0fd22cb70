//! The law of States: the questions it adds, and its verdict beside that of the directive.

use law::state::Kind;
use law::{Effect, Screen, Verdict};
use leptos::prelude::*;

use super::duties::{day_of, with_laws};
use crate::domain::national::{National, concerns};
use crate::domain::notice::happened;
use crate::domain::scope::outcome::Held;
use crate::domain::session::UNKNOWN;
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::report::national::{Loaded, page, question_id};
use crate::route::Page;
use crate::ui::components::{Choice, Radios, actions, document, heading, link, paragraph, text, yes_no_unknown};
use crate::ui::laws::{Fetching, What, fetch, waiting};
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

/// The screen.
pub fn view(app: App) -> AnyView {
    let fetching = fetch(app, What::Duties);
    let body = live(move || match fetching.get() {
        Fetching::Done => untrack(|| body(app)),
        _ => waiting(app, What::Duties, fetching),
    });
    group(vec![
        heading(app.text(key::NATIONAL_PAGE_TITLE)),
        text(app, "lead", key::NATIONAL_PAGE_LEAD),
        body,
        actions(vec![
            link(app, "primary", Page::Duties, app.text(key::VERDICT_TO_DUTIES)),
            link(app, "secondary", Page::Verdict, app.text(key::NATIONAL_PAGE_TO_VERDICT)),
            link(app, "link", Page::Place, app.text(key::NATIONAL_PAGE_TO_PLACE)),
        ]),
    ])
}

fn body(app: App) -> AnyView {
    let states = app.laws.get_untracked().and_then(|laws| laws.national(app.language())).unwrap_or_default();
    let concerned = states
        .iter()
        .filter(|loaded| app.with_untracked(|assessment| concerns(&assessment.places, &loaded.state.code)));
    let mut parts: Vec<AnyView> = concerned.map(|loaded| questions(app, loaded)).collect();
    parts.push(live(move || document(&with_laws(app, |context| page(context, states)))));
    group(parts)
}

/// The questions that the law of a state adds: those whose answer counts, and those answered before. Each stays on the
/// screen while others come and go, so that nobody loses the place.
fn questions(app: App, loaded: &'static Loaded) -> AnyView {
    let found = Memo::new(move |_| with_laws(app, |context| loaded.result(context)));
    let shown: Vec<Memo<bool>> = (0..loaded.state.facts.len())
        .map(|fact| Memo::new(move |_| found.with(|found| is_asked(app, loaded, found, fact))))
        .collect();
    let any = {
        let shown = shown.clone();
        Memo::new(move |_| shown.iter().any(|shown| shown.get()))
    };
    let title = [app.text(key::NATIONAL_PAGE_QUESTIONS), ": ", state_text(loaded, "name")].concat();
    let lead = live(move || {
        if !any.get() {
            return nothing();
        }
        let lead = paragraph("hint", app.text(key::NATIONAL_PAGE_QUESTIONS_LEAD));
        group(vec![tag("h2").text(title.clone()).view(), lead])
    });
    let mut parts = vec![lead];
    parts.extend(shown.into_iter().enumerate().map(|(fact, shown)| {
        live(move || if shown.get() { untrack(|| with_day(app, loaded, fact)) } else { nothing() })
    }));
    tag("section").class("questions").children(parts).view()
}

fn state_text(loaded: &'static Loaded, field: &str) -> &'static str {
    loaded.words.get(&loaded.state, Kind::State, 0, field)
}

/// Whether a fact of the state is asked: its answer can change the verdict, has been given, or matters to whoever is bound.
/// One that follows up another waits until nothing else of the state is open.
fn is_asked(app: App, loaded: &Loaded, found: &National, fact: usize) -> bool {
    let facts = &loaded.state.facts;
    let Some(record) = facts.get(fact) else { return false };
    let bound = [Verdict::Essential, Verdict::Important, Verdict::NeedsAssessment];
    let perhaps_bound = found.possible.iter().any(|verdict| bound.contains(verdict));
    loaded.asked(found).contains(&fact)
        || app.with(|assessment| assessment.answer(&record.id).is_some())
        || (record.screen == Screen::Place && perhaps_bound)
        || (record.screen == Screen::FollowUp && perhaps_bound && completes_remark(app, loaded, found, fact))
}

/// A question and, where a duty runs from what it asks for, the day of it once it has happened.
fn with_day(app: App, loaded: &'static Loaded, fact: usize) -> AnyView {
    let Some(record) = loaded.state.facts.get(fact) else { return nothing() };
    let id = record.id.as_str();
    let has_happened = Memo::new(move |_| app.with(|assessment| happened(&assessment.answers, id) == Tri::Yes));
    let day = live(move || if has_happened.get() { untrack(|| day_of(app, id)) } else { nothing() });
    group(vec![question(app, loaded, fact), day])
}

/// Whether a remark of the law waits for the answer alone: every other fact of the state that it reads is known.
fn completes_remark(app: App, loaded: &Loaded, found: &National, fact: usize) -> bool {
    let core = app.law.facts.len();
    let known = |at: usize| {
        let answer = loaded.state.facts.get(at).map(|fact| app.with(|a| a.answer(&fact.id).map(str::to_owned)));
        answer.flatten().is_some_and(|answer| answer != UNKNOWN)
    };
    found.rules.iter().any(|(at, held)| {
        let Some(rule) = loaded.state.rules.get(*at) else { return false };
        let own = rule.when.facts().into_iter().filter_map(|read| usize::from(read).checked_sub(core));
        let own: Vec<usize> = own.collect();
        let waits = rule.effect == Effect::Note && *held == Held::Open && own.contains(&fact);
        waits && own.into_iter().all(|at| at == fact || known(at))
    })
}

fn question(app: App, loaded: &'static Loaded, fact: usize) -> AnyView {
    let Some(record) = loaded.state.facts.get(fact) else { return nothing() };
    let own = |field| loaded.words.get(&loaded.state, Kind::Fact, fact, field);
    let id = record.id.as_str();
    let value = |at: usize, id: &String| {
        let item = loaded.state.value_item(fact, at)?;
        Some(Choice::new(id, loaded.words.get(&loaded.state, Kind::Value, item, "value")))
    };
    let mut choices: Vec<Choice> = record.values.iter().enumerate().filter_map(|(at, id)| value(at, id)).collect();
    if choices.is_empty() {
        choices = yes_no_unknown(app);
    } else if !record.settled_by_state {
        choices.push(Choice::new("unknown", app.text(key::UI_APP_DONT_KNOW)));
    }
    let radios = Radios {
        id: id.replace('.', "-"),
        legend: own("question").to_owned(),
        is_heading: false,
        hint: [own("hint"), " ", own("why")].concat(),
        choices,
        chosen: Signal::derive(move || app.with(|assessment| assessment.answer(id).map(str::to_owned))),
        missing: Signal::derive(|| false),
    };
    let radios = radios.view(app, Callback::new(move |value: String| app.answer(id, &value)));
    tag("div").attr("id", question_id(id)).child(radios).view()
}
