//! Time as deadlines need it: days, moments, local time across clock changes, working days, periods.
//!
//! Nothing here knows what day it is: today and now are arguments.

pub mod day;
pub mod holidays;
pub mod moment;
pub mod period;
mod places;

pub use moment::{Clock, Local, Moment, Reading};
pub use period::{Deadline, Due, Length, Rule, Start};
pub use places::Place;
