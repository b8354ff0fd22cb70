//! What is filled into a text has the names that the text asks for: a name that is missing would leave a gap in a sentence.

use crate::command::{files_below, read_text};
use std::collections::{BTreeMap, BTreeSet};

type Names = BTreeSet<String>;

/// Placeholders of every text with a constant of its own, by the name of the constant.
fn wanted(prefix: &str, table: &toml::Table, found: &mut BTreeMap<String, Names>) {
    for (key, value) in table {
        let path = format!("{prefix}_{}", key.to_uppercase());
        match value {
            toml::Value::String(text) => {
                found.insert(path, placeholders(text));
            }
            toml::Value::Table(inner) => wanted(&path, inner, found),
            _ => {}
        }
    }
}

fn placeholders(text: &str) -> Names {
    text.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0.to_owned())).collect()
}

/// What stands between the parentheses of each call of `fill`.
fn calls(source: &str) -> Vec<&str> {
    source.split("fill(").skip(1).filter_map(up_to_the_end).collect()
}

fn up_to_the_end(call: &str) -> Option<&str> {
    let mut depth = 0;
    let end = call.find(|character| {
        depth += i32::from(character == '(') - i32::from(character == ')');
        depth < 0
    })?;
    call.get(..end)
}

/// The constant that a call begins with, and the names written in it; none where either is worked out elsewhere.
fn given(call: &str) -> Option<(&str, Names)> {
    let call = call.trim_start().strip_prefix("key::")?;
    let (constant, values) = call.split_once(',')?;
    let literals = values.split('"').skip(1).step_by(2).map(str::to_owned);
    let names: Names = literals.filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then_some((constant, names))
}

#[test]
fn every_placeholder_is_filled() -> Result<(), String> {
    let root = crate::root();
    let mut texts = BTreeMap::new();
    for name in files_below(&root.join("content/text/en"))? {
        let Some(file) = name.strip_suffix(".toml") else { continue };
        let text = read_text(&root.join("content/text/en").join(&name))?;
        wanted(&file.to_uppercase(), &text.parse().map_err(|error| format!("{name}: {error}"))?, &mut texts);
    }
    let (mut missing, mut seen) = (Vec::new(), 0);
    for name in files_below(&root.join("src"))? {
        let source = read_text(&root.join("src").join(&name))?;
        for (constant, names) in calls(&source).into_iter().filter_map(given) {
            let Some(asked) = texts.get(constant) else { continue };
            seen += 1;
            let gaps: Vec<&String> = asked.difference(&names).collect();
            if !gaps.is_empty() {
                missing.push(format!("src/{name}: {constant} is not given {gaps:?}"));
            }
        }
    }
    assert!(seen > 40, "the calls of fill look otherwise than this test thinks: {seen} found");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(())
}
