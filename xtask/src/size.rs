//! `cargo xtask size`: what a visitor downloads, part by part, beside an empty Leptos page built in the
//! same run, and which crates and functions the wasm is made of.

use crate::build::{self, NAME, Names};
use crate::command::{self, step};
use crate::compress;
use crate::dist;
use crate::growth;
use crate::names;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

const GOAL_FIRST_USE: usize = 150_000;
const GOAL_LANGUAGE: usize = 1_000;
/// The incident desk up to its first deadline, beside what first use has brought.
const GOAL_DESK: usize = 110_000;
const LANGUAGES: [&str; 3] = ["sl", "hr", "en"];

/// Bytes as they are and as they travel.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    brotli: usize,
}

impl Weight {
    fn of(root: &Path, bytes: &[u8]) -> Result<Self, String> {
        let brotli = compress::brotli(root, bytes)?.len();
        Ok(Self { raw: bytes.len(), brotli })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, brotli: self.brotli + other.brotli }
    }
}

/// `cargo xtask size`
pub fn run(root: &Path) -> Result<(), String> {
    let (figures, named) = measure(root)?;
    println!("\n{figures}\n{named}");
    Ok(())
}

/// What a visitor downloads, and what the wasm is made of.
pub fn measure(root: &Path) -> Result<(String, String), String> {
    let code_parts = dist::make(root)?;
    let empty = empty_page(root)?;
    let with_names = step("naming the functions of the wasm", || build::bind(root, NAME, Names::Kept))?.wasm;
    let named = names::parts(&with_names)?;

    let parts = shipped_parts(root)?;
    let get = |name: &str| parts.get(name).copied().unwrap_or_default();
    let mut text = String::from("First use, as a visitor downloads it (brotli 11)\n\n");
    let _ = writeln!(text, "{:<44}{:>12}{:>12}", "", "brotli", "raw");
    let mut shell = Weight::default();
    for (label, name) in [
        ("index.html", "html"),
        ("style sheet", "css"),
        ("boot.js", "boot"),
        ("glue of wasm-bindgen", "glue"),
        ("script that fetches parts", build::PARTS_SCRIPT),
        ("wasm, core", "wasm"),
        ("law, core (law.bin)", "law.bin"),
    ] {
        text += &row(label, get(name));
        shell = shell.plus(get(name));
    }
    let mut first_use = 0;
    for language in LANGUAGES {
        let core = get(&format!("{language}.core.txt"));
        text += &row(&format!("words, core, {language}"), core);
        first_use = first_use.max(shell.plus(core).brotli);
    }
    text.push_str("\nParts, fetched when a screen needs them (code with all it shares with others)\n");
    let code = |part: &str| {
        let files = code_parts.get(part).into_iter().flatten();
        files.fold(Weight::default(), |sum, file| sum.plus(get(file)))
    };
    for part in code_parts.keys() {
        text += &row(&format!("code, {part}"), code(part));
    }
    let is_data = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "bin") && name != "law.bin";
    for (name, weight) in parts.iter().filter(|(name, _)| is_data(name)) {
        text += &row(name, *weight);
    }
    for language in LANGUAGES {
        let start = format!("{language}.");
        let further = parts.iter().filter(|(name, _)| name.starts_with(&start) && !name.ends_with(".core.txt"));
        for (name, weight) in further {
            text += &row(&format!("words, {}", name.trim_end_matches(".txt")), *weight);
        }
    }
    text.push('\n');
    let packs = get("maturity.bin").plus(get("measures.bin"));
    for language in LANGUAGES {
        let words = ["maturity", "measures"].map(|part| get(&format!("{language}.{part}.txt")));
        let whole = words.into_iter().fold(code("measures").plus(packs), Weight::plus);
        text += &row(&format!("maturity in full: code, data, words, {language}"), whole);
    }
    // The files of both parts, each counted once.
    let to_verdict: BTreeSet<&String> =
        ["check", "results"].iter().filter_map(|part| code_parts.get(*part)).flatten().collect();
    let to_verdict = to_verdict.into_iter().fold(Weight::default(), |sum, file| sum.plus(get(file)));
    let mut desk = 0;
    for language in LANGUAGES {
        let first = shell.plus(get(&format!("{language}.core.txt")));
        let words = get(&format!("{language}.catalogue.txt")).plus(get(&format!("{language}.verdict.txt")));
        text += &row(&format!("first use in {language}"), first);
        text += &row(&format!("the whole check to its verdict in {language}"), first.plus(to_verdict).plus(words));
        let words = get(&format!("{language}.incident.txt"));
        let to_deadline = code("incident").plus(get("incident.bin")).plus(words);
        desk = desk.max(to_deadline.brotli);
        text += &row(&format!("more, to the first deadline of an incident in {language}"), to_deadline);
    }
    text += &row("an empty Leptos page", empty);
    text.push('\n');
    text += &goal("first use, dearest language", first_use, GOAL_FIRST_USE);
    text += &goal("the first deadline of an incident, beside it", desk, GOAL_DESK);
    text += &goal("a further language, to users of the others", further_language(root)?, GOAL_LANGUAGE);
    text += "  (index.html with and without the Croatian paragraphs; all other words are files of their own)\n";
    text += &growth::countries(root)?;
    text += &growth::parts(root, &with_names, (get("wasm").brotli, get("wasm").raw), &parts_script(root)?)?;
    Ok((text, named))
}

/// The script that fetches the parts of the code, as shipped.
fn parts_script(root: &Path) -> Result<String, String> {
    let folder = dist::folder(root);
    let files = command::files_below(&folder)?;
    let name = files.iter().find(|name| name.ends_with(build::PARTS_SCRIPT));
    name.map_or_else(|| Ok(String::new()), |name| command::read_text(&folder.join(name)))
}

/// What stands in dist/, by part.
fn shipped_parts(root: &Path) -> Result<BTreeMap<String, Weight>, String> {
    let folder = dist::folder(root);
    let mut parts = BTreeMap::new();
    for name in command::files_below(&folder)? {
        let part = match name.split_once('/') {
            Some((first, pack)) if first.starts_with("packs-") => pack,
            Some((first, file)) if first.starts_with("code-") => match file.strip_prefix(NAME) {
                Some(".js") => "glue",
                Some(".wasm") => "wasm",
                _ => file,
            },
            None if name == "index.html" => "html",
            None if name.starts_with("style-") => "css",
            None if name.starts_with("boot-") => "boot",
            _ => continue,
        };
        let weight = Weight::of(root, &command::read(&folder.join(&name))?)?;
        parts.insert(part.to_owned(), weight);
    }
    Ok(parts)
}

/// What the words of one more language add to the page that everybody loads.
fn further_language(root: &Path) -> Result<usize, String> {
    let page = command::read_text(&dist::folder(root).join("index.html"))?;
    let without: String =
        page.lines().filter(|line| !line.contains("lang=\"hr\"")).fold(String::new(), |page, line| page + line + "\n");
    let with = Weight::of(root, page.as_bytes())?.brotli;
    Ok(with.saturating_sub(Weight::of(root, without.as_bytes())?.brotli))
}

/// Builds the empty page with our own versions and profile. Its lock file is ours, cut down by cargo.
fn empty_page(root: &Path) -> Result<Weight, String> {
    let folder = root.join("target/empty-page");
    let manifest = empty_manifest(&command::read_text(&root.join("Cargo.toml"))?)?;
    command::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    command::write(&folder.join("Cargo.lock"), &command::read(&root.join("Cargo.lock"))?)?;
    command::write(&folder.join("src/main.rs"), include_bytes!("../fixtures/empty/main.rs"))?;
    let engine = step("building an empty Leptos page (two minutes the first time)", || {
        build::compile(root, &folder.join("Cargo.toml"), "empty-page", &[], &["-Clink-args=--emit-relocs"])?;
        build::bind(root, "empty-page", Names::Dropped)
    })?;
    let page = Weight::of(root, include_bytes!("../fixtures/empty/index.html"))?;
    let boot = Weight::of(
        root,
        b"import start from \"./empty-page.js\";\nstart({ module_or_path: \"empty-page_bg.wasm\" });\n",
    )?;
    Ok(page.plus(boot).plus(Weight::of(root, &engine.glue)?).plus(Weight::of(root, &engine.wasm)?))
}

/// A manifest with the app's own lines for Leptos, wasm-bindgen and the release profile.
fn empty_manifest(manifest: &str) -> Result<String, String> {
    let ours: toml::Table = manifest.parse().map_err(|error| format!("Cargo.toml: {error}"))?;
    let at = |path: &[&str]| {
        let mut place = ours.get(*path.first()?)?;
        for key in path.iter().skip(1) {
            place = place.get(*key)?;
        }
        Some(place.clone())
    };
    let lacks = |what: &str| format!("Cargo.toml lacks {what}, which xtask/src/size.rs copies.");
    let mut dependencies = toml::Table::new();
    for name in ["leptos", "wasm-bindgen"] {
        let line = at(&["target", "cfg(target_arch = \"wasm32\")", "dependencies", name]);
        dependencies.insert(name.to_owned(), line.ok_or_else(|| lacks(name))?);
    }
    let release = at(&["profile", "release"]).ok_or_else(|| lacks("[profile.release]"))?;
    let text = toml::toml! {
        [package]
        name = "empty-page"
        version = "0.0.0"
        edition = "2024"
        publish = false
        [workspace]
    };
    let mut text = text;
    text.insert("dependencies".to_owned(), toml::Value::Table(dependencies));
    let profile = toml::Table::from_iter([("release".to_owned(), release)]);
    text.insert("profile".to_owned(), toml::Value::Table(profile));
    Ok(text.to_string())
}

fn row(label: &str, weight: Weight) -> String {
    format!("{label:<44}{:>12}{:>12}\n", kilobytes(weight.brotli), kilobytes(weight.raw))
}

/// A figure beside its goal (bytes).
pub fn goal(label: &str, bytes: usize, goal: usize) -> String {
    let verdict = if bytes <= goal { "reached" } else { "MISSED" };
    format!("{label:<44}{:>12}   goal {} or less: {verdict}\n", kilobytes(bytes), kilobytes(goal))
}

/// `12.3 kB`, a kilobyte being a thousand bytes.
pub fn kilobytes(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{empty_manifest, kilobytes};

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(kilobytes(149_949), "149.9 kB");
        assert_eq!(kilobytes(149_950), "150.0 kB");
    }

    #[test]
    fn the_empty_page_takes_our_versions() {
        let made = empty_manifest(include_str!("../../Cargo.toml")).unwrap_or_default();
        assert!(made.contains("csr") && made.contains("wasm-bindgen") && made.contains("lto"), "{made}");
    }
}
