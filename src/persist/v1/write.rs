//! Writing version 1.

use law::{Day, Size};
use serde_json::Value;

use super::{KINDS, SELF, SIZES, TRI, format_day, parse_day};
use crate::domain::session::{AreaAnswer, Assessment, Level};
use crate::domain::size::{Company, Figures, Group, Period};
use crate::domain::units::{Cents, DECIMALS, PERCENT_DECIMALS, Range, Share, to_plain};
use crate::persist::{by_id, object, word_of};

/// Writes an assessment.
pub fn write(assessment: &Assessment) -> Value {
    let places = &assessment.places;
    let state = |state: &Option<String>| state.as_deref().map_or(Value::Null, Value::from);
    let places = object([
        ("established", texts(&places.established)),
        ("served", texts(&places.served)),
        ("decisions", state(&places.decisions)),
        ("operations", state(&places.operations)),
        ("most_staff", state(&places.most_staff)),
        ("representative", state(&places.representative)),
        ("set_up_by", state(&places.set_up_by)),
    ]);
    object([
        ("id", text(&assessment.id)),
        ("name", text(&assessment.name)),
        ("created", write_day(assessment.created)),
        ("as_of", write_day(assessment.as_of)),
        ("places", places),
        ("facts", by_id(&assessment.answers, |answer| text(answer))),
        (
            "activities",
            assessment.activities.as_ref().map_or(Value::Null, |stated| by_id(stated, |tri| word_of(&TRI, tri))),
        ),
        ("size", write_size(assessment)),
        ("seen", assessment.seen.iter().map(|seen| text(seen)).collect()),
        ("areas", by_id(&assessment.areas, write_area)),
        ("parts", by_id(&assessment.parts, Value::clone)),
    ])
}

fn text(text: &str) -> Value {
    Value::from(text)
}

fn texts(texts: &[String]) -> Value {
    texts.iter().map(|own| text(own)).collect()
}

/// A day; nothing when it is none, as after reading a file that names no day.
pub(in crate::persist) fn write_day(day: Day) -> Value {
    let text = format_day(day);
    parse_day(&text).map_or(Value::Null, |_| Value::from(text))
}

fn write_size(assessment: &Assessment) -> Value {
    let size = &assessment.size;
    let class = |class: Option<Size>| class.map_or(Value::Null, |class| word_of(&SIZES, &class));
    let prior = if assessment.same_size_before { Value::from("same") } else { class(size.prior) };
    let period = |period: &Period| {
        let ends = period.ends.map_or(Value::Null, write_day);
        object([("ends", ends), ("figures", write_figures(&period.own))])
    };
    object([
        ("newly_founded", word_of(&TRI, &size.newly_founded)),
        ("prior", prior),
        ("own_prior", class(size.own_prior)),
        ("periods", size.periods.iter().map(period).collect()),
        ("group", write_group(&size.group)),
    ])
}

fn write_figures(figures: &Figures) -> Value {
    let money = |money: Option<Range<Cents>>| write_range(money.map(|r| (r.from.0, r.to.map(|to| to.0))), DECIMALS);
    object([
        ("staff", write_range(figures.staff.map(|r| (r.from.0, r.to.map(|to| to.0))), DECIMALS)),
        ("turnover", money(figures.turnover)),
        ("balance", money(figures.balance)),
    ])
}

/// A range whose `to` is below its `from` counts as the single value `from` and is written as such.
pub(in crate::persist) fn write_range(range: Option<(u64, Option<u64>)>, decimals: u32) -> Value {
    let number = |value: u64| Value::from(to_plain(u128::from(value), decimals));
    match range {
        None => Value::Null,
        Some((from, Some(to))) if to <= from => number(from),
        Some((from, to)) => object([("from", number(from)), ("to", to.map_or(Value::Null, number))]),
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
            object([
                ("holder", id(holding.holder)),
                ("held", id(holding.held)),
                ("capital", share(&holding.capital)),
                ("votes", share(&holding.votes)),
                ("control", word_of(&TRI, &holding.control)),
            ])
        })
        .collect();
    let firm = group.companies.first().map_or(Value::Null, write_about);
    object([
        ("alone", word_of(&TRI, &group.alone)),
        ("firm", firm),
        ("companies", companies.into()),
        ("holdings", holdings.into()),
    ])
}

fn write_company(company: &Company, id: &str) -> Value {
    let mut about = write_about(company);
    if let Some(members) = about.as_object_mut() {
        members.insert("id".to_owned(), text(id));
        members.insert("figures".to_owned(), company.figures.iter().map(write_figures).collect());
    }
    about
}

/// What a company is, without its id and figures.
fn write_about(company: &Company) -> Value {
    let angel = company.angel_investment.map(|r| (r.from.0, r.to.map(|to| to.0)));
    object([
        ("name", text(&company.name)),
        ("kind", word_of(&KINDS, &company.kind)),
        ("same_market", word_of(&TRI, &company.same_market)),
        ("economic_activity", word_of(&TRI, &company.economic_activity)),
        ("angel_investment", write_range(angel, DECIMALS)),
        ("in_consolidation", Value::from(company.in_consolidation)),
    ])
}

fn write_area(answer: &AreaAnswer) -> Value {
    let level = match answer.level {
        Level::Open => Value::Null,
        Level::At(level) => Value::from(level),
        Level::Unknown => Value::from("unknown"),
        Level::NotApplicable => Value::from("not_applicable"),
    };
    object([("level", level), ("reason", text(&answer.reason)), ("note", text(&answer.note))])
}
