//! What the product decides. Pure functions: no browser, no clock, no files, no words.

pub mod change;
pub mod incident;
pub mod maturity;
pub mod questionnaire;
pub mod scope;
pub mod search;
pub mod session;
pub mod size;
pub mod sorted;
pub mod time;
pub mod units;
