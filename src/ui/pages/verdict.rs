//! The verdict with its derivation.

use law::Day;
use leptos::prelude::*;

use crate::domain::national::concerns;
use crate::domain::scope::outcome::outcome;
use crate::i18n::key;
use crate::report::{self, Context};
use crate::route::Page;
use crate::ui::browser;
use crate::ui::components::{actions, document, heading, link, paragraph};
use crate::ui::laws::{Fetching, What, fetch, waiting};
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

/// Calls `make` with everything a document is made from.
pub fn with_context<T>(app: App, make: impl FnOnce(&Context<'_>) -> T) -> T {
    let contact = browser::host_setting("contact");
    let contact: Vec<String> =
        contact.split('|').filter(|line| !line.is_empty()).map(|line| line.trim().to_owned()).collect();
    let (assessment, facts) = (app.assessment.get(), app.facts.get());
    let (sizes, outcome) = (app.sizes.get(), app.outcome.get());
    make(&Context {
        law: app.law,
        maturity: app.maturity(),
        measures: app.measures(),
        operators: app.operators(),
        words: app.words.get(),
        assessment: &assessment,
        facts: &facts,
        sizes: &sizes,
        outcome: &outcome,
        duties: None,
        national: None,
        obliged: None,
        today: app.today,
        contact: &contact,
        app_version: env!("CARGO_PKG_VERSION"),
        content_version: crate::content::VERSION,
    })
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let [card, now, below] = with_context(app, |context| {
        [
            vec![report::verdict::card(context, true)],
            report::verdict::what_now(context),
            report::verdict::below(context),
        ]
    });
    // Where the law of the organisation's State is here, that law comes next: it is what binds.
    let has_state = key::STATES.iter().any(|code| app.with_untracked(|a| concerns(&a.places, code)));
    let (states, class) = if has_state { (states(app), "primary") } else { (document(&now), "link") };
    group(vec![
        heading(app.text(key::UI_VERDICT_TITLE)),
        other_day(app),
        document(&card),
        states,
        document(&below),
        actions(vec![
            link(app, class, Page::National, app.text(key::VERDICT_TO_NATIONAL)),
            link(app, "secondary", Page::Areas, app.text(key::UI_VERDICT_TO_AREAS)),
            link(app, "secondary", Page::Duties, app.text(key::VERDICT_TO_DUTIES)),
            link(app, "secondary", Page::Report, app.text(key::UI_VERDICT_TO_REPORT)),
            link(app, "link", Page::Answers, app.text(key::UI_CHECK_TO_ANSWERS)),
        ]),
    ])
}

/// What the law of the States makes of the answers and what to do by it, once it has arrived; its place is kept free until
/// then.
fn states(app: App) -> AnyView {
    let fetching = fetch(app, What::States);
    let cards = move || {
        let national = app.laws.get().and_then(|laws| laws.national(app.language()));
        let address = app.link(Page::National);
        document(&with_context(app, |context| {
            let context = Context { national, ..*context };
            [report::national::cards(&context, &address), report::verdict::what_now(&context)].concat()
        }))
    };
    let found = live(move || match fetching.get() {
        Fetching::Done => untrack(cards),
        _ => waiting(app, What::States, fetching),
    });
    tag("div").class("national").child(found).view()
}

/// An assessment saved on another day, read under the law of that day and of today.
fn other_day(app: App) -> AnyView {
    let saved = app.saved_as_of.get_untracked();
    // A file need not say a day.
    if saved == app.today || saved == Day(0) {
        return nothing();
    }
    let then = app.with_untracked(|assessment| outcome(app.law, &assessment.facts(app.law, saved)));
    let now = app.outcome.get_untracked();
    paragraph("notice", report::since::words(app.law, app.words.get(), saved, &then, &now))
}
