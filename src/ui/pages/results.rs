//! The entry of what follows from the answers: verdict and questions of the areas.

use super::{areas, verdict};
use crate::i18n::key;
use crate::route::Page;
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let (title, view) = match page {
        Page::Areas => (key::MATURITY_AREAS_TITLE, areas::list(app)),
        Page::Area(id) => return areas::single(app, id),
        _ => (key::UI_VERDICT_TITLE, verdict::view(app)),
    };
    (app.text(title).to_owned(), view)
}
