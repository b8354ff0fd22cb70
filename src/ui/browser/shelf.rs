//! The browser's local storage as a shelf. Where it is denied, a shelf in memory takes its place and the page says so.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage as _};
use leptos::prelude::window;

use crate::domain::sorted::ById;
use crate::persist::shelf::{PREFIX, Shelf};

thread_local! {
    static MEMORY: RefCell<ById<String>> = const { RefCell::new(ById::new()) };
}

/// Local storage, or memory where the browser denies it.
pub struct BrowserShelf;

impl BrowserShelf {
    /// Whether the browser lets us store. In sandboxed frames even asking throws, which web-sys returns as an error;
    /// gloo-storage would panic there, so it is only used after this.
    pub fn is_allowed() -> bool {
        window().local_storage().is_ok_and(|storage| storage.is_some())
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Option<String> {
        if Self::is_allowed() {
            LocalStorage::raw().get_item(key).ok().flatten()
        } else {
            MEMORY.with_borrow(|memory| memory.get(key).cloned())
        }
    }

    fn set(&self, key: &str, text: &str) -> bool {
        if Self::is_allowed() {
            return LocalStorage::raw().set_item(key, text).is_ok();
        }
        MEMORY.with_borrow_mut(|memory| memory.insert(key.to_owned(), text.to_owned()));
        false
    }

    fn remove(&self, key: &str) {
        if Self::is_allowed() {
            let _ = LocalStorage::raw().remove_item(key);
        } else {
            MEMORY.with_borrow_mut(|memory| memory.remove(key));
        }
    }

    fn keys(&self) -> Vec<String> {
        if !Self::is_allowed() {
            return MEMORY.with_borrow(|memory| memory.keys().cloned().collect());
        }
        let storage = LocalStorage::raw();
        let count = storage.length().unwrap_or_default();
        let keys = (0..count).filter_map(|position| storage.key(position).ok().flatten());
        keys.filter(|key| key.starts_with(PREFIX)).collect()
    }
}
