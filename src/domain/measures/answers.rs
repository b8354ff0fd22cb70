//! What the full self-assessment keeps of one assessment.

use law::Day;

use crate::domain::sorted::{ById, SortedSet};
use crate::domain::state::State;
use crate::domain::units::Tri;

/// Everything the part keeps. Ids that this build does not know are kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// Answers to the risk profile by question; missing where not asked yet.
    pub profile: ById<Tri>,
    /// Answers by id of the measure that asks.
    pub answers: ById<Answer>,
    /// Good practices that are followed: `A01-G01`.
    pub practices: SortedSet<String>,
    /// Framework by which the roadmap is ordered.
    pub framework: Option<String>,
    /// The firm's own order of the roadmap, by id; empty while it follows the computed one.
    pub order: Vec<String>,
    /// What the firm notes about items of the roadmap, by id of the measure that asks.
    pub items: ById<Item>,
}

/// The answer to a measure's question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// How far it is; `None` when only a note has been written.
    pub state: Option<State>,
    /// Why it does not apply.
    pub reason: String,
    /// What shows it: a file, a place, a person.
    pub note: String,
}

/// What the firm notes about an item of the roadmap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Item {
    /// Who sees to it.
    pub owner: String,
    /// By when.
    pub due: Option<Day>,
    /// How far the work is.
    pub stage: Stage,
    /// When to begin, where the firm has decided it; else the days of work before it say so.
    pub when: Option<Horizon>,
}

/// When to begin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Horizon {
    /// Now.
    Now,
    /// This quarter.
    Quarter,
    /// This year.
    Year,
    /// Later: beyond the target of its areas, or put off by the firm.
    Later,
}

/// How far the work on an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stage {
    /// Not begun.
    #[default]
    Open,
    /// Under way.
    Begun,
    /// Waiting for somebody or something.
    Waiting,
    /// Done. The answer to the question still has to say so.
    Done,
}

impl Kept {
    /// Whether nothing has been stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The answer to a question.
    pub fn answer(&self, id: &str) -> Answer {
        self.answers.get(id).cloned().unwrap_or_default()
    }

    /// Sets how far a measure is; a choice that is taken back leaves the note.
    pub fn set_state(&mut self, id: &str, state: Option<State>) {
        let answer = Answer { state, ..self.answer(id) };
        if answer == Answer::default() {
            self.answers.remove(id);
        } else {
            self.answers.insert(id.to_owned(), answer);
        }
    }

    /// What is noted about an item.
    pub fn item(&self, id: &str) -> Item {
        self.items.get(id).cloned().unwrap_or_default()
    }

    /// Notes something about an item.
    pub fn set_item(&mut self, id: &str, item: Item) {
        if item == Item::default() {
            self.items.remove(id);
        } else {
            self.items.insert(id.to_owned(), item);
        }
    }

    /// Whether the firm has moved an item or chosen a group for one.
    pub fn has_moves(&self) -> bool {
        !self.order.is_empty() || self.items.iter().any(|(_, item)| item.when.is_some())
    }

    /// Takes back every move and every chosen group; who, by when and how far stay.
    pub fn take_back_moves(&mut self) {
        self.order.clear();
        self.framework = None;
        let chosen: Vec<String> =
            self.items.iter().filter(|(_, item)| item.when.is_some()).map(|(id, _)| id.clone()).collect();
        for id in chosen {
            self.set_item(&id, Item { when: None, ..self.item(&id) });
        }
    }

    /// Ticks a good practice or takes the tick away.
    pub fn set_practice(&mut self, id: String, followed: bool) {
        if followed {
            self.practices.insert(id);
        } else {
            self.practices.remove(&id);
        }
    }
}
