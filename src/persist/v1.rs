//! Version 1 of an assessment in a file. Frozen once released; documented in `docs/file-format.md` and
//! `docs/assessment.schema.json`.

use std::collections::BTreeMap;

use law::{Day, Size};
use serde_json::{Map, Value, json};

use super::read::{Damaged, Place};
use crate::domain::scope::jurisdiction::Places;
use crate::domain::session::{AreaAnswer, Assessment, Level};
use crate::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts};
use crate::domain::units::{Cents, DECIMALS, PERCENT_DECIMALS, Range, Share, Tri, WorkUnits, parse_plain, to_plain};

/// Stands for the assessed firm itself in holdings.
const SELF: &str = "self";
const TRI: [(&str, Tri); 3] = [("yes", Tri::Yes), ("no", Tri::No), ("unknown", Tri::Unknown)];
const SIZES: [(&str, Size); 4] =
    [("micro", Size::Micro), ("small", Size::Small), ("medium", Size::Medium), ("large", Size::Large)];
const KINDS: [(&str, CompanyKind); 9] = [
    ("enterprise", CompanyKind::Enterprise),
    ("natural_person", CompanyKind::NaturalPerson),
    ("public_body", CompanyKind::PublicBody),
    ("public_investment", CompanyKind::PublicInvestment),
    ("venture_capital", CompanyKind::VentureCapital),
    ("business_angel", CompanyKind::BusinessAngel),
    ("university", CompanyKind::University),
    ("institutional_investor", CompanyKind::InstitutionalInvestor),
    ("small_local_authority", CompanyKind::SmallLocalAuthority),
];

/// Reads an assessment.
///
/// # Errors
/// The first place that cannot be used.
pub fn read(data: &Place<'_>) -> Result<Assessment, Damaged> {
    let created = day(&data.member("created"))?.unwrap_or(Day(0));
    Ok(Assessment {
        id: data.member("id").text()?.to_owned(),
        name: data.member("name").text()?.to_owned(),
        created,
        as_of: day(&data.member("as_of"))?.unwrap_or(created),
        places: places(&data.member("places"))?,
        answers: answers(&data.member("facts"))?,
        activities: activities(&data.member("activities"))?,
        same_size_before: data.member("size").member("prior").value() == "same",
        size: size(&data.member("size"))?,
        seen: data.member("seen").texts()?.into_iter().collect(),
        areas: areas(&data.member("areas"))?,
    })
}

fn places(place: &Place<'_>) -> Result<Places, Damaged> {
    Ok(Places {
        established: place.member("established").texts()?,
        served: place.member("served").texts()?,
        decisions: place.member("decisions").optional_text()?,
        operations: place.member("operations").optional_text()?,
        most_staff: place.member("most_staff").optional_text()?,
        representative: place.member("representative").optional_text()?,
        set_up_by: place.member("set_up_by").optional_text()?,
    })
}

fn answers(place: &Place<'_>) -> Result<BTreeMap<String, String>, Damaged> {
    let members = place.members()?.into_iter().filter(|(_, value)| !value.is_nothing());
    members.map(|(id, value)| Ok((id.to_owned(), value.text()?.to_owned()))).collect()
}

fn activities(place: &Place<'_>) -> Result<Option<BTreeMap<String, Tri>>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    let members = place.members()?;
    members.into_iter().map(|(id, value)| Ok((id.to_owned(), tri(&value)?))).collect::<Result<_, _>>().map(Some)
}

fn tri(place: &Place<'_>) -> Result<Tri, Damaged> {
    if place.is_nothing() { Ok(Tri::Unknown) } else { place.word(&TRI, "yes|no|unknown") }
}

/// A day written `2026-11-21`.
fn day(place: &Place<'_>) -> Result<Option<Day>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    parse_day(place.text()?).map(Some).ok_or_else(|| place.damaged("date 2026-11-21"))
}

/// Reads `2026-11-21`; `None` if no calendar has such a day.
pub fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let known = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).is_some();
    let number = i32::try_from(year.checked_mul(10_000)? + month * 100 + day).ok()?;
    (known && parts.next().is_none() && (1900..3000).contains(&year)).then_some(Day(number))
}

fn size(place: &Place<'_>) -> Result<SizeFacts, Damaged> {
    let class = |name| {
        let place = place.member(name);
        if place.is_nothing() || place.value() == "same" {
            Ok(None)
        } else {
            place.word(&SIZES, "micro|small|medium|large|same").map(Some)
        }
    };
    let periods = place.member("periods").list()?;
    Ok(SizeFacts {
        newly_founded: tri(&place.member("newly_founded"))?,
        prior: class("prior")?,
        own_prior: class("own_prior")?,
        periods: periods
            .iter()
            .map(|period| Ok(Period { ends: day(&period.member("ends"))?, own: figures(&period.member("figures"))? }))
            .collect::<Result<_, Damaged>>()?,
        group: group(&place.member("group"))?,
    })
}

fn figures(place: &Place<'_>) -> Result<Figures, Damaged> {
    let staff = range(&place.member("staff"), DECIMALS)?;
    let money = |name| range(&place.member(name), DECIMALS).map(|found| found.map(|found| map(found, Cents)));
    Ok(Figures {
        staff: staff.map(|found| map(found, WorkUnits)),
        turnover: money("turnover")?,
        balance: money("balance")?,
    })
}

fn map<T>(range: Range<u64>, make: fn(u64) -> T) -> Range<T> {
    Range { from: make(range.from), to: range.to.map(make) }
}

/// A number, or `{ "from": …, "to": … }` with either left out.
fn range(place: &Place<'_>, decimals: u32) -> Result<Option<Range<u64>>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    let number = |place: &Place<'_>| {
        parse_plain(&place.number_text()?, decimals).map_err(|_| place.damaged("number such as 12000000.50"))
    };
    if !place.value().is_object() {
        let exact = number(place)?;
        return Ok(Some(Range { from: exact, to: Some(exact) }));
    }
    let end = |name| {
        let end = place.member(name);
        if end.is_nothing() { Ok(None) } else { number(&end).map(Some) }
    };
    let (from, to) = (end("from")?.unwrap_or(0), end("to")?);
    if to.is_some_and(|to| to < from) {
        return Err(place.damaged("from not above to"));
    }
    Ok(Some(Range { from, to }))
}

fn group(place: &Place<'_>) -> Result<Group, Damaged> {
    let mut companies = vec![crate::domain::session::company(String::new())];
    let mut ids = vec![SELF.to_owned()];
    for company in place.member("companies").list()? {
        let read = read_company(&company)?;
        if ids.contains(&read.id) {
            return Err(company.member("id").damaged("an id of its own"));
        }
        ids.push(read.id.clone());
        companies.push(read);
    }
    let holdings = place.member("holdings").list()?;
    let holdings = holdings.iter().map(|holding| read_holding(holding, &ids)).collect::<Result<_, _>>()?;
    Ok(Group { alone: tri(&place.member("alone"))?, companies, holdings })
}

fn read_company(place: &Place<'_>) -> Result<Company, Damaged> {
    let kind = place.member("kind");
    let figures_list = place.member("figures").list()?;
    Ok(Company {
        id: place.member("id").text()?.to_owned(),
        name: place.member("name").text()?.to_owned(),
        kind: if kind.is_nothing() { CompanyKind::Enterprise } else { kind.word(&KINDS, "kind of company")? },
        figures: figures_list.iter().map(figures).collect::<Result<_, _>>()?,
        same_market: tri(&place.member("same_market"))?,
        economic_activity: tri(&place.member("economic_activity"))?,
        angel_investment: range(&place.member("angel_investment"), DECIMALS)?.map(|found| map(found, Cents)),
        in_consolidation: place.member("in_consolidation").value().as_bool().unwrap_or(false),
    })
}

fn read_holding(place: &Place<'_>, ids: &[String]) -> Result<Holding, Damaged> {
    let company = |name| {
        let place = place.member(name);
        let id = place.text()?;
        ids.iter().position(|known| known == id).ok_or_else(|| place.damaged("id of a company, or self"))
    };
    let share = |name| {
        let place = place.member(name);
        let found = range(&place, PERCENT_DECIMALS)?;
        let end = |value: u64| {
            let share = u32::try_from(value).ok().filter(|share| *share <= 1_000_000);
            share.map(Share).ok_or_else(|| place.damaged("percent, 0 to 100"))
        };
        match found {
            None => Ok(Range { from: Share(0), to: Some(Share(1_000_000)) }),
            Some(Range { from, to }) => Ok(Range { from: end(from)?, to: Some(end(to.unwrap_or(1_000_000))?) }),
        }
    };
    Ok(Holding {
        holder: company("holder")?,
        held: company("held")?,
        capital: share("capital")?,
        votes: share("votes")?,
        control: tri(&place.member("control"))?,
    })
}

fn areas(place: &Place<'_>) -> Result<BTreeMap<String, AreaAnswer>, Damaged> {
    let mut areas = BTreeMap::new();
    for (id, area) in place.members()? {
        let level = area.member("level");
        let level = match level.value() {
            Value::Null => Level::Open,
            Value::Number(number) => {
                let number = number.as_u64().and_then(|number| u8::try_from(number).ok()).filter(|number| *number <= 4);
                Level::At(number.ok_or_else(|| level.damaged("0 to 4"))?)
            }
            _ => level.word(
                &[("unknown", Level::Unknown), ("not_applicable", Level::NotApplicable)],
                "0 to 4|unknown|not_applicable",
            )?,
        };
        let answer = AreaAnswer {
            level,
            reason: area.member("reason").text()?.to_owned(),
            note: area.member("note").text()?.to_owned(),
        };
        areas.insert(id.to_owned(), answer);
    }
    Ok(areas)
}

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
    json!({ "alone": word_of(&TRI, &group.alone), "companies": companies, "holdings": holdings })
}

fn write_company(company: &Company, id: &str) -> Value {
    let figures: Vec<Value> = company.figures.iter().map(write_figures).collect();
    json!({
        "id": id,
        "name": company.name,
        "kind": word_of(&KINDS, &company.kind),
        "figures": figures,
        "same_market": word_of(&TRI, &company.same_market),
        "economic_activity": word_of(&TRI, &company.economic_activity),
        "angel_investment": write_range(company.angel_investment.map(|r| (r.from.0, r.to.map(|to| to.0))), DECIMALS),
        "in_consolidation": company.in_consolidation,
    })
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
