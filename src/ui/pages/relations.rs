//! Alone or in a group, and the size one year earlier.

use law::Size;
use leptos::prelude::*;

use super::figures::{Whose, check, fields, latest};
use super::question;
use crate::domain::questionnaire::{GROUP, RELATIONS};
use crate::domain::session::Assessment;
use crate::domain::size::{Figures, Period};
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::ui::components::{Choice, Radios, has_error, heading};
use crate::ui::markup::{group, live, nothing};
use crate::ui::state::App;

const CLASSES: [(&str, Size, Key); 4] = [
    ("micro", Size::Micro, key::UI_FIGURES_MICRO),
    ("small", Size::Small, key::UI_FIGURES_SMALL),
    ("medium", Size::Medium, key::UI_FIGURES_MEDIUM),
    ("large", Size::Large, key::UI_FIGURES_LARGE),
];

fn alone(assessment: &Assessment) -> Option<String> {
    let seen = assessment.seen.contains("alone");
    match assessment.size.group.alone {
        Tri::Yes => Some("yes".to_owned()),
        Tri::No => Some("no".to_owned()),
        Tri::Unknown => seen.then(|| "unknown".to_owned()),
    }
}

/// The answer about the year before, as the value of its choice.
fn history(assessment: &Assessment) -> Option<String> {
    if assessment.same_size_before {
        return Some("same".to_owned());
    }
    if assessment.size.newly_founded == Tri::Yes {
        return Some("new".to_owned());
    }
    if assessment.size.periods.len() > 1 {
        return Some("figures".to_owned());
    }
    let prior = assessment.size.prior;
    let class = CLASSES.iter().find(|(_, size, _)| prior == Some(*size)).map(|(value, ..)| (*value).to_owned());
    class.or_else(|| assessment.seen.contains("history").then(|| "unknown".to_owned()))
}

fn set_history(assessment: &mut Assessment, value: &str) {
    assessment.seen.insert("history".to_owned());
    assessment.same_size_before = value == "same";
    assessment.size.newly_founded = if value == "new" { Tri::Yes } else { Tri::No };
    assessment.size.prior = CLASSES.iter().find(|(known, ..)| *known == value).map(|(_, size, _)| *size);
    let periods = &mut assessment.size.periods;
    if value == "figures" {
        if periods.len() < 2 {
            periods.insert(0, Period { ends: None, own: Figures::UNKNOWN });
            for company in assessment.size.group.companies.iter_mut().skip(1) {
                company.figures.insert(0, Figures::UNKNOWN);
            }
        }
    } else if periods.len() > 1 {
        let before = periods.len() - 1;
        periods.drain(..before);
        for company in assessment.size.group.companies.iter_mut().skip(1) {
            let before = before.min(company.figures.len());
            company.figures.drain(..before);
        }
    }
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let alone_question = Radios {
        id: "alone".to_owned(),
        legend: app.text(key::UI_RELATIONS_ALONE_QUESTION).to_owned(),
        is_heading: false,
        hint: app.text(key::UI_RELATIONS_ALONE_HINT).to_owned(),
        choices: vec![
            Choice::new("yes", app.text(key::UI_RELATIONS_ALONE_YES)),
            Choice::new("no", app.text(key::UI_RELATIONS_ALONE_NO)),
            Choice::new("unknown", app.text(key::UI_APP_DONT_KNOW)),
        ],
        chosen: Signal::derive(move || app.with(alone)),
        missing: has_error(errors, "alone"),
    };
    let set_alone = Callback::new(move |value: String| {
        app.change(|assessment| {
            assessment.seen.insert("alone".to_owned());
            assessment.seen.remove(GROUP);
            assessment.size.group.alone = match value.as_str() {
                "yes" => Tri::Yes,
                "no" => Tri::No,
                _ => Tri::Unknown,
            };
        });
    });
    let mut choices = vec![Choice::new("same", app.text(key::UI_RELATIONS_HISTORY_SAME))];
    choices.extend(CLASSES.iter().map(|(value, _, label)| Choice::new(value, app.text(*label))));
    choices.push(Choice::new("new", app.text(key::UI_RELATIONS_HISTORY_NEW)));
    choices.push(Choice::new("figures", app.text(key::UI_RELATIONS_HISTORY_FIGURES)));
    choices.push(Choice::new("unknown", app.text(key::UI_APP_DONT_KNOW)));
    let history_question = Radios {
        id: "history".to_owned(),
        legend: app.text(key::UI_RELATIONS_HISTORY_QUESTION).to_owned(),
        is_heading: false,
        hint: app.text(key::UI_RELATIONS_HISTORY_HINT).to_owned(),
        choices,
        chosen: Signal::derive(move || app.with(history)),
        missing: has_error(errors, "history"),
    };
    let set = Callback::new(move |value: String| app.change(|assessment| set_history(assessment, &value)));
    let earlier = StoredValue::new(None);
    let with_figures = Memo::new(move |_| app.with(|assessment| latest(assessment) > 0));
    let earlier_fields = live(move || {
        if !with_figures.get() {
            return nothing();
        }
        let seen = app.with_untracked(|assessment| assessment.seen.contains(RELATIONS));
        let (views, found) = fields(app, Whose { period: 0, company: 0 }, seen);
        earlier.set_value(Some(found));
        group(views)
    });
    let body = vec![
        heading(app.text(key::UI_RELATIONS_QUESTION)),
        alone_question.view(app, set_alone),
        history_question.view(app, set),
        earlier_fields,
    ];
    let check = move || {
        let missing = |answer: Option<String>, id: &str, question| {
            answer.is_none().then(|| (id.to_owned(), app.text(question).to_owned()))
        };
        let mut found: Vec<(String, String)> = app.with_untracked(|assessment| {
            [
                missing(alone(assessment), "alone", key::UI_RELATIONS_ALONE_QUESTION),
                missing(history(assessment), "history", key::UI_RELATIONS_HISTORY_QUESTION),
            ]
            .into_iter()
            .flatten()
            .collect()
        });
        if with_figures.get_untracked() {
            found.extend(earlier.get_value().map(|fields| check(app, &fields)).unwrap_or_default());
        }
        found
    };
    let done = move || {
        app.change(|assessment| {
            assessment.seen.insert(RELATIONS.to_owned());
        });
    };
    question(app, errors, body, key::UI_RELATIONS_WHY, check, done)
}
