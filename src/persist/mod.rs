//! Saved data: the file format, the shelf it is kept on, and moving between versions.

pub mod envelope;
pub mod incident;
pub mod measures;
pub mod operators;
mod read;
pub mod shelf;
pub mod v1;

use serde_json::{Map, Value};

use crate::domain::sorted::ById;
use crate::domain::state::State;

/// How states are written; nothing stands for one that has not been answered.
pub const STATES: [(&str, State); 6] = [
    ("in_place", State::InPlace),
    ("partly", State::Partly),
    ("planned", State::Planned),
    ("missing", State::Missing),
    ("not_applicable", State::NotApplicable),
    ("unknown", State::Unknown),
];

/// A JSON object of these members.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// An object with a member for each id.
fn by_id<V>(values: &ById<V>, write: impl Fn(&V) -> Value) -> Value {
    let mut object = Map::new();
    values.iter().for_each(|(id, value)| drop(object.insert(id.clone(), write(value))));
    Value::Object(object)
}

/// The word that stands for a value.
fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Value {
    words.iter().find(|(_, known)| known == value).map_or(Value::Null, |(word, _)| Value::from(*word))
}
