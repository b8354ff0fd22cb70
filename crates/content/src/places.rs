//! Clock and work-free days of States: `[time]` of `content/states/<code>/state.toml`, written to Rust as constants, so that
//! they are there before the law of the State has been fetched.

use std::path::Path;

use serde::Deserialize;

/// The part of `state.toml` that is read here.
#[derive(Deserialize)]
struct File {
    time: Option<TimeRecord>,
}

/// `[time]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRecord {
    /// Name in the IANA database.
    zone: String,
    /// Days free of work as `month-day`.
    holidays: Vec<String>,
    /// Days free of work counted from Easter Sunday; below zero before it.
    #[serde(default)]
    after_easter: Vec<i16>,
    /// The act that names the days free of work.
    act: String,
}

/// Last day of each month of a leap year.
const LAST: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Rust source: the places of these States, in their order. `zones` is the filter of the time zones that are built in.
pub fn constants(folder: &Path, codes: &[String], zones: Option<&str>, problems: &mut Vec<String>) -> String {
    let mut places = Vec::new();
    for code in codes {
        let Some(File { time: Some(time) }) = crate::read_toml(&folder.join(code).join("state.toml"), problems) else {
            continue;
        };
        let mut found = Vec::new();
        places.push(place(code, &time, zones, &mut found));
        problems.extend(found.into_iter().map(|problem| format!("states/{code}: state.toml: time: {problem}")));
    }
    format!(
        "/// Clocks and work-free days of States.\nconst PLACES: [PlaceData; {}] = [{}];\n",
        places.len(),
        places.concat()
    )
}

fn place(code: &str, time: &TimeRecord, zones: Option<&str>, problems: &mut Vec<String>) -> String {
    let town = time.zone.rsplit('/').next().unwrap_or_default();
    if zones.is_some_and(|zones| !zones.contains(town)) {
        problems.push(format!(
            "the zone {} is not built in; add it to CHRONO_TZ_TIMEZONE_FILTER in .cargo/config.toml",
            time.zone
        ));
    }
    if time.act.trim().is_empty() {
        problems.push("name the act on holidays in `act`".to_owned());
    }
    let fixed: Vec<String> = time.holidays.iter().filter_map(|text| holiday(text, problems)).collect();
    let after: Vec<String> = time.after_easter.iter().map(ToString::to_string).collect();
    let zone = time.zone.replace('/', "__").replace('-', "");
    format!(
        "PlaceData {{ code: \"{code}\", zone: chrono_tz::Tz::{zone}, fixed: &[{}], after_easter: &[{}] }}, ",
        fixed.join(", "),
        after.join(", ")
    )
}

/// `01-31` as `131`.
fn holiday(text: &str, problems: &mut Vec<String>) -> Option<String> {
    let parts =
        text.split_once('-').and_then(|(month, day)| Some((month.parse::<u32>().ok()?, day.parse::<u32>().ok()?)));
    let found = parts.filter(|(month, day)| {
        let last = usize::try_from(*month).ok().and_then(|month| LAST.get(month.checked_sub(1)?));
        text.len() == 5 && last.is_some_and(|last| (1..=*last).contains(day))
    });
    if found.is_none() {
        problems.push(format!("\"{text}\" is no day; write month and day as 01-31"));
    }
    found.map(|(month, day)| (month * 100 + day).to_string())
}
