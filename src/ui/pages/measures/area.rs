//! The questions of one area on one screen: answered in any order, left at any time.

use law::Measures;
use leptos::prelude::*;

use super::{change, kept, way, with_full};
use crate::domain::measures::{Answer, State, asked_by, practices_of, questions_of};
use crate::i18n::key;
use crate::persist::STATES;
use crate::persist::measures::Read;
use crate::report::areas::practice_field;
use crate::report::capital;
use crate::report::measures::state_key;
use crate::report::roadmap::disagreement;
use crate::ui::components::{
    Choice, Radios, actions, back, checkbox, details, document, fieldset, heading, paragraph, text, text_field,
};
use crate::ui::markup::{Markup, group, live, live_text, nothing, tag};
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// Questions that take a minute.
const A_MINUTE: usize = 5;

/// The screen; `None` for an area that does not exist.
pub fn view(app: App, id: &str) -> Option<Screen> {
    let (maturity, measures) = (app.maturity()?, app.measures()?);
    let at = maturity.areas.iter().position(|area| area.id == id)?;
    let kept = kept(app);
    // What the profile leaves out is not asked; it does not change on this screen.
    let asked = kept.with_untracked(|read| questions_of(measures, &read.kept, at));
    let minutes = asked.len().div_ceil(A_MINUTE).max(1);
    let about = app.fill(
        key::ROADMAP_AREA_ABOUT,
        &[
            ("number", &(at + 1).to_string()),
            ("questions", &asked.len().to_string()),
            ("minutes", &minutes.to_string()),
        ],
    );
    let title = app.text(key::AREAS.of(at, key::areas::TITLE));
    let questions: Vec<AnyView> = asked.iter().map(|question| one(app, measures, *question, at, kept)).collect();
    let level = live(move || {
        // Reading makes the memo follow its sources; tracking alone does not.
        kept.with(|_| ());
        untrack(|| level(app, at))
    });
    let next = maturity.areas.get(at + 1).map_or("roadmap", |next| next.id.as_str());
    let words = if next == "roadmap" { key::ROADMAP_LIST_TO_ROADMAP } else { key::ROADMAP_AREA_NEXT };
    let mut parts = vec![heading(title), paragraph("kicker", about)];
    if questions.is_empty() {
        parts.push(text(app, "", key::ROADMAP_AREA_NOTHING));
    }
    parts.push(tag("div").class("measures").children(questions).view());
    parts.extend(practices(app, measures, at, kept));
    parts.push(tag("div").attr("role", "status").child(level).view());
    parts.push(actions(vec![
        way(app, "primary", next, words),
        way(app, "link", "", key::ROADMAP_LIST_TO_LIST),
        back(app),
    ]));
    Some((title.to_owned(), group(parts)))
}

/// A question with its help, reason and note.
fn one(app: App, measures: &'static Measures, at: usize, area: usize, kept: Memo<Read>) -> AnyView {
    let Some(measure) = measures.measures.get(at) else { return nothing() };
    let words = |field| app.text(key::MEASURES_MEASURE.of(usize::from(measure.question), field));
    let id = measure.id.as_str();
    let answer = move || kept.with(|read| read.kept.answer(id));
    let word = |state: State| STATES.iter().find(|(_, known)| *known == state).map(|(word, _)| (*word).to_owned());
    let radios = Radios {
        id: id.to_owned(),
        legend: words(key::measures_measure::QUESTION).to_owned(),
        is_heading: false,
        hint: String::new(),
        choices: STATES.map(|(value, state)| Choice::new(value, app.text(state_key(state)))).into(),
        chosen: Signal::derive(move || answer().state.and_then(word)),
        missing: Signal::stored(false),
    };
    let choose = Callback::new(move |value: String| {
        let state = STATES.iter().find(|(word, _)| *word == value).map(|(_, state)| *state);
        change(app, |kept| kept.set_state(id, state));
    });
    let keep = move |set: fn(&mut Answer, String), text: String| {
        change(app, |kept| {
            let mut answer = kept.answer(id);
            set(&mut answer, text);
            kept.answers.insert(id.to_owned(), answer);
        });
    };
    let does_not_apply = Memo::new(move |_| answer().state == Some(State::NotApplicable));
    let reason = live(move || {
        if !does_not_apply.get() {
            return nothing();
        }
        let missing = live_text(move || {
            let missing = answer().reason.trim().is_empty();
            if missing { app.text(key::ROADMAP_AREA_REASON_MISSING).to_owned() } else { String::new() }
        });
        let field = ["reason-", id].concat();
        let given = untrack(|| answer().reason);
        group(vec![
            text_field(&field, app.text(key::ROADMAP_AREA_REASON), given, move |text| {
                keep(|answer, text| answer.reason = text, text);
            }),
            tag("p").class("error").child(missing).view(),
        ])
    });
    let note = untrack(|| answer().note);
    let note_field = text_field(&["note-", id].concat(), app.text(key::ROADMAP_AREA_NOTE), note, move |text| {
        keep(|answer, text| answer.note = text, text);
    });
    let mut summary = app.text(key::ROADMAP_AREA_HELP).to_owned();
    let mut inside = Vec::new();
    if measure.gap.is_some() {
        summary.push_str(" · ");
        summary.push_str(app.text(key::ROADMAP_PLAN_OURS));
        inside.push(text(app, "hint", key::ROADMAP_AREA_OURS));
    }
    inside.extend([
        paragraph("", words(key::measures_measure::HELP)),
        paragraph("", [app.text(key::ROADMAP_AREA_DO), " ", words(key::measures_measure::DO)].concat()),
    ]);
    inside.extend(shared(app, measures, at, area));
    inside.push(note_field);
    tag("div")
        .class("measure")
        .attr("id", ["q-", id].concat())
        .child(radios.view(app, choose))
        .child(reason)
        .child(details("why", summary, inside))
        .view()
}

/// Where else the answer counts.
fn shared(app: App, measures: &Measures, at: usize, area: usize) -> Option<AnyView> {
    let mut names: Vec<&str> = Vec::new();
    for other in asked_by(measures, at).filter_map(|other| measures.measures.get(other)) {
        let name = app.text(key::AREAS.of(usize::from(other.area), key::areas::SHORT));
        if usize::from(other.area) != area && !names.contains(&name) {
            names.push(name);
        }
    }
    let words = app.fill(key::ROADMAP_AREA_SHARED, &[("areas", &names.join(", "))]);
    (!names.is_empty()).then(|| paragraph("hint", words))
}

/// Good practices to tick, as far as the risk profile leaves them in; folded to a line that says how many there are.
fn practices(app: App, measures: &'static Measures, area: usize, kept: Memo<Read>) -> Option<AnyView> {
    let offered = kept.with_untracked(|read| practices_of(measures, &read.kept, area));
    let boxes = offered.iter().filter_map(|at| {
        let id = measures.practices.get(*at)?.id.as_str();
        let followed = Signal::derive(move || kept.with(|read| read.kept.practices.contains(id)));
        let tick = Callback::new(move |followed| change(app, |kept| kept.set_practice(id.to_owned(), followed)));
        let (_, practice) = id.split_once('-')?;
        let words = app.text(key::AREAS.of(area, practice_field(practice)?));
        Some(checkbox(&["practice-", id].concat(), words, followed, tick))
    });
    let boxes: Vec<AnyView> = boxes.collect();
    let summary = [app.text(key::ROADMAP_AREA_PRACTICES), " (", &boxes.len().to_string(), ")"].concat();
    let legend = app.text(key::ROADMAP_AREA_PRACTICES_HINT).to_owned();
    let frame: Markup = fieldset("practices", legend, false, "", nothing(), Signal::stored(false));
    (!boxes.is_empty()).then(|| details("practices", summary, vec![frame.children(boxes).view()]))
}

/// The level the answers give, and where it differs from the quick answer.
fn level(app: App, at: usize) -> AnyView {
    let found = with_full(app, |full| {
        let level = full.levels.get(at)?;
        let text = capital(&full.level(level.level));
        let differs = disagreement(full, level);
        let mut parts = vec![tag("p").child(tag("strong").text(text).view()).view()];
        if !differs.is_empty() {
            parts.push(tag("div").class("notice").child(document(&differs)).view());
        }
        Some(group(parts))
    });
    found.flatten().unwrap_or_else(nothing)
}
