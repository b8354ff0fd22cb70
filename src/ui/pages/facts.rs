//! Facts: asked with the activities, as special grounds, or one by one.

use law::{FactIndex, Screen};
use leptos::prelude::*;

use super::question;
use crate::domain::questionnaire::{asked_by_rows, open_facts};
use crate::domain::sorted::SortedSet;
use crate::i18n::{Field, key};
use crate::report::value_field;
use crate::route::Page;
use crate::ui::components::{
    Choice, Errors, Radios, checkbox, fieldset, has_error, heading, paragraph, yes_no_unknown,
};
use crate::ui::markup::{nothing, tag};
use crate::ui::state::App;

fn words(app: App, fact: FactIndex, field: Field) -> &'static str {
    app.text(key::FACTS.of(usize::from(fact), field))
}

/// The words of the fact's own values; plain questions use yes, no, I do not know.
fn choices(app: App, fact: FactIndex) -> Vec<Choice> {
    let Some(record) = app.law.facts.get(usize::from(fact)) else { return Vec::new() };
    let plain = record.values.iter().all(|value| value == "no" || value == "yes");
    if plain {
        return yes_no_unknown(app);
    }
    let mut choices: Vec<Choice> = Vec::new();
    for value in &record.values {
        let own = value_field(value).map_or("", |field| words(app, fact, field));
        choices.push(Choice::new(value, own));
    }
    if !record.settled_by_state {
        choices.push(Choice::new("unknown", app.text(key::UI_APP_DONT_KNOW)));
    }
    choices
}

fn radios(app: App, fact: FactIndex, is_heading: bool, errors: Errors) -> AnyView {
    let Some(record) = app.law.facts.get(usize::from(fact)) else { return nothing() };
    let id = record.id.as_str();
    let radios = Radios {
        id: id.to_owned(),
        legend: words(app, fact, key::facts::QUESTION).to_owned(),
        is_heading,
        hint: words(app, fact, key::facts::HINT).to_owned(),
        choices: choices(app, fact),
        chosen: Signal::derive(move || app.with(|a| a.answer(id).map(str::to_owned))),
        missing: has_error(errors, id),
    };
    radios.view(app, Callback::new(move |value: String| app.answer(id, &value)))
}

/// What is missing among these facts.
fn unanswered(app: App, facts: &[FactIndex]) -> Vec<(String, String)> {
    let records = facts.iter().filter_map(|fact| Some((*fact, app.law.facts.get(usize::from(*fact))?)));
    let open = records.filter(|(_, record)| app.with_untracked(|a| a.answer(&record.id).is_none()));
    open.map(|(fact, record)| (record.id.clone(), words(app, fact, key::facts::QUESTION).to_owned())).collect()
}

/// Facts asked with the stated activities: those that matter, and those answered before.
pub fn details(app: App) -> AnyView {
    let facts = shown(app, Screen::Row);
    // While no activity is stated, there is none to ask about.
    if facts.is_empty() || app.with_untracked(|assessment| assessment.activities.is_none()) {
        app.go_instead(app.next_page());
    }
    let errors = RwSignal::new(Vec::new());
    let one = facts.len() == 1;
    let title = if one { key::UI_DETAILS_QUESTION_ONE } else { key::UI_DETAILS_QUESTION };
    let mut body = vec![heading(app.text(title))];
    body.extend(facts.iter().map(|fact| radios(app, *fact, false, errors)));
    body.push(super::served::view(app));
    let why = facts.first().map_or(key::UI_ACTIVITY_WHY, |fact| key::FACTS.of(usize::from(*fact), key::facts::WHY));
    question(app, errors, body, why, move || unanswered(app, &facts), || {})
}

/// The facts of a screen. Special grounds are shown all together: also those that matter only for a State's law or once
/// the size changes.
fn shown(app: App, screen: Screen) -> Vec<FactIndex> {
    if screen == Screen::Special {
        return (0..).zip(&app.law.facts).filter(|(_, fact)| fact.screen == screen).map(|(index, _)| index).collect();
    }
    app.with_untracked(|assessment| {
        app.facts.with_untracked(|facts| {
            let open = open_facts(app.law, assessment, facts, screen);
            let asked = asked_by_rows(app.law, facts);
            let all = (0..).zip(&app.law.facts);
            let answered = all.filter(|(_, fact)| fact.screen == screen && assessment.answer(&fact.id).is_some());
            let answered =
                answered.map(|(index, _)| index).filter(|index| screen != Screen::Row || asked.contains(index));
            open.into_iter().chain(answered).collect::<SortedSet<FactIndex>>().into_iter().collect()
        })
    })
}

/// One fact on a screen of its own.
pub fn single(app: App, id: &str) -> (String, AnyView) {
    let found = (0..).zip(&app.law.facts).find(|(_, fact)| fact.id == id).map(|(index, _)| index);
    let Some(fact) = found else {
        app.go_instead(Page::Home);
        return (app.text(key::UI_HOME_TITLE).to_owned(), super::home::view(app));
    };
    let errors = RwSignal::new(Vec::new());
    let body = vec![radios(app, fact, true, errors)];
    let why = key::FACTS.of(usize::from(fact), key::facts::WHY);
    let title = words(app, fact, key::facts::QUESTION).to_owned();
    (title, question(app, errors, body, why, move || unanswered(app, &[fact]), || {}))
}

/// Special grounds: one screen with boxes, and "none of these".
pub fn special(app: App) -> AnyView {
    let facts = shown(app, Screen::Special);
    let errors = RwSignal::new(Vec::new());
    let ids: Vec<&'static str> =
        facts.iter().filter_map(|fact| Some(app.law.facts.get(usize::from(*fact))?.id.as_str())).collect();
    let ids = StoredValue::new(ids);
    let none =
        RwSignal::new(ids.with_value(|ids| {
            app.with_untracked(|a| !ids.is_empty() && ids.iter().all(|id| a.answer(id) == Some("no")))
        }));
    let boxes = facts.iter().map(|fact| {
        let id = app.law.facts.get(usize::from(*fact)).map_or("", |record| record.id.as_str());
        let tick = words(app, *fact, key::facts::TICK);
        let is = move |value: &'static str| Signal::derive(move || app.with(|a| a.answer(id) == Some(value)));
        let set = move |value: &'static str| {
            Callback::new(move |on: bool| {
                none.set(false);
                app.answer(id, if on { value } else { "no" });
            })
        };
        let unsure = [id, "-unsure"].concat();
        let parts = vec![
            paragraph("hint", words(app, *fact, key::facts::HINT)),
            checkbox(&unsure, app.text(key::UI_SPECIAL_UNSURE), is("unknown"), set("unknown")),
        ];
        // Only screen readers need to hear which ground the details are about.
        let about = tag("span").class("hidden").text(": ").text(tick).view();
        let summary = tag("summary").text(app.text(key::UI_APP_MORE)).child(about).view();
        let more = tag("details").child(summary).children(parts).view();
        tag("div").class("ground").child(checkbox(id, tick, is("yes"), set("yes"))).child(more).view()
    });
    let mut boxes: Vec<AnyView> = boxes.collect();
    let set_none = Callback::new(move |on: bool| {
        none.set(on);
        if on {
            app.change(|assessment| {
                ids.with_value(|ids| {
                    for id in ids {
                        assessment.answers.insert((*id).to_owned(), "no".to_owned());
                    }
                });
            });
        }
    });
    boxes.push(checkbox("special-none", app.text(key::UI_SPECIAL_NONE), none.into(), set_none));
    let question_text = app.text(key::UI_SPECIAL_QUESTION).to_owned();
    let wrong = has_error(errors, "special-none");
    let frame = fieldset("special", question_text, true, app.text(key::UI_SPECIAL_HINT), nothing(), wrong);
    let body = vec![frame.children(boxes).view()];
    let any = move || {
        ids.with_value(|ids| {
            app.with_untracked(|a| ids.iter().any(|id| a.answer(id).is_some_and(|answer| answer != "no")))
        })
    };
    let check = move || {
        if none.get_untracked() || any() {
            Vec::new()
        } else {
            vec![("special-none".to_owned(), app.text(key::UI_SPECIAL_ERROR).to_owned())]
        }
    };
    // Boxes left empty beside a ticked one say "no".
    let done = move || {
        app.change(|assessment| {
            ids.with_value(|ids| {
                for id in ids {
                    if !assessment.answers.contains_key(id) {
                        assessment.answers.insert((*id).to_owned(), "no".to_owned());
                    }
                }
            });
        });
    };
    question(app, errors, body, key::UI_SPECIAL_WHY, check, done)
}
