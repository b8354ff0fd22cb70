//! Incidents in files and in the browser's storage: the envelope
//! `{ app, schema, kind: "incident", content, revision, saved_at, as_of, data }`, in which `data` is an incident or a list
//! of incidents.
//!
//! *Documented in* `docs/file-format.md`; the shape is `docs/schemas/incident.schema.json`.

mod read;
pub mod shelf;
mod write;

pub use read::{Read, is_code, moment, read};
pub use write::write;

use serde_json::Value;

use super::envelope::{self, APP, ReadError, SCHEMA};
use super::object;
use super::read::Damaged;
use crate::domain::incident::{Entity, HitKind, Incident, Role};
use crate::domain::time::Moment;

/// The name of this kind of file.
pub const KIND: &str = "incident";

/// How kinds of entity are written.
pub const ENTITIES: [(&str, Entity); 4] = [
    ("essential", Entity::Essential),
    ("important", Entity::Important),
    ("out_of_scope", Entity::OutOfScope),
    ("unknown", Entity::Unknown),
];
/// How roles for personal data are written.
pub const ROLES: [(&str, Role); 4] = [
    ("controller", Role::Controller),
    ("processor", Role::Processor),
    ("both", Role::Both),
    ("unknown", Role::Unknown),
];
/// How kinds of hits are written.
pub const HIT_KINDS: [(&str, HitKind); 6] = [
    ("complete", HitKind::Complete),
    ("partial", HitKind::Partial),
    ("limited", HitKind::Limited),
    ("slow", HitKind::Slow),
    ("data", HitKind::Data),
    ("unknown", HitKind::Unknown),
];

/// A file of incidents.
#[derive(Clone, PartialEq, Debug)]
pub struct File {
    /// Counts every save; two tabs tell each other apart by it.
    pub revision: u64,
    /// Content version it was saved with.
    pub content: String,
    /// When it was saved, UTC.
    pub saved_at: String,
    /// The moment for which it is evaluated, where the file names one.
    pub as_of: Option<Moment>,
    /// The incidents.
    pub incidents: Vec<Incident>,
    /// Places that could not be used; what stands there is taken as not known.
    pub damaged: Vec<Damaged>,
}

/// Whether a text says of itself that it is a file of incidents.
pub fn is_incident_file(text: &str) -> bool {
    envelope::json(text).is_ok_and(|value| value.get("kind").and_then(Value::as_str) == Some(KIND))
}

/// Reads a file of incidents. Values that cannot be used are named in [`File::damaged`]; the rest is kept.
///
/// # Errors
/// Says why the file as a whole cannot be used.
pub fn open(text: &str) -> Result<File, ReadError> {
    let value = envelope::json(text)?;
    let top = envelope::open(&value, KIND)?;
    let data = top.member("data");
    let mut damaged = Vec::new();
    let incidents = match data.value() {
        Value::Array(_) => data.list().map_err(ReadError::Damaged)?,
        Value::Object(_) => vec![data],
        _ => return Err(ReadError::Damaged(data.damaged("object or list"))),
    };
    let mut incidents: Vec<Incident> = incidents.iter().map(|place| read(place, &mut damaged)).collect();
    name_apart(&mut incidents);
    let place = incidents.first().map_or(crate::domain::time::Place::ELSEWHERE, Incident::place);
    let as_of = Read { damaged: &mut damaged, place }.moment(&top.member("as_of"));
    Ok(File {
        revision: top.member("revision").value().as_u64().unwrap_or(0),
        content: top.member("content").text().unwrap_or_default().to_owned(),
        saved_at: top.member("saved_at").text().unwrap_or_default().to_owned(),
        as_of,
        incidents,
        damaged,
    })
}

/// Gives an id to those that have none, or one that another has.
fn name_apart(incidents: &mut [Incident]) {
    let mut known: Vec<String> = Vec::new();
    for (number, incident) in (1_usize..).zip(incidents) {
        if incident.id.is_empty() || known.contains(&incident.id) {
            incident.id = [&incident.id, "#", &number.to_string()].concat();
        }
        known.push(incident.id.clone());
    }
}

/// Writes a file with one incident; `indented` for files that people may look into.
pub fn close(incident: &Incident, revision: u64, saved_at: &str, indented: bool) -> String {
    envelope_of(write(incident), revision, saved_at, indented)
}

/// Writes a file with several incidents.
pub fn close_all(incidents: &[Incident], saved_at: &str) -> String {
    envelope_of(incidents.iter().map(write).collect(), 0, saved_at, true)
}

fn envelope_of(data: Value, revision: u64, saved_at: &str, indented: bool) -> String {
    let value = object([
        ("app", Value::from(APP)),
        ("schema", Value::from(SCHEMA)),
        ("kind", Value::from(KIND)),
        ("content", Value::from(crate::content::VERSION)),
        ("revision", Value::from(revision)),
        ("saved_at", Value::from(saved_at)),
        ("data", data),
    ]);
    if indented { format!("{value:#}") } else { value.to_string() }
}
