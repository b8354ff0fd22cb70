//! An assessment file in, one JSON object out: what `cargo xtask evaluate` prints. The same engine as in the browser.
//!
//! *Documented in* `docs/file-format.md`; the shape of the output is `docs/evaluation.schema.json`.

pub mod incidents;
mod national;

use std::collections::BTreeSet;

use law::state::State;
use law::{Consequence, Day, Fact, Jurisdiction, Law, Rule, Screen, Size, Status, Verdict};
use serde_json::{Map, Value, json};

use crate::domain::scope::decide::{View, view};
use crate::domain::scope::facts::{Facts, Need};
use crate::domain::scope::jurisdiction::{OTHER_STATE, competences};
use crate::domain::scope::outcome::{Held, Outcome, missing, outcome};
use crate::domain::scope::possible::matters;
use crate::domain::session::{Assessment, UNKNOWN};
use crate::domain::size::Sizes;
use crate::domain::units::Tri;
use crate::i18n::{Words, cite};
use crate::persist::envelope::{self, ReadError, Saved};
use crate::persist::v1::format_day;

/// Evaluates an assessment file under the law of a day: `as_of`, else the day the file names, else `today`.
///
/// `file` is what the output calls the file; `words_en` are the words of its citations; `states` are the States whose law
/// there is.
///
/// # Errors
/// The object that says why the file cannot be evaluated and what to do.
pub fn evaluate(
    law: &Law,
    states: &[State],
    words_en: &Words,
    file: &str,
    text: &str,
    as_of: Option<Day>,
    today: Day,
) -> Result<Value, Value> {
    let Saved { assessment, .. } = envelope::read(text).map_err(|error| refused(file, &unreadable(&error)))?;
    check_words(law, states, &assessment).map_err(|problem| refused(file, &problem))?;
    let as_of = as_of.or(Some(assessment.as_of).filter(|day| day.0 > 0)).unwrap_or(today);
    check_day(law, as_of).map_err(|problem| refused(file, &problem))?;
    let sizes = assessment.sizes(law, as_of);
    let facts = assessment.facts_with(law, as_of, &sizes);
    let outcome = outcome(law, &facts);
    let classes = size_classes(law, &facts);
    let national = national::results(law, states, words_en, &assessment, as_of, &sizes, &outcome);
    let mut result = json!({
        "file": file,
        "as_of": format_day(as_of),
        "verdict": outcome.verdict.map_or("undetermined", verdict_name),
        "possible": outcome.possible.iter().map(|verdict| verdict_name(*verdict)).collect::<Vec<_>>(),
        "size_class": if let [class] = classes.as_slice() { *class } else { "undetermined" },
        "size_classes": classes,
        "rules": outcome.rules.iter().filter_map(|index| law.rules.get(*index)).map(|rule| rule_value(law, words_en, rule)).collect::<Vec<_>>(),
        "missing": missing_ids(law, &assessment, &facts, &outcome, &sizes),
        "jurisdiction": jurisdiction(law, &assessment, &outcome),
        "registers": registers(&outcome, |held| held == Held::Yes),
        "registers_possible": registers(&outcome, |held| held != Held::No),
        "ir_2024_2690": certain(outcome.follows(Consequence::Regulation2690)),
        "displaced_by": certain(outcome.follows(Consequence::DisplacedByDora)).filter(|yes| *yes).map(|_| "DORA"),
        "rows": outcome.rows.iter().filter_map(|(row, held)| {
            law.rows.get(usize::from(*row)).map(|row| json!({ "id": row.id, "matches": held_name(*held) }))
        }).collect::<Vec<_>>(),
        "law_version": law.version,
        "baseline_only": national.is_empty(),
        "national": national,
    });
    if let (Some(ends), Some(members)) = (assessment.size.not_ended(as_of), result.as_object_mut()) {
        members.insert("period_left_out".to_owned(), format_day(ends).into());
    }
    let not_read = facts_not_read(law, states, &assessment);
    if let Some(members) = result.as_object_mut().filter(|_| !not_read.is_empty()) {
        members.insert("facts_not_read".to_owned(), not_read.into());
    }
    Ok(result)
}

fn fact<'a>(law: &'a Law, states: &'a [State], id: &str) -> Option<&'a Fact> {
    law.facts.iter().chain(states.iter().flat_map(|state| &state.facts)).find(|fact| fact.id == id)
}

/// Ids of facts that no law has: of another version, or misspelt. Their answers are kept and not read.
fn facts_not_read<'a>(law: &Law, states: &[State], assessment: &'a Assessment) -> Vec<&'a str> {
    let ids = assessment.answers.iter().map(|(id, _)| id.as_str());
    ids.filter(|id| fact(law, states, id).is_none()).collect()
}

/// Why a file is refused.
struct Problem {
    kind: &'static str,
    path: Option<String>,
    expected: Option<String>,
    message: String,
}

impl Problem {
    fn damaged(path: String, expected: String) -> Self {
        let message = format!(
            "The value at {path} cannot be used; expected there: {expected}. Correct it (docs/file-format.md describes \
             the format) or export the assessment from the app again."
        );
        Self { kind: "damaged", path: Some(path), expected: Some(expected), message }
    }

    fn plain(kind: &'static str, message: String) -> Self {
        Self { kind, path: None, expected: None, message }
    }
}

fn refused(file: &str, problem: &Problem) -> Value {
    let mut error = Map::new();
    error.insert("kind".to_owned(), problem.kind.into());
    for (name, text) in [("path", &problem.path), ("expected", &problem.expected)] {
        if let Some(text) = text {
            error.insert(name.to_owned(), text.as_str().into());
        }
    }
    error.insert("message".to_owned(), problem.message.as_str().into());
    json!({ "file": file, "error": error })
}

fn unreadable(error: &ReadError) -> Problem {
    match error {
        ReadError::NotJson => Problem::plain(
            "not_json",
            "The file is not JSON. Export the assessment from the app again, or mend the file with a JSON editor."
                .to_owned(),
        ),
        ReadError::NotOurs => Problem::plain(
            "not_ours",
            "The file is JSON, but not an assessment of this app: its member \"app\" is not \"nis2-check\". Name a file \
             exported from the app, or see docs/file-format.md."
                .to_owned(),
        ),
        ReadError::Newer(schema) => Problem::plain(
            "newer_schema",
            format!(
                "The file was written by a newer version of the app (schema {schema}; this one reads up to {}). Update \
                 nis2-check and try again.",
                envelope::SCHEMA
            ),
        ),
        ReadError::Damaged(damaged) => Problem::damaged(damaged.path.clone(), damaged.expected.to_owned()),
    }
}

/// Ids of rows, values of known facts and codes of States must be known: one that is misspelt would be passed over in
/// silence. Ids of facts may be unknown, because an answer that is not read leaves its fact open; they are named in the
/// output.
fn check_words(law: &Law, states: &[State], assessment: &Assessment) -> Result<(), Problem> {
    for (id, answer) in &assessment.answers {
        let Some(fact) = fact(law, states, id) else { continue };
        if answer != UNKNOWN && !fact.values.contains(answer) {
            return Err(Problem::damaged(format!("data.facts.{id}"), format!("{}|{UNKNOWN}", fact.values.join("|"))));
        }
    }
    let activities = assessment.activities.iter().flatten().filter(|(_, tri)| **tri != Tri::No);
    for (id, _) in activities {
        if !law.rows.iter().any(|row| row.id == *id) {
            let known = "an activity id as listed in docs/file-format.md".to_owned();
            return Err(Problem::damaged(format!("data.activities.{id}"), known));
        }
    }
    let mut before = None;
    for (at, period) in assessment.size.periods.iter().enumerate() {
        if before.zip(period.ends).is_some_and(|(before, ends)| ends <= before) {
            let expected = "a later day than that of the period before: the oldest period stands first".to_owned();
            return Err(Problem::damaged(format!("data.size.periods.{at}.ends"), expected));
        }
        before = period.ends.or(before);
    }
    let places = &assessment.places;
    let single = [
        ("decisions", &places.decisions),
        ("operations", &places.operations),
        ("most_staff", &places.most_staff),
        ("representative", &places.representative),
        ("set_up_by", &places.set_up_by),
    ];
    let listed = [("established", &places.established), ("served", &places.served)];
    let listed = listed.into_iter().flat_map(|(name, codes)| codes.iter().map(move |code| (name, code)));
    let single = single.into_iter().filter_map(|(name, code)| Some((name, code.as_ref()?)));
    for (name, code) in listed.chain(single) {
        if !MEMBER_STATES.contains(&code.as_str()) && !states.iter().any(|state| state.code == *code) {
            let expected = "a Member State by its two small letters (si, hr, de …), or eu for one that is not named";
            return Err(Problem::damaged(format!("data.places.{name}"), expected.to_owned()));
        }
    }
    Ok(())
}

/// Codes of places: the Member States (Greece also as ISO 3166 has it), and `eu` for one that is not named.
const MEMBER_STATES: [&str; 29] = [
    "at",
    "be",
    "bg",
    "hr",
    "cy",
    "cz",
    "dk",
    "ee",
    "fi",
    "fr",
    "de",
    "el",
    "gr",
    "hu",
    "ie",
    "it",
    "lv",
    "lt",
    "lu",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "si",
    "es",
    "se",
    OTHER_STATE,
];

/// Before the first rule there is no law to apply.
fn check_day(law: &Law, as_of: Day) -> Result<(), Problem> {
    match law.begins() {
        Some(first) if as_of < first => {
            let (first, day) = (format_day(first), format_day(as_of));
            Err(Problem {
                kind: "before_law",
                path: None,
                expected: Some(format!("{first} or later")),
                message: format!(
                    "The law data begin on {first}; nothing can be said for {day}. Choose that day or a later one with \
                     --as-of, or as data.as_of in the file."
                ),
            })
        }
        _ => Ok(()),
    }
}

fn rule_value(law: &Law, words: &Words, rule: &Rule) -> Value {
    let citations: Vec<String> = rule.cites.iter().map(|index| cite::provision(law, words, *index).0).collect();
    json!({ "id": rule.id, "citations": citations, "status": status_name(rule.status), "reading": optional(&rule.reading) })
}

fn optional(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Classes that can count: with partner and linked enterprises, or of the own figures once the State applies recital 16.
fn size_classes(law: &Law, facts: &Facts) -> Vec<&'static str> {
    let view = view(law, facts);
    let classes: BTreeSet<Size> =
        facts.sizes.iter().map(|(own, group)| if view == View::Own { own } else { group }).collect();
    classes.into_iter().map(size_name).collect()
}

/// Ids of what can still change the verdict. While no activity is stated, activities come first and of the facts only
/// those that are asked without one.
fn missing_ids(law: &Law, assessment: &Assessment, facts: &Facts, outcome: &Outcome, sizes: &Sizes) -> Vec<String> {
    if outcome.possible.len() == 1 {
        return Vec::new();
    }
    if assessment.activities.is_none() {
        let mut ids = vec!["activities".to_owned()];
        let asked = (0..).zip(&law.facts).filter(|(_, fact)| matches!(fact.screen, Screen::Place | Screen::Special));
        let open = asked.filter(|(index, _)| facts.value(*index).count_ones() > 1);
        ids.extend(open.filter(|(index, _)| matters(law, facts, Need::Fact(*index))).map(|(_, fact)| fact.id.clone()));
        return ids;
    }
    let id = |need| match need {
        Need::Fact(fact) => law.facts.get(usize::from(fact)).map(|fact| fact.id.clone()).into_iter().collect(),
        Need::Activity(row) => {
            law.rows.get(usize::from(row)).map(|row| format!("activity.{}", row.id)).into_iter().collect()
        }
        Need::Size => sizes.open.iter().map(crate::domain::size::OpenInput::key).collect::<Vec<_>>(),
    };
    missing(law, facts).into_iter().flat_map(id).collect()
}

/// Competent States; nothing when the directive does not apply.
fn jurisdiction(law: &Law, assessment: &Assessment, outcome: &Outcome) -> Option<Value> {
    if outcome.verdict == Some(Verdict::OutOfScope) {
        return None;
    }
    let with_access = assessment.answer("dns_access_resolver_only") == Some("yes");
    let by: Vec<Value> = competences(law, outcome, &assessment.places, with_access)
        .into_iter()
        .map(|found| json!({ "rule": jurisdiction_name(found.by), "states": found.states }))
        .collect();
    Some(json!({ "by": by }))
}

fn registers(outcome: &Outcome, wanted: fn(Held) -> bool) -> Vec<&'static str> {
    [("art3", Consequence::RegisterArt3), ("art27", Consequence::RegisterArt27)]
        .into_iter()
        .filter(|(_, consequence)| wanted(outcome.follows(*consequence)))
        .map(|(name, _)| name)
        .collect()
}

fn certain(held: Held) -> Option<bool> {
    match held {
        Held::Yes => Some(true),
        Held::No => Some(false),
        Held::Open => None,
    }
}

fn held_name(held: Held) -> &'static str {
    match held {
        Held::Yes => "yes",
        Held::No => "no",
        Held::Open => "open",
    }
}

/// The name of a verdict in the output.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Essential => "essential",
        Verdict::Important => "important",
        Verdict::RegistrationOnly => "registration_only",
        Verdict::OutOfScope => "out_of_scope",
        Verdict::NeedsAssessment => "needs_assessment",
    }
}

fn size_name(size: Size) -> &'static str {
    match size {
        Size::Micro => "micro",
        Size::Small => "small",
        Size::Medium => "medium",
        Size::Large => "large",
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Checked => "checked",
        Status::Reading => "reading",
        Status::Secondary => "secondary",
        Status::Unverified => "unverified",
    }
}

fn jurisdiction_name(by: Jurisdiction) -> &'static str {
    match by {
        Jurisdiction::Establishment => "establishment",
        Jurisdiction::ServiceProvided => "service_provided",
        Jurisdiction::MainEstablishment => "main_establishment",
        Jurisdiction::EstablishingState => "establishing_state",
    }
}
