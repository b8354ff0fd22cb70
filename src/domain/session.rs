//! An assessment: what a visitor has stated about one organisation, and what follows for the rules.

use law::{Day, Law};

use super::scope::facts::{Facts, NO, OPEN, SizePairs, YES, all_values};
use super::scope::jurisdiction::Places;
use super::size::{Company, CompanyKind, Group, SizeFacts, Sizes, sizes};
use super::sorted::{ById, SortedSet};
use super::units::Tri;

/// The answer that says "I do not know".
pub const UNKNOWN: &str = "unknown";

/// One assessment.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessment {
    /// Id, unique in this browser.
    pub id: String,
    /// The visitor's name for it, often the firm's.
    pub name: String,
    /// The day it was begun.
    pub created: Day,
    /// The day whose law was applied when it was last saved.
    pub as_of: Day,
    /// Where the organisation is.
    pub places: Places,
    /// Value id by fact id; [`UNKNOWN`] where the visitor does not know. Ids that this build does not know are kept.
    pub answers: ById<String>,
    /// Stated activities by row id; `None` while the question has not been answered.
    pub activities: Option<ById<Tri>>,
    /// Figures, history and group.
    pub size: SizeFacts,
    /// The size one year earlier was the same as now: the latest figures decide, whatever they turn out to be.
    pub same_size_before: bool,
    /// Screens that have been answered, also with "I do not know".
    pub seen: SortedSet<String>,
    /// Answers to the thirteen areas by area id.
    pub areas: ById<AreaAnswer>,
    /// What a part of the product keeps about this organisation, by the part's name. The part alone reads and checks it;
    /// everybody else carries it as it is.
    pub parts: ById<serde_json::Value>,
}

/// The answer to an area's question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AreaAnswer {
    /// The level, or why there is none.
    pub level: Level,
    /// Reason for "not applicable".
    pub reason: String,
    /// Free note.
    pub note: String,
}

/// The level of an area.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Level {
    /// Not answered.
    #[default]
    Open,
    /// 0 to 4.
    At(u8),
    /// The visitor does not know.
    Unknown,
    /// It does not apply, with a reason.
    NotApplicable,
}

impl Assessment {
    /// A new, empty assessment.
    pub fn new(id: String, name: String, today: Day) -> Self {
        Self {
            id,
            name,
            created: today,
            as_of: today,
            places: Places::default(),
            answers: ById::new(),
            activities: None,
            size: no_size(),
            same_size_before: false,
            seen: SortedSet::new(),
            areas: ById::new(),
            parts: ById::new(),
        }
    }

    /// The value id given for a fact, if the question has been answered.
    pub fn answer(&self, fact: &str) -> Option<&str> {
        self.answers.get(fact).map(String::as_str)
    }

    /// Size classes that follow from the figures.
    ///
    /// *Rule:* without a change of class from one year to the next, the class is that of the latest figures; the engine
    /// has the same case for the newly founded (Rec. 2003/361/EC, Annex, Art. 4(2), 4(3)).
    pub fn sizes(&self, law: &Law, as_of: Day) -> Sizes {
        sizes(&self.size_facts(as_of), law.size.on(as_of))
    }

    /// Figures, history and group as the size test reads them on a day.
    pub fn size_facts(&self, as_of: Day) -> SizeFacts {
        let newly_founded = if self.same_size_before { Tri::Yes } else { self.size.newly_founded };
        SizeFacts { newly_founded, ..self.size.until(as_of).without_gaps() }
    }

    /// Whether measures have been answered. What the part keeps is not read any further.
    pub fn measures_begun(&self) -> bool {
        let answers = self.parts.get("measures").and_then(|part| part.get("answers")?.as_object());
        answers.is_some_and(|answers| !answers.is_empty())
    }

    /// How many of the thirteen areas have been answered, also with "I do not know" or "does not apply".
    pub fn areas_answered(&self) -> usize {
        self.areas.values().filter(|answer| answer.level != Level::Open).count()
    }

    /// The facts as the rules see them on a day.
    pub fn facts(&self, law: &Law, as_of: Day) -> Facts {
        self.facts_with(law, as_of, &self.sizes(law, as_of))
    }

    /// Who names a Member State of establishment has said that there is one, and is active there.
    fn stated_by_places(&self, fact: &str) -> Option<&'static str> {
        let about_places = fact == "union_activity" || fact == "union_establishment";
        (about_places && !self.places.established.is_empty()).then_some("yes")
    }

    /// The same, with sizes that have been worked out before.
    pub fn facts_with(&self, law: &Law, as_of: Day, sizes: &Sizes) -> Facts {
        let mut facts = Facts::unknown(law, as_of);
        for (fact, values) in law.facts.iter().zip(&mut facts.values) {
            let answer = self.answer(&fact.id).or_else(|| self.stated_by_places(&fact.id));
            let bit = answer.and_then(|answer| fact.values.iter().position(|value| value == answer));
            *values = bit.map_or(all_values(fact.values.len()), |bit| 1 << bit);
        }
        facts.without_claim(law);
        if let Some(stated) = &self.activities {
            // An activity that this law does not know may stand for any row: what is not understood is not a no.
            let known = |id: &String| law.rows.iter().any(|row| row.id == *id);
            facts.activities_open = stated.iter().any(|(id, tri)| *tri != Tri::No && !known(id));
            let unstated = if facts.activities_open { OPEN } else { NO };
            for (row, values) in law.rows.iter().zip(&mut facts.activities) {
                *values = match stated.get(&row.id) {
                    None => unstated,
                    Some(Tri::No) => NO,
                    Some(Tri::Yes) => YES,
                    Some(Tri::Unknown) => OPEN,
                };
            }
        }
        facts.sizes = SizePairs::new(sizes.scenarios.iter().copied());
        facts
    }
}

/// Nothing stated about size; the organisation itself is the first company of its group.
pub fn no_size() -> SizeFacts {
    SizeFacts {
        newly_founded: Tri::Unknown,
        prior: None,
        own_prior: None,
        periods: Vec::new(),
        group: Group { alone: Tri::Unknown, companies: vec![company(String::new())], holdings: Vec::new() },
    }
}

/// A company of which nothing but the id is known.
pub fn company(id: String) -> Company {
    Company {
        id,
        name: String::new(),
        kind: CompanyKind::Enterprise,
        figures: Vec::new(),
        same_market: Tri::Unknown,
        economic_activity: Tri::Unknown,
        angel_investment: None,
        in_consolidation: false,
    }
}
