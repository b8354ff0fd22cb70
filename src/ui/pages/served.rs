//! Where services are provided: asked with the activities, only where it can decide which State is competent.

use leptos::prelude::*;

use super::place::states;
use crate::domain::questionnaire::asks_where_served;
use crate::i18n::key;
use crate::i18n::state::state_name;
use crate::ui::components::{checkbox, fieldset};
use crate::ui::markup::{live, nothing};
use crate::ui::state::App;

/// The question. Nobody has to answer it: without an answer it stays open which State is competent.
pub fn view(app: App) -> AnyView {
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
