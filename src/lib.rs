//! NIS 2 applicability check, maturity self-assessment and report.
//!
//! Law and words are data (`content/`), compiled at build time. [`domain`] decides, [`i18n`] finds words, [`persist`]
//! reads and writes saved files; the page around them exists only for the browser.
#![forbid(unsafe_code)]

pub mod activities;
pub mod content;
pub mod document;
pub mod domain;
#[cfg(not(target_arch = "wasm32"))]
pub mod evaluate;
pub mod i18n;
pub mod persist;
pub mod report;
pub mod route;
#[cfg(target_arch = "wasm32")]
pub mod ui;
