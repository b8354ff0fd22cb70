//! One native test binary; a module a topic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use proptest::prelude::ProptestConfig;

mod calendar;
mod cases;
mod change;
mod duties;
mod evaluate;
mod incident;
mod incident_cases;
mod incident_desk;
mod incident_papers;
mod maturity;
mod measures;
mod national;
mod notice;
mod operators;
mod persist;
mod properties;
mod questionnaire;
mod report;
mod schema;
mod scope;
mod search;
mod shelf;
mod since;
mod size;
mod time;

/// Files of cases in a folder below `tests/cases`, by name: name and text.
fn case_files(folder: &str) -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &std::path::PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// How many inputs a property gets: its usual number, times `NIS2_CHECK_TIMES` (set by `cargo xtask check --long`). Inputs
/// that say nothing about a property are drawn again, in the same measure. What was found once becomes a case in
/// `tests/cases`, not a seed.
fn properties(usual: u32) -> ProptestConfig {
    let times = std::env::var("NIS2_CHECK_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let cases = usual.saturating_mul(times);
    let redrawn = cases.saturating_mul(4).max(1_024);
    ProptestConfig { cases, max_global_rejects: redrawn, failure_persistence: None, ..ProptestConfig::default() }
}
