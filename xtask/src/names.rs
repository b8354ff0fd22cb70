//! What a wasm file is made of: its sections, and its functions by the crate that they come from,
//! read from the name section.

use crate::size::kilobytes;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use wasmparser::{KnownCustom, Name, Parser, Payload};

const CRATES: usize = 14;
const MODULES: usize = 24;
const FUNCTIONS: usize = 14;

/// A readable account of a wasm file that still has its names.
pub fn parts(wasm: &[u8]) -> Result<String, String> {
    let read = read(wasm)?;
    let functions: Vec<(&str, usize)> = read.functions.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    Ok(account(&functions, read.code, read.data))
}

/// The functions of a wasm file that still has its names, with their sizes.
pub fn functions(wasm: &[u8]) -> Result<Vec<(String, usize)>, String> {
    read(wasm).map(|read| read.functions)
}

/// What a wasm file is made of.
struct Read {
    functions: Vec<(String, usize)>,
    code: usize,
    data: usize,
}

fn read(wasm: &[u8]) -> Result<Read, String> {
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
    let name_of = |index: u32| names.get(&index).cloned().unwrap_or_else(|| "nameless".to_owned());
    let functions = (imported..).zip(&sizes).map(|(index, size)| (name_of(index), *size)).collect();
    Ok(Read { functions, code, data })
}

fn trouble(error: impl std::fmt::Display) -> String {
    format!("The wasm cannot be read: {error}.")
}

fn account(functions: &[(&str, usize)], code: usize, data: usize) -> String {
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    let mut modules: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, size) in functions {
        let path = path_of(name);
        *crates.entry(crate_of(path)).or_default() += size;
        *modules.entry(module_of(path)).or_default() += size;
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
    text.push_str("\nBiggest modules\n");
    list(&mut text, &modules, MODULES);
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

/// The path of the item in a name: `<&mut serde_json::de::R as core::fmt::Debug>::fmt` is one of
/// `serde_json`, `<T as tachys::view::Render>::build` one of `tachys`.
fn path_of(name: &str) -> &str {
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
    match rest.split_once(" as ") {
        Some((first, after)) if !first.contains("::") => after,
        _ => rest,
    }
}

/// The crate that a path begins with.
fn crate_of(path: &str) -> &str {
    let first = path.split_once("::").map_or("(others)", |(first, _)| first);
    first.split('[').next().unwrap_or(first)
}

/// The first three steps of a path: `nis2_check::ui::pages`, `core::slice::sort`.
fn module_of(path: &str) -> &str {
    let end = path.match_indices("::").nth(2).map_or(path.len(), |(at, _)| at);
    let module = path.get(..end).unwrap_or(path);
    module.split(['<', '{']).next().unwrap_or(module).trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::{crate_of, module_of, path_of};

    #[test]
    fn a_path_begins_with_its_crate() {
        for (name, expected) in [
            ("core::fmt::Formatter::pad::h01", "core"),
            ("<&mut serde_json::de::R as core::fmt::Debug>::fmt", "serde_json"),
            ("<dyn any_spawner::X>::run", "any_spawner"),
            ("<T as tachys::view::Render>::build", "tachys"),
            ("<dlmalloc[e24a27700634d609]::Dlmalloc>::malloc", "dlmalloc"),
            ("memcpy", "(others)"),
        ] {
            assert_eq!(crate_of(path_of(name)), expected);
        }
    }

    #[test]
    fn modules_are_told_apart() {
        assert_eq!(module_of("nis2_check::ui::app::start::h7"), "nis2_check::ui::app");
        assert_eq!(module_of("core::ptr::drop_in_place<alloc::x::Y>"), "core::ptr::drop_in_place");
        assert_eq!(module_of("memcpy"), "memcpy");
    }
}
