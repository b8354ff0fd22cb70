//! Rulebooks of telecom operators: the choice, a list with its legal force, a duty.

mod book;
mod duty;
mod profile;

use law::Day;
use law::operators::Operators;
use leptos::prelude::*;

use crate::domain::operators::{Checklist, Kept, checklist};
use crate::i18n::{Key, key};
use crate::persist::operators::{PART, kept, read, write};
use crate::report::operators::Desk;
use crate::route::Page;
use crate::ui::components::{actions, heading, paragraph, text};
use crate::ui::markup::{group, tag};
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The entry of the part: the choice, a list or a duty, by what follows in the address.
pub fn screen(app: App, page: &Page) -> Screen {
    let place = if let Page::Operators(place) = page { place.as_str() } else { "" };
    let title = |key: Key| app.text(key).to_owned();
    let Some(operators) = app.operators() else {
        return (title(key::OPERATORS_PAGE_TITLE), paragraph("notice", app.text(key::UI_APP_LOAD_FAILED)));
    };
    let work = Work { app, operators };
    if let Some(at) = operators.books.iter().position(|book| book.id == place) {
        return (title(key::OPERATORS_BOOK.of(at, key::operators_book::TITLE)), book::view(work, at));
    }
    match operators.duties.iter().position(|duty| duty.id == place) {
        Some(at) => (title(key::OPERATORS_ITEM.of(at, key::operators_item::TITLE)), duty::view(work, at)),
        None => (title(key::OPERATORS_PAGE_TITLE), choice(work)),
    }
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
        Memo::new(move |_| self.app.with(|assessment| kept(assessment, self.operators)))
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
        let open = tag("a")
            .class("primary")
            .attr("href", app.link(Page::Operators(book.id.clone())))
            .attr("aria-label", [app.text(key::OPERATORS_PAGE_OPEN), ": ", words(key::operators_book::TITLE)].concat())
            .text(app.text(key::OPERATORS_PAGE_OPEN));
        tag("li").class("task").child(about.view()).child(open.view()).view()
    });
    group(vec![
        heading(app.text(key::OPERATORS_PAGE_TITLE)),
        text(app, "lead", key::OPERATORS_PAGE_LEAD),
        tag("ul").class("tasks").children(books).view(),
        actions(vec![super::home::to_start(app)]),
    ])
}
