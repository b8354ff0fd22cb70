//! One native test binary; a module a topic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod evaluate;
mod properties;
mod questionnaire;
mod report;
mod schema;
mod scope;
mod search;
mod size;
