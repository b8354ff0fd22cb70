//! Small sets and maps: sorted lists. Our collections hold tens of things, and lists take a tenth of the code of trees
//! (`docs/adr/0003-small-code-for-the-page.md`).

use std::borrow::Borrow;

/// A set in the order of its items.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SortedSet<T>(Vec<T>);

impl<T> SortedSet<T> {
    /// Nothing.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lowest item.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }
}

impl<T: Ord> SortedSet<T> {
    fn find<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        let at = self.0.iter().position(|known| known.borrow() >= item).unwrap_or(self.0.len());
        if self.0.get(at).is_some_and(|known| known.borrow() == item) { Ok(at) } else { Err(at) }
    }

    /// Whether an item is in the set.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(item).is_ok()
    }

    /// Adds an item; `false` if it was there.
    pub fn insert(&mut self, item: T) -> bool {
        let Err(at) = self.find(&item) else { return false };
        self.0.insert(at, item);
        true
    }

    /// Removes an item; `false` if it was not there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let Ok(at) = self.find(item) else { return false };
        self.0.remove(at);
        true
    }

    /// Whether every item is in the other set too.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.0.iter().all(|item| other.contains(item))
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        for item in items {
            set.insert(item);
        }
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Values by id, in the order of the ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ById<V>(Vec<(String, V)>);

impl<V> ById<V> {
    /// Nothing.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        let at = self.0.iter().position(|(known, _)| known.as_str() >= id).unwrap_or(self.0.len());
        if self.0.get(at).is_some_and(|(known, _)| known == id) { Ok(at) } else { Err(at) }
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&V> {
        let at = self.find(id).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Sets the value of an id.
    pub fn insert(&mut self, id: String, value: V) {
        match self.find(&id) {
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            Err(at) => self.0.insert(at, (id, value)),
        }
    }

    /// Removes an id and its value.
    pub fn remove(&mut self, id: &str) {
        if let Ok(at) = self.find(id) {
            self.0.remove(at);
        }
    }

    /// Whether an id has a value.
    pub fn contains_key(&self, id: &str) -> bool {
        self.find(id).is_ok()
    }

    /// Ids and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &V)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// The ids in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(id, _)| id)
    }

    /// The values in the order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// How many ids have a value.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for ById<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> FromIterator<(String, V)> for ById<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(items: I) -> Self {
        let mut map = Self::new();
        for (id, value) in items {
            map.insert(id, value);
        }
        map
    }
}

impl<V, const N: usize> From<[(String, V); N]> for ById<V> {
    fn from(items: [(String, V); N]) -> Self {
        items.into_iter().collect()
    }
}

impl<V> IntoIterator for ById<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a ById<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, V)>, fn(&'a (String, V)) -> (&'a String, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(id, value)| (id, value))
    }
}

/// Puts an item into a list that is in order, behind those that are alike.
pub fn insert_in_order<T, K: Ord>(list: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    let own = key(&item);
    let at = list.iter().position(|other| key(other) > own).unwrap_or(list.len());
    list.insert(at, item);
}
