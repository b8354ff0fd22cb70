//! Rules about the tree itself, as ordinary tests: what may stand where, and that what is written down is so.

use crate::command::{files_below, read_text};
use std::collections::BTreeSet;
use std::path::Path;

/// Folders and files of the project, without what is built or installed.
const COMMITTED: [&str; 9] = [".cargo", ".ci", "content", "crates", "docs", "examples", "public", "src", "xtask"];
const TOP: [&str; 9] = [
    "Cargo.toml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "rustfmt.toml",
];

/// Modules that run without a browser, by invariant.
const PURE: [&str; 5] = ["src/domain/", "src/report/", "src/persist/", "src/i18n/", "src/document/"];

const LONGEST_FILE: usize = 400;
/// Source files that may be longer, and why.
const LONGER: [(&str, &str); 0] = [];

/// Every text file of the project: path and content.
fn files() -> Vec<(String, String)> {
    let root = crate::root();
    let mut names: Vec<String> = TOP.iter().map(|name| (*name).to_owned()).collect();
    for folder in COMMITTED {
        names.extend(
            files_below(&root.join(folder)).unwrap_or_default().into_iter().map(|name| format!("{folder}/{name}")),
        );
    }
    for name in files_below(&root.join("tests")).unwrap_or_default() {
        if !name.contains("node_modules/") {
            names.push(format!("tests/{name}"));
        }
    }
    let text = |name: String| std::fs::read_to_string(root.join(&name)).ok().map(|text| (name, text));
    names.into_iter().filter_map(text).collect()
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "rs")
}

fn is_document(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "md")
}

/// Fails with all findings at once.
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// Lines of the files chosen in which one of these words stands.
fn lines_with(chosen: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| chosen(name)) {
        for (number, line) in (1..).zip(text.lines()) {
            if words.iter().any(|word| has_word(line, word)) {
                found.push(format!("{name}:{number}: {}", line.trim()));
            }
        }
    }
    found
}

/// Whether the word stands in the text, and not as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        let inside = part(word.chars().next()) && part(before.chars().next_back());
        !inside && !part(after.chars().next())
    })
}

#[test]
fn what_decides_knows_no_browser() {
    let pure = |name: &str| PURE.iter().any(|folder| name.starts_with(folder));
    none(
        "Only src/ui may use the browser",
        &lines_with(pure, &["leptos", "web_sys", "js_sys", "gloo", "gloo_storage"]),
    );
}

#[test]
fn the_domain_has_no_floats_clock_files_or_words() {
    let domain = |name: &str| name.starts_with("src/domain/");
    let unwanted = ["f32", "f64", "SystemTime", "Instant", "std::fs", "crate::i18n", "Serialize", "HashMap"];
    none("Not in src/domain", &lines_with(domain, &unwanted));
}

#[test]
fn source_files_stay_short() {
    let long = |(name, text): &(String, String)| {
        let lines = text.lines().count();
        (is_rust(name) && lines > LONGEST_FILE).then(|| format!("{name}: {lines} lines"))
    };
    let found: Vec<String> = files().iter().filter_map(long).collect();
    let unexpected: Vec<String> = found
        .iter()
        .filter(|line| !LONGER.iter().any(|(name, _)| line.starts_with(&format!("{name}:"))))
        .cloned()
        .collect();
    none("Longer than 400 lines; split them, or name a reason in LONGER", &unexpected);
    let stale = LONGER.iter().filter(|(name, _)| !found.iter().any(|line| line.starts_with(&format!("{name}:"))));
    none("Short again; take them out of LONGER", &stale.map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
}

/// Names of the constants for the texts of a table, as the content compiler makes them.
fn constants(prefix: &str, table: &toml::Table, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let path = format!("{prefix}.{key}");
        match value.as_table() {
            Some(inner) if !inner.contains_key("other") => constants(&path, inner, found),
            _ => {
                found.insert(path);
            }
        }
    }
}

fn constant(key: &str) -> String {
    key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

#[test]
fn every_text_is_used() -> Result<(), String> {
    let sections = [
        "facts",
        "rules",
        "rows.row",
        "rows.sector",
        "catalogue.row",
        "catalogue.trade",
        "readings",
        "dates",
        "areas",
        "areas.gap",
        "measures.measure",
        "roadmap.profile",
        "crosswalk.framework",
        "operators.book",
        "operators.law",
        "operators.group",
        "operators.item",
        "incident.act",
        "incident.service",
        "incident.question",
        "incident.says",
        "incident.kind",
        "incident.recipient",
        "incident_papers.notice",
        "incident_papers.item",
        "incident.need",
        "incident.message",
        "incident_papers.reading",
    ];
    let root = crate::root();
    let mut wanted = BTreeSet::new();
    for name in files_below(&root.join("content/text/en"))? {
        let Some(file) = name.strip_suffix(".toml").filter(|file| *file != "boot") else { continue };
        let text = read_text(&root.join("content/text/en").join(&name))?;
        let table: toml::Table = text.parse().map_err(|error| format!("{name}: {error}"))?;
        let mut keys = BTreeSet::new();
        constants(file, &table, &mut keys);
        for key in keys {
            // Items of law data: their fields have a constant each.
            let section =
                sections.iter().filter(|path| key.starts_with(&format!("{path}."))).max_by_key(|path| path.len());
            wanted.insert(match (section, key.rsplit_once('.')) {
                (Some(path), Some((_, field))) => {
                    format!("{}::{}", constant(path).to_lowercase(), constant(field))
                }
                _ => constant(&key),
            });
        }
    }
    let source: String = files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("src/") && is_rust(name))
        .map(|(_, text)| text)
        .collect();
    // A module of fields may go by another name where it is used.
    let is_used = |constant: &str| match constant.split_once("::") {
        Some((module, field)) => has_word(&source, module) && has_word(&source, &format!("::{field}")),
        None => has_word(&source, constant),
    };
    let unused: Vec<String> = wanted.into_iter().filter(|constant| !is_used(constant)).collect();
    none("Texts that nothing in src/ uses; delete them in all languages", &unused);
    Ok(())
}

#[test]
fn the_changelog_names_both_versions() -> Result<(), String> {
    let log = read_text(&crate::root().join("CHANGELOG.md"))?;
    let newest = log.lines().find(|line| line.starts_with("## ")).unwrap_or_default();
    for version in [env!("CARGO_PKG_VERSION"), nis2_check::content::VERSION] {
        assert!(newest.contains(version), "The newest part of CHANGELOG.md, \"{newest}\", does not name {version}");
    }
    assert!(log.contains("### App") && log.contains("### Law and content"), "CHANGELOG.md lacks its two sections");
    Ok(())
}

/// The chores that a text names: the word after each `cargo xtask`.
fn chores(text: &str) -> BTreeSet<String> {
    let after = text.split("cargo xtask ").skip(1);
    let word = |rest: &str| rest.chars().take_while(char::is_ascii_lowercase).collect::<String>();
    after.map(word).filter(|word| !word.is_empty()).collect()
}

#[test]
fn documents_name_chores_that_exist() {
    let known = chores(crate::HELP);
    for (name, text) in files().iter().filter(|(name, _)| is_document(name)) {
        let unknown: Vec<String> = chores(text).difference(&known).cloned().collect();
        none(&format!("{name} names chores that `cargo xtask help` does not know"), &unknown);
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| is_document(name)) {
        let folder = crate::root().join(name).parent().map(Path::to_path_buf).unwrap_or_default();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(link, _)| link)) {
            let file = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    none("Links that lead nowhere", &broken);
}

#[test]
fn files_named_in_documents_exist() {
    let first = ["src/", "content/", "crates/", "docs/", "examples/", "public/", "tests/", "xtask/"];
    // Written by `cargo xtask check --long`, which not every checkout has run.
    let not_always = ["docs/long-check.md"];
    let mut missing = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| is_document(name)) {
        for path in text.split('`').skip(1).step_by(2) {
            let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let ours = plain && first.iter().any(|folder| path.starts_with(folder)) && !not_always.contains(&path);
            let module = || crate::root().join(format!("{path}.rs")).exists();
            if ours && !crate::root().join(path).exists() && !module() {
                missing.push(format!("{name}: {path}"));
            }
        }
    }
    none("Files that documents name but that are not there", &missing);
}

#[test]
fn the_readme_fits_on_a_page() -> Result<(), String> {
    let lines = read_text(&crate::root().join("README.md"))?.lines().count();
    assert!(lines <= 90, "README.md has {lines} lines; 90 at most");
    Ok(())
}

#[test]
fn decisions_are_numbered() -> Result<(), String> {
    let mut names = files_below(&crate::root().join("docs/adr"))?;
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"));
    for (number, name) in (1..).zip(&names) {
        let start = format!("{number:04}-");
        assert!(name.starts_with(&start), "docs/adr: expected {start}….md, found {name}");
        let text = read_text(&crate::root().join("docs/adr").join(name))?;
        assert!(text.contains("2026-") || text.contains("2027-"), "docs/adr/{name} has no date");
    }
    Ok(())
}

#[test]
fn committed_files_name_no_machine() {
    // Put together here, so that this file does not find itself.
    let places = ["work", "root", "tmp", "home"].map(|folder| format!("/{folder}/"));
    let registries =
        ["index.crates", "static.crates", "registry.npmjs", "registry.yarnpkg"].map(|name| format!("{name}."));
    let mut found = Vec::new();
    for (name, text) in files() {
        let lock = name.ends_with("package-lock.json");
        for (number, line) in (1..).zip(text.lines()) {
            let path = places.iter().any(|place| line.contains(place.as_str()) && !line.contains("://"));
            let registry = !lock && registries.iter().any(|registry| line.contains(registry.as_str()));
            if path || registry {
                found.push(format!("{name}:{number}: {}", line.trim()));
            }
        }
    }
    none("Paths of a machine, or addresses of a registry", &found);
}

#[test]
fn what_is_installed_or_built_is_ignored() -> Result<(), String> {
    let ignored = read_text(&crate::root().join(".gitignore"))?;
    for entry in ["/target", "/dist", "node_modules"] {
        assert!(ignored.lines().any(|line| line.trim_end_matches('/') == entry), ".gitignore lacks {entry}");
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(crate::root().join(licence).is_file(), "{licence} is missing");
    }
    Ok(())
}
