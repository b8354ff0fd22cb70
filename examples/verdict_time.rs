//! How long a verdict takes natively: `cargo xtask bench --verdict` runs this in the profile `native`.
//!
//! Measured is what a screen needs after each answer: sizes and facts from the answers, then the outcome with every
//! verdict still possible and the rules of the derivation. Reading the file is not. One line a file, then the figures.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use nis2_check::content::native::law;
use nis2_check::domain::scope::outcome::outcome;
use nis2_check::persist::envelope::read;

/// How long each file is repeated, after as long a warm-up.
const SPAN: Duration = Duration::from_millis(100);

fn main() -> std::io::Result<()> {
    let law = law();
    let mut times = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/evaluate"))? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let Ok(saved) = read(&std::fs::read_to_string(&path)?) else { continue };
        let (assessment, name) =
            (saved.assessment, path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let run = || {
            let assessment = black_box(&assessment);
            black_box(outcome(&law, &assessment.facts(&law, assessment.as_of)));
        };
        repeat(run);
        times.push((repeat(run), name));
    }
    times.sort();
    for (time, name) in &times {
        println!("{time:>12} ns  {name}");
    }
    let median = times.get(times.len() / 2).map_or(0, |(time, _)| *time);
    let worst = times.last().map_or(0, |(time, _)| *time);
    println!("files {}\nmedian {median}\nworst {worst}", times.len());
    Ok(())
}

/// Nanoseconds of the middle run in the span, which other work on the machine hardly moves.
fn repeat(run: impl Fn()) -> u128 {
    let start = Instant::now();
    let mut times = Vec::new();
    while start.elapsed() < SPAN {
        let begun = Instant::now();
        run();
        times.push(begun.elapsed().as_nanos());
    }
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
