//! The law of a Member State over the EU core: the same rules as data, the same three-valued reading, the same derivation.
//!
//! A state's law can leave open how the size is read. Every reading is then evaluated; they have to agree.

mod decision;
mod fines;
mod leads;
mod places;
mod size;

use law::state::{Difference, SizeReading, State};
use law::{Condition, Consequence, Day, Effect, Law, Provision, Rule, Status, Verdict};

pub use fines::{Frame, frames};
pub use leads::leads;
pub use places::{competence, concerns};
pub use size::{Between, Periods, size_pairs};

use super::scope::decide::{Reader, in_force, view};
use super::scope::facts::{Facts, Need, SizePairs};
use super::scope::outcome::{Held, Outcome, missing, outcome};
use super::session::Assessment;
use super::size::{Counted, Sizes, latest_summation};
use super::sorted::SortedSet;

/// What a state's law says of an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct National {
    /// Whether the state is competent (Art. 26).
    pub competent: Held,
    /// The verdict.
    pub verdict: Answer,
    /// Every verdict that is still possible under one of the readings, and what an assessment can lead to.
    pub possible: SortedSet<Verdict>,
    /// How sure the verdict is.
    pub status: Status,
    /// Whether a rule that leads to the verdict reads the size, or the size is open.
    pub size_counts: bool,
    /// The figures of the latest period, with partner and linked enterprises.
    pub figures: Counted,
    /// The result under each reading of the size rule, in the order of the law.
    pub readings: Vec<ReadingResult>,
    /// What can still change the verdict, in the order of the law. Nothing while no activity is stated: everything else
    /// depends on it.
    pub missing: Vec<Need>,
    /// Rules whose condition holds or may hold, by position in [`State::rules`].
    pub rules: Vec<(usize, Held)>,
    /// Who is competent, by position in [`State::competences`].
    pub competences: Vec<(usize, Held)>,
    /// How the act differs from the directive, by position in [`State::differences`].
    pub differences: Vec<(usize, Held)>,
    /// Whether the verdict is another than the directive's.
    pub differs: Held,
    /// Whether DORA takes the place of the act's rules on measures, reports, supervision and fines.
    pub displaced: Held,
    /// Frames of fines that hold whatever is still open; without those whose place DORA takes.
    pub frames: Vec<Frame>,
}

/// The verdict of a state's law.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// The act was not in force on the day.
    NotInForce,
    /// The same under all readings.
    Verdict(Verdict),
    /// The readings of the size rule lead to different verdicts.
    Borderline,
    /// Open facts can still change it.
    Undetermined,
}

/// The result under one reading of the size rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingResult {
    /// Position in [`State::sizes`].
    pub size: usize,
    /// How many periods a change of class needs.
    pub periods: Periods,
    /// Which class was taken for figures that lie between two; none where no figures do.
    pub between: Option<Between>,
    /// The size pairs.
    pub sizes: SizePairs,
    /// The outcome, over the law of the state.
    pub outcome: Outcome,
}

/// Why what follows under the law of a State is not certain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenBy {
    /// Answers are missing.
    Answers,
    /// The act can be read in more than one way, or has to be read first.
    Reading,
    /// Somebody has to decide.
    Decision,
}

impl National {
    /// Why the verdict is not certain, where it is not; `law` is that of the State.
    pub fn open_by(&self, law: &Law) -> OpenBy {
        let settled = self.missing.is_empty() && self.competent == Held::Yes;
        match self.verdict {
            Answer::Borderline if settled => OpenBy::Reading,
            Answer::Verdict(Verdict::NeedsAssessment) if self.competent == Held::Yes => {
                if asks_to_check(law, &self.readings, self.verdict) { OpenBy::Reading } else { OpenBy::Decision }
            }
            _ => OpenBy::Answers,
        }
    }

    /// Whether the State's law alone says what counts: it is competent, and nothing open, unverified or pending can change
    /// its verdict.
    pub fn is_certain(&self) -> bool {
        let decided = matches!(self.verdict, Answer::Verdict(verdict) if verdict != Verdict::NeedsAssessment);
        decided && self.competent == Held::Yes && self.possible.len() == 1
    }
}

/// Applies the law of a state.
///
/// `law` is [`State::over`] the core, `sizes` those of the core, `directive` the outcome of the core.
pub fn national(
    law: &Law,
    state: &State,
    assessment: &Assessment,
    as_of: Day,
    sizes: &Sizes,
    directive: &Outcome,
) -> National {
    let mut facts = assessment.facts_with(law, as_of, sizes);
    let size = assessment.size.until(as_of);
    let mut readings = read_all(law, state, assessment, &mut facts, sizes);
    decision::apply_decision(law, state, &Reader { law, facts: &facts, view: view(law, &facts) }, &mut readings);
    let own = law.sources.len().saturating_sub(state.sources.len());
    let of_state = |provision: &&Provision| usize::from(provision.source) >= own;
    let in_force = state.provisions.iter().filter(of_state).any(|provision| provision.from <= as_of);
    let answer = if in_force { combined(&readings) } else { Answer::NotInForce };
    let facts_open = facts.activities_open;
    let mut open = SortedSet::new();
    let undecided = |reading: &&ReadingResult| reading.outcome.possible.len() > 1;
    for reading in readings.iter().filter(undecided).filter(|_| !facts_open) {
        facts.sizes = reading.sizes;
        for need in missing(law, &facts) {
            open.insert(need);
        }
    }
    let first = readings.first();
    facts.sizes = first.map_or_else(SizePairs::all, |reading| reading.sizes);
    let reader = Reader { law, facts: &facts, view: view(law, &facts) };
    let possible = possible(law, state, &facts, &readings);
    let shown = |with: &Vec<Verdict>| with.is_empty() || possible.iter().any(|verdict| with.contains(verdict));
    let displaced = directive.follows(Consequence::DisplacedByDora);
    let stands = |item: &Difference| shown(&item.with) && !(item.displaced && displaced == Held::Yes);
    National {
        competent: first.map_or(Held::Open, |reading| competence(state, &reader, &reading.outcome, assessment)),
        verdict: answer,
        status: status(law, state, &facts, &readings, answer),
        size_counts: size_counts(law, &readings, answer),
        figures: latest_summation(&size, law.size.on(as_of)).total,
        missing: open.into_iter().collect(),
        rules: rules_held(law, state, &facts, &readings),
        competences: held_items(state.competences.iter().map(|item| &item.when), &reader),
        differences: held_items(state.differences.iter().map(|item| &item.when), &reader)
            .into_iter()
            .filter(|(index, _)| state.differences.get(*index).is_some_and(stands))
            .collect(),
        differs: if asks_to_check(law, &readings, answer) {
            Held::Open
        } else {
            differs(&readings, answer, directive.verdict)
        },
        displaced,
        frames: if in_force { frames(state, &possible, displaced, &size, &reader) } else { Vec::new() },
        possible,
        readings,
    }
}

/// The outcome under every reading. What a reading leaves open, about periods and about figures between
/// two classes, is read both ways.
fn read_all(law: &Law, state: &State, assessment: &Assessment, facts: &mut Facts, sizes: &Sizes) -> Vec<ReadingResult> {
    let stated = assessment.size_facts(facts.as_of);
    let rule = law.size.on(facts.as_of);
    let mut results = Vec::new();
    for (index, reading) in state.sizes.iter().enumerate() {
        for periods in periods_of(reading) {
            let ends = [Between::Lowest, Between::Highest];
            let [lowest, highest] = ends.map(|between| size_pairs(reading, periods, between, &stated, sizes, rule));
            let parts = lowest != highest;
            for (between, sizes) in [(Between::Lowest, lowest), (Between::Highest, highest)] {
                if between == Between::Lowest || parts {
                    facts.sizes = sizes;
                    let between = Some(between).filter(|_| parts);
                    results.push(ReadingResult { size: index, periods, between, sizes, outcome: outcome(law, facts) });
                }
            }
        }
    }
    results
}

fn periods_of(reading: &SizeReading) -> impl Iterator<Item = Periods> {
    let latest = reading.latest_period.then_some(Periods::Latest);
    latest.into_iter().chain(reading.two_periods.then_some(Periods::Two))
}

/// The one verdict of all readings, if there is one.
fn combined(readings: &[ReadingResult]) -> Answer {
    let mut verdicts = readings.iter().map(|reading| reading.outcome.verdict);
    let Some(first) = verdicts.next().flatten() else { return Answer::Undetermined };
    let mut answer = Answer::Verdict(first);
    for verdict in verdicts {
        match verdict {
            None => return Answer::Undetermined,
            Some(verdict) if verdict != first => answer = Answer::Borderline,
            Some(_) => {}
        }
    }
    answer
}

/// Every verdict that is still possible under one of the readings, and what an assessment can lead to.
fn possible(law: &Law, state: &State, facts: &Facts, readings: &[ReadingResult]) -> SortedSet<Verdict> {
    let mut found = SortedSet::new();
    for reading in readings {
        let mut of_reading = reading.outcome.possible.clone();
        if of_reading.contains(&Verdict::NeedsAssessment) {
            let facts = Facts { sizes: reading.sizes, ..facts.clone() };
            of_reading = of_reading.into_iter().chain(leads(law, &facts, &state.leads)).collect();
        }
        for verdict in of_reading {
            found.insert(verdict);
        }
    }
    found
}

fn held_items<'a>(conditions: impl Iterator<Item = &'a Condition>, reader: &Reader<'_>) -> Vec<(usize, Held)> {
    let held = |condition: &Condition| match reader.holds(condition) {
        Ok(true) => Held::Yes,
        Ok(false) => Held::No,
        Err(_) => Held::Open,
    };
    let all = conditions.enumerate().map(|(index, condition)| (index, held(condition)));
    all.filter(|(_, held)| *held != Held::No).collect()
}

/// Rules that hold under every reading of the size, and those that hold under one of them or depend on open facts.
fn rules_held(law: &Law, state: &State, facts: &Facts, readings: &[ReadingResult]) -> Vec<(usize, Held)> {
    let of_reading = |reading: &ReadingResult| {
        let facts = Facts { sizes: reading.sizes, ..facts.clone() };
        let reader = Reader { law, facts: &facts, view: view(law, &facts) };
        let mut held = held_items(state.rules.iter().map(|rule| &rule.when), &reader);
        held.retain(|(at, _)| state.rules.get(*at).is_some_and(|rule| in_force(rule, &facts)));
        held
    };
    let all: Vec<Vec<(usize, Held)>> = readings.iter().map(of_reading).collect();
    let combined = |at: usize| {
        let certain = all.iter().all(|rules| rules.contains(&(at, Held::Yes)));
        let possible = all.iter().flatten().any(|(rule, _)| *rule == at);
        possible.then_some((at, if certain { Held::Yes } else { Held::Open }))
    };
    (0..state.rules.len()).filter_map(combined).collect()
}

/// Whether the verdict is that something has to be checked: a rule leads to it that has not been checked against a text.
fn asks_to_check(law: &Law, readings: &[ReadingResult], answer: Answer) -> bool {
    let verdict = Verdict::NeedsAssessment;
    let rules = readings.iter().flat_map(|reading| &reading.outcome.rules).filter_map(|index| law.rules.get(*index));
    answer == Answer::Verdict(verdict)
        && rules.into_iter().any(|rule| leads_to(rule, verdict) && rule.status == Status::Unverified)
}

/// Whether the verdict is another than that of the directive.
fn differs(readings: &[ReadingResult], answer: Answer, directive: Option<Verdict>) -> Held {
    match (answer, directive) {
        (Answer::Verdict(verdict), Some(directive)) if verdict == directive => Held::No,
        (Answer::Verdict(_), Some(_)) => Held::Yes,
        (Answer::Borderline, Some(directive))
            if readings.iter().all(|reading| reading.outcome.verdict != Some(directive)) =>
        {
            Held::Yes
        }
        _ => Held::Open,
    }
}

/// How sure a verdict is: as sure as the surest rule that leads to it, and where the size decides no surer than the readings
/// of the size rule. Where it is only certain that one of several rules holds, as sure as the least sure of them. Outside is
/// whoever no rule brings in: the reasons against count together, the least sure one decides. Remarks beside a ground make
/// the verdict no surer. A borderline case is as sure as the less sure of its results.
fn status(law: &Law, state: &State, facts: &Facts, readings: &[ReadingResult], answer: Answer) -> Status {
    if !matches!(answer, Answer::Verdict(_) | Answer::Borderline) {
        return Status::Reading;
    }
    let of_reading = |reading: &ReadingResult| {
        let verdict = if let Answer::Verdict(verdict) = answer { verdict } else { reading.outcome.verdict? };
        let size = state.sizes.get(reading.size).map_or(Status::Unverified, |size| size.status).min(Status::Secondary);
        let sure = |rule: &Rule| if reads_size(&rule.when) { rule.status.max(size) } else { rule.status };
        let held = reading.outcome.rules.iter().filter_map(|index| law.rules.get(*index));
        let held = held.filter(|rule| leads_to(rule, verdict));
        let surest = held.clone().filter(|rule| rule.effect != Effect::Note).map(sure).min();
        surest.or_else(|| held.map(sure).max()).or_else(|| {
            let facts = Facts { sizes: reading.sizes, ..facts.clone() };
            let reader = Reader { law, facts: &facts, view: view(law, &facts) };
            let perhaps = law.rules.iter().filter(|rule| reader.holds(&rule.when) != Ok(false));
            perhaps.filter(|rule| leads_to(rule, verdict)).map(sure).max()
        })
    };
    readings.iter().filter_map(of_reading).max().unwrap_or(Status::Unverified)
}

fn size_counts(law: &Law, readings: &[ReadingResult], answer: Answer) -> bool {
    let Answer::Verdict(verdict) = answer else { return answer == Answer::Borderline };
    let mut held = readings.iter().flat_map(|reading| &reading.outcome.rules).filter_map(|index| law.rules.get(*index));
    held.any(|rule| leads_to(rule, verdict) && reads_size(&rule.when))
}

/// Whether a rule that holds leads to a verdict. The notes that are read with "outside" alone say why.
pub fn leads_to(rule: &Rule, verdict: Verdict) -> bool {
    match (&rule.effect, verdict) {
        (Effect::Essential, Verdict::Essential)
        | (Effect::Important, Verdict::Important)
        | (Effect::RegistrationOnly, Verdict::RegistrationOnly)
        | (Effect::OutOfScope, Verdict::OutOfScope)
        | (Effect::Assess(_) | Effect::AssessSize, Verdict::NeedsAssessment) => true,
        (Effect::Note, _) => rule.with == [verdict],
        _ => false,
    }
}

fn reads_size(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(reads_size),
        Condition::Not(part) => reads_size(part),
        Condition::SizeAtLeast(_) => true,
        Condition::Fact(..) | Condition::Activity(_) | Condition::Row(_) | Condition::InScope => false,
    }
}

/// The act's own word for a verdict that is possible: of a reading that leads to it where one does.
///
/// *Rule:* where an assessment is possible because of a rule that has not been checked against a text, the word for that is
/// used, if the act has one.
pub fn category_of_possible(law: &Law, state: &State, found: &National, verdict: Verdict) -> Option<usize> {
    let mut decided = found.readings.iter().filter(|reading| reading.outcome.verdict == Some(verdict));
    if let Some(reading) = decided.next() {
        return category(law, state, &reading.outcome, verdict);
    }
    let asks = |rule: &Rule| rule.status == Status::Unverified && leads_to(rule, verdict);
    let unverified = found.rules.iter().filter_map(|(at, _)| law.rules.get(*at)).any(asks);
    named(state, verdict, unverified)
}

fn named(state: &State, verdict: Verdict, unverified: bool) -> Option<usize> {
    let of = |unverified: bool| {
        state.categories.iter().position(|category| category.verdict == verdict && category.unverified == unverified)
    };
    if unverified { of(true).or_else(|| of(false)) } else { of(false) }
}

/// The id of the verdict in the act's own words.
///
/// *Rule:* an act can have a word of its own for "needs an assessment" where what decides has not been checked against a
/// text; it is used when one of the deciding rules is of that kind.
pub fn category(law: &Law, state: &State, outcome: &Outcome, verdict: Verdict) -> Option<usize> {
    let mut rules = outcome.rules.iter().filter_map(|index| law.rules.get(*index));
    let unverified = rules.any(|rule| leads_to(rule, verdict) && rule.status == Status::Unverified);
    named(state, verdict, unverified)
}
