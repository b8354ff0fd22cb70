//! Where incidents are kept: each under a key of its own, so that two of them never meet in one text.

use super::{File, close, open};
use crate::domain::incident::Incident;
use crate::domain::sorted::SortedSet;
use crate::persist::envelope::ReadError;
use crate::persist::shelf::{KeepError, Kept, PREFIX, Shelf};

fn key_of(id: &str) -> String {
    [PREFIX, "i:", id].concat()
}

/// Ids of all incidents, newest first: ids begin with the moment at which the incident was entered.
pub fn list(shelf: &dyn Shelf) -> Vec<String> {
    let keys = shelf.keys();
    let own = keys.iter().filter_map(|key| key.strip_prefix(PREFIX)?.strip_prefix("i:"));
    let ids: SortedSet<String> = own.map(str::to_owned).collect();
    ids.iter().rev().cloned().collect()
}

/// Reads an incident. `None` when there is none under this id.
pub fn load(shelf: &dyn Shelf, id: &str) -> Option<Result<File, ReadError>> {
    shelf.get(&key_of(id)).map(|text| open(&text))
}

/// The text as it is kept, for saving what cannot be read.
pub fn raw(shelf: &dyn Shelf, id: &str) -> Option<String> {
    shelf.get(&key_of(id))
}

/// Keeps an incident; `seen` is what this tab has last read or kept of it, if anything.
///
/// # Errors
/// When something else is there by now, or when there is no room. Nothing is overwritten then.
pub fn keep(shelf: &dyn Shelf, incident: &Incident, seen: Option<&Kept>, saved_at: &str) -> Result<Kept, KeepError> {
    let key = key_of(&incident.id);
    if shelf.get(&key).as_deref() != seen.map(|seen| seen.text.as_str()) {
        return Err(KeepError::Changed);
    }
    let revision = seen.map_or(0, |seen| seen.revision).wrapping_add(1);
    let text = close(incident, revision, saved_at, false);
    if shelf.set(&key, &text) { Ok(Kept { revision, text }) } else { Err(KeepError::NoRoom) }
}

/// Removes an incident.
pub fn delete(shelf: &dyn Shelf, id: &str) {
    shelf.remove(&key_of(id));
}
