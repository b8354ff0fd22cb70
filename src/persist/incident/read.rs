//! Reading an incident: what cannot be used is named and taken as not known; the rest is kept.

use super::{ENTITIES, HIT_KINDS, ROLES};
use crate::domain::incident::{Entity, Field, Hit, HitKind, Incident, LogEntry, OTHER, Role, Times};
use crate::domain::sorted::ById;
use crate::domain::time::moment::reading;
use crate::domain::time::{Clock, Due, Moment, Place as Where, day};
use crate::domain::units::{DECIMALS, Range, Tri};
use crate::persist::read::{Damaged, Place};
use crate::persist::v1::read as v1;

const MOMENT: &str = "moment such as 2026-11-21T03:10+01:00, or unknown";
/// The clock of its State is not known here: only an offset says which moment is meant.
const MOMENT_WITH_OFFSET: &str =
    "moment with its offset from UTC, such as 2026-11-21T03:10+02:00; the clock of this State is not known here";
/// The clock was put back: only an offset says which moment is meant.
const MOMENT_TWICE: &str =
    "moment with its offset from UTC, such as 2026-10-25T02:30+01:00; the clock showed this time twice";

/// What is written where nothing is known.
const UNKNOWN: &str = "unknown";

/// Reading with a list of what could not be used.
pub struct Read<'a> {
    /// Places that could not be used.
    pub damaged: &'a mut Vec<Damaged>,
    /// The clock of moments without an offset.
    pub place: Where,
}

impl Read<'_> {
    fn keep<T>(&mut self, result: Result<T, Damaged>, otherwise: T) -> T {
        result.unwrap_or_else(|damaged| {
            self.damaged.push(damaged);
            otherwise
        })
    }

    fn text(&mut self, place: &Place<'_>) -> String {
        self.keep(place.text(), "").to_owned()
    }

    fn tri(&mut self, place: &Place<'_>) -> Tri {
        self.keep(v1::tri(place), Tri::Unknown)
    }

    /// The code of a State; what is none counts as a State that is not named. States that are not known are kept.
    fn state(&mut self, place: &Place<'_>) -> String {
        let text = self.keep(place.text(), OTHER).to_owned();
        if text == OTHER || is_code(&text) {
            return text;
        }
        self.damaged.push(place.damaged("code of a State, or other"));
        OTHER.to_owned()
    }

    /// One of a closed set of words; what is left out is the last of them.
    fn word<T: Copy>(&mut self, place: &Place<'_>, words: &[(&str, T)], expected: &'static str, otherwise: T) -> T {
        if place.is_nothing() {
            return otherwise;
        }
        self.keep(place.word(words, expected), otherwise)
    }

    /// A moment.
    pub fn moment(&mut self, place: &Place<'_>) -> Option<Moment> {
        if place.is_nothing() || place.value() == "" || place.value() == UNKNOWN {
            return None;
        }
        let found = place.text().ok().and_then(|text| moment(text, self.place));
        if found.is_none() {
            let readable = place.text().ok().and_then(|text| moment(&[text, "Z"].concat(), self.place)).is_some();
            let needs_offset = readable && !self.place.is_known();
            self.damaged.push(place.damaged(if needs_offset { MOMENT_WITH_OFFSET } else { MOMENT }));
        }
        found
    }

    /// The moment at which something was over. Where the clock shows it twice and nothing says which is meant, it is refused:
    /// of a beginning the first is the careful one, but from an end too early a length would follow that is too short.
    fn end(&mut self, place: &Place<'_>) -> Option<Moment> {
        let found = self.moment(place)?;
        let time = place.text().ok().and_then(|text| text.get("2026-11-21".len()..));
        let has_offset = time.is_some_and(|time| time.contains(['Z', '+', '-']));
        if !has_offset && found.local(self.place).is_some_and(|local| local.twice) {
            self.damaged.push(place.damaged(MOMENT_TWICE));
            return None;
        }
        Some(found)
    }

    fn number(&mut self, place: &Place<'_>, decimals: u32) -> Option<Range<u64>> {
        let range = v1::range(place, decimals);
        self.keep(range, None)
    }

    fn small(&mut self, place: &Place<'_>, decimals: u32) -> Option<Range<u32>> {
        let range = self.number(place, decimals)?;
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Some(Range { from: small(range.from), to: range.to.map(small) })
    }
}

/// Reads a moment: `2026-11-21T03:10Z`, `…T03:10:00+01:00`, or without an offset by the clock of a place, where that is known.
/// A time that the clock shows twice is the first of the two, the careful one.
pub fn moment(text: &str, place: Where) -> Option<Moment> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let on = day::parse(date)?;
    let (clock, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => (time.get(..at)?, Some(offset(time.get(at..)?)?)),
        None => (time, None),
    };
    let (clock, seconds) = match clock.splitn(3, ':').collect::<Vec<_>>().as_slice() {
        [hours, minutes, seconds] => {
            let seconds = seconds.split('.').next()?;
            ([*hours, ":", *minutes].concat(), seconds.parse::<i64>().ok().filter(|second| (0..60).contains(second))?)
        }
        _ => (clock.to_owned(), 0),
    };
    let clock = Clock::parse(&clock)?;
    let start = match offset {
        // The day and time as UTC, then put right by the offset.
        Some(offset) => {
            let days = day::between(day::of(1970, 1, 1)?, on)?;
            let minutes = i64::from(clock.hour()) * 60 + i64::from(clock.minute()) - offset;
            Moment(days * 86_400 + minutes * 60)
        }
        None if !place.is_known() => return None,
        None => match reading(place, on, clock) {
            crate::domain::time::Reading::Never(_) => return None,
            found => found.earliest()?,
        },
    };
    Some(Moment(start.0 + seconds))
}

/// Whether a text can be the code of a State.
pub fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// Minutes ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let ahead = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    // Two digits each: a second sign is none.
    let number = |text: &str| {
        let plain = text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
        text.parse::<i64>().ok().filter(|_| plain)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(ahead * (hours * 60 + minutes))
}

/// Reads an incident.
pub fn read(place: &Place<'_>, damaged: &mut Vec<Damaged>) -> Incident {
    let mut read = Read { damaged, place: Where::ELSEWHERE };
    if !place.value().is_object() {
        read.damaged.push(place.damaged("object"));
    }
    let countries = read.keep(place.member("countries").list(), Vec::new());
    let mut known: Vec<String> = Vec::new();
    for country in countries {
        let found = read.state(&country);
        if !known.contains(&found) {
            known.push(found);
        }
    }
    read.place = known.first().map_or(Where::ELSEWHERE, |code| Where::of_state(code));
    let hits = read.keep(place.member("hits").list(), Vec::new());
    let delivered = place.member("notice_delivered");
    let delivered = if delivered.value() == UNKNOWN { Ok(None) } else { v1::day(&delivered) };
    Incident {
        id: read.text(&place.member("id")),
        name: read.text(&place.member("name")),
        organisation: read.text(&place.member("organisation")),
        contact: read.text(&place.member("contact")),
        countries: known,
        entity: read.word(
            &place.member("entity"),
            &ENTITIES,
            "essential|important|out_of_scope|unknown",
            Entity::Unknown,
        ),
        role: read.word(&place.member("role"), &ROLES, "controller|processor|both|unknown", Role::Unknown),
        notice_delivered: read.keep(delivered, None),
        times: times(&mut read, &place.member("times")),
        running: read.tri(&place.member("running")),
        hits: hits.iter().map(|hit| read_hit(&mut read, hit)).collect(),
        answers: answers(&mut read, &place.member("answers")),
        loss: read.number(&place.member("loss"), DECIMALS),
        turnover: read.number(&place.member("turnover"), DECIMALS),
        root_cause: read.text(&place.member("root_cause")),
        texts: texts(&mut read, &place.member("texts")),
        sent: sent(&mut read, &place.member("sent")),
        in_calendar: in_calendar(&mut read, &place.member("in_calendar")),
        log: log(&mut read, &place.member("log")),
    }
}

fn times(read: &mut Read<'_>, place: &Place<'_>) -> Times {
    let mut times = Times::default();
    for field in Field::ALL {
        let place = place.member(field.name());
        times.set(field, if field == Field::Ended { read.end(&place) } else { read.moment(&place) });
    }
    times
}

fn read_hit(read: &mut Read<'_>, place: &Place<'_>) -> Hit {
    Hit {
        service: read.text(&place.member("service")),
        kind: read.word(
            &place.member("kind"),
            &HIT_KINDS,
            "complete|limited|partial|slow|data|unknown",
            HitKind::Unknown,
        ),
        users: read.number(&place.member("users"), 0),
        total: read.number(&place.member("total"), 0),
        share: read.small(&place.member("share"), 2),
        began: read.moment(&place.member("began")),
        ended: read.end(&place.member("ended")),
        minutes: read.small(&place.member("minutes"), 0),
    }
}

fn answers(read: &mut Read<'_>, place: &Place<'_>) -> ById<Tri> {
    let members = read.keep(place.members(), Vec::new());
    members.into_iter().map(|(id, answer)| (id.to_owned(), read.tri(&answer))).collect()
}

fn texts(read: &mut Read<'_>, place: &Place<'_>) -> ById<String> {
    let members = read.keep(place.members(), Vec::new());
    members.into_iter().map(|(id, text)| (id.to_owned(), read.text(&text))).collect()
}

fn sent(read: &mut Read<'_>, place: &Place<'_>) -> ById<Moment> {
    let members = read.keep(place.members(), Vec::new());
    members.into_iter().filter_map(|(id, at)| read.moment(&at).map(|at| (id.to_owned(), at))).collect()
}

/// When steps were due in a calendar file: a moment, or a day.
fn in_calendar(read: &mut Read<'_>, place: &Place<'_>) -> ById<Due> {
    let members = read.keep(place.members(), Vec::new());
    let due = |read: &mut Read<'_>, at: &Place<'_>| match at.text().ok().and_then(day::parse) {
        Some(day) => Some(Due::On(day)),
        None => read.moment(at).map(Due::At),
    };
    members.into_iter().filter_map(|(id, at)| due(read, &at).map(|due| (id.to_owned(), due))).collect()
}

fn log(read: &mut Read<'_>, place: &Place<'_>) -> Vec<LogEntry> {
    let entries = read.keep(place.list(), Vec::new());
    let entry = |entry: &Place<'_>| {
        let at = read.moment(&entry.member("at"))?;
        Some(LogEntry { at, text: read.text(&entry.member("text")), by: read.text(&entry.member("by")) })
    };
    entries.iter().filter_map(entry).collect()
}
