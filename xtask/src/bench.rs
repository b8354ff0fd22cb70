//! `cargo xtask bench`: how fast the app is, beside its goals. A figure is no test, because machines
//! differ; a missed goal is printed and nothing fails.

use crate::command::step;
use crate::{dist, tools};
use std::path::Path;
use std::process::Command;

const USAGE: &str = "Usage: cargo xtask bench [--browser]";

/// Name on the command line, and what measures it. Without a name all parts run.
const PARTS: [(&str, Measure); 1] = [("--browser", in_browser)];

type Measure = fn(&Path) -> Result<Vec<Figure>, String>;

/// One line of the table.
pub struct Figure {
    pub what: &'static str,
    pub measured: u64,
    pub goal: Option<u64>,
    pub unit: &'static str,
}

/// `cargo xtask bench`
pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|word| word == name);
    if !arguments.iter().all(|word| PARTS.iter().any(|(name, _)| word == name)) {
        return Err(USAGE.to_owned());
    }
    let mut figures = Vec::new();
    for (name, measure) in PARTS {
        if wanted(name) {
            figures.extend(measure(root)?);
        }
    }
    println!("\n{:<58}{:>12}{:>12}", "", "measured", "goal");
    for Figure { what, measured, goal, unit } in figures {
        let (goal, verdict) = match goal {
            Some(goal) if measured > goal => (format!("{goal} {unit}"), "MISSED"),
            Some(goal) => (format!("{goal} {unit}"), "reached"),
            None => (String::new(), ""),
        };
        println!("{what:<58}{:>12}{goal:>12}  {verdict}", format!("{measured} {unit}"));
    }
    Ok(())
}

/// Chromium as a middling phone on a slow line; see tests/e2e/bench.mjs.
fn in_browser(root: &Path) -> Result<Vec<Figure>, String> {
    tools::for_chromium()?;
    dist::make(root)?;
    let mut node = Command::new("node");
    node.arg("tests/e2e/bench.mjs").current_dir(root);
    if let Ok(program) = std::env::current_exe() {
        node.env("NIS2_XTASK", program);
    }
    let output = step("measuring in Chromium (half a minute; leave the machine alone)", || {
        node.output().map_err(|error| format!("Could not start node: {error}."))
    })?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let figure = |name: &str, what, goal, unit| {
        let line = said.lines().find_map(|line| line.strip_prefix(name));
        let measured = line.and_then(|number| number.trim().parse().ok());
        measured
            .map(|measured| Figure { what, measured, goal, unit })
            .ok_or_else(|| format!("tests/e2e/bench.mjs did not print {name}:\n{said}"))
    };
    Ok(vec![
        figure("first_text ", "first text painted (phone, slow line, median of 5)", Some(800), "ms")?,
        figure("first_reaction ", "first question reacts (the same)", Some(1700), "ms")?,
        figure("answer_median ", "answer to repaint at 4x CPU, median of 20", Some(50), "ms")?,
        figure("answer_worst ", "answer to repaint at 4x CPU, worst of 20", None, "ms")?,
        figure("transferred_bytes ", "transferred until then", None, "bytes")?,
    ])
}
