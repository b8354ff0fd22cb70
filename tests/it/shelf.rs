//! The shelf of saved assessments: nothing that is found on it is overwritten unseen.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use nis2_check::persist::shelf::{KeepError, PREFIX, Shelf, delete, delete_everything, keep, list, load, raw};

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

#[test]
fn what_is_kept_is_found_again() {
    let shelf = Room::new();
    assert_eq!(keep(&shelf, &saved("a", 0)), Ok(1));
    assert_eq!(keep(&shelf, &saved("b", 0)), Ok(1));
    assert_eq!(keep(&shelf, &saved("a", 1)), Ok(2));
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
    one.revision = keep(&shelf, &one).unwrap();
    assert_eq!(keep(&shelf, &other), Err(KeepError::Changed(1)));
    one.revision = keep(&shelf, &one).unwrap();
    assert_eq!(keep(&shelf, &other), Err(KeepError::Changed(2)));
    assert_eq!(load(&shelf, "a").unwrap().unwrap().assessment.name, "one");
    other.revision = 2;
    assert_eq!(keep(&shelf, &other), Ok(3), "having seen it");
}

#[test]
fn the_last_revision_is_followed_by_one_that_differs() {
    let shelf = Room::new();
    let next = keep(&shelf, &saved("a", u64::MAX)).unwrap();
    assert_ne!(next, u64::MAX);
    assert_eq!(keep(&shelf, &saved("a", u64::MAX)), Err(KeepError::Changed(next)));
}

#[test]
fn without_room_everything_stays_as_it_was() {
    let shelf = Room::new();
    keep(&shelf, &saved("a", 0)).unwrap();
    keep(&shelf, &saved("b", 0)).unwrap();
    let before = (load(&shelf, "a"), load(&shelf, "b"));
    for room in [0, 3, 20, 100] {
        shelf.room.set(room);
        assert_eq!(keep(&shelf, &saved("a", 1)), Err(KeepError::NoRoom), "{room}");
        assert_eq!(keep(&shelf, &saved("c", 0)), Err(KeepError::NoRoom), "{room}");
        assert_eq!((load(&shelf, "a"), load(&shelf, "b")), before);
        assert_eq!(list(&shelf).into_iter().collect::<BTreeSet<_>>(), ["a", "b"].map(str::to_owned).into());
    }
}

#[test]
fn what_this_build_cannot_read_is_never_overwritten() {
    for text in ["", "{", r#"{"app":"nis2-check","schema":2,"data":{}}"#, r#"{"app":"nis2-check","schema":1}"#] {
        let shelf = Room::new();
        shelf.set("nis2-check:a:x", text);
        assert!(matches!(keep(&shelf, &saved("x", 0)), Err(KeepError::Changed(_))), "{text}");
        assert_eq!(raw(&shelf, "x").as_deref(), Some(text));
        assert!(matches!(load(&shelf, "x"), Some(Err(_))));
        assert_eq!(list(&shelf), ["x"], "found by its key, for downloading");
    }
}

#[test]
fn a_damaged_index_loses_nothing() {
    for index in ["", "{", "[1, null]", r#"["gone"]"#, r#"{"a": 1}"#] {
        let shelf = Room::new();
        keep(&shelf, &saved("a", 0)).unwrap();
        shelf.set("nis2-check:index", index);
        assert_eq!(list(&shelf), ["a"], "{index}");
        assert_eq!(keep(&shelf, &saved("b", 0)), Ok(1));
        assert_eq!(list(&shelf), ["b", "a"]);
    }
}

#[test]
fn delete_everything_leaves_what_is_not_ours() {
    let shelf = Room::new();
    keep(&shelf, &saved("a", 0)).unwrap();
    shelf.set("nis2-check:language", "sl");
    shelf.set("other", "stays");
    delete_everything(&shelf);
    assert_eq!(shelf.all(), BTreeMap::from([("other".to_owned(), "stays".to_owned())]));
}
