//! Moments, and what the clock on the wall shows at them.

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use law::Day;

use super::{Place, day};

/// A point in time: seconds since 1 January 1970, 00:00 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment(pub i64);

/// Seconds of an hour.
pub const HOUR: i64 = 3600;

/// A time of the day, to the minute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Clock {
    hour: u8,
    minute: u8,
}

impl Clock {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0 };

    /// A time of the day, from 0:00 to 23:59.
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self { hour, minute }) } else { None }
    }

    /// Hours, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minutes, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// What a form field or a person writes: `9:05`, `09:05`, `09.05`, `09:05:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, rest) = text.trim().split_once([':', '.'])?;
        let minute = rest.strip_suffix(":00").unwrap_or(rest);
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// `09:05`.
    pub fn to_text(self) -> String {
        [two(self.hour), two(self.minute)].join(":")
    }
}

/// Two digits.
fn two(number: u8) -> String {
    let mut text = String::new();
    text.push(char::from(b'0' + number / 10 % 10));
    text.push(char::from(b'0' + number % 10));
    text
}

/// What calendar and clock show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Local {
    /// The day.
    pub day: Day,
    /// The time.
    pub clock: Clock,
    /// Minutes by which the clock is ahead of UTC.
    pub ahead: i32,
    /// Whether the clock is on summer time.
    pub summer: bool,
    /// Whether the clock shows this time twice on this day: when summer time ends. It is then not clear without `ahead`
    /// which one is meant.
    pub twice: bool,
}

/// Which moment a day and a time mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// Just one.
    Once(Moment),
    /// The clock shows the time twice: first in summer time, again after it was put back. The page asks which; until it
    /// is known, the first is the careful one for the start of a period.
    Twice(Moment, Moment),
    /// The clock skips the time: at this moment it was put forward. The page says so and asks again.
    Never(Moment),
    /// There is no such day.
    NoSuchDay,
}

impl Reading {
    /// The moment, if it is clear.
    pub fn certain(self) -> Option<Moment> {
        if let Self::Once(moment) = self { Some(moment) } else { None }
    }

    /// The earliest moment that can be meant; where the clock skips the time, the moment of the skip.
    pub fn earliest(self) -> Option<Moment> {
        match self {
            Self::Once(moment) | Self::Twice(moment, _) | Self::Never(moment) => Some(moment),
            Self::NoSuchDay => None,
        }
    }
}

impl Moment {
    /// So many real, elapsed hours later: clock changes do not matter.
    #[must_use]
    pub const fn plus_hours(self, hours: u32) -> Self {
        Self(self.0.saturating_add(hours as i64 * HOUR))
    }

    /// The beginning of the next full hour.
    #[must_use]
    pub const fn next_hour(self) -> Self {
        Self(self.0.saturating_add(HOUR - self.0.rem_euclid(HOUR)))
    }

    /// What calendar and clock show at a place; seconds are left out. `None` only beyond the years of the calendar.
    pub fn local(self, place: Place) -> Option<Local> {
        let utc = DateTime::from_timestamp(self.0, 0)?.naive_utc();
        let offset = place.zone().offset_from_utc_datetime(&utc).fix();
        let shown = utc.checked_add_offset(offset)?;
        let clock = Clock { hour: u8::try_from(shown.hour()).ok()?, minute: u8::try_from(shown.minute()).ok()? };
        let day = day::from_date(shown.date());
        let twice = matches!(reading(place, day, clock), Reading::Twice(..));
        let ahead = offset.local_minus_utc() / 60;
        Some(Local { day, clock, ahead, summer: ahead > place.winter_ahead(&utc), twice })
    }

    /// `2026-11-21T08:15:00Z`, for files.
    pub fn to_text(self) -> String {
        let Some(utc) = DateTime::from_timestamp(self.0, 0) else { return String::new() };
        let part = |number: u32| two(u8::try_from(number).unwrap_or(0));
        let day = day::to_text(day::from_date(utc.date_naive()));
        [&day, "T", &part(utc.hour()), ":", &part(utc.minute()), ":", &part(utc.second()), "Z"].concat()
    }

    /// Reads what [`Self::to_text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = time.split(':').map(|part| if part.len() == 2 { part.parse::<u8>().ok() } else { None });
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), second.into())?;
        let day = day::date(day::parse(day)?)?;
        parts.next().is_none().then(|| Self(NaiveDateTime::new(day, time).and_utc().timestamp()))
    }
}

/// Which moment a day and a time at a place mean.
pub fn reading(place: Place, day: Day, clock: Clock) -> Reading {
    let time = NaiveTime::from_hms_opt(clock.hour.into(), clock.minute.into(), 0);
    let (Some(date), Some(time)) = (day::date(day), time) else { return Reading::NoSuchDay };
    let shown = NaiveDateTime::new(date, time);
    let as_if_utc = shown.and_utc().timestamp();
    let at = |ahead: i32| Moment(as_if_utc - i64::from(ahead));
    match place.zone().offset_from_local_datetime(&shown).map(|offset| offset.fix().local_minus_utc()) {
        LocalResult::Single(ahead) => Reading::Once(at(ahead)),
        LocalResult::Ambiguous(one, other) => Reading::Twice(at(one.max(other)), at(one.min(other))),
        LocalResult::None => Reading::Never(skip(place, at(0))),
    }
}

/// The moment at which the clock was put forward over a time that, read as UTC, lies at `near`. In the Union the clock is
/// ahead of UTC by at most three hours, so that the change lies in the three hours and a bit before `near`; it falls on a full
/// hour.
fn skip(place: Place, near: Moment) -> Moment {
    let ahead = |moment: Moment| moment.local_offset(place);
    let mut hour = Moment(near.0 - near.0.rem_euclid(HOUR));
    for _ in 0..4 {
        if ahead(hour) != ahead(Moment(hour.0 - 1)) {
            break;
        }
        hour = Moment(hour.0 - HOUR);
    }
    hour
}

impl Moment {
    /// Seconds by which the clock is ahead of UTC.
    fn local_offset(self, place: Place) -> i32 {
        let utc = DateTime::from_timestamp(self.0, 0).map(|utc| utc.naive_utc());
        utc.map_or(0, |utc| place.zone().offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

/// The first moment of a day: its midnight, or the first time that the clock shows.
pub fn start_of(place: Place, day: Day) -> Option<Moment> {
    reading(place, day, Clock::MIDNIGHT).earliest()
}

/// The first moment after a day.
pub fn end_of(place: Place, day: Day) -> Option<Moment> {
    start_of(place, day::plus_days(day, 1)?)
}
