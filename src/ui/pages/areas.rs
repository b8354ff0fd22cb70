//! The thirteen areas: list, one question each, result.

use leptos::prelude::*;

use super::duties::with_obliged;
use crate::domain::maturity::Span;
use crate::domain::session::{AreaAnswer, Assessment, Level};
use crate::i18n::{Field, key};
use crate::report;
use crate::route::Page;
use crate::ui::components::{
    Choice, Radios, actions, back, button, disclosure, document, error_summary, has_error, heading, labelled, link,
    optional, paragraph, show_errors, text, text_field,
};
use crate::ui::laws::with_law;
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

const LEVELS: [(Field, &str); 5] = [
    (key::areas::LEVEL0, "0"),
    (key::areas::LEVEL1, "1"),
    (key::areas::LEVEL2, "2"),
    (key::areas::LEVEL3, "3"),
    (key::areas::LEVEL4, "4"),
];

fn words(app: App, area: usize, field: Field) -> &'static str {
    app.text(key::AREAS.of(area, field))
}

fn answer(app: App, id: &str) -> AreaAnswer {
    app.with(|assessment| assessment.areas.get(id).cloned().unwrap_or_default())
}

/// All areas with their answers.
pub fn list(app: App) -> AnyView {
    let Some(maturity) = app.maturity() else { return nothing() };
    let score = with_obliged(app, |context| report::areas::score_of(context, maturity));
    let items = maturity.areas.iter().zip(&score.areas).enumerate().map(|(index, (area, scored))| {
        let state = match answer(app, &area.id).level {
            _ if scored.measured => measured(app, scored.level),
            Level::Open => app.text(key::MATURITY_AREAS_OPEN).to_owned(),
            Level::Unknown => app.text(key::MATURITY_AREAS_UNKNOWN).to_owned(),
            Level::NotApplicable => app.text(key::MATURITY_AREAS_DOES_NOT_APPLY).to_owned(),
            Level::At(level) => {
                let level = app.fill(key::MATURITY_AREAS_LEVEL, &[("number", &level.to_string())]);
                app.fill(key::MATURITY_AREAS_ANSWERED, &[("level", &level)])
            }
        };
        let name =
            tag("a").attr("href", app.link(Page::Area(area.id.clone()))).text(words(app, index, key::areas::TITLE));
        tag("li").child(name.view()).child(tag("span").class("hint").text(state).view()).view()
    });
    let items: Vec<AnyView> = items.collect();
    let first_open = maturity.areas.iter().find(|area| answer(app, &area.id).level == Level::Open);
    let next = first_open.map_or(Page::AreasResult, |area| Page::Area(area.id.clone()));
    let words = if next == Page::AreasResult { key::MATURITY_AREAS_TO_RESULT } else { key::UI_APP_CONTINUE };
    let answered = app.with(Assessment::areas_answered);
    let mut ways = vec![link(app, "primary", next, app.text(words))];
    ways.push(link(app, "link", Page::Measures(String::new()), app.text(key::MATURITY_AREAS_TO_MEASURES)));
    if score.answered > 0 {
        ways.push(link(app, "link", Page::AreasResult, app.text(key::MATURITY_AREAS_TO_RESULT)));
    }
    ways.push(super::home::to_start(app));
    group(vec![
        heading(app.text(key::MATURITY_AREAS_TITLE)),
        text(app, "lead", key::MATURITY_AREAS_LEAD),
        paragraph("hint", app.plural(key::UI_HOME_AREAS_DONE, answered as u64)),
        tag("ol").class("areas").children(items).view(),
        actions(ways),
    ])
}

/// The level that the answers to the measures give.
fn measured(app: App, level: Option<Span>) -> String {
    let Some(level) = level else { return app.text(key::MATURITY_AREAS_DOES_NOT_APPLY).to_owned() };
    let (low, high) = (level.low.to_string(), level.high.to_string());
    if level.is_exact() {
        app.fill(key::MATURITY_AREAS_MEASURED, &[("level", &low)])
    } else {
        app.fill(key::MATURITY_AREAS_MEASURED_RANGE, &[("low", &low), ("high", &high)])
    }
}

fn value(level: Level) -> Option<String> {
    match level {
        Level::Open => None,
        Level::Unknown => Some("unknown".to_owned()),
        Level::NotApplicable => Some("not_applicable".to_owned()),
        Level::At(level) => Some(level.to_string()),
    }
}

fn level_of(value: &str) -> Level {
    match value {
        "unknown" => Level::Unknown,
        "not_applicable" => Level::NotApplicable,
        digit => digit.parse().map_or(Level::Open, Level::At),
    }
}

/// The question of one area.
pub fn single(app: App, id: &str) -> (String, AnyView) {
    let found = app.maturity().and_then(|maturity| {
        let index = maturity.areas.iter().position(|area| area.id == id)?;
        Some((index, maturity.areas.get(index)?.id.as_str(), maturity.areas.get(index + 1)))
    });
    let Some((index, id, next)) = found else {
        app.go_instead(Page::Areas);
        return (app.text(key::MATURITY_AREAS_TITLE).to_owned(), list(app));
    };
    let errors = RwSignal::new(Vec::new());
    let change = move |change: Box<dyn FnOnce(&mut AreaAnswer)>| {
        app.change(|assessment| {
            let mut answer = assessment.areas.get(id).cloned().unwrap_or_default();
            change(&mut answer);
            assessment.areas.insert(id.to_owned(), answer);
        });
    };
    let mut choices: Vec<Choice> =
        LEVELS.iter().map(|(field, value)| Choice::new(value, words(app, index, *field))).collect();
    choices.push(Choice::new("unknown", app.text(key::UI_APP_DONT_KNOW)));
    choices.push(Choice::new("not_applicable", app.text(key::MATURITY_AREAS_NOT_APPLICABLE)));
    let radios = Radios {
        id: "level".to_owned(),
        legend: words(app, index, key::areas::QUESTION).to_owned(),
        is_heading: true,
        hint: String::new(),
        choices,
        chosen: Signal::derive(move || value(answer(app, id).level)),
        missing: has_error(errors, "level"),
    };
    let choose = Callback::new(move |value: String| change(Box::new(move |answer| answer.level = level_of(&value))));
    let does_not_apply = Memo::new(move |_| answer(app, id).level == Level::NotApplicable);
    let reason = live(move || {
        if !does_not_apply.get() {
            return nothing();
        }
        let keep = move |text| change(Box::new(move |answer: &mut AreaAnswer| answer.reason = text));
        text_field("reason", app.text(key::MATURITY_AREAS_REASON), untrack(|| answer(app, id).reason), keep)
    });
    let after = next.map_or(Page::AreasResult, |area| Page::Area(area.id.clone()));
    let go_on_words = if next.is_some() { key::MATURITY_AREAS_NEXT_AREA } else { key::MATURITY_AREAS_TO_RESULT };
    let go_on = move || {
        let given = answer(app, id);
        let error = match given.level {
            Level::Open => Some(("level", key::UI_CHECK_ERROR_CHOOSE)),
            Level::NotApplicable if given.reason.trim().is_empty() => {
                Some(("reason", key::MATURITY_AREAS_ERROR_REASON))
            }
            _ => None,
        };
        match error {
            Some((place, words)) => show_errors(errors, vec![(place.to_owned(), app.text(words).to_owned())]),
            None => app.go(after.clone()),
        }
    };
    let number = app.fill(key::MATURITY_AREAS_AREA_NUMBER, &[("number", &(index + 1).to_string())]);
    let title = words(app, index, key::areas::TITLE).to_owned();
    let note = answer(app, id).note;
    let keep_note = move |text| change(Box::new(move |answer: &mut AreaAnswer| answer.note = text));
    let note = tag("textarea").attr("rows", "3").value(move || note.clone()).on_text("change", keep_note);
    let view = tag("div")
        .class("question")
        .child(error_summary(app, errors))
        .child(paragraph("kicker", [&number, " · ", &title].concat()))
        .child(radios.view(app, choose))
        .child(reason)
        .child(labelled("note", optional(app, key::MATURITY_AREAS_NOTE), note))
        .child(disclosure(app.text(key::UI_APP_WHY), words(app, index, key::areas::WHY)))
        .child(actions(vec![
            button("primary", app.text(go_on_words), go_on),
            link(app, "link", Page::Areas, app.text(key::MATURITY_AREAS_TO_LIST)),
            back(app),
        ]));
    (title, view.view())
}

/// Levels, targets, and what to do next. The targets also follow the law of States.
pub fn result(app: App) -> AnyView {
    let page = with_law(app, move || document(&with_obliged(app, report::areas::page)));
    group(vec![
        heading(app.text(key::MATURITY_AREAS_RESULT_TITLE)),
        page,
        actions(vec![
            link(app, "primary", Page::Report, app.text(key::UI_VERDICT_TO_REPORT)),
            link(app, "secondary", Page::Measures(String::new()), app.text(key::MATURITY_AREAS_TO_MEASURES)),
            link(app, "link", Page::Areas, app.text(key::MATURITY_AREAS_TO_LIST)),
            super::home::to_start(app),
        ]),
    ])
}
