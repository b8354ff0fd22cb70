//! One file a screen.

pub mod activities;
pub mod answers;
pub mod areas;
pub mod aside;
pub mod assessments;
pub mod check;
pub mod duties;
pub mod facts;
pub mod figures;
pub mod group;
pub mod group_sum;
pub mod holdings;
pub mod home;
pub mod incident;
pub mod measures;
pub mod national;
pub mod notices;
pub mod operators;
pub mod papers;
pub mod place;
pub mod relations;
pub mod report;
pub mod results;
pub mod served;
pub mod texts;
pub mod verdict;

use leptos::prelude::*;

use super::components::{Errors, actions, back, button, disclosure, error_summary, paragraph, show_errors};
use super::markup::tag;
use super::state::App;
use crate::i18n::{Key, key};
use crate::route::Page;

/// The frame of a question: errors, the question, why we ask, and the way on. `check` returns what is missing; when
/// nothing is, `done` marks the screen and the next one is shown.
pub fn question(
    app: App,
    errors: Errors,
    body: Vec<AnyView>,
    why: Key,
    check: impl Fn() -> Vec<(String, String)> + 'static,
    done: impl Fn() + 'static,
) -> AnyView {
    let go_on = move || {
        let found = check();
        if found.is_empty() {
            errors.set(found);
            done();
            app.go(app.next_page());
        } else {
            show_errors(errors, found);
        }
    };
    tag("div")
        .class("question")
        .child(step(app))
        .child(error_summary(app, errors))
        .children(body)
        .child(disclosure(app.text(key::UI_APP_WHY), app.text(why)))
        .child(actions(vec![button("primary", app.text(key::UI_APP_CONTINUE), go_on), back(app)]))
        .view()
}

/// How far the check is: four steps, the same for everybody, whatever the number of questions in each.
fn step(app: App) -> AnyView {
    let (number, name) = match app.route.get_untracked().page {
        Page::Place => ("1", key::UI_CHECK_STEP_PLACE),
        Page::Activities | Page::Details => ("2", key::UI_CHECK_STEP_ACTIVITIES),
        Page::Figures | Page::Relations | Page::Group => ("3", key::UI_CHECK_STEP_SIZE),
        _ => ("4", key::UI_CHECK_STEP_SPECIAL),
    };
    paragraph("kicker", app.fill(key::UI_CHECK_STEP, &[("number", number), ("name", app.text(name))]))
}
