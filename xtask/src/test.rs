//! `cargo xtask test`: every test there is, in the order in which a failure costs least. Each step is
//! named, timed and, when it fails, says what to do. At the end the runners' own closing lines.

use crate::command::{self, seconds};
use crate::{dist, spell, tools};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const USAGE: &str = "Usage: cargo xtask test [--quick]     (--quick leaves out the browsers)";

/// Journeys that also run in Firefox and `WebKitGTK`.
const MAIN_JOURNEYS: [&str; 2] = ["smoke.test.mjs", "main.test.mjs"];

/// Runs steps, remembers their closing lines.
struct Run<'a> {
    root: &'a Path,
    number: u32,
    closing: Vec<String>,
    skipped: Vec<String>,
}

/// `cargo xtask test`
pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    let quick = match arguments {
        [] => false,
        [only] if only == "--quick" => true,
        _ => return Err(USAGE.to_owned()),
    };
    let start = Instant::now();
    let mut run = Run { root, number: 0, closing: Vec::new(), skipped: Vec::new() };
    let outcome = run.all(quick);
    println!("\n== What the runners said");
    for line in &run.closing {
        println!("   {line}");
    }
    outcome?;
    println!("== {}", verdict(&run.skipped, &seconds(start.elapsed())));
    Ok(())
}

/// For `cargo xtask check --long`: properties with `times` as many inputs, and every journey in every browser. Gives
/// the closing lines.
pub fn long(root: &Path, times: u32) -> Result<Vec<String>, String> {
    let mut run = Run { root, number: 0, closing: Vec::new(), skipped: Vec::new() };
    let browsers = run.step("tools", "", |_| tools::for_tests(root))?;
    let mut command = Command::new(tools::cargo());
    command.args(["test", "--package", "nis2-check", "--test", "it"]);
    command.args(["--config", "profile.dev.opt-level=2"]).args(["--target-dir", "target/long"]);
    command.current_dir(root).env("NIS2_CHECK_TIMES", times.to_string());
    let what = format!("native tests, properties with {times} times as many inputs");
    run.step(&what, "Mend what the test names; its smallest input is above.", |run| {
        run.keep_closing(&what, &mut command)
    })?;
    let _ = run.step("dist", "", |_| dist::make(root))?;
    let every = every_journey(root)?;
    run.journeys("chromium", &every)?;
    for (name, state) in [("firefox", browsers.firefox), ("webkit", browsers.webkit)] {
        match state {
            Ok(()) => run.journeys(name, &every)?,
            Err(reason) => run.leave_out(name, &reason),
        }
    }
    Ok(run.closing)
}

impl Run<'_> {
    fn all(&mut self, quick: bool) -> Result<(), String> {
        let root = self.root;
        let browsers = self.step("tools", "", |_| {
            if quick {
                tools::for_build(root)?;
                tools::for_spelling()?;
                Ok(None)
            } else {
                tools::for_tests(root).map(Some)
            }
        })?;
        self.cargo("formatting", &["fmt", "--all", "--check"], "Run: cargo fmt --all")?;
        let lints = ["--", "-D", "warnings"];
        let mend = "Mend what clippy names above; an exception needs a reason beside it.";
        self.cargo(
            "lints, native",
            &[&["clippy", "--quiet", "--workspace", "--all-targets"], &lints[..]].concat(),
            mend,
        )?;
        self.cargo(
            "lints, wasm",
            &[&["clippy", "--quiet", "--target", "wasm32-unknown-unknown"], &lints[..]].concat(),
            mend,
        )?;
        let one = "Run the named test alone: cargo test --workspace NAME";
        if command::output(&tools::cargo(), &["nextest", "--version"]).is_some() {
            self.cargo("native tests", &["nextest", "run", "--workspace"], one)?;
        } else {
            self.cargo("native tests", &["test", "--workspace", "--all-targets"], one)?;
        }
        self.cargo("examples in the documentation", &["test", "--quiet", "--workspace", "--doc"], one)?;
        self.step("spelling", "", |_| spell::check(root))?.into_iter().for_each(|line| self.closing.push(line));
        let _ = self.step("dist", "", |_| dist::make(root))?;
        let Some(browsers) = browsers else {
            self.leave_out("any browser", "left out (--quick)");
            return Ok(());
        };
        self.journeys("chromium", &every_journey(root)?)?;
        let main: Vec<String> =
            every_journey(root)?.into_iter().filter(|name| MAIN_JOURNEYS.contains(&name.as_str())).collect();
        for (name, state) in [("firefox", browsers.firefox), ("webkit", browsers.webkit)] {
            match state {
                Ok(()) => self.journeys(name, &main)?,
                Err(reason) => self.leave_out(name, &reason),
            }
        }
        Ok(())
    }

    fn cargo(&mut self, what: &str, arguments: &[&str], remedy: &str) -> Result<(), String> {
        let mut command = Command::new(tools::cargo());
        command.args(arguments).current_dir(self.root);
        self.step(what, remedy, |run| run.keep_closing(what, &mut command))
    }

    fn journeys(&mut self, browser: &str, names: &[String]) -> Result<(), String> {
        let mut command = Command::new("node");
        command
            .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .args(names.iter().map(|name| format!("tests/e2e/journeys/{name}")))
            .current_dir(self.root)
            .env("NIS2_BROWSER", browser);
        if let Ok(program) = std::env::current_exe() {
            // The native tests may have linked this program anew; Linux then marks the old path.
            let path = program.to_string_lossy().replace(" (deleted)", "");
            command.env("NIS2_XTASK", path);
        }
        let remedy = format!("Run one journey alone: NIS2_BROWSER={browser} node --test tests/e2e/journeys/NAME");
        let what = format!("journeys in {browser}");
        self.step(&what, &remedy, |run| run.keep_closing(&what, &mut command))
    }

    /// Journeys that could not be run, and why.
    fn leave_out(&mut self, browser: &str, reason: &str) {
        self.closing.push(format!("NOT RUN in {browser}: {reason}"));
        self.skipped.push(format!("journeys in {browser}"));
    }

    fn keep_closing(&mut self, what: &str, command: &mut Command) -> Result<(), String> {
        let mut kept = Vec::new();
        let outcome = command::run_and_keep(command, is_closing, &mut kept);
        self.closing.extend(kept.into_iter().map(|line| format!("{what}: {line}")));
        outcome
    }

    fn step<T>(
        &mut self,
        what: &str,
        remedy: &str,
        work: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        self.number += 1;
        println!("\n== {}. {what}", self.number);
        let start = Instant::now();
        let done = work(self).map_err(|error| format!("Step {} ({what}) failed. {error}\n{remedy}", self.number))?;
        println!("== {}. {what}: passed in {}", self.number, seconds(start.elapsed()));
        Ok(done)
    }
}

/// The last line: all passed only if all was run.
fn verdict(skipped: &[String], time: &str) -> String {
    if skipped.is_empty() {
        format!("All of it passed in {time}")
    } else {
        format!("What was run passed in {time}; NOT RUN: {}", skipped.join(", "))
    }
}

fn every_journey(root: &Path) -> Result<Vec<String>, String> {
    let mut names = command::files_below(&root.join("tests/e2e/journeys"))?;
    names.retain(|name| name.ends_with(".test.mjs"));
    Ok(names)
}

/// The lines with which nextest, cargo test and node close.
fn is_closing(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Summary [")
        || line.starts_with("test result:")
        || ["ℹ tests ", "ℹ pass ", "ℹ fail ", "ℹ skipped "].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{is_closing, verdict};

    #[test]
    fn the_last_line_does_not_claim_what_was_not_run() {
        assert_eq!(verdict(&[], "3 s"), "All of it passed in 3 s");
        let some = ["journeys in firefox", "journeys in webkit"].map(str::to_owned);
        assert_eq!(
            verdict(&some, "3 s"),
            "What was run passed in 3 s; NOT RUN: journeys in firefox, journeys in webkit"
        );
    }

    #[test]
    fn closing_lines_are_known() {
        for line in [
            "     Summary [   0.010s] 7 tests run: 7 passed, 0 skipped",
            "test result: ok. 1 passed; 0 failed",
            "ℹ tests 6",
        ] {
            assert!(is_closing(line), "{line}");
        }
        assert!(!is_closing("        PASS [   0.004s] xtask css::tests"));
    }
}
