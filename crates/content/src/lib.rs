//! Content compiler: reads `content/`, refuses mistakes with a message that names the place, and writes packs.
//!
//! A pack is a file the page fetches: `law.bin`, `maturity.bin` and `measures.bin` hold law data in the compact form of `postcard`;
//! `<language>.<part>.txt` holds the words of one language, one string after the other, separated by [`SEPARATOR`].
//! Words carry no keys: their positions are fixed for all languages and written to Rust as constants.

mod areas;
mod cite;
mod duties;
mod duty_schema;
mod incident;
mod measures;
mod operators;
mod places;
mod rules;
mod schema;
mod sizes;
mod spaces;
mod state_schema;
mod state_words;
mod states;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use state_words::StateWords;

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
    /// Rust source: clocks and work-free days of States.
    pub places_rs: String,
    /// Content version.
    pub version: String,
}

/// Reads and checks all content below `root` (the project's folder).
///
/// # Errors
/// All mistakes found, one line each: file, place, what is wrong, what to do.
pub fn compile(root: &Path) -> Result<Compiled, Vec<String>> {
    let mut problems = Vec::new();
    let compiled = all(&root.join("content"), &mut problems);
    compiled.filter(|_| problems.is_empty()).ok_or(problems)
}

/// Everything, as far as it can be read.
fn all(content: &Path, problems: &mut Vec<String>) -> Option<Compiled> {
    let core = rules::load(&content.join("law"), problems);
    let maturity = areas::load(&content.join("areas"), problems);
    let operators = operators::load(&content.join("operators"), problems);
    let incident = incident::load(&content.join("incident"), problems);
    let (core, maturity) = (core?, maturity?);
    let measures = measures::load(&content.join("measures"), &maturity, problems)?;
    let operators = operators?;
    let incident = incident?;
    let states_folder = content.join("states");
    // A mistake in the core would show again in every state.
    let states = if problems.is_empty() { states::load(&states_folder, &core, problems) } else { Vec::new() };
    let law = core.law;
    let mut of_states = StateWords::default();
    for state in &states {
        state_words::load(&states_folder.join(&state.code), state, &mut of_states, problems);
    }
    let mut sections = words::sections(&law, &maturity, &measures, &operators, &incident);
    sections.push(words::SectionSpec::of(state_words::NAMES, states.iter().map(|state| state.code.clone()).collect()));
    let words = words::load(&content.join("text"), &sections, of_states.names, problems);
    let mut packs = words.packs;
    packs.extend(of_states.packs);
    let duties = duties::load(content, problems);
    packs.extend(duties.packs);
    let mut data = vec![
        ("law.bin".to_owned(), postcard::to_allocvec(&law)),
        ("maturity.bin".to_owned(), postcard::to_allocvec(&maturity)),
        ("measures.bin".to_owned(), postcard::to_allocvec(&measures)),
        ("operators.bin".to_owned(), postcard::to_allocvec(&operators)),
        ("incident.bin".to_owned(), postcard::to_allocvec(&incident)),
    ];
    for state in &states {
        data.push((format!("state.{}.bin", state.code), postcard::to_allocvec(state)));
    }
    for (name, bytes) in data {
        match bytes {
            Ok(bytes) => {
                packs.insert(name, bytes);
            }
            Err(error) => problems.push(format!("{name}: cannot be written: {error}")),
        }
    }
    let keys_rs = words.keys_rs + &states::constants(&states) + &duties.keys_rs;
    let codes: Vec<String> = states.iter().map(|state| state.code.clone()).collect();
    let zones = std::env::var("CHRONO_TZ_TIMEZONE_FILTER").ok();
    let places_rs = places::constants(&states_folder, &codes, zones.as_deref(), problems);
    Some(Compiled { packs, keys_rs, places_rs, version: law.version })
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
