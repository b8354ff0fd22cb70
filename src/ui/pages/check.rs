//! The entry of the check: all its questions but the first, and the answers.

use super::{activities, answers, facts, figures, relations};
use crate::i18n::key;
use crate::route::Page;
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let (title, view) = match page {
        Page::Activities => (key::UI_ACTIVITY_QUESTION, activities::view(app)),
        Page::Details => (key::UI_DETAILS_QUESTION, facts::details(app)),
        Page::Figures => (key::UI_FIGURES_QUESTION, figures::view(app)),
        Page::Relations => (key::UI_RELATIONS_QUESTION, relations::view(app)),
        Page::Special => (key::UI_SPECIAL_QUESTION, facts::special(app)),
        Page::Fact(id) => return facts::single(app, id),
        _ => (key::UI_CHECK_ANSWERS_TITLE, answers::view(app)),
    };
    (app.text(title).to_owned(), view)
}
