//! Time as deadlines need it: days, moments, local time across clock changes, working days, periods.
//!
//! Nothing here knows what day it is: today and now are arguments.

pub mod day;
pub mod holidays;
pub mod moment;
pub mod period;

pub use moment::{Clock, Local, Moment, Reading};
pub use period::{Deadline, Due, Length, Rule, Start};

/// The State by whose clock and calendar a deadline is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Place {
    /// Time of Ljubljana, work-free days of Slovenia.
    Slovenia,
    /// Time of Zagreb, work-free days of Croatia.
    Croatia,
    /// Another State: of its work-free days only Saturday and Sunday are known, and moments are shown in the time of
    /// Ljubljana. Pages that show such a moment say so.
    #[default]
    Elsewhere,
}

impl Place {
    /// The place of a State by its code, `si` or `hr` in either case.
    pub fn of_state(code: &str) -> Self {
        if code.eq_ignore_ascii_case("si") {
            Self::Slovenia
        } else if code.eq_ignore_ascii_case("hr") {
            Self::Croatia
        } else {
            Self::Elsewhere
        }
    }

    /// The name of its time zone in the IANA database, as calendars know it.
    pub fn zone_name(self) -> &'static str {
        self.zone().name()
    }

    fn zone(self) -> chrono_tz::Tz {
        match self {
            Self::Slovenia | Self::Elsewhere => chrono_tz::Tz::Europe__Ljubljana,
            Self::Croatia => chrono_tz::Tz::Europe__Zagreb,
        }
    }
}
