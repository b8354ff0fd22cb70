//! What the visitor must know whatever the screen: nothing can be stored, another tab, data that cannot be read, old law.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::i18n::{Key, format, key};
use crate::persist::envelope::ReadError;
use crate::persist::shelf;
use crate::report::law_is_old;
use crate::route::Page;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{button, link, notice, paragraph};
use crate::ui::markup::{group, live, nothing};
use crate::ui::state::{App, Keeping};

/// All notices that hold now.
pub fn view(app: App) -> AnyView {
    let keeping = live(move || match app.keeping.get() {
        Keeping::Fresh | Keeping::Saved => nothing(),
        Keeping::Denied => not_kept(app, key::UI_ASSESSMENTS_STORAGE_DENIED),
        Keeping::Full => not_kept(app, key::UI_ASSESSMENTS_STORAGE_FULL),
        Keeping::Conflict => conflict(app),
    });
    let unreadable = live(move || {
        let newer = app.unreadable.with(|list| list.first().map(|(_, error)| matches!(error, ReadError::Newer(_))));
        let words = match newer {
            None => return nothing(),
            Some(true) => key::UI_ASSESSMENTS_NEWER,
            Some(false) => key::UI_ASSESSMENTS_CORRUPT,
        };
        let to_list = link(app, "link", Page::Assessments, app.text(key::UI_ASSESSMENTS_TITLE));
        notice(vec![paragraph("", app.text(words)), to_list])
    });
    let old = if law_is_old(app.law, app.today) {
        let date = format::date(app.language(), app.law.checked_on);
        paragraph("notice", app.fill(key::UI_APP_LAW_OLD, &[("date", &date)]))
    } else {
        nothing()
    };
    group(vec![keeping, unreadable, old])
}

fn not_kept(app: App, words: Key) -> AnyView {
    let save = button("secondary", app.text(key::UI_FOOTER_FILE), move || super::assessments::export(app));
    notice(vec![paragraph("", app.text(words)), save])
}

fn conflict(app: App) -> AnyView {
    let reload = move || {
        spawn_local(async move {
            let id = app.with_untracked(|assessment| assessment.id.clone());
            let Some(text) = shelf::raw(&BrowserShelf, &id) else {
                app.begin_empty();
                draw_anew(app);
                return;
            };
            let Ok(read) = (app.load.reader)().await else { return };
            if let Ok(saved) = read(&text) {
                app.take(saved, text);
                draw_anew(app);
            }
        });
    };
    let keep = move || {
        super::assessments::duplicate(app, &app.assessment.get_untracked());
        draw_anew(app);
    };
    notice(vec![
        paragraph("", app.text(key::UI_ASSESSMENTS_CONFLICT)),
        button("secondary", app.text(key::UI_ASSESSMENTS_CONFLICT_RELOAD), reload),
        button("secondary", app.text(key::UI_ASSESSMENTS_CONFLICT_COPY), keep),
    ])
}

/// Draws the screen anew for another state of the answers: fields hold texts of their own.
fn draw_anew(app: App) {
    app.words.set(app.words.get_untracked());
    browser::focus_soon("heading");
}
