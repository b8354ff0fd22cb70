//! The envelope around saved data, the same in the browser's storage and in files:
//! `{ app, schema, content, revision, saved_at, data }`.

use serde_json::Value;

use super::read::{Damaged, Place};
use super::{object, v1};
use crate::domain::session::Assessment;

/// The name that marks files as ours.
pub const APP: &str = "nis2-check";
/// The schema this build writes.
pub const SCHEMA: u64 = 1;

/// A saved assessment.
#[derive(Clone, PartialEq, Debug)]
pub struct Saved {
    /// Counts every save; two tabs tell each other apart by it.
    pub revision: u64,
    /// Content version it was saved with.
    pub content: String,
    /// When it was saved, UTC, `2026-11-21T18:00:00Z`.
    pub saved_at: String,
    /// The assessment.
    pub assessment: Assessment,
}

/// Why saved data cannot be used. Nothing is overwritten when this happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// Not JSON at all.
    NotJson,
    /// JSON, but not a file of this app.
    NotOurs,
    /// Written by a newer version; the number is its schema.
    Newer(u64),
    /// Ours, but a value in it cannot be used.
    Damaged(Damaged),
}

/// Reads an envelope of any version this build knows; a byte order mark before it, as some editors leave it, is skipped.
///
/// # Errors
/// Says why it cannot be used.
pub fn read(text: &str) -> Result<Saved, ReadError> {
    let value = json(text)?;
    let top = open(&value, "")?;
    read_v1(&top).map_err(ReadError::Damaged)
}

/// The JSON of a file.
pub(super) fn json(text: &str) -> Result<Value, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|_| ReadError::NotJson)
}

/// The envelope of a file of this kind (`kind`; empty for an assessment) and of a schema that this build reads.
pub(super) fn open<'a>(value: &'a Value, kind: &str) -> Result<Place<'a>, ReadError> {
    let top = Place::top(value);
    if top.member("app").value() != APP || top.member("kind").value().as_str().unwrap_or_default() != kind {
        return Err(ReadError::NotOurs);
    }
    match top.member("schema").value().as_u64() {
        Some(SCHEMA) => Ok(top),
        Some(newer) if newer > SCHEMA => Err(ReadError::Newer(newer)),
        _ => Err(ReadError::Damaged(top.member("schema").damaged("1"))),
    }
}

fn read_v1(top: &Place<'_>) -> Result<Saved, Damaged> {
    let data = top.member("data");
    if !data.value().is_object() {
        return Err(data.damaged("object"));
    }
    Ok(Saved {
        revision: top.member("revision").value().as_u64().unwrap_or(0),
        content: top.member("content").text()?.to_owned(),
        saved_at: top.member("saved_at").text()?.to_owned(),
        assessment: v1::read(&data)?,
    })
}

/// Writes an envelope; `indented` for files that people may look into.
pub fn write(saved: &Saved, indented: bool) -> String {
    let value = object([
        ("app", Value::from(APP)),
        ("schema", Value::from(SCHEMA)),
        ("content", Value::from(saved.content.as_str())),
        ("revision", Value::from(saved.revision)),
        ("saved_at", Value::from(saved.saved_at.as_str())),
        ("data", v1::write(&saved.assessment)),
    ]);
    if indented { format!("{value:#}") } else { value.to_string() }
}
