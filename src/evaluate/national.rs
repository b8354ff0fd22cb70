//! What the law of States says, for the output of `evaluate`.

use law::state::State;
use law::{Day, Law, ProvisionIndex, Rule, Verdict};
use serde_json::{Value, json};

use super::{certain, rule_value, size_name, status_name, verdict_name};
use crate::domain::national::{
    Answer, Between, Frame, National, Periods, ReadingResult, category, category_of_possible, concerns, leads_to,
    national,
};
use crate::domain::scope::facts::Need;
use crate::domain::scope::outcome::Outcome;
use crate::domain::session::Assessment;
use crate::domain::size::{OpenInput, Sizes, all_open};
use crate::domain::units::{Cents, DECIMALS, Range, TOTAL_DECIMALS, Total, to_plain};
use crate::i18n::{Words, cite};
use crate::persist::v1::format_day;

/// The result in every state that the organisation has something to do with and whose law there is.
pub fn results(
    core: &Law,
    states: &[State],
    words: &Words,
    assessment: &Assessment,
    as_of: Day,
    sizes: &Sizes,
    directive: &Outcome,
) -> Vec<Value> {
    let concerned = states.iter().filter(|state| concerns(&assessment.places, &state.code));
    let of_state = |state: &State| {
        let law = state.over(core);
        let found = national(&law, state, assessment, as_of, sizes, directive);
        value(&law, state, words, (assessment, as_of), sizes, &found)
    };
    concerned.map(of_state).collect()
}

fn value(
    law: &Law,
    state: &State,
    words: &Words,
    (assessment, as_of): (&Assessment, Day),
    sizes: &Sizes,
    found: &National,
) -> Value {
    let decided = match found.verdict {
        Answer::Verdict(verdict) => Some(verdict),
        _ => None,
    };
    let rules = deciding(law, found, decided);
    json!({
        "state": state.code,
        "competent": certain(found.competent),
        "verdict": match found.verdict {
            Answer::NotInForce => "not_in_force",
            Answer::Verdict(verdict) => found.readings.first().map_or("undetermined", |reading| name(law, state, reading, verdict)),
            Answer::Borderline => "borderline",
            Answer::Undetermined => "undetermined",
        },
        "eu_verdict": decided.map(verdict_name),
        "possible": found.possible.iter().map(|verdict| possible_name(law, state, found, *verdict)).collect::<Vec<_>>(),
        "status": matches!(found.verdict, Answer::Verdict(_) | Answer::Borderline).then(|| status_name(found.status)),
        "differs": certain(found.differs),
        "figures": {
            "staff": span_value(found.figures.staff),
            "turnover": span_value(found.figures.turnover),
            "balance": span_value(found.figures.balance),
        },
        "readings": found.readings.iter().map(|reading| reading_value(law, state, words, found, reading)).collect::<Vec<_>>(),
        "rules": rules.into_iter().map(|rule| rule_value(law, words, rule)).collect::<Vec<_>>(),
        "missing": missing_ids(law, (assessment, as_of), sizes, found),
        "competences": found.competences.iter().filter_map(|(index, held)| {
            let item = state.competences.get(*index)?;
            let body = |index: Option<u8>| index.and_then(|index| state.bodies.get(usize::from(index))).map(|body| body.id.as_str());
            Some(json!({
                "id": item.id, "holds": certain(*held), "authority": body(item.authority), "csirt": body(item.csirt),
                "citations": citations(law, words, &item.cites), "status": status_name(item.status),
            }))
        }).collect::<Vec<_>>(),
        "displaced_by_dora": certain(found.displaced),
        "fines": found.frames.iter().filter_map(|frame| fine_value(law, state, words, frame)).collect::<Vec<_>>(),
        "differences": found.differences.iter().filter_map(|(index, held)| {
            let item = state.differences.get(*index)?;
            Some(json!({
                "id": item.id, "holds": certain(*held), "citations": citations(law, words, &item.cites),
                "status": status_name(item.status),
            }))
        }).collect::<Vec<_>>(),
        "sources": state.sources.iter().map(|source| cite::reference(words, &source.short)).collect::<Vec<_>>(),
        "checked_on": format_day(state.checked_on),
    })
}

fn citations(law: &Law, words: &Words, cites: &[ProvisionIndex]) -> Vec<String> {
    cites.iter().map(|index| cite::provision(law, words, *index).0).collect()
}

fn fine_value(law: &Law, state: &State, words: &Words, frame: &Frame) -> Option<Value> {
    let plain = |cents: Cents| to_plain(u128::from(cents.0), DECIMALS);
    let euro = |range: Range<Cents>| json!({ "from": plain(range.from), "to": range.to.map(plain) });
    let fine = state.fines.get(frame.fine)?;
    Some(json!({
        "id": fine.id, "lowest": frame.lowest.map(euro), "highest": euro(frame.highest),
        "with_turnover": frame.with_turnover, "directive": fine.directive,
        "persons": fine.persons.map(|(lowest, highest)| json!({ "from": plain(Cents(lowest)), "to": plain(Cents(highest)) })),
        "citations": citations(law, words, &fine.cites), "status": status_name(fine.status),
    }))
}

/// A figure with all its decimals.
fn span_value(range: Range<Total>) -> Value {
    let plain = |total: Total| to_plain(total.0, TOTAL_DECIMALS);
    json!({ "from": plain(range.from), "to": range.to.map(plain) })
}

/// Rules that lead to the verdict, under any of the readings; without a verdict all that took part.
fn deciding<'a>(law: &'a Law, found: &National, decided: Option<Verdict>) -> Vec<&'a Rule> {
    let mut indices: Vec<usize> =
        found.readings.iter().flat_map(|reading| reading.outcome.rules.iter().copied()).collect();
    indices.sort_unstable();
    indices.dedup();
    let rules = indices.into_iter().filter_map(|index| law.rules.get(index));
    rules.filter(|rule| decided.is_none_or(|verdict| leads_to(rule, verdict))).collect()
}

fn name<'a>(law: &Law, state: &'a State, reading: &ReadingResult, verdict: Verdict) -> &'a str {
    let index = category(law, state, &reading.outcome, verdict);
    index.and_then(|index| state.categories.get(index)).map_or("undetermined", |category| category.id.as_str())
}

/// The act's word for a verdict that is possible.
fn possible_name<'a>(law: &Law, state: &'a State, found: &National, verdict: Verdict) -> &'a str {
    let index = category_of_possible(law, state, found, verdict);
    index.and_then(|index| state.categories.get(index)).map_or("undetermined", |category| category.id.as_str())
}

fn reading_value(law: &Law, state: &State, words: &Words, found: &National, reading: &ReadingResult) -> Value {
    let size = state.sizes.get(reading.size);
    let mut classes: Vec<&str> = Vec::new();
    for (_, group) in reading.sizes.iter() {
        if !classes.contains(&size_name(group)) {
            classes.push(size_name(group));
        }
    }
    json!({
        "id": size.map(|size| size.id.as_str()),
        "periods": match reading.periods { Periods::Latest => "latest", Periods::Two => "two" },
        "between": reading.between.map(|between| match between {
            Between::Lowest => "lowest",
            Between::Highest => "highest",
        }),
        "verdict": reading.outcome.verdict.map_or("undetermined", |verdict| name(law, state, reading, verdict)),
        "possible": reading.outcome.possible.iter().map(|verdict| possible_name(law, state, found, *verdict)).collect::<Vec<_>>(),
        "size_classes": classes,
        "citations": size.map(|size| citations(law, words, &size.cites)),
        "status": size.map(|size| status_name(size.status)),
    })
}

fn missing_ids(law: &Law, (assessment, as_of): (&Assessment, Day), sizes: &Sizes, found: &National) -> Vec<String> {
    let mut ids = Vec::new();
    for need in &found.missing {
        match need {
            Need::Fact(fact) => ids.extend(law.facts.get(usize::from(*fact)).map(|fact| fact.id.clone())),
            Need::Activity(row) => {
                ids.extend(law.rows.get(usize::from(*row)).map(|row| format!("activity.{}", row.id)));
            }
            Need::Size if sizes.open.is_empty() => {
                ids.extend(all_open(&assessment.size_facts(as_of)).iter().map(OpenInput::key));
            }
            Need::Size => ids.extend(sizes.open.iter().map(OpenInput::key)),
        }
    }
    if assessment.activities.is_none() {
        ids.insert(0, "activities".to_owned());
    }
    ids
}
