//! A small set of (own class, group class).

use law::Size;

/// All classes, lowest first.
pub(super) const CLASSES: [Size; 4] = [Size::Micro, Size::Small, Size::Medium, Size::Large];

/// A set of (class of the own figures, class of the group's figures), one bit a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pairs(u16);

impl Pairs {
    /// No pair.
    pub(super) const NONE: Self = Self(0);

    /// Adds a pair.
    pub(super) fn add(&mut self, own: Size, group: Size) {
        self.0 |= bit(own, group);
    }

    /// Adds `own` with every group class from `low` to `high`.
    pub(super) fn add_span(&mut self, own: Size, low: Size, high: Size) {
        for group in CLASSES {
            if low <= group && group <= high {
                self.add(own, group);
            }
        }
    }

    /// Adds the pairs of another set.
    pub(super) fn add_all(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// Whether all pairs of the other set are in this one.
    pub(super) fn contains_all(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }

    /// How many pairs.
    pub(super) fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The pairs in order.
    pub(super) fn iter(self) -> impl Iterator<Item = (Size, Size)> {
        CLASSES
            .into_iter()
            .flat_map(|own| CLASSES.into_iter().map(move |group| (own, group)))
            .filter(move |(own, group)| self.0 & bit(*own, *group) != 0)
    }

    /// Every pair of this set with every pair of another, own with own and group with group, by `pick`.
    pub(super) fn combined(self, others: Self, pick: fn(Size, Size) -> Size) -> Self {
        let mut found = Self::NONE;
        for (own, group) in self.iter() {
            for (other_own, other_group) in others.iter() {
                found.add(pick(own, other_own), pick(group, other_group));
            }
        }
        found
    }
}

/// The bit of a pair.
fn bit(own: Size, group: Size) -> u16 {
    1 << (own as u16 * 4 + group as u16)
}
