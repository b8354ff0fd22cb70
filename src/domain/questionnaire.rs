//! Which question comes next: only what can still change the verdict, cheapest first.

use law::{FactIndex, Jurisdiction, Law, Screen, Verdict};

use super::scope::facts::{Facts, NO, Need};
use super::scope::jurisdiction::jurisdiction_of;
use super::scope::outcome::Outcome;
use super::scope::possible::matters;
use super::session::Assessment;
use super::units::Tri;

/// A screen of the applicability check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// Where the organisation is established and active.
    Place,
    /// What it does.
    Activities,
    /// Whether the rows of its activities really fit.
    Rows,
    /// Staff, turnover and balance sheet total.
    Figures,
    /// Alone or in a group, and the year before.
    Relations,
    /// The companies of the group.
    Group,
    /// Special grounds.
    Special,
    /// One fact that matters after what has been said.
    Fact(FactIndex),
}

/// Names of the screens whose answers are not facts, as kept in [`Assessment::seen`].
pub const FIGURES: &str = "figures";
/// See [`FIGURES`].
pub const RELATIONS: &str = "relations";
/// See [`FIGURES`].
pub const GROUP: &str = "group";

/// The next screen, or `None` when nothing that can be asked would change the verdict. `of_state`: the law of a State is read
/// too; it can read the size otherwise than the directive, so that once the size is asked for, all of it is.
pub fn next_step(law: &Law, assessment: &Assessment, facts: &Facts, outcome: &Outcome, of_state: bool) -> Option<Step> {
    let unanswered = |id: &str| assessment.answer(id).is_none();
    let seen = |name: &str| assessment.seen.contains(name);
    if unanswered("union_activity") || unanswered("union_establishment") {
        return Some(Step::Place);
    }
    if outcome.possible.len() == 1 {
        return if of_state && seen(FIGURES) { size_step(assessment) } else { None };
    }
    if assessment.activities.is_none() {
        return Some(Step::Activities);
    }
    let open = |screen| open_facts(law, assessment, facts, screen).into_iter().next();
    if let Some(fact) = open(Screen::Place) {
        return Some(Step::Fact(fact));
    }
    if open(Screen::Row).is_some() {
        return Some(Step::Rows);
    }
    if matters(law, facts, Need::Size)
        && let Some(step) = size_step(assessment)
    {
        return Some(step);
    }
    if open(Screen::Special).is_some() {
        return Some(Step::Special);
    }
    open(Screen::FollowUp).map(Step::Fact)
}

/// The next screen about the size that has not been seen.
fn size_step(assessment: &Assessment) -> Option<Step> {
    let in_group = assessment.size.group.alone == Tri::No;
    let screens = [(FIGURES, Step::Figures, true), (RELATIONS, Step::Relations, true), (GROUP, Step::Group, in_group)];
    screens.into_iter().find(|(name, _, asked)| *asked && !assessment.seen.contains(*name)).map(|(_, step, _)| step)
}

/// Facts of a screen that have not been answered and can still change the verdict.
pub fn open_facts(law: &Law, assessment: &Assessment, facts: &Facts, screen: Screen) -> Vec<FactIndex> {
    let asked_by_rows = asked_by_rows(law, facts);
    (0..)
        .zip(&law.facts)
        .filter(|(index, fact)| fact.screen == screen && (screen != Screen::Row || asked_by_rows.contains(index)))
        .filter(|(_, fact)| assessment.answer(&fact.id).is_none())
        .map(|(index, _)| index)
        .filter(|index| matters(law, facts, Need::Fact(*index)))
        .collect()
}

/// Facts that the stated activities ask for.
pub fn asked_by_rows(law: &Law, facts: &Facts) -> Vec<FactIndex> {
    let stated = law.rows.iter().zip(&facts.activities).filter(|(_, values)| **values != NO);
    stated.flat_map(|(row, _)| row.asks.iter().copied()).collect()
}

/// Whether it can matter in which States services are provided: for an activity that follows its service (Art. 26(1)(a)),
/// and without an establishment in the Union for one that follows the main establishment (Art. 26(3)).
pub fn asks_where_served(law: &Law, assessment: &Assessment) -> bool {
    goes_by(law, assessment, Jurisdiction::ServiceProvided) || asks_representative(law, assessment)
}

/// Whether it can matter which of several establishments is the main one (Art. 26(2)).
pub fn asks_main_establishment(law: &Law, assessment: &Assessment) -> bool {
    assessment.places.established.len() > 1 && goes_by(law, assessment, Jurisdiction::MainEstablishment)
}

/// Whether it can matter where a representative is (Art. 26(3)).
pub fn asks_representative(law: &Law, assessment: &Assessment) -> bool {
    let from_outside = assessment.answer("union_establishment") == Some("no");
    from_outside && goes_by(law, assessment, Jurisdiction::MainEstablishment)
}

/// Whether the competent State of an activity that may be carried out is found in this way.
fn goes_by(law: &Law, assessment: &Assessment, by: Jurisdiction) -> bool {
    let with_access = assessment.answer("dns_access_resolver_only") == Some("yes");
    let stated = |id: &str| assessment.activities.as_ref().and_then(|stated| stated.get(id));
    let carried_out = law.rows.iter().filter(|row| stated(&row.id).is_some_and(|tri| *tri != Tri::No));
    carried_out.map(|row| jurisdiction_of(row, with_access)).any(|way| way == by)
}

/// Whether the verdict is one with a class.
pub fn has_class(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Essential | Verdict::Important)
}
