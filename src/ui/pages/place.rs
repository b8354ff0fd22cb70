//! Where the organisation is established and active.

use leptos::prelude::*;

use super::question;
use crate::domain::scope::jurisdiction::OTHER_STATE;
use crate::i18n::key::{self, STATES};
use crate::i18n::state::state_name;
use crate::ui::components::{checkbox, fieldset, has_error};
use crate::ui::markup::nothing;
use crate::ui::state::App;

/// The first box; an error leads to it.
const FIRST: &str = "place-si";

/// Codes of the States that can be chosen: those whose law there is, the first box first, then any other.
pub fn states() -> Vec<&'static str> {
    let mut codes = STATES.to_vec();
    codes.sort_by_key(|code| !FIRST.ends_with(code));
    codes.push(OTHER_STATE);
    codes
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let established = move |code: &'static str| {
        Signal::derive(move || app.with(|a| a.places.established.iter().any(|known| known == code)))
    };
    let choose = move |code: &'static str| {
        Callback::new(move |on: bool| {
            app.change(|assessment| {
                assessment.places.established.retain(|known| known != code);
                if on {
                    assessment.places.established.push(code.to_owned());
                }
                if assessment.places.established.is_empty() {
                    assessment.answers.remove("union_activity");
                    assessment.answers.remove("union_establishment");
                } else {
                    assessment.answers.insert("union_activity".to_owned(), "yes".to_owned());
                    assessment.answers.insert("union_establishment".to_owned(), "yes".to_owned());
                }
            });
        })
    };
    let elsewhere = move |active: &'static str| {
        Signal::derive(move || {
            app.assessment
                .with(|a| a.answer("union_establishment") == Some("no") && a.answer("union_activity") == Some(active))
        })
    };
    let choose_elsewhere = move |active: &'static str| {
        Callback::new(move |on: bool| {
            app.change(|assessment| {
                assessment.places.established.clear();
                for (fact, value) in [("union_establishment", "no"), ("union_activity", active)] {
                    if on {
                        assessment.answers.insert(fact.to_owned(), value.to_owned());
                    } else {
                        assessment.answers.remove(fact);
                    }
                }
            });
        })
    };
    let words = app.words.get();
    let box_of = |code| checkbox(&["place-", code].concat(), state_name(words, code), established(code), choose(code));
    let mut boxes: Vec<AnyView> = states().into_iter().map(box_of).collect();
    for (id, label, active) in
        [("place-outside", key::UI_PLACE_OUTSIDE, "yes"), ("place-none", key::UI_PLACE_NONE, "no")]
    {
        boxes.push(checkbox(id, app.text(label), elsewhere(active), choose_elsewhere(active)));
    }
    let question_text = app.text(key::UI_PLACE_QUESTION).to_owned();
    let frame =
        fieldset("place", question_text, true, app.text(key::UI_PLACE_HINT), nothing(), has_error(errors, FIRST));
    let body = vec![frame.children(boxes).view()];
    let check = move || {
        let answered = app.with_untracked(|a| a.answer("union_establishment").is_some());
        if answered { Vec::new() } else { vec![(FIRST.to_owned(), app.text(key::UI_CHECK_ERROR_CHOOSE).to_owned())] }
    };
    question(app, errors, body, key::UI_PLACE_WHY, check, || {})
}
