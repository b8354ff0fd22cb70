//! Clocks and work-free days of States, from `content/states/*/state.toml`.

use chrono::{Datelike, Offset, TimeZone};

/// The clock and the work-free days of a State.
pub(super) struct PlaceData {
    code: &'static str,
    pub(super) zone: chrono_tz::Tz,
    /// Fixed days as `month * 100 + day`.
    pub(super) fixed: &'static [i32],
    /// Days from Easter Sunday.
    pub(super) after_easter: &'static [i64],
}

include!(concat!(env!("OUT_DIR"), "/places.rs"));

/// The zone in which moments of a place without data of its own are shown.
const ELSEWHERE: chrono_tz::Tz = chrono_tz::Tz::Europe__Ljubljana;

/// The State by whose clock and calendar a deadline is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place(Option<u8>);

impl Place {
    /// A State that is not known here: of its work-free days only Saturday and Sunday are known, and moments are shown by the
    /// clock of Ljubljana. Pages that show such a moment, or ask for one, name that clock; a moment in a file has to say by how
    /// much its clock is ahead of UTC.
    pub const ELSEWHERE: Self = Self(None);

    /// The place of a State by its code, in either case.
    pub fn of_state(code: &str) -> Self {
        let at = PLACES.iter().position(|place| place.code.eq_ignore_ascii_case(code));
        Self(at.and_then(|at| u8::try_from(at).ok()))
    }

    /// Whether the clock of the State is known here.
    pub fn is_known(self) -> bool {
        self.0.is_some()
    }

    pub(super) fn data(self) -> Option<&'static PlaceData> {
        PLACES.get(usize::from(self.0?))
    }

    /// The name of its time zone in the IANA database, as calendars know it.
    pub fn zone_name(self) -> &'static str {
        self.zone().name()
    }

    pub(super) fn zone(self) -> chrono_tz::Tz {
        self.data().map_or(ELSEWHERE, |place| place.zone)
    }

    /// Minutes by which its clock is ahead of UTC in the winter of a moment's year, outside summer time.
    pub fn winter_ahead(self, utc: &chrono::NaiveDateTime) -> i32 {
        let winter = utc.date().with_ordinal(1).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap_or(*utc);
        self.zone().offset_from_utc_datetime(&winter).fix().local_minus_utc() / 60
    }
}
