//! Every measure: profile, questions area by area, roadmap, crosswalk, comparison, pages to print. One entry for all.

mod area;
mod compare;
mod item;
mod list;
mod paper;
mod plan;
mod profile;

use leptos::prelude::*;
use serde_json::Value;

use super::duties::with_obliged;
use crate::domain::measures::Kept;
use crate::domain::session::Assessment;
use crate::i18n::{Key, key};
use crate::persist::measures::{PART, Read, read, write};
use crate::report::measures::Full;
use crate::route::Page;
use crate::ui::components::link;
use crate::ui::markup::nothing;
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// What an assessment keeps of this part.
fn kept_of(assessment: &Assessment) -> Read {
    assessment.parts.get(PART).map(read).unwrap_or_default()
}

/// What the assessment in work keeps, read once a change.
fn kept(app: App) -> Memo<Read> {
    Memo::new(move |_| app.with(kept_of))
}

/// Changes what the assessment keeps and saves it at once.
fn change(app: App, change: impl FnOnce(&mut Kept)) {
    app.change(|assessment| {
        let before = assessment.parts.get(PART).cloned().unwrap_or(Value::Null);
        let mut kept = read(&before).kept;
        change(&mut kept);
        assessment.parts.insert(PART.to_owned(), write(&kept, &before));
    });
}

/// Calls `make` with everything a document of this part is made from.
fn with_full<T>(app: App, make: impl FnOnce(&Full<'_>) -> T) -> Option<T> {
    with_obliged(app, |context| Full::new(context).map(|full| make(&full)))
}

/// A screen of this part.
fn to(screen: &str) -> Page {
    Page::Measures(screen.to_owned())
}

/// A link to a screen of this part.
fn way(app: App, class: &'static str, screen: &str, words: Key) -> AnyView {
    link(app, class, to(screen), app.text(words))
}

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let Page::Measures(path) = page else { return (String::new(), nothing()) };
    let (screen, below) = path.split_once('/').unwrap_or((path, ""));
    let titled = |key: Key, view: AnyView| (app.text(key).to_owned(), view);
    match screen {
        "profile" => titled(key::ROADMAP_PROFILE_PAGE_TITLE, profile::view(app)),
        "roadmap" => titled(key::ROADMAP_PLAN_TITLE, plan::view(app)),
        "frameworks" => titled(key::CROSSWALK_PAGE_TITLE, paper::crosswalk(app, below)),
        "compare" => titled(key::ROADMAP_COMPARE_TITLE, compare::view(app, below)),
        "board" => titled(key::ROADMAP_BOARD_TITLE, paper::board(app)),
        "customer" => titled(key::ROADMAP_CUSTOMER_TITLE, paper::customer(app)),
        id => area::view(app, id).unwrap_or_else(|| titled(key::ROADMAP_LIST_TITLE, list::view(app))),
    }
}
