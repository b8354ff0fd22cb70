//! What the criteria of an act have come to.

use super::finding::{Met, Need, add, earlier};
use super::result::Reportable;
use crate::domain::time::Moment;

/// What the criteria of an act say together.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) met: Vec<Met>,
    pub(super) next: Option<Met>,
    /// Criteria that people judge and that are not answered.
    pub(super) judged: Vec<Need>,
    /// What measurable criteria depend on.
    pub(super) open: Vec<Need>,
    /// The earliest moment at which a criterion that is still open may have been met.
    pub(super) possible: Option<Moment>,
    /// Whether a criterion that is still open may have been met at a moment that nothing is known of.
    pub(super) possible_any_time: bool,
}

impl Tally {
    pub(super) fn merge(mut self, other: Self) -> Self {
        self.met.extend(other.met);
        add(&mut self.judged, other.judged);
        add(&mut self.open, other.open);
        let sooner = |one: &Met, two: &Met| one.at.is_none() || (two.at.is_some() && two.at < one.at);
        self.next = match (self.next, other.next) {
            (Some(one), Some(two)) => Some(if sooner(&one, &two) { two } else { one }),
            (one, two) => one.or(two),
        };
        self.possible = earlier(self.possible, other.possible);
        self.possible_any_time |= other.possible_any_time;
        self
    }

    pub(super) fn reportable(&self) -> Reportable {
        if !self.met.is_empty() {
            Reportable::Yes
        } else if !self.open.is_empty() {
            Reportable::Depends
        } else if !self.judged.is_empty() {
            Reportable::Judgement
        } else {
            Reportable::No
        }
    }

    pub(super) fn on(&self) -> Vec<Need> {
        let mut on = Vec::new();
        if self.met.is_empty() {
            add(&mut on, self.open.clone());
            add(&mut on, self.judged.clone());
        }
        on
    }
}
