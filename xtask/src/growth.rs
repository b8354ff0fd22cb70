//! What a country and a late part cost somebody who does not use them, for `cargo xtask size`.
//!
//! A country: the content is compiled with and without it, and what everybody fetches is compared: words of the core, the
//! law, and the constants that stand in the wasm, counted as the text of their Rust source, which is longer than they are.
//!
//! A part: its words in the core and its lines in the script that fetches code are taken out and the rest is compressed
//! again. Functions of the core that bear its name are added up raw and shrunk as the whole core shrinks: an estimate.

use crate::command;
use crate::compress;
use crate::names;
use crate::size::kilobytes;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const GOAL_COUNTRY: usize = 1_000;
/// The country of the tests, which is not shipped.
const FIXTURE: &str = "tests/fixtures/states";

/// A part that came after the check: what its words, functions and loaders are called, and what it may cost (bytes).
struct Late {
    name: &'static str,
    marks: &'static [&'static str],
    goal: usize,
}

const LATE: [Late; 2] = [
    Late { name: "maturity", marks: &["area", "measure", "maturity", "roadmap"], goal: 2_000 },
    Late { name: "incidents", marks: &["incident"], goal: 1_000 },
];

/// Bytes under brotli.
fn packed(root: &Path, bytes: &[u8]) -> Result<usize, String> {
    Ok(compress::brotli(root, bytes)?.len())
}

/// What each country costs those who do not choose it.
pub fn countries(root: &Path) -> Result<String, String> {
    let shipped = compiled(root)?;
    let work = root.join("target/growth");
    let mut text = String::from("\nA country, to a visitor who does not choose it (brotli 11)\n");
    let with = work.join("with");
    copy(&root.join("content"), &with.join("content"))?;
    copy(&root.join(FIXTURE), &with.join("content/states"))?;
    text += &country("xx, the smallest one of the tests", difference(root, &compiled(&with)?, &shipped)?);
    for code in folders(&root.join("content/states"))? {
        let without = work.join(&code);
        copy(&root.join("content"), &without.join("content"))?;
        std::fs::remove_dir_all(without.join("content/states").join(&code)).map_err(|error| error.to_string())?;
        text += &country(&code, difference(root, &shipped, &compiled(&without)?)?);
    }
    Ok(text)
}

fn country(label: &str, bytes: usize) -> String {
    crate::size::goal(label, bytes, GOAL_COUNTRY)
}

fn compiled(root: &Path) -> Result<content::Compiled, String> {
    content::compile(root).map_err(|problems| problems.join("\n"))
}

/// By how much what everybody fetches is more, in the language in which it is most.
fn difference(root: &Path, more: &content::Compiled, less: &content::Compiled) -> Result<usize, String> {
    let files = |compiled: &content::Compiled, language: &str| -> Result<usize, String> {
        let words = format!("{language}.core.txt");
        let fetched = [words.as_str(), "law.bin"];
        let mut bytes = packed(root, compiled.places_rs.as_bytes())?;
        for name in fetched {
            bytes += packed(root, compiled.packs.get(name).map_or(&[][..], Vec::as_slice))?;
        }
        Ok(bytes)
    };
    let mut most = 0;
    for language in content::LANGUAGES {
        most = most.max(files(more, language)?.saturating_sub(files(less, language)?));
    }
    Ok(most)
}

/// What the late parts add to the first use. `core` is the wasm of the core with its names, `shrinks` its bytes as they
/// travel and as they are.
pub fn parts(root: &Path, core: &[u8], shrinks: (usize, usize), script: &str) -> Result<String, String> {
    let compiled = compiled(root)?;
    let functions = names::functions(core)?;
    let mut text =
        String::from("\nWhat late parts add to the first use (brotli 11; words and script exact, code estimated)\n");
    for late in LATE {
        let bears = |name: &str| {
            let name = name.to_lowercase();
            late.marks.iter().any(|mark| name.contains(mark))
        };
        let mut words = 0;
        for language in content::LANGUAGES {
            words = words.max(words_of(root, &compiled, language, bears)?);
        }
        let rest: String =
            script.lines().filter(|line| !bears(line)).fold(String::new(), |rest, line| rest + line + "\n");
        let lines = packed(root, script.as_bytes())?.saturating_sub(packed(root, rest.as_bytes())?);
        let raw: usize = functions.iter().filter(|(name, _)| bears(name)).map(|(_, size)| size).sum();
        let shrunk = raw * shrinks.0 / shrinks.1.max(1);
        text += &crate::size::goal(late.name, words + lines + shrunk, late.goal);
        let _ = writeln!(
            text,
            "  words {}, script {}, code {} ({} raw)",
            kilobytes(words),
            kilobytes(lines),
            kilobytes(shrunk),
            kilobytes(raw)
        );
    }
    Ok(text)
}

/// What the words of a part in the core cost in a language.
fn words_of(
    root: &Path,
    compiled: &content::Compiled,
    language: &str,
    bears: impl Fn(&str) -> bool,
) -> Result<usize, String> {
    let bytes = compiled.packs.get(&format!("{language}.core.txt")).map_or(&[][..], Vec::as_slice);
    let pack = String::from_utf8_lossy(bytes);
    let texts: Vec<&str> = pack.split(content::SEPARATOR).collect();
    let own = positions(&compiled.keys_rs);
    let rest: Vec<&str> = texts
        .iter()
        .enumerate()
        .filter(|(at, _)| !own.get(at).is_some_and(|name| bears(name)))
        .map(|(_, text)| *text)
        .collect();
    let rest = rest.join(&content::SEPARATOR.to_string());
    Ok(packed(root, bytes)?.saturating_sub(packed(root, rest.as_bytes())?))
}

/// The names of the constants of words, by their positions.
fn positions(keys: &str) -> BTreeMap<usize, &str> {
    let named = keys.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("pub const ")?.split_once(": Key = Key(")?;
        Some((value.split(')').next()?.parse().ok()?, name))
    });
    named.collect()
}

fn folders(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    for name in command::files_below(from)? {
        command::write(&to.join(&name), &command::read(&from.join(&name))?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{countries, positions};

    #[test]
    fn constants_have_positions() {
        let found = positions("pub const UI_HOME_TITLE: Key = Key(7);\npub const OTHER: u8 = 1;\n");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [(7, "UI_HOME_TITLE")]);
    }

    #[test]
    fn a_country_costs_others_next_to_nothing() {
        let found = countries(&crate::root()).unwrap_or_else(|error| unreachable!("{error}"));
        assert!(found.contains("xx,") && !found.contains("MISSED"), "{found}");
    }
}
