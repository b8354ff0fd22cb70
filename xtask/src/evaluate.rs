//! `cargo xtask evaluate`: assessment and incident files in, one JSON object a line out. The engine is the app's own
//! (`src/evaluate.rs`); docs/file-format.md describes both formats.

use law::Day;
use nis2_check::content::native::{incident, law, states};
use nis2_check::domain::time::Moment;
use nis2_check::evaluate::{evaluate, incidents};
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::incident::is_incident_file;
use nis2_check::persist::v1::{format_day, parse_day};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const USAGE: &str = "Usage: cargo xtask evaluate [--as-of YYYY-MM-DD] FILE…";

/// `cargo xtask evaluate`
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (as_of, files) = read_arguments(arguments)?;
    let refused = write_lines(&mut std::io::stdout().lock(), as_of, files)?;
    if refused == 0 {
        Ok(())
    } else {
        Err(format!("{refused} of {} files could not be evaluated; their lines say why.", files.len()))
    }
}

fn read_arguments(arguments: &[String]) -> Result<(Option<Day>, &[String]), String> {
    let (as_of, files) = match arguments {
        [option, day, files @ ..] if option == "--as-of" => {
            let day = parse_day(day).ok_or_else(|| format!("\"{day}\" is not a day such as 2026-11-21.\n{USAGE}"))?;
            (Some(day), files)
        }
        files => (None, files),
    };
    if files.is_empty() || files.iter().any(|file| file.starts_with("--")) {
        return Err(USAGE.to_owned());
    }
    Ok((as_of, files))
}

/// Writes a line a file, and counts those that were refused.
fn write_lines(out: &mut impl Write, as_of: Option<Day>, files: &[String]) -> Result<usize, String> {
    let (law, states, incident, words) = (law(), states(), incident(), words(Language::English));
    let seconds = seconds();
    let (today, now) = (day_of(seconds), Moment(i64::try_from(seconds).unwrap_or(i64::MAX)));
    let mut refused = 0;
    for file in files {
        let answer = read(file).and_then(|text| {
            if is_incident_file(&text) {
                incidents::evaluate(&incident, &words, file, &text, as_of, now)
            } else {
                evaluate(&law, &states, &words, file, &text, as_of, today)
            }
        });
        refused += usize::from(answer.is_err());
        let (Ok(line) | Err(line)) = answer;
        writeln!(out, "{line}").map_err(|error| format!("Could not write the result: {error}."))?;
    }
    Ok(refused)
}

fn read(file: &str) -> Result<String, Value> {
    std::fs::read_to_string(Path::new(file)).map_err(|error| {
        let message =
            format!("The file cannot be read ({error}). Check its name, its rights, and that it is UTF-8 text.");
        json!({ "file": file, "error": { "kind": "unreadable", "message": message } })
    })
}

/// The machine's clock.
fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// The day of the machine's clock, in UTC.
fn today() -> Day {
    day_of(seconds())
}

/// The same day as people write it.
pub fn today_text() -> String {
    format_day(today())
}

fn day_of(seconds: u64) -> Day {
    let date = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    date.and_then(|date| parse_day(&date.date_naive().to_string())).unwrap_or(Day(0))
}

#[cfg(test)]
mod tests {
    use super::{day_of, read_arguments, write_lines};
    use law::Day;
    use serde_json::Value;

    fn texts(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn arguments_are_a_day_and_files() {
        let arguments = texts(&["--as-of", "2024-10-18", "a.json", "b.json"]);
        assert_eq!(read_arguments(&arguments), Ok((Some(Day(20_241_018)), arguments.get(2..).unwrap_or_default())));
        for wrong in [&[][..], &["--as-of", "2024-10-18"], &["--as-of", "yesterday", "a.json"], &["--all", "a.json"]] {
            assert!(read_arguments(&texts(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_bad_file_is_a_line_and_the_rest_is_still_evaluated() -> Result<(), String> {
        let cases = crate::root().join("tests/cases/evaluate");
        let files = ["missing.json", "bad/not-json.json", "large-bank.json"];
        let files = files.map(|name| cases.join(name).display().to_string());
        let mut out = Vec::new();
        assert_eq!(write_lines(&mut out, None, &files)?, 2);
        let lines: Vec<Value> =
            String::from_utf8_lossy(&out).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let kinds: Vec<Option<&str>> =
            lines.iter().map(|line| line.pointer("/error/kind").and_then(Value::as_str)).collect();
        assert_eq!(kinds, [Some("unreadable"), Some("not_json"), None]);
        assert_eq!(lines.last().and_then(|line| line.get("verdict")).and_then(Value::as_str), Some("essential"));
        Ok(())
    }

    #[test]
    fn seconds_become_days() {
        assert_eq!(day_of(0), Day(19_700_101));
        assert_eq!(day_of(1_795_219_199), Day(20_261_120));
    }
}
