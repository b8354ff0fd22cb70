//! Words of a state: `content/states/<code>/text/<language>.toml`. Their positions follow from the state's own data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use law::state::{KINDS, Kind, State};
use toml::Table;

use crate::words::{check_key, flatten};
use crate::{LANGUAGES, SEPARATOR};

/// `<language>.state.<code>.txt` for each language.
pub fn load(folder: &Path, state: &State, problems: &mut Vec<String>) -> BTreeMap<String, Vec<u8>> {
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
    let named = |language: &&str| format!("{language}.state.{}.txt", state.code);
    languages.iter().map(|(language, texts)| (named(language), pack(texts))).collect()
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
