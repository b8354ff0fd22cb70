//! The shelf of saved assessments: nothing that is found on it is overwritten unseen.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use nis2_check::persist::shelf::{KeepError, Kept, PREFIX, Shelf, delete, delete_everything, keep, list, load, raw};

use crate::persist::saved;

/// A browser's storage with room for so many characters.
struct Room {
    texts: RefCell<BTreeMap<String, String>>,
    room: Cell<usize>,
}

impl Room {
    fn new() -> Self {
        Self { texts: RefCell::default(), room: Cell::new(usize::MAX) }
    }

    fn all(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }
}

impl Shelf for Room {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> bool {
        let fits = text.len() <= self.room.get();
        if fits {
            self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        }
        fits
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().filter(|key| key.starts_with(PREFIX)).cloned().collect()
    }
}

/// Keeps what has not been kept before.
fn keep_new(shelf: &Room, id: &str) -> Kept {
    keep(shelf, &saved(id, 0), None).unwrap()
}

#[test]
fn what_is_kept_is_found_again() {
    let shelf = Room::new();
    let first = keep_new(&shelf, "a");
    assert_eq!(first.revision, 1);
    assert_eq!(raw(&shelf, "a"), Some(first.text.clone()));
    keep_new(&shelf, "b");
    assert_eq!(keep(&shelf, &saved("a", 1), Some(&first.text)).unwrap().revision, 2);
    assert_eq!(list(&shelf), ["a", "b"], "newest first");
    assert_eq!(load(&shelf, "a"), Some(Ok(saved("a", 2))));
    assert_eq!(load(&shelf, "c"), None);
    delete(&shelf, "a");
    assert_eq!(list(&shelf), ["b"]);
    assert_eq!(raw(&shelf, "a"), None);
}

#[test]
fn a_second_tab_overwrites_nothing_unseen() {
    let shelf = Room::new();
    let (mut one, mut other) = (saved("a", 0), saved("a", 0));
    one.assessment.name = "one".to_owned();
    other.assessment.name = "other".to_owned();
    let kept = keep(&shelf, &one, None).unwrap();
    assert_eq!(keep(&shelf, &other, None), Err(KeepError::Changed));
    one.revision = kept.revision;
    let later = keep(&shelf, &one, Some(&kept.text)).unwrap();
    assert_eq!(keep(&shelf, &other, Some(&kept.text)), Err(KeepError::Changed));
    assert_eq!(load(&shelf, "a").unwrap().unwrap().assessment.name, "one");
    assert!(keep(&shelf, &other, Some(&later.text)).is_ok(), "having seen it");
}

#[test]
fn what_another_tab_has_deleted_does_not_come_back() {
    let shelf = Room::new();
    let kept = keep_new(&shelf, "a");
    delete(&shelf, "a");
    assert_eq!(keep(&shelf, &saved("a", 1), Some(&kept.text)), Err(KeepError::Changed));
    assert!(list(&shelf).is_empty());
}

#[test]
fn the_last_revision_is_followed_by_one_that_differs() {
    let shelf = Room::new();
    assert_ne!(keep(&shelf, &saved("a", u64::MAX), None).unwrap().revision, u64::MAX);
}

#[test]
fn without_room_everything_stays_as_it_was() {
    let shelf = Room::new();
    let kept = keep_new(&shelf, "a");
    keep_new(&shelf, "b");
    let before = (load(&shelf, "a"), load(&shelf, "b"));
    for room in [0, 3, 20, 100] {
        shelf.room.set(room);
        assert_eq!(keep(&shelf, &saved("a", 1), Some(&kept.text)), Err(KeepError::NoRoom), "{room}");
        assert_eq!(keep(&shelf, &saved("c", 0), None), Err(KeepError::NoRoom), "{room}");
        assert_eq!((load(&shelf, "a"), load(&shelf, "b")), before);
        assert_eq!(list(&shelf).into_iter().collect::<BTreeSet<_>>(), ["a", "b"].map(str::to_owned).into());
    }
}

#[test]
fn what_this_build_cannot_read_is_never_overwritten() {
    for text in ["", "{", r#"{"app":"nis2-check","schema":2,"data":{}}"#, r#"{"app":"nis2-check","schema":1}"#] {
        let shelf = Room::new();
        shelf.set("nis2-check:a:x", text);
        assert_eq!(keep(&shelf, &saved("x", 0), None), Err(KeepError::Changed), "{text}");
        assert_eq!(raw(&shelf, "x").as_deref(), Some(text));
        assert!(matches!(load(&shelf, "x"), Some(Err(_))));
        assert_eq!(list(&shelf), ["x"], "found by its key, for downloading");
    }
}

#[test]
fn a_damaged_index_loses_nothing() {
    for index in ["", "{", "[1, null]", r#"["gone"]"#, r#"{"a": 1}"#] {
        let shelf = Room::new();
        keep_new(&shelf, "a");
        shelf.set("nis2-check:index", index);
        assert_eq!(list(&shelf), ["a"], "{index}");
        keep_new(&shelf, "b");
        assert_eq!(list(&shelf), ["b", "a"]);
    }
}

#[test]
fn delete_everything_leaves_what_is_not_ours() {
    let shelf = Room::new();
    keep_new(&shelf, "a");
    shelf.set("nis2-check:language", "sl");
    shelf.set("other", "stays");
    delete_everything(&shelf);
    assert_eq!(shelf.all(), BTreeMap::from([("other".to_owned(), "stays".to_owned())]));
}
