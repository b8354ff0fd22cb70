//! Where services are provided, decided on and represented: asked with the activities, only where it can decide which State
//! is competent. Nobody has to answer: without an answer it stays open.

use leptos::prelude::*;

use super::place::states;
use crate::domain::questionnaire::{asks_main_establishment, asks_representative, asks_where_served};
use crate::domain::scope::jurisdiction::Places;
use crate::i18n::state::state_name;
use crate::i18n::{Key, key};
use crate::ui::components::{checkbox, fieldset, labelled};
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

/// The questions.
pub fn view(app: App) -> AnyView {
    group(vec![served(app), main_establishment(app)])
}

fn served(app: App) -> AnyView {
    let asked = Memo::new(move |_| app.with(|assessment| asks_where_served(app.law, assessment)));
    live(move || {
        // What has been said, for example in a file, can always be changed.
        if !asked.get() && app.with_untracked(|assessment| assessment.places.served.is_empty()) {
            return nothing();
        }
        let words = app.words.get();
        let boxes = states().into_iter().map(|code| {
            let chosen = Signal::derive(move || app.with(|a| a.places.served.iter().any(|known| known == code)));
            let choose = Callback::new(move |on: bool| {
                app.change(|assessment| {
                    assessment.places.served.retain(|known| known != code);
                    if on {
                        assessment.places.served.push(code.to_owned());
                    }
                });
            });
            checkbox(&["served-", code].concat(), state_name(words, code), chosen, choose)
        });
        let (question, hint) = (app.text(key::UI_PLACE_SERVED).to_owned(), app.text(key::UI_PLACE_SERVED_HINT));
        fieldset("served", question, false, hint, nothing(), Signal::derive(|| false)).children(boxes).view()
    })
}

/// The three steps to the main establishment among several, or the State of the representative.
fn main_establishment(app: App) -> AnyView {
    let asked = Memo::new(move |_| {
        app.with(|a| {
            (asks_main_establishment(app.law, a), asks_representative(app.law, a) && !a.places.served.is_empty())
        })
    });
    let among = Memo::new(move |_| {
        app.with(|a| if asked.get().0 { a.places.established.clone() } else { a.places.served.clone() })
    });
    live(move || {
        let states = among.get();
        let choice = |id, label, place: fn(&mut Places) -> &mut Option<String>| choice(app, id, label, &states, place);
        match asked.get() {
            (true, _) => {
                let steps = vec![
                    choice("decisions", key::UI_PLACE_DECISIONS, |places| &mut places.decisions),
                    choice("operations", key::UI_PLACE_OPERATIONS, |places| &mut places.operations),
                    choice("most-staff", key::UI_PLACE_MOST_STAFF, |places| &mut places.most_staff),
                ];
                let (question, hint) = (app.text(key::UI_PLACE_MAIN).to_owned(), app.text(key::UI_PLACE_MAIN_HINT));
                let wrong = Signal::derive(|| false);
                fieldset("main", question, false, hint, nothing(), wrong).children(steps).view()
            }
            (false, true) => {
                choice("representative", key::UI_PLACE_REPRESENTATIVE, |places| &mut places.representative)
            }
            (false, false) => nothing(),
        }
    })
}

/// A list of States of which none has to be chosen.
fn choice(
    app: App,
    id: &'static str,
    label: Key,
    states: &[String],
    place: fn(&mut Places) -> &mut Option<String>,
) -> AnyView {
    let chosen = app.with_untracked(|assessment| place(&mut assessment.places.clone()).clone().unwrap_or_default());
    let words = app.words.get_untracked();
    let option = |value: &str, text: &str| {
        let selected = value == chosen;
        tag("option").attr("value", value.to_owned()).selected(move || selected).text(text).view()
    };
    let none = option("", app.text(key::UI_APP_DONT_KNOW));
    let options = std::iter::once(none).chain(states.iter().map(|code| option(code, state_name(words, code))));
    let keep = move |code: String| {
        app.change(|assessment| *place(&mut assessment.places) = Some(code).filter(|code| !code.is_empty()));
    };
    labelled(id, app.text(label), tag("select").on_text("change", keep).children(options))
}
