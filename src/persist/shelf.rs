//! Where assessments are kept: one key each and one index key. Pure: the browser's storage is behind [`Shelf`].

use serde_json::Value;

use super::envelope::{self, ReadError, Saved};

/// Prefix of all keys of this app; browsers share storage between pages opened from files.
pub const PREFIX: &str = "nis2-check:";
const INDEX: &str = "nis2-check:index";

/// A place for texts by key.
pub trait Shelf {
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text; `false` when there is no room or storage is denied.
    fn set(&self, key: &str, text: &str) -> bool;
    /// Removes a text.
    fn remove(&self, key: &str);
    /// All keys that begin with `nis2-check:`.
    fn keys(&self) -> Vec<String>;
}

/// Why an assessment was not kept. What was there before is still there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeepError {
    /// Storage is denied or full.
    NoRoom,
    /// Another tab has saved since this one last read; its revision.
    Changed(u64),
}

fn key_of(id: &str) -> String {
    format!("{PREFIX}a:{id}")
}

fn index(ids: &[String]) -> String {
    ids.iter().map(|id| Value::from(id.as_str())).collect::<Value>().to_string()
}

/// Ids of all assessments, newest first. An assessment missing from the index is found by its key.
pub fn list(shelf: &dyn Shelf) -> Vec<String> {
    let index = shelf.get(INDEX).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let listed = index.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let keys = shelf.keys();
    let known: Vec<&str> = keys.iter().filter_map(|key| key.strip_prefix(PREFIX)?.strip_prefix("a:")).collect();
    let mut ids: Vec<String> = listed.filter(|id| known.contains(id)).map(str::to_owned).collect();
    for id in known {
        if !ids.iter().any(|listed| listed == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// Reads an assessment. `None` when there is none under this id.
pub fn load(shelf: &dyn Shelf, id: &str) -> Option<Result<Saved, ReadError>> {
    shelf.get(&key_of(id)).map(|text| envelope::read(&text))
}

/// The text as it is kept, for downloading what cannot be read.
pub fn raw(shelf: &dyn Shelf, id: &str) -> Option<String> {
    shelf.get(&key_of(id))
}

/// Keeps an assessment whose last known revision is `saved.revision`; returns the new one.
///
/// # Errors
/// When another tab has saved in between, when what is there cannot be read by this build, or when there is no room.
/// Nothing is overwritten then.
pub fn keep(shelf: &dyn Shelf, saved: &Saved) -> Result<u64, KeepError> {
    let id = &saved.assessment.id;
    match load(shelf, id) {
        Some(Ok(there)) if there.revision != saved.revision => return Err(KeepError::Changed(there.revision)),
        Some(Err(_)) => return Err(KeepError::Changed(u64::MAX)),
        _ => {}
    }
    let next = Saved { revision: saved.revision.wrapping_add(1), ..saved.clone() };
    if !put_first(shelf, id) {
        return Err(KeepError::NoRoom);
    }
    if shelf.set(&key_of(id), &envelope::write(&next, false)) { Ok(next.revision) } else { Err(KeepError::NoRoom) }
}

/// Puts an assessment in front of the others: it is the one opened when the page is loaded again. `false` when there is
/// no room for that.
pub fn put_first(shelf: &dyn Shelf, id: &str) -> bool {
    let mut ids = list(shelf);
    if ids.first().is_some_and(|first| first == id) {
        return true;
    }
    ids.retain(|listed| listed != id);
    ids.insert(0, id.to_owned());
    shelf.set(INDEX, &index(&ids))
}

/// Removes an assessment.
pub fn delete(shelf: &dyn Shelf, id: &str) {
    shelf.remove(&key_of(id));
    let ids: Vec<String> = list(shelf).into_iter().filter(|listed| listed != id).collect();
    shelf.set(INDEX, &index(&ids));
}

/// Removes everything this app has kept.
pub fn delete_everything(shelf: &dyn Shelf) {
    for key in shelf.keys() {
        shelf.remove(&key);
    }
}
