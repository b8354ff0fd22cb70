//! Saved data: the file format, the shelf it is kept on, and moving between versions.

pub mod envelope;
pub mod incident;
pub mod measures;
pub mod operators;
mod read;
pub mod shelf;
pub mod v1;

use serde_json::{Map, Value};

/// A JSON object of these members.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}
