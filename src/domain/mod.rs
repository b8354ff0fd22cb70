//! What the product decides. Pure functions: no browser, no clock, no files, no words.

pub mod change;
pub mod duties;
pub mod incident;
pub mod maturity;
pub mod measures;
pub mod national;
pub mod notice;
pub mod operators;
pub mod questionnaire;
pub mod scope;
pub mod search;
pub mod session;
pub mod size;
pub mod sorted;
pub mod state;
pub mod time;
pub mod units;
