//! The risk profile: ten questions on one screen.

use leptos::prelude::*;

use super::{change, kept, way};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::ui::components::{Radios, actions, back, heading, text, yes_no_unknown};
use crate::ui::markup::{group, nothing, tag};
use crate::ui::state::App;

fn value(tri: Tri) -> &'static str {
    match tri {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    }
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let Some(measures) = app.measures() else { return nothing() };
    let kept = kept(app);
    let question = |(at, id): (usize, &'static String)| {
        let radios = Radios {
            id: ["profile-", id].concat(),
            legend: app.text(key::ROADMAP_PROFILE.of(at, key::roadmap_profile::QUESTION)).to_owned(),
            is_heading: false,
            hint: String::new(),
            choices: yes_no_unknown(app),
            chosen: Signal::derive(move || {
                kept.with(|read| read.kept.profile.get(id).map(|tri| value(*tri).to_owned()))
            }),
            missing: Signal::stored(false),
        };
        let choose = Callback::new(move |value: String| {
            let tri = match value.as_str() {
                "yes" => Tri::Yes,
                "no" => Tri::No,
                _ => Tri::Unknown,
            };
            change(app, |kept| kept.profile.insert(id.clone(), tri));
        });
        radios.view(app, choose)
    };
    let questions = measures.profile.iter().enumerate().map(question);
    group(vec![
        heading(app.text(key::ROADMAP_PROFILE_PAGE_TITLE)),
        text(app, "lead", key::ROADMAP_PROFILE_PAGE_LEAD),
        tag("div").class("measures").children(questions).view(),
        actions(vec![
            way(app, "primary", "A01", key::UI_APP_CONTINUE),
            way(app, "link", "", key::ROADMAP_LIST_TO_LIST),
            back(app),
        ]),
    ])
}
