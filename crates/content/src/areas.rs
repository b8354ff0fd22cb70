//! The maturity part: `content/areas/areas.toml`.

use std::path::Path;

use law::{Area, Gap, Maturity};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    area: Vec<AreaRecord>,
    gap: Vec<GapRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaRecord {
    id: String,
    targets: [u8; 5],
    measures: Vec<String>,
    practices: Vec<String>,
    norms: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GapRecord {
    id: String,
    asked_by: String,
}

/// Reads the areas and checks their levels.
pub fn load(folder: &Path, problems: &mut Vec<String>) -> Option<Maturity> {
    let file: File = crate::read_toml(&folder.join("areas.toml"), problems)?;
    for area in &file.area {
        if area.targets.iter().any(|level| *level > 4) {
            problems.push(format!("areas.toml: {}: a target is above 4", area.id));
        }
    }
    let areas = file.area.into_iter().map(|area| Area {
        id: area.id,
        measures: area.measures,
        practices: area.practices,
        targets: area.targets,
        norms: area.norms,
    });
    let gaps = file.gap.into_iter().map(|gap| Gap { id: gap.id, asked_by: gap.asked_by });
    Some(Maturity { areas: areas.collect(), gaps: gaps.collect() })
}
