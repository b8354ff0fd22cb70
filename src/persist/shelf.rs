//! Where assessments are kept: one key each and one index key. Pure: the browser's storage is behind [`Shelf`].

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
    /// What is there is not what this tab has last seen: another tab has saved or deleted it, or this build cannot read it.
    Changed,
}

/// What has been kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The revision.
    pub revision: u64,
    /// The text as it is on the shelf.
    pub text: String,
}

fn key_of(id: &str) -> String {
    format!("{PREFIX}a:{id}")
}

/// A JSON list; ids hold no character that needs escaping.
fn index(ids: &[String]) -> String {
    ["[\"", &ids.join("\",\""), "\"]"].concat()
}

/// Ids of all assessments, newest first. An assessment missing from the index is found by its key.
pub fn list(shelf: &dyn Shelf) -> Vec<String> {
    let index = shelf.get(INDEX).unwrap_or_default();
    // Whatever stands between quotation marks and is an id is one.
    let listed = index.split('"');
    let keys = shelf.keys();
    let known: Vec<&str> = keys.iter().filter_map(|key| key.strip_prefix(PREFIX)?.strip_prefix("a:")).collect();
    let mut ids: Vec<String> = Vec::new();
    for id in listed.filter(|id| known.contains(id)).chain(known.iter().copied()) {
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

/// The text as it is kept.
pub fn raw(shelf: &dyn Shelf, id: &str) -> Option<String> {
    shelf.get(&key_of(id))
}

/// Keeps an assessment; `seen` is the text that this tab has last read or kept under its id, if any.
///
/// # Errors
/// When something else is there by now, or when there is no room. Nothing is overwritten then.
pub fn keep(shelf: &dyn Shelf, saved: &Saved, seen: Option<&str>) -> Result<Kept, KeepError> {
    let id = &saved.assessment.id;
    if shelf.get(&key_of(id)).as_deref() != seen {
        return Err(KeepError::Changed);
    }
    let next = Saved { revision: saved.revision.wrapping_add(1), ..saved.clone() };
    let text = envelope::write(&next, false);
    if put_first(shelf, id) && shelf.set(&key_of(id), &text) {
        Ok(Kept { revision: next.revision, text })
    } else {
        Err(KeepError::NoRoom)
    }
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
