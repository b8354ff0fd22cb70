//! Words of a state: `content/states/<code>/text/<language>.toml`. Their positions follow from the state's own data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use law::state::{KINDS, Kind, State};
use toml::Table;

use crate::words::{Texts, check_key, flatten};
use crate::{LANGUAGES, SEPARATOR};

/// Where the names of states stand among the words of the product.
pub const NAMES: &str = "places.state";

/// Words of states.
#[derive(Default)]
pub struct StateWords {
    /// `<language>.state.<code>.txt`.
    pub packs: BTreeMap<String, Vec<u8>>,
    /// Names of the states for the words that all visitors fetch, by language.
    pub names: BTreeMap<String, Texts>,
}

/// Reads and checks the words of a state.
pub fn load(folder: &Path, state: &State, words: &mut StateWords, problems: &mut Vec<String>) {
    let mut found = Vec::new();
    let mut languages = BTreeMap::new();
    for language in LANGUAGES {
        let mut texts = BTreeMap::new();
        let path = folder.join("text").join(format!("{language}.toml"));
        for (kind, table) in crate::read_toml::<Table>(&path, &mut found).unwrap_or_default() {
            match table {
                toml::Value::Table(table) => flatten(&kind, &table, language, &mut texts, &mut found),
                _ => found.push(format!("{language}: {kind}: only texts are allowed here")),
            }
        }
        languages.insert(language, texts);
    }
    let keys: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    for key in &keys {
        check_key(key, &languages, &mut found);
    }
    let wanted = keys_of(state);
    for key in wanted.iter().filter(|key| !keys.contains(key)) {
        found.push(format!("text: there are no words \"{key}\"; add them in every language"));
    }
    for key in keys.iter().filter(|key| !wanted.contains(key)) {
        found.push(format!("text: \"{key}\" belongs to nothing in the state's data"));
    }
    problems.extend(found.into_iter().map(|problem| format!("states/{}: {problem}", state.code)));
    let pack = |texts: &BTreeMap<String, String>| {
        let ordered: Vec<&str> = wanted.iter().map(|key| texts.get(key).map_or("", String::as_str)).collect();
        ordered.join(SEPARATOR.encode_utf8(&mut [0; 4])).into_bytes()
    };
    for (language, texts) in &languages {
        words.packs.insert(format!("{language}.state.{}.txt", state.code), pack(texts));
        let names = words.names.entry((*language).to_owned()).or_default();
        let name = texts.get("state.name").cloned().unwrap_or_default();
        names.insert(format!("{NAMES}.{}.name", state.code), name);
    }
}

/// Full keys in the order of the pack.
fn keys_of(state: &State) -> Vec<String> {
    let mut keys = Vec::new();
    for (kind, table, fields) in KINDS {
        for item in state.keys(kind) {
            for field in fields {
                keys.push(match (kind, item.rsplit_once('.')) {
                    (Kind::State, _) => format!("{table}.{field}"),
                    (Kind::Value, Some((fact, value))) => format!("{table}.{fact}.{field}_{value}"),
                    _ => format!("{table}.{item}.{field}"),
                });
            }
        }
    }
    keys
}
