//! Content compiler: reads `content/`, refuses mistakes with a message that names the place, and writes packs.
//!
//! A pack is a file the page fetches: `law.bin` and `maturity.bin` hold law data in the compact form of `postcard`;
//! `<language>.<part>.txt` holds the words of one language, one string after the other, separated by [`SEPARATOR`].
//! Words carry no keys: their positions are fixed for all languages and written to Rust as constants.

mod areas;
mod cite;
mod incident;
mod rules;
mod schema;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

/// Languages of the product, in the order of the language switch.
pub const LANGUAGES: [&str; 3] = ["sl", "hr", "en"];

/// Stands between two strings of a words pack; never part of a text.
pub const SEPARATOR: char = '\u{1f}';

/// Everything the compiler makes.
pub struct Compiled {
    /// File name and bytes of every pack.
    pub packs: BTreeMap<String, Vec<u8>>,
    /// Rust source: positions of words, and the content version.
    pub keys_rs: String,
    /// Content version.
    pub version: String,
}

/// Reads and checks all content below `root` (the project's folder).
///
/// # Errors
/// All mistakes found, one line each: file, place, what is wrong, what to do.
pub fn compile(root: &Path) -> Result<Compiled, Vec<String>> {
    let content = root.join("content");
    let mut problems = Vec::new();
    let law = rules::load(&content.join("law"), &mut problems);
    let maturity = areas::load(&content.join("areas"), &mut problems);
    let incident = incident::load(&content.join("incident"), &mut problems);
    let (Some(law), Some(maturity), Some(incident)) = (law, maturity, incident) else {
        return Err(problems);
    };
    let sections = words::sections(&law, &maturity);
    let words = words::load(&content.join("text"), &sections, &mut problems);
    let mut packs = words.packs;
    let data = [
        ("law.bin", postcard::to_allocvec(&law)),
        ("maturity.bin", postcard::to_allocvec(&maturity)),
        ("incident.bin", postcard::to_allocvec(&incident)),
    ];
    for (name, bytes) in data {
        match bytes {
            Ok(bytes) => {
                packs.insert(name.to_owned(), bytes);
            }
            Err(error) => problems.push(format!("{name}: cannot be written: {error}")),
        }
    }
    if problems.is_empty() {
        Ok(Compiled { packs, keys_rs: words.keys_rs, version: law.version })
    } else {
        Err(problems)
    }
}

/// Reads a TOML file into `T`, or notes why not.
fn read_toml<T: serde::de::DeserializeOwned>(path: &Path, problems: &mut Vec<String>) -> Option<T> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            problems.push(format!("{name}: cannot be read: {error}"));
            return None;
        }
    };
    match toml::from_str(&text) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(format!("{name}: {error}"));
            None
        }
    }
}
