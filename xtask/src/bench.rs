//! `cargo xtask bench`: how fast the app is, beside its goals. A figure is no test, because machines
//! differ; a missed goal is printed and nothing fails.

use crate::command::{self, step};
use crate::{dist, tools};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const USAGE: &str = "Usage: cargo xtask bench [--verdict] [--browser]";

/// Name on the command line, and what measures it. Without a name all parts run.
const PARTS: [(&str, Measure); 2] = [("--verdict", verdict), ("--browser", in_browser)];

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
    println!("\n{}", table(root, arguments)?);
    Ok(())
}

/// The figures of the parts named, or of all, as a table.
pub fn table(root: &Path, arguments: &[String]) -> Result<String, String> {
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|word| word == name);
    if !arguments.iter().all(|word| PARTS.iter().any(|(name, _)| word == name)) {
        return Err(USAGE.to_owned());
    }
    let mut table = format!("{:<58}{:>14}{:>12}", "", "measured", "goal");
    for (name, measure) in PARTS {
        let figures = if wanted(name) { measure(root)? } else { Vec::new() };
        for Figure { what, measured, goal, unit } in figures {
            let (goal, verdict) = match goal {
                Some(goal) if measured > goal => (format!("{goal} {unit}"), "MISSED"),
                Some(goal) => (format!("{goal} {unit}"), "reached"),
                None => (String::new(), ""),
            };
            let line = format!("{what:<58}{:>14}{goal:>12}  {verdict}", format!("{measured} {unit}"));
            let _ = write!(table, "\n{}", line.trim_end());
        }
    }
    Ok(table)
}

/// The engine natively, optimised for speed; see `examples/verdict_time.rs`.
fn verdict(root: &Path) -> Result<Vec<Figure>, String> {
    let cargo = || {
        let mut cargo = Command::new(tools::cargo());
        cargo.current_dir(root);
        cargo
    };
    let options = ["--quiet", "--profile", "native", "--example", "verdict_time"];
    step("building the engine for speed (a minute or two the first time)", || {
        command::run(cargo().arg("build").args(options))
    })?;
    let output = step("measuring verdicts natively", || {
        cargo().arg("run").args(options).output().map_err(|error| format!("Could not start cargo: {error}."))
    })?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let figure = |name: &str, what, goal, unit| {
        printed(&said, name)
            .map(|measured| Figure { what, measured, goal, unit })
            .ok_or_else(|| format!("examples/verdict_time.rs did not print {name}:\n{said}"))
    };
    Ok(vec![
        figure("median ", "verdict with derivation, natively, median of the files", Some(20_000), "ns")?,
        figure("worst ", "the same, slowest file", None, "ns")?,
        figure("files ", "assessment files of tests/cases/evaluate", None, "files")?,
    ])
}

/// The number that a program printed behind a name.
fn printed(said: &str, name: &str) -> Option<u64> {
    said.lines().find_map(|line| line.strip_prefix(name)).and_then(|number| number.trim().parse().ok())
}

/// Chromium as a middling phone on a slow line; see tests/e2e/bench.mjs.
fn in_browser(root: &Path) -> Result<Vec<Figure>, String> {
    tools::for_chromium()?;
    let _ = dist::make(root)?;
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
        printed(&said, name)
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
