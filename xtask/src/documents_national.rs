//! docs/national.md: the law of each State as data, made by `cargo xtask gen`.

use law::Status;
use law::state::{Kind, State};
use nis2_check::content::native::{law, states};
use nis2_check::i18n::state::{StateWords, native::words as state_words};
use nis2_check::i18n::{Language, cite, native::words};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::documents::{effect, head, status};

/// The page.
pub fn national() -> String {
    let mut page = head("The law of States", "content/states");
    page.push_str(
        "\nRules are read over the facts and rows of [the directive](rules.md); they take the place of its rules. *secondary* is \
         known from summaries only, *unverified* was found nowhere and decides nothing: the visitor is asked to check.\n",
    );
    for state in states() {
        add_state(&mut page, &state, &state_words(&state, Language::English));
    }
    add_files(&mut page);
    page
}

/// What each country is made of, in files and lines; the test fixture too.
fn add_files(page: &mut String) {
    page.push_str(
        "\n## What a country is made of\n\nFiles of its own, its cases among them, and the lines of each. *incidents*: lines of its \
         records in the files of `content/incident`, which all States share; *cases*: also its cases in files that States share. How \
         to add one: [content-guide.md](content-guide.md). `xx` is the smallest country there is, a test fixture that is not shipped.\n\n\
         | country | files | state | facts | rules | words, a language | duties | their words, a language | incidents | cases |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let root = crate::root();
    let fixture = ("xx".to_owned(), root.join("tests/fixtures/states/xx"));
    let shipped = states().into_iter().map(|state| (state.code.clone(), root.join("content/states").join(&state.code)));
    for (code, folder) in shipped.chain([fixture]) {
        let lines = |path: PathBuf| std::fs::read_to_string(path).map_or(0, |text| text.lines().count());
        let own = ["state.toml", "facts.toml", "rules.toml", "text/en.toml", "duties.toml", "text/en.duties.toml"]
            .map(|file| lines(folder.join(file)).to_string());
        let cases: Vec<(bool, usize)> = ["national", "duties"]
            .iter()
            .flat_map(|topic| cases(&root.join("tests/cases").join(topic), &code))
            .collect();
        let files = files(&folder).len() + cases.iter().filter(|(own, _)| *own).count();
        let cases: usize = cases.iter().map(|(_, lines)| lines).sum();
        let incidents = incidents(&root.join("content/incident"), &code);
        let _ = writeln!(page, "| `{code}` | {files} | {} | {incidents} | {cases} |", own.join(" | "));
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The records of a file, each from its head to the next one, without empty lines and remarks.
fn records(text: &str) -> Vec<Vec<&str>> {
    let mut records: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match records.last_mut() {
            Some(record) if !line.starts_with("[[") => record.push(line),
            _ => records.push(vec![line]),
        }
    }
    records
}

/// Files of cases that a State has: whether the file is its own, and how many lines are about the State.
fn cases(folder: &Path, code: &str) -> Vec<(bool, usize)> {
    let named = format!("state = \"{code}\"");
    let of_file = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let name = path.file_stem()?.to_string_lossy().into_owned();
        if name == code || name.starts_with(&format!("{code}-")) {
            return Some((true, text.lines().count()));
        }
        let records = records(&text);
        let own = records.iter().filter(|record| record.contains(&named.as_str()));
        Some((false, own.map(Vec::len).sum())).filter(|(_, lines)| *lines > 0)
    };
    files(folder).into_iter().filter_map(of_file).collect()
}

/// Lines of the records of incidents under the acts of a State.
fn incidents(folder: &Path, code: &str) -> usize {
    let texts: Vec<String> = files(folder).into_iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let all: Vec<Vec<&str>> = texts.iter().flat_map(|text| records(text)).collect();
    let of_state = format!("state = \"{code}\"");
    let acts: Vec<String> = all
        .iter()
        .filter(|record| record.first() == Some(&"[[act]]") && record.contains(&of_state.as_str()))
        .filter_map(|record| Some(record.iter().find_map(|line| line.strip_prefix("id = "))?.to_owned()))
        .collect();
    let belongs = |record: &&Vec<&str>| {
        record.contains(&of_state.as_str()) || acts.iter().any(|act| record.contains(&format!("act = {act}").as_str()))
    };
    all.iter().filter(belongs).map(Vec::len).sum()
}

fn add_state(page: &mut String, state: &State, own: &StateWords) {
    let (law, words) = (state.over(&law()), words(Language::English));
    let text = |kind, item, field| own.get(state, kind, item, field).replace('|', "\\|");
    let cites = |list: &[law::ProvisionIndex]| {
        list.iter().map(|index| cite::provision(&law, &words, *index).0).collect::<Vec<_>>().join("; ")
    };
    let _ = writeln!(
        page,
        "\n## {}\n\n{}. {}",
        text(Kind::State, 0, "name"),
        text(Kind::State, 0, "act"),
        text(Kind::State, 0, "place")
    );
    page.push_str("\n| rule | effect | rests on | status | reading | in short |\n|---|---|---|---|---|---|\n");
    for (at, rule) in state.rules.iter().enumerate() {
        let short = text(Kind::Rule, at, "short");
        let (basis, sure) = (cites(&rule.cites), status(rule.status));
        let _ = writeln!(page, "| `{}` | {} | {basis} | {sure} | {} | {short} |", rule.id, effect(rule), rule.reading);
    }
    if let Some(decision) = &state.decision {
        let id = |at: &usize| state.rules.get(*at).map_or_else(String::new, |rule| format!("`{}`", rule.id));
        let rules: Vec<String> = decision.rules.iter().map(id).collect();
        let _ = writeln!(
            page,
            "\nA decision of the authority says the category, whatever the other rules lead to: {}. Where they lead elsewhere: {}.",
            rules.join(", "),
            id(&decision.differs)
        );
    }
    page.push_str("\nWays to read the size rule:\n\n");
    for (at, size) in state.sizes.iter().enumerate() {
        let (name, lines) = (text(Kind::Size, at, "name"), text(Kind::Size, at, "lines"));
        let _ = writeln!(page, "* `{}`: {name}. {lines} ({}; {})", size.id, cites(&size.cites), status(size.status));
    }
    page.push_str("\n| difference | directive | the act | rests on | status |\n|---|---|---|---|---|\n");
    for (at, item) in state.differences.iter().enumerate() {
        let [title, directive, here] = ["title", "directive", "here"].map(|field| text(Kind::Difference, at, field));
        let _ = writeln!(page, "| {title} | {directive} | {here} | {} | {} |", cites(&item.cites), status(item.status));
    }
    for (at, id) in state.readings.iter().enumerate() {
        let _ =
            writeln!(page, "\n**{id}**: {} {}", text(Kind::Reading, at, "question"), text(Kind::Reading, at, "choice"));
    }
    let unverified = state.rules.iter().filter(|rule| rule.status == Status::Unverified).count();
    let _ = writeln!(page, "\n{} rules, {unverified} of them unverified.", state.rules.len());
}
