//! Reading version 1: lenient, and naming the place of what cannot be used.

use law::Day;
use serde_json::Value;

use super::moved::notice_of_operators;
use super::{KINDS, SELF, SIZES, TRI, parse_day};
use crate::domain::scope::jurisdiction::Places;
use crate::domain::session::{AreaAnswer, Assessment, Level};
use crate::domain::size::{Company, CompanyKind, Figures, Group, Holding, Impossible, Period, SizeFacts};
use crate::domain::sorted::ById;
use crate::domain::units::{Cents, DECIMALS, PERCENT_DECIMALS, Range, Share, Tri, WorkUnits, parse_plain};
use crate::persist::read::{Damaged, Place};

/// Reads an assessment.
///
/// # Errors
/// The first place that cannot be used.
pub fn read(data: &Place<'_>) -> Result<Assessment, Damaged> {
    let created = day(&data.member("created"))?.unwrap_or(Day(0));
    let mut assessment = Assessment {
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
        parts: parts(&data.member("parts"))?,
    };
    notice_of_operators(&mut assessment);
    Ok(assessment)
}

fn places(place: &Place<'_>) -> Result<Places, Damaged> {
    place.members()?;
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

fn answers(place: &Place<'_>) -> Result<ById<String>, Damaged> {
    let mut answers = ById::new();
    for (id, value) in place.members()?.into_iter().filter(|(_, value)| !value.is_nothing()) {
        answers.insert(id.to_owned(), value.text()?.to_owned());
    }
    Ok(answers)
}

fn activities(place: &Place<'_>) -> Result<Option<ById<Tri>>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    let mut activities = ById::new();
    for (id, value) in place.members()? {
        activities.insert(id.to_owned(), tri(&value)?);
    }
    Ok(Some(activities))
}

pub(in crate::persist) fn tri(place: &Place<'_>) -> Result<Tri, Damaged> {
    if place.is_nothing() { Ok(Tri::Unknown) } else { place.word(&TRI, "yes|no|unknown") }
}

/// A day written `2026-11-21`.
pub(in crate::persist) fn day(place: &Place<'_>) -> Result<Option<Day>, Damaged> {
    if place.is_nothing() {
        return Ok(None);
    }
    parse_day(place.text()?).map(Some).ok_or_else(|| place.damaged("date 2026-11-21"))
}

fn size(place: &Place<'_>) -> Result<SizeFacts, Damaged> {
    place.members()?;
    let class = |name, expected| {
        let place = place.member(name);
        if place.is_nothing() { Ok(None) } else { place.word(&SIZES, expected).map(Some) }
    };
    let same = place.member("prior").value() == "same";
    Ok(SizeFacts {
        newly_founded: tri(&place.member("newly_founded"))?,
        prior: if same { None } else { class("prior", "micro|small|medium|large|same")? },
        own_prior: class("own_prior", "micro|small|medium|large")?,
        periods: place
            .member("periods")
            .list()?
            .iter()
            .map(|period| Ok(Period { ends: day(&period.member("ends"))?, own: figures(&period.member("figures"))? }))
            .collect::<Result<_, Damaged>>()?,
        group: group(&place.member("group"))?,
    })
}

fn figures(place: &Place<'_>) -> Result<Figures, Damaged> {
    place.members()?;
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
pub(in crate::persist) fn range(place: &Place<'_>, decimals: u32) -> Result<Option<Range<u64>>, Damaged> {
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
    place.members()?;
    let firm = place.member("firm");
    let firm = Company { id: String::new(), figures: Vec::new(), ..read_company(&firm)? };
    let mut companies = vec![firm];
    let mut ids = vec![SELF.to_owned()];
    for company in place.member("companies").list()? {
        let read = read_company(&company)?;
        if ids.contains(&read.id) {
            return Err(company.member("id").damaged("an id of its own"));
        }
        ids.push(read.id.clone());
        companies.push(read);
    }
    let places = place.member("holdings").list()?;
    let holdings = places.iter().map(|holding| read_holding(holding, &ids)).collect::<Result<_, _>>()?;
    let group = Group { alone: tri(&place.member("alone"))?, companies, holdings };
    let wrong = group.impossible().into_iter().find_map(|(index, wrong)| Some((places.get(index)?, wrong)));
    match wrong {
        None => Ok(group),
        Some((place, Impossible::InItself)) => Err(place.member("held").damaged("another company than the holder")),
        Some((place, Impossible::Capital)) => Err(place.member("capital").damaged("at most 100 with the others")),
        Some((place, Impossible::Votes)) => Err(place.member("votes").damaged("at most 100 with the others")),
    }
}

fn read_company(place: &Place<'_>) -> Result<Company, Damaged> {
    place.members()?;
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
        in_consolidation: place.member("in_consolidation").flag()?,
    })
}

fn read_holding(place: &Place<'_>, ids: &[String]) -> Result<Holding, Damaged> {
    place.members()?;
    let company = |name| {
        let place = place.member(name);
        let id = place.text()?;
        ids.iter().position(|known| known == id).ok_or_else(|| place.damaged("id of a company, or self"))
    };
    let share = |name| {
        let place = place.member(name);
        let found = range(&place, PERCENT_DECIMALS)?;
        let end = |value: u64| {
            let share = u32::try_from(value).ok().filter(|share| *share <= Share::WHOLE.0);
            share.map(Share).ok_or_else(|| place.damaged("percent, 0 to 100"))
        };
        match found {
            None => Ok(Range { from: Share(0), to: Some(Share::WHOLE) }),
            Some(Range { from, to }) => {
                Ok(Range { from: end(from)?, to: Some(end(to.unwrap_or(Share::WHOLE.0.into()))?) })
            }
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

fn parts(place: &Place<'_>) -> Result<ById<Value>, Damaged> {
    Ok(place.members()?.into_iter().map(|(part, kept)| (part.to_owned(), kept.value().clone())).collect())
}

fn areas(place: &Place<'_>) -> Result<ById<AreaAnswer>, Damaged> {
    let mut areas = ById::new();
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
