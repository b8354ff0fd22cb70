//! What an area serves of a framework, and what a measure asks for beyond it.

use law::Area;
use serde::Deserialize;

use super::{Checker, Numbers, Say};

/// Places outside of the frame of its area that a measure asks for all the same.
#[derive(Deserialize)]
pub(super) struct BeyondRecord {
    id: String,
    /// Why; for whoever reads the data.
    because: String,
    #[serde(flatten)]
    serves: Numbers,
}

impl Checker<'_> {
    /// Every exception has a reason, and only what is one is listed.
    pub(super) fn beyond_frames(&self, say: &mut Say<'_>) {
        for (at, record) in self.file.beyond.iter().enumerate() {
            let id = record.id.as_str();
            if self.file.beyond.iter().take(at).any(|other| other.id == id) {
                say(id, "beyond: written twice".to_owned());
            }
            if record.because.trim().is_empty() {
                say(id, "beyond: give the reason (because)".to_owned());
            }
            let measure = self.file.measure.iter().find(|measure| measure.id == id && measure.gap.is_none());
            let (Some(measure), Some(area)) = (measure, self.area_of(id)) else {
                say(id, "beyond: there is no such measure of an area".to_owned());
                continue;
            };
            for (framework, number) in
                record.serves.iter().flat_map(|(framework, numbers)| numbers.iter().map(move |one| (framework, one)))
            {
                if !measure.serves.get(framework).is_some_and(|numbers| numbers.contains(number)) {
                    say(id, format!("beyond: the measure does not serve {framework} \"{number}\""));
                }
                if self.frame(area, framework).is_none_or(|frame| frame.contains(number)) {
                    say(id, format!("beyond: {framework} \"{number}\" is among those of its area anyway"));
                }
            }
        }
    }

    pub(super) fn is_beyond(&self, id: &str, framework: &str, number: &String) -> bool {
        let mut listed = self.file.beyond.iter().filter(|record| record.id == id);
        listed.any(|record| record.serves.get(framework).is_some_and(|numbers| numbers.contains(number)))
    }

    /// The area that an id names.
    pub(super) fn area_of(&self, id: &str) -> Option<&Area> {
        self.maturity.areas.iter().find(|area| id.starts_with(&area.id))
    }

    /// What an area serves of a framework, if it says so.
    pub(super) fn frame(&self, area: &Area, framework: &str) -> Option<Vec<String>> {
        let printed = area.norms.iter().find(|(name, _)| name == framework);
        let stated = self.file.frame.get(&area.id).and_then(|frame| frame.get(framework)).cloned();
        stated.or_else(|| printed.map(|(_, numbers)| numbers_of(numbers)))
    }
}

/// The single numbers of a printed norm: `{article} 21(2)(a), (f), {article} 20` is 21(2)(a), 21(2)(f), 20(1), 20(2).
fn numbers_of(printed: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for part in printed.split(", ") {
        let number = part.rsplit(' ').next().unwrap_or(part);
        if number.starts_with('(') {
            numbers.push(format!("21(2){number}"));
        } else if number == "20" {
            numbers.extend(["20(1)".to_owned(), "20(2)".to_owned()]);
        } else {
            numbers.push(number.to_owned());
        }
    }
    numbers
}
