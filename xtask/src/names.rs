//! What a wasm file is made of: its sections, and its functions by the crate that they come from,
//! read from the name section.

use crate::size::kilobytes;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use wasmparser::{KnownCustom, Name, Parser, Payload};

const CRATES: usize = 14;
const FUNCTIONS: usize = 14;

/// A readable account of a wasm file that still has its names.
pub fn parts(wasm: &[u8]) -> Result<String, String> {
    let mut imported = 0_u32;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    let (mut code, mut data) = (0, 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(trouble)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if matches!(import.map_err(trouble)?.ty, wasmparser::TypeRef::Func(_)) {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                sizes.push(body.range().len());
                code += body.range().len();
            }
            Payload::DataSection(section) => data += section.range().len(),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    for part in section {
                        if let Name::Function(map) = part.map_err(trouble)? {
                            for name in map {
                                let name = name.map_err(trouble)?;
                                names.insert(name.index, name.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let nameless = "(no name)".to_owned();
    let functions: Vec<(&str, usize)> = (imported..)
        .zip(&sizes)
        .map(|(index, size)| (names.get(&index).unwrap_or(&nameless).as_str(), *size))
        .collect();
    Ok(account(&functions, code, data))
}

fn trouble(error: impl std::fmt::Display) -> String {
    format!("The wasm cannot be read: {error}.")
}

fn account(functions: &[(&str, usize)], code: usize, data: usize) -> String {
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, size) in functions {
        *crates.entry(crate_of(name)).or_default() += size;
        *whole.entry(name).or_default() += size;
    }
    let mut text = format!(
        "The wasm, raw: {} of code in {} functions, {} of data\n\nBiggest crates (generic code counts \
         where it was written)\n",
        kilobytes(code),
        functions.len(),
        kilobytes(data)
    );
    list(&mut text, &crates, CRATES);
    text.push_str("\nBiggest functions\n");
    list(&mut text, &whole, FUNCTIONS);
    text
}

fn list(text: &mut String, sizes: &BTreeMap<&str, usize>, count: usize) {
    let mut sorted: Vec<(&str, usize)> = sizes.iter().map(|(name, size)| (*name, *size)).collect();
    sorted.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (name, size) in sorted.into_iter().take(count) {
        let name: String = name.chars().take(110).collect();
        let _ = writeln!(text, "{:>12}  {name}", kilobytes(size));
    }
}

/// The crate in a path such as `<leptos::x::Y as core::fmt::Debug>::fmt::h0123`.
fn crate_of(name: &str) -> &str {
    let mut rest = name;
    loop {
        let shorter = rest.trim_start_matches(['<', '&', '(', '[', '*', ' ', '_']);
        let shorter =
            ["dyn ", "mut ", "const ", "impl "].iter().find_map(|word| shorter.strip_prefix(word)).unwrap_or(shorter);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let first = rest.split_once("::").map_or("(others)", |(first, _)| first);
    first.split('[').next().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    #[test]
    fn a_path_begins_with_its_crate() {
        assert_eq!(crate_of("core::fmt::Formatter::pad::h01"), "core");
        assert_eq!(crate_of("<&mut serde_json::de::R as core::fmt::Debug>::fmt"), "serde_json");
        assert_eq!(crate_of("<dyn any_spawner::X>::run"), "any_spawner");
        assert_eq!(crate_of("<dlmalloc[e24a27700634d609]::Dlmalloc>::malloc"), "dlmalloc");
        assert_eq!(crate_of("memcpy"), "(others)");
    }
}
