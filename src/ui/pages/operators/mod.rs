//! Rulebooks of telecom operators: the choice, a list with its legal force, a duty.

mod book;
mod duty;
mod profile;

use std::sync::OnceLock;

use law::Day;
use law::operators::Operators;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::operators::{Checklist, Kept, checklist};
use crate::i18n::key;
use crate::persist::operators::{PART, read, write};
use crate::report::operators::Desk;
use crate::route::Page;
use crate::ui::browser;
use crate::ui::components::{actions, button, heading, link, paragraph, text};
use crate::ui::markup::{group, live, tag};
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The rulebooks, once they have been fetched; they are the same in all languages.
static OPERATORS: OnceLock<Operators> = OnceLock::new();

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let title = app.text(key::OPERATORS_PAGE_TITLE).to_owned();
    let Page::Operators(place) = page else { return (title, choice_when_there(app, String::new())) };
    match OPERATORS.get() {
        Some(operators) => place_of(app, operators, place),
        None => (title, choice_when_there(app, place.clone())),
    }
}

/// The choice, a list or a duty, by what follows in the address.
fn place_of(app: App, operators: &'static Operators, place: &str) -> Screen {
    let desk = Work { app, operators };
    if let Some(at) = operators.books.iter().position(|book| book.id == place) {
        return (app.text(key::OPERATORS_BOOK.of(at, key::operators_book::TITLE)).to_owned(), book::view(desk, at));
    }
    match operators.duties.iter().position(|duty| duty.id == place) {
        Some(at) => (app.text(key::OPERATORS_ITEM.of(at, key::operators_item::TITLE)).to_owned(), duty::view(desk, at)),
        None => (app.text(key::OPERATORS_PAGE_TITLE).to_owned(), choice(desk)),
    }
}

/// The screen once the rulebooks have been fetched.
fn choice_when_there(app: App, place: String) -> AnyView {
    let (arrived, failed) = (RwSignal::new(false), RwSignal::new(false));
    let fetch = move || {
        failed.set(false);
        spawn_local(async move {
            let pack = browser::pack("operators.bin").await.and_then(|bytes| crate::content::operators(&bytes));
            let there = pack.is_some_and(|operators| OPERATORS.set(operators).is_ok() || OPERATORS.get().is_some());
            if there { arrived.set(true) } else { failed.set(true) }
        });
    };
    fetch();
    live(move || match (arrived.get(), OPERATORS.get()) {
        (true, Some(operators)) => {
            let (_, view) = untrack(|| place_of(app, operators, &place));
            browser::focus_soon("heading");
            view
        }
        _ if failed.get() => {
            let again = button("secondary", app.text(key::UI_APP_TRY_AGAIN), fetch);
            let said = app.text(key::UI_APP_LOAD_FAILED);
            tag("div").class("notice").attr("role", "alert").text(said).child(again).view()
        }
        _ => paragraph("loading", app.text(key::UI_APP_LOADING)),
    })
}

/// What the screens of the part work with.
#[derive(Clone, Copy)]
struct Work {
    app: App,
    operators: &'static Operators,
}

impl Work {
    /// What has been kept; follows the changes of the assessment.
    fn kept(self) -> Memo<Kept> {
        Memo::new(move |_| self.app.with(|assessment| read(assessment.parts.get(PART)).kept))
    }

    /// A rulebook worked through; follows the changes of the assessment.
    fn list(self, book: usize, kept: Memo<Kept>) -> Memo<Option<Checklist<'static>>> {
        Memo::new(move |_| kept.with(|kept| checklist(self.operators, book, kept, self.today())))
    }

    fn today(self) -> Day {
        self.app.today
    }

    /// Changes what is kept and saves it at once.
    fn change(self, change: impl FnOnce(&mut Kept)) {
        self.app.change(|assessment| {
            let before = assessment.parts.get(PART);
            let mut kept = read(before).kept;
            change(&mut kept);
            let after = write(&kept, before);
            assessment.parts.insert(PART.to_owned(), after);
        });
    }

    /// Reads documents about what is kept.
    fn desk<T>(self, kept: Memo<Kept>, make: impl FnOnce(Desk<'_>) -> T) -> T {
        let words = self.app.words.get();
        kept.with(|kept| make(Desk { operators: self.operators, words, kept, today: self.today() }))
    }
}

/// The choice of the rulebook.
fn choice(work: Work) -> AnyView {
    let app = work.app;
    let books = work.operators.books.iter().enumerate().map(|(at, book)| {
        let words = |field| app.text(key::OPERATORS_BOOK.of(at, field));
        let about = tag("div")
            .child(tag("h2").text(words(key::operators_book::TITLE)).view())
            .child(paragraph("", words(key::operators_book::SHORT)))
            .child(paragraph("hint", words(key::operators_book::AUTHORITY)));
        let open = link(app, "primary", Page::Operators(book.id.clone()), app.text(key::OPERATORS_PAGE_OPEN));
        tag("li").class("task").child(about.view()).child(open).view()
    });
    group(vec![
        heading(app.text(key::OPERATORS_PAGE_TITLE)),
        text(app, "lead", key::OPERATORS_PAGE_LEAD),
        tag("ul").class("tasks").children(books).view(),
        actions(vec![super::home::to_start(app)]),
    ])
}
