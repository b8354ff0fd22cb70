//! What the visitor has given about duties: days of events, and who does what. It is kept as it was written; only what this
//! build understands is read, and only what is changed is written.

use law::Day;
use serde_json::{Map, Value};

use crate::domain::sorted::ById;
use crate::domain::time::day;

/// Name of the part in an assessment.
pub const PART: &str = "duties";

const DAYS: &str = "days";
const ITEMS: &str = "items";
const CALENDAR: &str = "calendar";
const DAY: &str = "day";
const TITLE: &str = "title";
const FIELDS: [(&str, Field); 3] = [("owner", Field::Owner), ("note", Field::Note), ("done", Field::Done)];

/// A duty as it stands in a calendar file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InCalendar {
    /// The day in the last file.
    pub day: Day,
    /// What it was called there.
    pub title: String,
}

/// What can be kept about a duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Who sees to it.
    Owner,
    /// Free note.
    Note,
    /// The day on which it was last done.
    Done,
}

/// A day that the visitor may have given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Given {
    /// Not given.
    Missing,
    /// A day, today or earlier.
    Day(Day),
    /// A day that has not come. Nothing is counted from it.
    Future(Day),
    /// A day before the law that it belongs to. Nothing is counted from it.
    Before(Day),
    /// Something that is no day.
    Unreadable,
}

impl Given {
    /// The day, if there is one to count from.
    pub fn day(self) -> Option<Day> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }
}

/// What has been kept; nothing, while nothing has been given.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a>(pub Option<&'a Value>);

impl<'a> Kept<'a> {
    fn text(self, path: &[&str]) -> Option<&'a Value> {
        path.iter().try_fold(self.0?, |value, name| value.get(name))
    }

    fn given(self, path: &[&str], not_before: Option<Day>, today: Day) -> Given {
        match self.text(path) {
            None | Some(Value::Null) => Given::Missing,
            Some(Value::String(text)) if text.is_empty() => Given::Missing,
            Some(value) => match value.as_str().and_then(day::parse) {
                Some(day) if day > today => Given::Future(day),
                Some(day) if not_before.is_some_and(|first| day < first) => Given::Before(day),
                Some(day) => Given::Day(day),
                None => Given::Unreadable,
            },
        }
    }

    /// The day of an event that cannot have happened before a day.
    pub fn day(self, event: &str, not_before: Option<Day>, today: Day) -> Given {
        self.given(&[DAYS, event], not_before, today)
    }

    /// The day on which a duty was last done that cannot have been done before a day.
    pub fn done(self, duty: &str, not_before: Option<Day>, today: Day) -> Given {
        self.given(&[ITEMS, duty, name(Field::Done)], not_before, today)
    }

    /// What was written into a field, also when it cannot be understood.
    pub fn written(self, duty: &str, field: Field) -> &'a str {
        self.text(&[ITEMS, duty, name(field)]).and_then(Value::as_str).unwrap_or_default()
    }

    /// Duties in calendar files that were saved, as far as they can be read.
    pub fn in_calendar(self) -> ById<InCalendar> {
        let members = self.text(&[CALENDAR]).and_then(Value::as_object);
        let read = |(duty, value): (&String, &Value)| {
            let day = value.get(DAY)?.as_str().and_then(day::parse)?;
            let title = value.get(TITLE).and_then(Value::as_str).unwrap_or_default().to_owned();
            Some((duty.clone(), InCalendar { day, title }))
        };
        members.into_iter().flatten().filter_map(read).collect()
    }

    /// What was written as the day of an event.
    pub fn written_day(self, event: &str) -> &'a str {
        self.text(&[DAYS, event]).and_then(Value::as_str).unwrap_or_default()
    }

    /// Places that this build cannot read, from the top of the part; the part's name where nothing of it can be read.
    pub fn damaged(self) -> Vec<String> {
        let mut damaged = Vec::new();
        let Some(top) = self.0.filter(|top| !top.is_null()) else { return damaged };
        if !top.is_object() {
            damaged.push(PART.to_owned());
        }
        for (id, value) in members(top, DAYS, &mut damaged) {
            let readable = value.as_str().is_some_and(|text| text.is_empty() || day::parse(text).is_some());
            if !readable {
                damaged.push([DAYS, ".", id].concat());
            }
        }
        for (id, item) in members(top, ITEMS, &mut damaged) {
            let path = [ITEMS, ".", id].concat();
            let Some(fields) = item.as_object() else {
                damaged.push(path);
                continue;
            };
            for (name, field) in FIELDS {
                let text = fields.get(name).map(Value::as_str);
                let readable = match (text, field) {
                    (None | Some(Some("")), _) => true,
                    (Some(Some(text)), Field::Done) => day::parse(text).is_some(),
                    (Some(text), _) => text.is_some(),
                };
                if !readable {
                    damaged.push([&path, ".", name].concat());
                }
            }
        }
        damaged
    }
}

fn members<'a>(top: &'a Value, name: &str, damaged: &mut Vec<String>) -> Vec<(&'a String, &'a Value)> {
    match top.get(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(members)) => members.iter().collect(),
        Some(_) => {
            damaged.push(name.to_owned());
            Vec::new()
        }
    }
}

fn name(field: Field) -> &'static str {
    FIELDS.iter().find(|(_, known)| *known == field).map_or("", |(name, _)| name)
}

/// Remembers what stands in calendar files.
pub fn set_in_calendar(part: &mut Value, kept: &ById<InCalendar>) {
    for (duty, event) in kept {
        set(part, &[CALENDAR, duty, DAY], &day::to_text(event.day));
        set(part, &[CALENDAR, duty, TITLE], &event.title);
    }
}

/// Keeps the day of an event, as it was written.
pub fn set_day(part: &mut Value, event: &str, text: &str) {
    set(part, &[DAYS, event], text);
}

/// Keeps a field of a duty, as it was written.
pub fn set_field(part: &mut Value, duty: &str, field: Field, text: &str) {
    set(part, &[ITEMS, duty, name(field)], text);
}

/// Writes a text at a path; what stands in the way is replaced, everything else stays.
fn set(value: &mut Value, path: &[&str], text: &str) {
    let Some((name, rest)) = path.split_first() else {
        *value = Value::String(text.to_owned());
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    if let Value::Object(members) = value {
        if rest.is_empty() && text.is_empty() {
            members.remove(*name);
        } else {
            set(members.entry(*name).or_insert(Value::Null), rest, text);
        }
    }
}
