//! The entry of what is not needed for the first deadline: the calendar, further facts, what each act says, drafts, the log
//! and files.

use leptos::prelude::*;

use super::work::Work;
use super::{Paper, acts, drafts, files, log, more};
use crate::ui::markup::group;

/// The entry of the part.
pub fn view(work: Work, paper: Paper) -> AnyView {
    match paper {
        Paper::Below => below(work),
        Paper::Log => files::log(work),
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
