//! The outcome with its derivation: what was decided, by which rules, what follows and what is still open.

use law::{Consequence, Effect, FactIndex, Law, RowIndex, Rule, Verdict};

use super::decide::{Reader, View, in_force, verdict, view};
use super::facts::{Facts, NO, Need};
use super::possible::{matters, possible};
use crate::domain::sorted::SortedSet;

/// Yes, no, or not yet known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Held {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on open facts.
    Open,
}

/// What the law of the day says about the facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The verdict; `None` while open facts can still change it.
    pub verdict: Option<Verdict>,
    /// Every verdict still possible, also through decisions of a State that are not known. One when all is certain.
    pub possible: SortedSet<Verdict>,
    /// Rules that hold and took part, by position in the law, in the order of reading.
    pub rules: Vec<usize>,
    /// Stated activities and whether their row matches.
    pub rows: Vec<(RowIndex, Held)>,
    /// Those of them that by themselves bring the entity into scope, or may do so.
    pub bringing: Vec<RowIndex>,
    /// Consequences that follow or may follow.
    pub consequences: Vec<(Consequence, Held)>,
}

impl Outcome {
    /// Whether nothing open can change the verdict.
    pub fn is_certain(&self) -> bool {
        self.verdict.is_some() && self.possible.len() == 1
    }

    /// Whether a consequence follows.
    pub fn follows(&self, consequence: Consequence) -> Held {
        self.consequences.iter().find(|(known, _)| *known == consequence).map_or(Held::No, |(_, held)| *held)
    }
}

/// Applies the law of the day.
///
/// *Reading chosen:* while a decision of a State is not known, the law's own answer is that an assessment is needed;
/// `possible` then lists what the decision can lead to.
pub fn outcome(law: &Law, facts: &Facts) -> Outcome {
    let undecided = facts.undecided_by_state(law);
    let decided = match verdict(law, &undecided.simplified(law)) {
        Ok(verdict) => Some(verdict),
        Err(_) => only(possible(law, &undecided)),
    };
    let possible = possible(law, facts);
    let reader = Reader { law, facts: &undecided, view: view(law, &undecided) };
    let shown = decided.map_or_else(|| possible.clone(), |verdict| SortedSet::from([verdict]));
    let waits = decided == Some(Verdict::NeedsAssessment);
    let ways = if waits { self::possible(law, &facts.decided_by_state(law)) } else { SortedSet::new() };
    Outcome {
        verdict: decided,
        rules: rules(&reader, decided, &shown),
        rows: rows(&reader),
        bringing: bringing(&reader),
        consequences: consequences(&reader, &shown, &ways),
        possible,
    }
}

fn only(verdicts: SortedSet<Verdict>) -> Option<Verdict> {
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next();
    first.filter(|_| verdicts.next().is_none())
}

/// Rules that hold and took part. Once a rule excludes, only it and the notes beside it count; rules that ask for an
/// assessment count where they concern the class that would otherwise follow.
fn rules(reader: &Reader<'_>, decided: Option<Verdict>, shown: &SortedSet<Verdict>) -> Vec<usize> {
    let holds = |rule: &Rule| in_force(rule, reader.facts) && reader.holds(&rule.when) == Ok(true);
    let excluded = reader.law.rules.iter().any(|rule| rule.effect == Effect::OutOfScope && holds(rule));
    let class = reader.class();
    let assessed = !excluded && decided == Some(Verdict::NeedsAssessment);
    let sizes_part = || {
        let [own, group] = [View::Own, View::Group].map(|view| Reader { view, ..*reader }.verdict());
        own.is_ok() && group.is_ok() && own != group
    };
    let takes_part = |rule: &Rule| {
        let fits = rule.with.is_empty() || shown.iter().all(|verdict| rule.with.contains(verdict));
        fits && match &rule.effect {
            Effect::OutOfScope => true,
            Effect::Note => !excluded || rule.with.is_empty(),
            Effect::Important => !excluded && class == Ok(Verdict::Important),
            Effect::Assess(over) => assessed && class.is_ok_and(|class| over.contains(&class)),
            Effect::AssessSize => assessed && sizes_part(),
            _ => !excluded,
        }
    };
    let all = reader.law.rules.iter().enumerate();
    all.filter(|(_, rule)| takes_part(rule) && holds(rule)).map(|(index, _)| index).collect()
}

fn rows(reader: &Reader<'_>) -> Vec<(RowIndex, Held)> {
    if reader.facts.activities_open {
        return Vec::new();
    }
    let stated = (0..).zip(&reader.facts.activities).filter(|(_, values)| **values != NO);
    stated.map(|(row, _)| (row, held(reader.row_matches(row)))).collect()
}

/// Stated activities for which a ground holds or may hold when they are the only ones.
fn bringing(reader: &Reader<'_>) -> Vec<RowIndex> {
    let mut alone = reader.facts.clone();
    let mut found = Vec::new();
    for (row, matches) in rows(reader) {
        alone.activities.fill(NO);
        if let Some(place) = alone.activities.get_mut(usize::from(row)) {
            *place = reader.facts.activity(row);
        }
        let only_this = Reader { facts: &alone, ..*reader };
        let grounds = [Effect::InScope, Effect::Essential, Effect::Important, Effect::RegistrationOnly];
        let holds = |effect: &Effect| only_this.rules(effect).any(|rule| only_this.holds(&rule.when) != Ok(false));
        if matches != Held::No && grounds.iter().any(holds) {
            found.push(row);
        }
    }
    found
}

fn held(answer: Result<bool, Need>) -> Held {
    match answer {
        Ok(true) => Held::Yes,
        Ok(false) => Held::No,
        Err(_) => Held::Open,
    }
}

/// Consequences of what is shown. While somebody has to decide, a consequence follows all the same where it does in all
/// `ways` in which that can be decided.
fn consequences(
    reader: &Reader<'_>,
    shown: &SortedSet<Verdict>,
    ways: &SortedSet<Verdict>,
) -> Vec<(Consequence, Held)> {
    let rules = || reader.law.rules.iter().filter(|rule| in_force(rule, reader.facts));
    let all: SortedSet<Consequence> = rules().filter_map(consequence_of).collect();
    let of = |consequence| {
        let of_it = || rules().filter(move |rule| consequence_of(rule) == Some(consequence));
        let agreed = |verdicts: &SortedSet<Verdict>| {
            let mut answers = verdicts.iter().map(|verdict| with_verdict(reader, of_it(), *verdict));
            let first = answers.next().unwrap_or(Held::No);
            if answers.all(|answer| answer == first) { first } else { Held::Open }
        };
        match agreed(shown) {
            Held::Open if agreed(ways) == Held::Yes => Held::Yes,
            answer => answer,
        }
    };
    all.into_iter().map(|consequence| (consequence, of(consequence))).filter(|(_, held)| *held != Held::No).collect()
}

fn consequence_of(rule: &Rule) -> Option<Consequence> {
    if let Effect::Consequence(consequence) = rule.effect { Some(consequence) } else { None }
}

/// Whether one of the rules of a consequence holds with this verdict. What follows from a class is open while somebody has
/// to decide on the class.
fn with_verdict<'r>(reader: &Reader<'_>, rules: impl Iterator<Item = &'r Rule>, verdict: Verdict) -> Held {
    let mut answer = Held::No;
    for rule in rules {
        let read = rule.with.contains(&verdict);
        if !read && verdict != Verdict::NeedsAssessment {
            continue;
        }
        answer = match (held(reader.holds(&rule.when)), answer) {
            (Held::No, before) => before,
            (Held::Yes, _) if read => return Held::Yes,
            _ => Held::Open,
        };
    }
    answer
}

/// Facts that can still change the verdict, in the order of the law; activities and size last.
pub fn missing(law: &Law, facts: &Facts) -> Vec<Need> {
    let open = (0..).zip(&law.facts).filter(|(index, _)| facts.value(*index).count_ones() > 1);
    let mut missing: Vec<Need> =
        open.map(|(index, _): (FactIndex, _)| Need::Fact(index)).filter(|need| matters(law, facts, *need)).collect();
    if !facts.activities_open {
        let stated = (0..).zip(&facts.activities).filter(|(_, values)| values.count_ones() > 1);
        missing.extend(stated.map(|(row, _)| Need::Activity(row)).filter(|need| matters(law, facts, *need)));
    }
    if !facts.sizes.is_certain() && matters(law, facts, Need::Size) {
        missing.push(Need::Size);
    }
    missing
}
