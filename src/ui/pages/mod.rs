//! One file a screen.

pub mod activities;
pub mod answers;
pub mod areas;
pub mod aside;
pub mod assessments;
pub mod check;
pub mod facts;
pub mod figures;
pub mod group;
pub mod home;
pub mod notices;
pub mod operators;
pub mod place;
pub mod relations;
pub mod report;
pub mod results;
pub mod texts;
pub mod verdict;

use leptos::prelude::*;

use super::components::{Errors, actions, back, button, disclosure, error_summary, show_errors};
use super::markup::tag;
use super::state::App;
use crate::i18n::{Key, key};

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
        .child(error_summary(app, errors))
        .children(body)
        .child(disclosure(app.text(key::UI_APP_WHY), app.text(why)))
        .child(actions(vec![button("primary", app.text(key::UI_APP_CONTINUE), go_on), back(app)]))
        .view()
}
