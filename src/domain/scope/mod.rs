//! Applicability: from facts and law to a verdict with its derivation.

pub mod decide;
pub mod facts;
pub mod jurisdiction;
pub mod outcome;
pub mod possible;
