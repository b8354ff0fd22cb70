//! `cargo xtask check --long`: what takes too long for every change. Its figures go into docs/long-check.md, with day,
//! commit and machine; nothing is written when a step fails.

use crate::command;
use crate::{bench, evaluate, size, test};
use std::path::Path;
use std::time::Instant;

const USAGE: &str = "Usage: cargo xtask check --long";

/// How many times the usual number of inputs a property gets.
const TIMES: u32 = 100;

/// `cargo xtask check --long`
pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    if !matches!(arguments, [only] if only == "--long") {
        return Err(USAGE.to_owned());
    }
    let start = Instant::now();
    let closing = test::long(root, TIMES)?;
    let (sizes, _) = size::measure(root)?;
    let speeds = bench::table(root, &[])?;
    let page = format!(
        "<!-- Written by `cargo xtask check --long`; do not edit. -->\n\n# The last long check\n\n\
         {day}, commit {commit}; {machine}. It took {time}. Properties had {TIMES} times their usual number of inputs.\n\n\
         ## What the runners said\n\n```text\n{closing}\n```\n\n## Size\n\n```text\n{sizes}```\n\n\
         ## Speed\n\nFigures differ between machines; the goals are those of a quiet one.\n\n```text\n{speeds}\n```\n",
        day = evaluate::today_text(),
        commit = commit(),
        machine = machine(),
        time = command::seconds(start.elapsed()),
        closing = closing.join("\n"),
    );
    command::write(&root.join("docs/long-check.md"), page.as_bytes())?;
    println!("\n{closing}\n\n{sizes}\n{speeds}\n\nWritten to docs/long-check.md.", closing = closing.join("\n"));
    Ok(())
}

fn commit() -> String {
    let Some(commit) = command::output("git", &["rev-parse", "--short=12", "HEAD"]) else {
        return "not known (no git)".to_owned();
    };
    let changed = command::output("git", &["status", "--porcelain"]).is_none_or(|files| !files.trim().is_empty());
    format!("`{}`{}", commit.trim(), if changed { " with uncommitted changes" } else { "" })
}

fn machine() -> String {
    let of = |program, arguments: &[&str]| command::output(program, arguments).unwrap_or_default().trim().to_owned();
    let cpu = command::read_text(Path::new("/proc/cpuinfo")).unwrap_or_default();
    let cpu =
        cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("").trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{cores} cores ({cpu}), {}, {}", of("uname", &["-sm"]), of("rustc", &["--version"]))
}
