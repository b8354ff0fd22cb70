//! Reading JSON with errors that name the place.

use serde_json::{Map, Value};

use super::STATES;
use crate::domain::sorted::ById;
use crate::domain::state::State;

/// A value in a file that cannot be used: where it stands and what was expected there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damaged {
    /// Path from the top of the file, for instance `data.size.periods.0.figures.staff`.
    pub path: String,
    /// What a value there looks like, in the words of the JSON Schema: `text`, `yes|no|unknown`, `number`.
    pub expected: &'static str,
}

/// A place in a file.
#[derive(Clone)]
pub struct Place<'a> {
    path: String,
    value: &'a Value,
}

/// What a missing or empty member reads as.
const NOTHING: &Value = &Value::Null;

impl<'a> Place<'a> {
    /// The top of a file.
    pub fn top(value: &'a Value) -> Self {
        Self { path: String::new(), value }
    }

    /// A member; one that is missing reads as nothing.
    pub fn member(&self, name: &str) -> Self {
        self.below(name, self.value.get(name).unwrap_or(NOTHING))
    }

    fn below(&self, name: &str, value: &'a Value) -> Self {
        let mut path = self.path.clone();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        Self { path, value }
    }

    /// The error that says what belongs here.
    pub fn damaged(&self, expected: &'static str) -> Damaged {
        Damaged { path: self.path.clone(), expected }
    }

    /// Whether nothing is given.
    pub fn is_nothing(&self) -> bool {
        self.value.is_null()
    }

    /// The value as it stands.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// A text; nothing reads as empty.
    pub fn text(&self) -> Result<&'a str, Damaged> {
        if self.is_nothing() {
            return Ok("");
        }
        self.value.as_str().ok_or_else(|| self.damaged("text"))
    }

    /// A text that may be left out.
    pub fn optional_text(&self) -> Result<Option<String>, Damaged> {
        Ok(Some(self.text()?).filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// Yes or no as JSON has it; nothing reads as no.
    pub fn flag(&self) -> Result<bool, Damaged> {
        if self.is_nothing() { Ok(false) } else { self.value.as_bool().ok_or_else(|| self.damaged("true|false")) }
    }

    /// A list; nothing reads as empty.
    pub fn list(&self) -> Result<Vec<Self>, Damaged> {
        if self.is_nothing() {
            return Ok(Vec::new());
        }
        let items = self.value.as_array().ok_or_else(|| self.damaged("list"))?;
        Ok(items.iter().enumerate().map(|(index, value)| self.below(&index.to_string(), value)).collect())
    }

    /// A list of texts.
    pub fn texts(&self) -> Result<Vec<String>, Damaged> {
        self.list()?.iter().map(|item| item.text().map(str::to_owned)).collect()
    }

    /// The members of an object; nothing reads as empty.
    pub fn members(&self) -> Result<Vec<(&'a str, Self)>, Damaged> {
        if self.is_nothing() {
            return Ok(Vec::new());
        }
        let members: &Map<String, Value> = self.value.as_object().ok_or_else(|| self.damaged("object"))?;
        Ok(members.iter().map(|(name, value)| (name.as_str(), self.below(name, value))).collect())
    }

    /// One of a closed set of words.
    pub fn word<T: Copy>(&self, words: &[(&str, T)], expected: &'static str) -> Result<T, Damaged> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        found.ok_or_else(|| self.damaged(expected))
    }

    /// A number as written: `"12.5"`, or a JSON number.
    pub fn number_text(&self) -> Result<String, Damaged> {
        match self.value {
            Value::String(text) => Ok(text.clone()),
            Value::Number(number) => Ok(number.to_string()),
            _ => Err(self.damaged("number")),
        }
    }
}

/// The value, or its default and the damage noted.
pub fn or_noted<T: Default>(read: Result<T, Damaged>, damaged: &mut Vec<Damaged>) -> T {
    read.unwrap_or_else(|place| {
        damaged.push(place);
        T::default()
    })
}

/// The members of an object that can be read, by id; the others are noted.
pub fn readable<V>(
    place: &Place<'_>,
    read: fn(&Place<'_>) -> Result<V, Damaged>,
    damaged: &mut Vec<Damaged>,
) -> ById<V> {
    let mut found = ById::new();
    for (id, value) in or_noted(place.members(), damaged) {
        match read(&value) {
            Ok(value) => found.insert(id.to_owned(), value),
            Err(at) => damaged.push(at),
        }
    }
    found
}

/// How far something is; nothing where it has not been answered.
pub fn state(place: &Place<'_>) -> Result<Option<State>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    place.word(&STATES, "in_place|partly|planned|missing|not_applicable|unknown").map(Some)
}
