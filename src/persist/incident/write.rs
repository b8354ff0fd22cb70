//! Writing an incident: moments in UTC, what is not known is left out.

use serde_json::{Map, Value};

use super::{ENTITIES, HIT_KINDS, ROLES};
use crate::domain::incident::{Field, Hit, Incident};
use crate::domain::time::{Due, Moment};
use crate::domain::units::{DECIMALS, Range, to_plain};
use crate::persist::v1::{TRI, format_day};
use crate::persist::{by_id, object, word_of};

/// Writes an incident.
pub fn write(incident: &Incident) -> Value {
    let mut times = Map::new();
    for field in Field::ALL {
        if let Some(moment) = incident.times.get(field) {
            times.insert(field.name().to_owned(), write_moment(moment));
        }
    }
    let log = incident.log.iter().map(|entry| {
        let text = |text: &str| Value::from(text);
        object([("at", write_moment(entry.at)), ("text", text(&entry.text)), ("by", text(&entry.by))])
    });
    object([
        ("id", Value::from(incident.id.as_str())),
        ("name", Value::from(incident.name.as_str())),
        ("organisation", Value::from(incident.organisation.as_str())),
        ("contact", Value::from(incident.contact.as_str())),
        ("countries", incident.countries.iter().map(|code| Value::from(code.as_str())).collect()),
        ("entity", word_of(&ENTITIES, &incident.entity)),
        ("role", word_of(&ROLES, &incident.role)),
        ("notice_delivered", incident.notice_delivered.map_or(Value::Null, |day| Value::from(format_day(day)))),
        ("times", Value::Object(times)),
        ("running", word_of(&TRI, &incident.running)),
        ("hits", incident.hits.iter().map(write_hit).collect()),
        ("answers", by_id(&incident.answers, |answer| word_of(&TRI, answer))),
        ("loss", range(incident.loss, DECIMALS)),
        ("turnover", range(incident.turnover, DECIMALS)),
        ("root_cause", Value::from(incident.root_cause.as_str())),
        ("texts", by_id(&incident.texts, |text| Value::from(text.as_str()))),
        ("sent", by_id(&incident.sent, |at| write_moment(*at))),
        ("in_calendar", by_id(&incident.in_calendar, |due| write_due(*due))),
        ("log", log.collect()),
    ])
}

fn write_hit(hit: &Hit) -> Value {
    let wide = |range: Option<Range<u32>>| {
        range.map(|range| Range { from: u64::from(range.from), to: range.to.map(u64::from) })
    };
    let moment = |moment: Option<Moment>| moment.map_or(Value::Null, write_moment);
    object([
        ("service", Value::from(hit.service.as_str())),
        ("kind", word_of(&HIT_KINDS, &hit.kind)),
        ("users", range(hit.users, 0)),
        ("total", range(hit.total, 0)),
        ("share", range(wide(hit.share), 2)),
        ("began", moment(hit.began)),
        ("ended", moment(hit.ended)),
        ("minutes", range(wide(hit.minutes), 0)),
    ])
}

fn write_moment(moment: Moment) -> Value {
    Value::from(moment.to_text())
}

/// A moment, or a day.
fn write_due(due: Due) -> Value {
    match due {
        Due::At(moment) => write_moment(moment),
        Due::On(day) => Value::from(format_day(day)),
    }
}

fn range(range: Option<Range<u64>>, decimals: u32) -> Value {
    let Some(range) = range else { return Value::Null };
    let number = |number: u64| Value::from(to_plain(u128::from(number), decimals));
    if range.is_exact() {
        return number(range.from);
    }
    let mut object = Map::new();
    object.insert("from".to_owned(), number(range.from));
    if let Some(to) = range.to {
        object.insert("to".to_owned(), number(to));
    }
    Value::Object(object)
}
