//! Spelling of the Slovenian and Croatian words with Debian's dictionaries. What a dictionary does
//! not know stands in content/text/<language>/words.txt, one word a line; `#` begins a remark.

use crate::command;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Language and the name of its dictionary.
const DICTIONARIES: [(&str, &str); 2] = [("sl", "sl_SI"), ("hr", "hr_HR")];

/// `cargo xtask spell`
pub fn run(root: &Path) -> Result<(), String> {
    crate::tools::for_spelling()?;
    for line in check(root)? {
        println!("{line}");
    }
    Ok(())
}

/// Checks all words; gives a closing line a language, or every unknown word with its key.
pub fn check(root: &Path) -> Result<Vec<String>, String> {
    let mut closing = Vec::new();
    let mut complaint = String::new();
    for (language, dictionary) in DICTIONARIES {
        let words = words_of(root, language)?;
        let known = known_words(root, language)?;
        let spelled: BTreeSet<&str> = words.keys().map(String::as_str).collect();
        let unknown: Vec<String> =
            unknown_words(dictionary, &spelled)?.into_iter().filter(|word| !known.contains(word)).collect();
        closing.push(format!("spelling {language}: {} words, {} unknown", words.len(), unknown.len()));
        for word in &unknown {
            let place = words.get(word).map_or("", String::as_str);
            let _ = writeln!(complaint, "  {language}  {word}  ({place})");
        }
    }
    if complaint.is_empty() {
        Ok(closing)
    } else {
        Err(format!(
            "These words are in no dictionary:\n{complaint}Correct them, or put those that are \
             right into content/text/<language>/words.txt."
        ))
    }
}

/// Every word of a language with the first place where it stands.
fn words_of(root: &Path, language: &str) -> Result<BTreeMap<String, String>, String> {
    let mut words = BTreeMap::new();
    for name in command::files_below(&root.join("content"))? {
        if of_language(&name, language) {
            let table: toml::Table = command::read_text(&root.join("content").join(&name))?
                .parse()
                .map_err(|error| format!("content/{name}: {error}"))?;
            collect(&toml::Value::Table(table), &name, &mut words);
        }
    }
    Ok(words)
}

/// Whether a file below `content` holds words of a language: `text/<language>/*.toml`, or `…/text/<language>*.toml` of a
/// State or of the duties.
fn of_language(name: &str, language: &str) -> bool {
    let own = |rest: &str| rest.starts_with(&format!("{language}/")) || rest.starts_with(&format!("{language}."));
    Path::new(name).extension().is_some_and(|extension| extension == "toml")
        && name.split_once("text/").is_some_and(|(_, rest)| own(rest))
}

/// Walks all strings; the words that only serve the search are spelt as people misspell them.
fn collect(value: &toml::Value, place: &str, words: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::String(text) => {
            for word in split(text) {
                words.entry(word).or_insert_with(|| place.to_owned());
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| collect(value, place, words)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                if key != "search" && !key.ends_with(".search") {
                    collect(value, &format!("{place} {key}"), words);
                }
            }
        }
        _ => {}
    }
}

/// The words of a text: runs of letters, with an apostrophe or a hyphen only inside. What has a digit,
/// placeholders in braces, addresses, and single letters are not words.
fn split(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for character in text.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
        if character == '}' {
            plain.push('0');
        }
    }
    plain
        .split_whitespace()
        .filter(|piece| !piece.contains("://") && !piece.contains('@') && !piece.starts_with("www."))
        .flat_map(|piece| piece.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')))
        .map(|word| word.trim_matches(['\'', '’']).replace('’', "'"))
        .filter(|word| word.chars().count() > 1 && !word.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

fn known_words(root: &Path, language: &str) -> Result<BTreeSet<String>, String> {
    let path = root.join("content/text").join(language).join("words.txt");
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    Ok(command::read_text(&path)?
        .lines()
        .map(|line| line.split('#').next().unwrap_or("").trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect())
}

/// What hunspell does not know, sorted.
fn unknown_words(dictionary: &str, words: &BTreeSet<&str>) -> Result<BTreeSet<String>, String> {
    let trouble = |error: &dyn std::fmt::Display| format!("hunspell -d {dictionary}: {error}.");
    let mut child = Command::new("hunspell")
        .args(["-i", "UTF-8", "-d", dictionary, "-l"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| trouble(&error))?;
    let list = words.iter().fold(String::new(), |list, word| list + word + "\n");
    let writer = child.stdin.take().map(|mut stdin| std::thread::spawn(move || stdin.write_all(list.as_bytes())));
    let output = child.wait_with_output().map_err(|error| trouble(&error))?;
    if let Some(writer) = writer {
        let _ = writer.join();
    }
    if !output.status.success() {
        return Err(trouble(&String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn only_words_are_words() {
        assert_eq!(
            split("Člen 3(1)(a): {count, plural} zaposlenih – več na https://example.org/abc, ali NIS2 (e-pošta)."),
            ["Člen", "zaposlenih", "več", "na", "ali", "pošta"]
        );
        assert_eq!(split("{n}-krat"), ["krat"]);
    }
}
