//! The entry of what also rests on the law of States: that law, duties with their days, the result of the areas, and the
//! report.

use super::{areas, duties, national, report};
use crate::i18n::key;
use crate::route::Page;
use crate::ui::parts::Screen;
use crate::ui::state::App;

/// The entry of the part.
pub fn screen(app: App, page: &Page) -> Screen {
    let (title, view) = match page {
        Page::National => (key::NATIONAL_PAGE_TITLE, national::view(app)),
        Page::AreasResult => (key::MATURITY_AREAS_RESULT_TITLE, areas::result(app)),
        Page::Duties => (key::DUTIES_TITLE, duties::view(app)),
        _ => (key::UI_HOME_TASK_REPORT, report::view(app)),
    };
    (app.text(title).to_owned(), view)
}
