//! Measures: `content/measures/measures.toml`, checked against the areas.

mod frames;

use std::collections::BTreeMap;
use std::path::Path;

use law::{Area, Duty, Framework, Maturity, Measure, MeasureIndex, Measures, Practice};
use serde::Deserialize;

use frames::BeyondRecord;

use crate::schema::StatusName;

/// Name of the file in messages.
const FILE: &str = "measures.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<ProfileRecord>,
    framework: Vec<FrameworkRecord>,
    #[serde(default)]
    frame: BTreeMap<String, Numbers>,
    #[serde(default)]
    beyond: Vec<BeyondRecord>,
    measure: Vec<Record>,
    #[serde(default)]
    practice: Vec<PracticeRecord>,
}

#[derive(Deserialize)]
struct PracticeRecord {
    id: String,
    #[serde(default)]
    only_if: Vec<String>,
    /// What it supports.
    #[serde(flatten)]
    serves: Numbers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileRecord {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameworkRecord {
    id: String,
    /// How sure its numbers are.
    #[serde(default = "checked")]
    status: StatusName,
    /// The State whose act it is.
    state: Option<String>,
    /// Whether what it rests on has been repealed.
    #[serde(default)]
    ended: bool,
    places: Vec<String>,
}

fn checked() -> StatusName {
    StatusName::Checked
}

/// Numbers by framework.
type Numbers = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Record {
    id: String,
    area: Option<String>,
    gap: Option<String>,
    asked_with: Option<String>,
    risk: Option<u8>,
    effort: Option<u8>,
    duty: Option<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    only_if: Vec<String>,
    #[serde(default)]
    raised_by: Vec<String>,
    /// What it serves; a name that is not a framework's is refused below.
    #[serde(flatten)]
    serves: Numbers,
}

/// Reads and checks the measures.
pub fn load(folder: &Path, maturity: &Maturity, problems: &mut Vec<String>) -> Option<Measures> {
    let file: File = crate::read_toml(&folder.join(FILE), problems)?;
    let before = problems.len();
    let profile: Vec<String> = file.profile.iter().map(|question| question.id.clone()).collect();
    let frameworks: Vec<Framework> = file.framework.iter().map(framework).collect();
    let checker = Checker { file: &file, maturity, profile: &profile, frameworks: &frameworks };
    let mut say = |place: &str, what: String| problems.push(format!("{FILE}: {place}: {what}"));
    let measures: Vec<Measure> = file.measure.iter().map(|record| checker.measure(record, &mut say)).collect();
    checker.whole(&measures, &mut say);
    let practices = checker.practices(&mut say);
    checker.beyond_frames(&mut say);
    (problems.len() == before).then_some(Measures { profile, frameworks, measures, practices })
}

/// Ids of the measures that have words of their own, in order.
pub fn asked(measures: &Measures) -> Vec<String> {
    let own = measures.measures.iter().enumerate().filter(|(at, measure)| usize::from(measure.asked_with) == *at);
    own.map(|(_, measure)| measure.id.clone()).collect()
}

fn framework(record: &FrameworkRecord) -> Framework {
    let places = record.places.iter().flat_map(|run| places(run)).collect();
    Framework {
        id: record.id.clone(),
        places,
        status: record.status.into(),
        state: record.state.clone(),
        ended: record.ended,
    }
}

/// The places of a run: `5.1-5.3` is 5.1, 5.2 and 5.3. Anything else is one place.
fn places(run: &str) -> Vec<String> {
    let split = |place: &str| {
        let digits = place.len() - place.chars().rev().take_while(char::is_ascii_digit).count();
        place
            .get(digits..)?
            .parse::<u16>()
            .ok()
            .map(|number| (place.get(..digits).unwrap_or_default().to_owned(), number))
    };
    let ends = run.split_once('-').and_then(|(from, to)| Some((split(from)?, split(to)?)));
    match ends {
        Some(((head, from), (other, to))) if head == other && from <= to => {
            (from..=to).map(|number| format!("{head}{number}")).collect()
        }
        _ => vec![run.to_owned()],
    }
}

/// Everything a measure is checked against.
struct Checker<'a> {
    file: &'a File,
    maturity: &'a Maturity,
    profile: &'a [String],
    frameworks: &'a [Framework],
}

/// Takes a place and what is wrong there.
type Say<'s> = dyn FnMut(&str, String) + 's;

impl Checker<'_> {
    fn measure(&self, record: &Record, say: &mut Say<'_>) -> Measure {
        let id = record.id.as_str();
        let own = self.position(id);
        let asked_with = match &record.asked_with {
            None => own,
            Some(other) => self.asking(id, "asked_with", other, say).unwrap_or(own),
        };
        let asked = self.file.measure.get(usize::from(asked_with)).unwrap_or(record);
        if record.asked_with.is_none() {
            check_weight(id, "risk", record.risk, 5, say);
            check_weight(id, "effort", record.effort, 4, say);
        } else if record.risk.is_some() || record.effort.is_some() || record.duty.is_some() || !record.after.is_empty()
        {
            say(id, "asked with another measure: risk, effort, duty and after are that measure's".to_owned());
        }
        let before = self.file.measure.iter().take(usize::from(asked_with));
        // What is wrong with the measure that asks is said once, there.
        let mut quiet = |_: &str, _: String| {};
        let about: &mut Say<'_> = if record.asked_with.is_none() { say } else { &mut quiet };
        let duty = duty(id, asked.duty.as_deref(), about);
        let after = asked.after.iter().filter_map(|other| self.asking(id, "after", other, about)).collect();
        let raised_by = self.profile_of(id, &asked.raised_by, about);
        Measure {
            id: record.id.clone(),
            area: self.area(record, say),
            gap: self.gap(record, say),
            asked_with,
            question: before.filter(|other| other.asked_with.is_none()).fold(0, |count, _| count + 1),
            risk: asked.risk.unwrap_or(1),
            effort: asked.effort.unwrap_or(1),
            duty,
            after,
            only_if: self.profile_of(id, &record.only_if, say),
            raised_by,
            places: self.serves(&record.id, &record.serves, record.gap.is_some(), say),
        }
    }

    fn position(&self, id: &str) -> MeasureIndex {
        let at = self.file.measure.iter().position(|record| record.id == id);
        at.and_then(|at| MeasureIndex::try_from(at).ok()).unwrap_or_default()
    }

    /// The position of another measure that has a question.
    fn asking(&self, id: &str, field: &str, other: &str, say: &mut Say<'_>) -> Option<MeasureIndex> {
        let Some(found) = self.file.measure.iter().find(|record| record.id == other) else {
            say(id, format!("{field}: there is no measure \"{other}\""));
            return None;
        };
        if let Some(with) = &found.asked_with {
            say(id, format!("{field}: \"{other}\" has no question of its own; name \"{with}\""));
            return None;
        }
        Some(self.position(other))
    }

    /// The area: named for our own measures, in the id for those of the areas.
    fn area(&self, record: &Record, say: &mut Say<'_>) -> u8 {
        let named = record.area.as_deref().or_else(|| record.id.split('-').next()).unwrap_or_default();
        let found = self.maturity.areas.iter().position(|area| area.id == named);
        let Some(area) = found.and_then(|at| u8::try_from(at).ok()) else {
            say(&record.id, format!("there is no area \"{named}\""));
            return 0;
        };
        let of_area = |area: &Area| area.measures.iter().any(|measure| record.id == format!("{}-{measure}", area.id));
        if record.gap.is_none() && !self.maturity.areas.get(usize::from(area)).is_some_and(of_area) {
            say(&record.id, format!("{named} has no such measure in areas.toml; our own name a gap"));
        }
        area
    }

    fn gap(&self, record: &Record, say: &mut Say<'_>) -> Option<u8> {
        let gap = record.gap.as_deref()?;
        let found = self.maturity.gaps.iter().position(|known| known.id == gap);
        if found.is_none() {
            say(&record.id, format!("there is no gap \"{gap}\""));
        }
        found.and_then(|at| u8::try_from(at).ok())
    }

    fn profile_of(&self, id: &str, named: &[String], say: &mut Say<'_>) -> Vec<u8> {
        let mut found = Vec::new();
        for question in named {
            match self.profile.iter().position(|known| known == question).and_then(|at| u8::try_from(at).ok()) {
                Some(at) => found.push(at),
                None => say(id, format!("the profile does not ask \"{question}\"")),
            }
        }
        found
    }

    /// What the measure serves: places that exist and, for measures of the areas, lie within the area's or are listed beyond.
    fn serves(&self, id: &str, serves: &Numbers, is_ours: bool, say: &mut Say<'_>) -> Vec<Vec<u16>> {
        if serves.values().all(Vec::is_empty) {
            say(id, "serves no framework; give at least one number".to_owned());
        }
        for name in serves.keys().filter(|name| !self.frameworks.iter().any(|known| known.id == **name)) {
            say(id, format!("\"{name}\" is neither a field nor a framework"));
        }
        let area = self.area_of(id).filter(|_| !is_ours);
        let mut all = Vec::new();
        for framework in self.frameworks {
            let mut found = Vec::new();
            let frame = area.and_then(|area| self.frame(area, &framework.id));
            for number in serves.get(&framework.id).into_iter().flatten() {
                let at = framework.places.iter().position(|place| place == number);
                match at.and_then(|at| u16::try_from(at).ok()) {
                    Some(at) => found.push(at),
                    None => say(id, format!("{} has no place \"{number}\"", framework.id)),
                }
                let outside = frame.as_ref().is_some_and(|frame| at.is_some() && !frame.contains(number));
                if outside && !self.is_beyond(id, &framework.id, number) {
                    say(id, format!("{} \"{number}\" is not among those of its area", framework.id));
                }
            }
            found.sort_unstable();
            found.dedup();
            all.push(found);
        }
        all
    }

    /// The good practices of areas.toml in their order, each with what it supports.
    fn practices(&self, say: &mut Say<'_>) -> Vec<Practice> {
        let mut found = Vec::new();
        for (at, area) in self.maturity.areas.iter().enumerate() {
            for practice in &area.practices {
                let id = format!("{}-{practice}", area.id);
                let mut records = self.file.practice.iter().filter(|record| record.id == id);
                let Some(record) = records.next() else {
                    say(&id, "stands in areas.toml and is missing here".to_owned());
                    continue;
                };
                if records.next().is_some() {
                    say(&id, "written twice".to_owned());
                }
                let places = self.serves(&id, &record.serves, false, say);
                let only_if = self.profile_of(&id, &record.only_if, say);
                found.push(Practice { id, area: u8::try_from(at).unwrap_or_default(), only_if, places });
            }
        }
        for record in self.file.practice.iter().filter(|record| !found.iter().any(|known| known.id == record.id)) {
            say(&record.id, "areas.toml has no such practice".to_owned());
        }
        found
    }

    /// What only all measures together show: none twice, none missing, no circle.
    fn whole(&self, measures: &[Measure], say: &mut Say<'_>) {
        for (at, record) in self.file.measure.iter().enumerate() {
            if self.file.measure.iter().take(at).any(|other| other.id == record.id) {
                say(&record.id, "written twice".to_owned());
            }
        }
        for area in self.file.frame.keys().filter(|id| !self.maturity.areas.iter().any(|area| area.id == **id)) {
            say("frame", format!("there is no area \"{area}\""));
        }
        for area in &self.maturity.areas {
            for measure in &area.measures {
                let id = format!("{}-{measure}", area.id);
                if !measures.iter().any(|known| known.id == id) {
                    say(&id, "stands in areas.toml and is missing here".to_owned());
                }
            }
        }
        for (at, gap) in self.maturity.gaps.iter().enumerate() {
            if !measures.iter().any(|measure| measure.gap.is_some_and(|gap| usize::from(gap) == at)) {
                say(&gap.id, "no measure stands for it".to_owned());
            }
        }
        for (at, measure) in measures.iter().enumerate().filter(|(at, measure)| usize::from(measure.asked_with) == *at)
        {
            if leads_back(measures, at) {
                say(&measure.id, "after: comes after itself".to_owned());
            }
        }
    }
}

fn duty(id: &str, given: Option<&str>, say: &mut Say<'_>) -> Duty {
    match given {
        None => Duty::No,
        Some("nis2") => Duty::Nis2,
        Some("gdpr") => Duty::Gdpr,
        Some(other) => {
            say(id, format!("duty is \"nis2\" or \"gdpr\", not \"{other}\""));
            Duty::No
        }
    }
}

fn check_weight(id: &str, field: &str, given: Option<u8>, highest: u8, say: &mut Say<'_>) {
    if !given.is_some_and(|given| (1..=highest).contains(&given)) {
        say(id, format!("{field} is a number from 1 to {highest}"));
    }
}

/// Whether what must come first leads back to the measure itself.
fn leads_back(measures: &[Measure], start: usize) -> bool {
    let first = |at: usize| measures.get(at).map(|measure| measure.after.as_slice()).unwrap_or_default();
    let mut open: Vec<usize> = first(start).iter().map(|at| usize::from(*at)).collect();
    let mut seen = Vec::new();
    while let Some(at) = open.pop() {
        if at == start {
            return true;
        }
        if !seen.contains(&at) {
            seen.push(at);
            open.extend(first(at).iter().map(|at| usize::from(*at)));
        }
    }
    false
}
