//! All assessments of this browser: open, name, duplicate, delete, save as and open from files.

use law::Day;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::report::file_name;
use crate::domain::session::Assessment;
use crate::i18n::{format, key};
use crate::persist::envelope::{self, ReadError};
use crate::persist::shelf;
use crate::route::Page;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{actions, button, heading, labelled, paragraph, text};
use crate::ui::markup::{group, live, live_text, nothing, tag};
use crate::ui::state::App;

/// Saves the assessment in work as a file.
pub fn export(app: App) {
    browser::download(&file_name(app, "json"), "application/json", &app.file());
}

/// What to say about data that cannot be used.
pub fn error_words(app: App, error: &ReadError) -> String {
    match error {
        ReadError::NotJson => app.text(key::UI_ASSESSMENTS_ERROR_NOT_JSON).to_owned(),
        ReadError::NotOurs => app.text(key::UI_ASSESSMENTS_ERROR_NOT_OURS).to_owned(),
        ReadError::Newer(_) => app.text(key::UI_ASSESSMENTS_ERROR_NEWER).to_owned(),
        ReadError::Damaged(damaged) => app.fill(key::UI_ASSESSMENTS_ERROR_DAMAGED, &[("path", &damaged.path)]),
    }
}

/// What an assessment is called in the list: the firm's name, or that it has none. Only the name is ever printed.
fn name_of(app: App, assessment: &Assessment) -> String {
    let name = &assessment.name;
    if name.is_empty() { app.text(key::UI_ASSESSMENTS_UNNAMED).to_owned() } else { name.clone() }
}

/// A copy under an id of its own. It is of the same firm; the list tells both apart by a number.
pub fn duplicate(app: App, assessment: &Assessment) {
    let mut copy = assessment.clone();
    copy.id = browser::new_id();
    app.begin(copy);
}

/// Which assessment of its name one is, in the order in which they were begun: ` (2)`; nothing for the first.
fn number(id: &str, name: &str) -> String {
    let same = |other: &String| {
        let loaded = shelf::load(&BrowserShelf, other);
        matches!(loaded, Some(Ok(saved)) if saved.assessment.name == name)
    };
    // Ids begin with the moment of their making.
    let before = shelf::list(&BrowserShelf).iter().filter(|other| other.as_str() < id && same(other)).count();
    if before == 0 { String::new() } else { [" (", &(before + 1).to_string(), ")"].concat() }
}

/// A question before something is deleted, in the place of the button.
fn confirmed(
    app: App,
    class: &'static str,
    words: &'static str,
    question: Signal<String>,
    act: Callback<()>,
) -> AnyView {
    let asking = RwSignal::new(false);
    live(move || {
        if !asking.get() {
            return button(class, words, move || asking.set(true));
        }
        tag("span")
            .class("confirm")
            .attr("role", "alert")
            .text(question.get())
            .child(button("danger", app.text(key::UI_ASSESSMENTS_YES_DELETE), move || act.run(())))
            .child(button("link", app.text(key::UI_ASSESSMENTS_CANCEL), move || asking.set(false)))
            .view()
    })
}

fn item(app: App, id: String, changed: RwSignal<u32>) -> AnyView {
    let delete_id = id.clone();
    let delete = Callback::new(move |()| {
        shelf::delete(&BrowserShelf, &delete_id);
        if app.with_untracked(|assessment| assessment.id == delete_id) {
            app.begin_empty();
        }
        changed.update(|count| *count += 1);
    });
    let Some(read) = shelf::load(&BrowserShelf, &id) else { return nothing() };
    let saved = match read {
        Ok(saved) => saved,
        Err(error) => {
            let words = if matches!(error, ReadError::Newer(_)) {
                key::UI_ASSESSMENTS_NEWER
            } else {
                key::UI_ASSESSMENTS_CORRUPT
            };
            let raw = move || {
                let text = shelf::raw(&BrowserShelf, &id).unwrap_or_default();
                browser::download("nis2-check-data.json", "application/json", &text);
            };
            let question =
                app.fill(key::UI_ASSESSMENTS_DELETE_SURE, &[("name", app.text(key::UI_ASSESSMENTS_UNNAMED))]);
            let question = Signal::stored(question);
            return tag("li")
                .class("card")
                .child(paragraph("", app.text(words)))
                .child(button("secondary", app.text(key::UI_ASSESSMENTS_RAW), raw))
                .child(confirmed(app, "link", app.text(key::UI_ASSESSMENTS_DELETE), question, delete))
                .view();
        }
    };
    let is_current = app.with_untracked(|assessment| assessment.id == id);
    // Follows the field without drawing the list anew, which would swallow the press on a button that ends the typing.
    let kept = saved.assessment.clone();
    let named =
        move |assessment: &Assessment| [name_of(app, assessment), number(&assessment.id, &assessment.name)].concat();
    let name = Signal::derive(move || if is_current { app.with(named) } else { named(&kept) });
    let question =
        Signal::derive(move || name.with(|name| app.fill(key::UI_ASSESSMENTS_DELETE_SURE, &[("name", name)])));
    // A file need not say when it was begun.
    let begun = Some(saved.assessment.created).filter(|day| *day != Day(0)).map_or_else(nothing, |day| {
        let date = format::date(app.language(), day);
        paragraph("hint", app.fill(key::UI_ASSESSMENTS_CREATED, &[("date", &date)]))
    });
    let to_copy = id.clone();
    let open = move || {
        let text = shelf::raw(&BrowserShelf, &id).unwrap_or_default();
        if let Ok(saved) = envelope::read(&text) {
            app.take(saved, text);
            shelf::put_first(&BrowserShelf, &id);
            app.go(Page::Home);
        }
    };
    let copy = move || {
        if let Some(Ok(saved)) = shelf::load(&BrowserShelf, &to_copy) {
            duplicate(app, &saved.assessment);
            changed.update(|count| *count += 1);
        }
    };
    let mut item = tag("li").class("card");
    if is_current {
        item = item.attr("aria-current", "true");
    }
    item.child(tag("h2").child(live_text(move || name.get())).view())
        .child(begun)
        .child(actions(vec![
            button("secondary", app.text(key::UI_ASSESSMENTS_OPEN), open),
            button("link", app.text(key::UI_ASSESSMENTS_DUPLICATE), copy),
            confirmed(app, "link", app.text(key::UI_ASSESSMENTS_DELETE), question, delete),
        ]))
        .view()
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let changed = RwSignal::new(0);
    let message = RwSignal::new(String::new());
    let list = live(move || {
        changed.get();
        group(shelf::list(&BrowserShelf).into_iter().map(|id| item(app, id, changed)).collect())
    });
    let import = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            return;
        };
        spawn_local(async move {
            let Some(text) = browser::chosen_file(input).await else { return };
            match envelope::read(&text) {
                Ok(saved) => {
                    let mut assessment = saved.assessment;
                    assessment.id = browser::new_id();
                    app.begin(assessment);
                    app.saved_as_of.set(app.with_untracked(|a| a.as_of));
                    message.set(app.text(key::UI_ASSESSMENTS_IMPORTED).to_owned());
                    changed.update(|count| *count += 1);
                }
                Err(error) => message.set(error_words(app, &error)),
            }
        });
    };
    let delete_all = Callback::new(move |()| {
        shelf::delete_everything(&BrowserShelf);
        browser::forget_open();
        app.begin_empty();
        changed.update(|count| *count += 1);
        app.go(Page::Home);
    });
    let new = move || {
        app.begin_empty();
        app.go(Page::Place);
    };
    let current_name = move || app.with(|assessment| assessment.name.clone());
    let name_field = tag("input").attr("type", "text").attr("autocomplete", "off").value(current_name);
    let rename = move |name| {
        let id = app.with_untracked(|assessment| assessment.id.clone());
        let listed = shelf::list(&BrowserShelf).contains(&id);
        app.change(|assessment| assessment.name = name);
        if !listed {
            changed.update(|count| *count += 1);
        }
    };
    let file = tag("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("aria-describedby", "import-hint")
        .on("change", import);
    let import_hint = tag("p").class("hint").attr("id", "import-hint").text(app.text(key::UI_ASSESSMENTS_IMPORT_HINT));
    let sure = Signal::stored(app.text(key::UI_ASSESSMENTS_DELETE_ALL_SURE).to_owned());
    group(vec![
        heading(app.text(key::UI_ASSESSMENTS_TITLE)),
        text(app, "lead", key::UI_ASSESSMENTS_LEAD),
        tag("p").class("message").attr("role", "status").child(live_text(move || message.get())).view(),
        labelled("current-name", app.text(key::UI_ASSESSMENTS_RENAME), name_field.on_text("change", rename)),
        tag("ul").class("assessments").child(list).view(),
        actions(vec![
            button("primary", app.text(key::UI_ASSESSMENTS_NEW), new),
            button("secondary", app.text(key::UI_ASSESSMENTS_EXPORT), move || export(app)),
        ]),
        labelled("import", app.text(key::UI_ASSESSMENTS_IMPORT), file),
        import_hint.view(),
        text(app, "hint", key::UI_ASSESSMENTS_KEEP_FILE),
        confirmed(app, "danger", app.text(key::UI_ASSESSMENTS_DELETE_ALL), sure, delete_all),
    ])
}
