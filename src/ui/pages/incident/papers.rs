//! The entry of what is not needed for the first deadline: the incidents that are kept, the calendar, further facts, what each
//! act says, drafts, the log, files, and marking steps as done.

use leptos::prelude::*;

use super::work::Work;
use super::{Paper, acts, drafts, files, kept, log, more, sent};
use crate::ui::markup::group;
use crate::ui::state::App;

/// The entry of the part.
pub fn view(app: App, paper: Paper) -> AnyView {
    match paper {
        Paper::Kept(law) => kept::view(app, law),
        Paper::Below(work) => below(work),
        Paper::Log(work) => files::log(work),
        Paper::Done(work, doing) => sent::view(work, doing),
    }
}

/// What stands below the deadlines.
fn below(work: Work) -> AnyView {
    group(vec![
        files::to_calendar(work),
        more::view(work),
        acts::view(work),
        drafts::view(work),
        log::view(work),
        files::view(work),
    ])
}
