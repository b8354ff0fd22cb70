//! Measures and the frameworks they serve.

use serde::{Deserialize, Serialize};

use crate::Status;

/// Every measure with what it weighs, takes and serves; and the questions of the risk profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measures {
    /// Ids of the questions of the risk profile, in the order in which they are asked.
    pub profile: Vec<String>,
    /// Frameworks of the crosswalk.
    pub frameworks: Vec<Framework>,
    /// Measures of the areas in order, and our own for gaps among those of their area.
    pub measures: Vec<Measure>,
    /// Good practices of the areas in order.
    pub practices: Vec<Practice>,
}

/// A good practice: who follows it has support for what it serves, and nothing that is covered by it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Practice {
    /// Id, `A01-G01`; kept in saved files where it is ticked.
    pub id: String,
    /// Position of its area in [`crate::Maturity::areas`].
    pub area: u8,
    /// Left out when all of these questions of the profile are answered no; never when empty.
    pub only_if: Vec<u8>,
    /// What it supports: for each framework in order, positions in [`Framework::places`].
    pub places: Vec<Vec<u16>>,
}

/// A framework with the places measures can serve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Framework {
    /// Id, for instance `iso27001`.
    pub id: String,
    /// All its places by number, in its own order.
    pub places: Vec<String>,
    /// How sure its numbers are: checked against its own text, known from summaries, or not compared one by one.
    pub status: Status,
    /// The State whose act it is, by its code.
    pub state: Option<String>,
    /// Whether what it rests on has been repealed: it makes nothing a duty any more.
    pub ended: bool,
}

/// A measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measure {
    /// Id, `A01-M01` or, of our own, `GAP-01-M1`; the key of the answer in saved files.
    pub id: String,
    /// Position of its area in [`crate::Maturity::areas`].
    pub area: u8,
    /// Position in [`crate::Maturity::gaps`] of what it stands for, if it is one of our own.
    pub gap: Option<u8>,
    /// Position of the measure whose question asks for this one too; its own when it has a question.
    pub asked_with: MeasureIndex,
    /// Position of the question among the words of measures.
    pub question: u16,
    /// What is lost without it: 1 (little) to 5 (much).
    pub risk: u8,
    /// What it takes: 1 (a day), 2 (three days), 3 (ten days), 4 (thirty days).
    pub effort: u8,
    /// Whether law names it.
    pub duty: Duty,
    /// What to do first; positions of measures with a question.
    pub after: Vec<MeasureIndex>,
    /// Left out when all of these questions of the profile are answered no; never when empty.
    pub only_if: Vec<u8>,
    /// Weighs more for each of these questions of the profile that is answered yes.
    pub raised_by: Vec<u8>,
    /// What it serves: for each framework in order, positions in [`Framework::places`].
    pub places: Vec<Vec<u16>>,
}

/// Position of a measure in [`Measures::measures`].
pub type MeasureIndex = u16;

/// Whether law names a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Duty {
    /// It only helps to fulfil what law names.
    No,
    /// Articles 20, 21(2) or 23 of NIS 2; binds essential and important entities.
    Nis2,
    /// The GDPR; binds everybody who handles personal data.
    Gdpr,
}
