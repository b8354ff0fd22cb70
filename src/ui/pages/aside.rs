//! The entry of what stands beside: assessments and files, texts about the product.

use super::{assessments, texts};
use crate::i18n::key;
use crate::route::Page;
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let (title, view) = match page {
        Page::Privacy => (key::UI_FOOTER_PRIVACY, texts::privacy(app)),
        Page::Accessibility => (key::UI_FOOTER_ACCESSIBILITY, texts::accessibility(app)),
        Page::Method => (key::UI_FOOTER_METHOD, texts::method(app)),
        _ => (key::UI_ASSESSMENTS_TITLE, assessments::view(app)),
    };
    (app.text(title).to_owned(), view)
}
