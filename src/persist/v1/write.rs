//! Writing version 1.

use std::collections::BTreeMap;

use law::{Day, Size};
use serde_json::{Map, Value, json};

use super::{KINDS, SELF, SIZES, TRI, parse_day};
use crate::domain::session::{AreaAnswer, Assessment, Level};
use crate::domain::size::{Company, Figures, Group};
use crate::domain::units::{DECIMALS, PERCENT_DECIMALS, Range, Share, Tri, to_plain};

/// Writes an assessment.
pub fn write(assessment: &Assessment) -> Value {
    let places = &assessment.places;
    json!({
        "id": assessment.id,
        "name": assessment.name,
        "created": write_day(assessment.created),
        "as_of": write_day(assessment.as_of),
        "places": {
            "established": places.established,
            "served": places.served,
            "decisions": places.decisions,
            "operations": places.operations,
            "most_staff": places.most_staff,
            "representative": places.representative,
            "set_up_by": places.set_up_by,
        },
        "facts": assessment.answers,
        "activities": assessment.activities.as_ref().map(write_activities),
        "size": write_size(assessment),
        "seen": assessment.seen,
        "areas": Value::Object(assessment.areas.iter().map(|(id, answer)| (id.clone(), write_area(answer))).collect()),
    })
}

/// A day; nothing when it is none, as after reading a file that names no day.
fn write_day(day: Day) -> Value {
    let text = format_day(day);
    parse_day(&text).map_or(Value::Null, |_| Value::from(text))
}

/// A day as `2026-11-21`.
pub fn format_day(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.0 / 10_000, day.0 / 100 % 100, day.0 % 100)
}

/// The word that stands for a value.
fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Value {
    words.iter().find(|(_, known)| known == value).map_or(Value::Null, |(word, _)| Value::from(*word))
}

fn write_activities(activities: &BTreeMap<String, Tri>) -> Value {
    Value::Object(activities.iter().map(|(id, tri)| (id.clone(), word_of(&TRI, tri))).collect())
}

fn write_size(assessment: &Assessment) -> Value {
    let size = &assessment.size;
    let class = |class: Option<Size>| class.map_or(Value::Null, |class| word_of(&SIZES, &class));
    let prior = if assessment.same_size_before { Value::from("same") } else { class(size.prior) };
    let periods: Vec<Value> = size
        .periods
        .iter()
        .map(|period| json!({ "ends": period.ends.map(write_day), "figures": write_figures(&period.own) }))
        .collect();
    json!({
        "newly_founded": word_of(&TRI, &size.newly_founded),
        "prior": prior,
        "own_prior": class(size.own_prior),
        "periods": periods,
        "group": write_group(&size.group),
    })
}

fn write_figures(figures: &Figures) -> Value {
    let mut members = Map::new();
    members.insert("staff".to_owned(), write_range(figures.staff.map(|r| (r.from.0, r.to.map(|to| to.0))), DECIMALS));
    for (name, money) in [("turnover", figures.turnover), ("balance", figures.balance)] {
        members.insert(name.to_owned(), write_range(money.map(|r| (r.from.0, r.to.map(|to| to.0))), DECIMALS));
    }
    Value::Object(members)
}

/// A range whose `to` is below its `from` counts as the single value `from` and is written as such.
fn write_range(range: Option<(u64, Option<u64>)>, decimals: u32) -> Value {
    let text = |value: u64| Value::from(to_plain(u128::from(value), decimals));
    match range {
        None => Value::Null,
        Some((from, Some(to))) if to <= from => text(from),
        Some((from, to)) => json!({ "from": text(from), "to": to.map(text) }),
    }
}

/// The ids under which the companies of a group are written: their own where they are usable, so that no two are alike
/// and none is taken for the assessed firm.
fn ids(group: &Group) -> Vec<String> {
    let mut ids = vec![SELF.to_owned()];
    for (at, company) in group.companies.iter().enumerate().skip(1) {
        let mut id = company.id.clone();
        let mut number = at;
        while id.is_empty() || ids.contains(&id) {
            id = ["c", &number.to_string()].concat();
            number += group.companies.len();
        }
        ids.push(id);
    }
    ids
}

fn write_group(group: &Group) -> Value {
    let ids = ids(group);
    let id = |index: usize| ids.get(index).map_or(Value::Null, |id| Value::from(id.as_str()));
    let share = |share: &Range<Share>| {
        write_range(Some((u64::from(share.from.0), share.to.map(|to| u64::from(to.0)))), PERCENT_DECIMALS)
    };
    let companies: Vec<Value> =
        group.companies.iter().zip(&ids).skip(1).map(|(company, id)| write_company(company, id)).collect();
    let holdings: Vec<Value> = group
        .holdings
        .iter()
        .filter(|holding| holding.holder < ids.len() && holding.held < ids.len())
        .map(|holding| {
            json!({
                "holder": id(holding.holder),
                "held": id(holding.held),
                "capital": share(&holding.capital),
                "votes": share(&holding.votes),
                "control": word_of(&TRI, &holding.control),
            })
        })
        .collect();
    let firm = group.companies.first().map_or(Value::Null, |firm| Value::Object(write_about(firm)));
    json!({ "alone": word_of(&TRI, &group.alone), "firm": firm, "companies": companies, "holdings": holdings })
}

fn write_company(company: &Company, id: &str) -> Value {
    let mut members = write_about(company);
    members.insert("id".to_owned(), Value::from(id));
    members.insert("figures".to_owned(), company.figures.iter().map(write_figures).collect());
    Value::Object(members)
}

/// What a company is, without its id and figures.
fn write_about(company: &Company) -> Map<String, Value> {
    let angel = company.angel_investment.map(|r| (r.from.0, r.to.map(|to| to.0)));
    [
        ("name", Value::from(company.name.as_str())),
        ("kind", word_of(&KINDS, &company.kind)),
        ("same_market", word_of(&TRI, &company.same_market)),
        ("economic_activity", word_of(&TRI, &company.economic_activity)),
        ("angel_investment", write_range(angel, DECIMALS)),
        ("in_consolidation", Value::from(company.in_consolidation)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

fn write_area(answer: &AreaAnswer) -> Value {
    let level = match answer.level {
        Level::Open => Value::Null,
        Level::At(level) => Value::from(level),
        Level::Unknown => Value::from("unknown"),
        Level::NotApplicable => Value::from("not_applicable"),
    };
    json!({ "level": level, "reason": answer.reason, "note": answer.note })
}
