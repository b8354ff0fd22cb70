//! Facts written in case files.

use std::sync::LazyLock;

use law::{Law, Size, SizeRule};
use nis2_check::content::native::law;
use nis2_check::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts};
use nis2_check::domain::units::{Cents, DECIMALS, Range, Share, Tri, WorkUnits, parse_percent, parse_plain};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One case: facts and what must come out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub id: String,
    /// Yes unless given: the latest figures decide.
    newly_founded: Option<String>,
    prior: Option<String>,
    own_prior: Option<String>,
    /// Unless given: yes without companies, otherwise no.
    alone: Option<String>,
    periods: Vec<[String; 3]>,
    #[serde(default)]
    company: Vec<CaseCompany>,
    #[serde(default)]
    holding: Vec<CaseHolding>,
    /// `own/group`.
    pub scenarios: Vec<String>,
    pub open: Vec<String>,
    pub total: Option<[String; 3]>,
    pub relations: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseCompany {
    kind: String,
    #[serde(default)]
    figures: Vec<[String; 3]>,
    market: Option<String>,
    activity: Option<String>,
    angels: Option<String>,
    consolidated: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseHolding {
    holder: usize,
    held: usize,
    capital: String,
    votes: String,
    control: String,
}

/// The cases of a file.
pub fn read(file: &str) -> Vec<Case> {
    toml::from_str::<File>(file).unwrap().case
}

/// The limits in force.
pub fn rule() -> &'static SizeRule {
    static LAW: LazyLock<Law> = LazyLock::new(law);
    &LAW.size.first
}

/// The facts of a case.
pub fn facts(case: &Case) -> SizeFacts {
    let mut companies = vec![company(&CaseCompany {
        kind: "enterprise".to_owned(),
        figures: Vec::new(),
        market: None,
        activity: None,
        angels: None,
        consolidated: None,
    })];
    companies.extend(case.company.iter().map(company));
    let default = if case.company.is_empty() { "yes" } else { "no" };
    SizeFacts {
        newly_founded: tri(case.newly_founded.as_deref().unwrap_or("yes")),
        prior: case.prior.as_deref().map(size),
        own_prior: case.own_prior.as_deref().map(size),
        periods: case.periods.iter().map(|own| Period { ends: None, own: figures(own) }).collect(),
        group: Group {
            alone: tri(case.alone.as_deref().unwrap_or(default)),
            companies,
            holdings: case.holding.iter().map(holding).collect(),
        },
    }
}

fn company(case: &CaseCompany) -> Company {
    let kind = match case.kind.as_str() {
        "enterprise" => CompanyKind::Enterprise,
        "natural_person" => CompanyKind::NaturalPerson,
        "public_body" => CompanyKind::PublicBody,
        "public_investment" => CompanyKind::PublicInvestment,
        "venture_capital" => CompanyKind::VentureCapital,
        "business_angel" => CompanyKind::BusinessAngel,
        "university" => CompanyKind::University,
        "institutional_investor" => CompanyKind::InstitutionalInvestor,
        "small_local_authority" => CompanyKind::SmallLocalAuthority,
        other => panic!("kind {other}"),
    };
    Company {
        id: String::new(),
        name: String::new(),
        kind,
        figures: case.figures.iter().map(figures).collect(),
        same_market: tri(case.market.as_deref().unwrap_or("no")),
        economic_activity: tri(case.activity.as_deref().unwrap_or("no")),
        angel_investment: case.angels.as_deref().and_then(range).map(cents),
        in_consolidation: case.consolidated.is_some(),
    }
}

fn holding(case: &CaseHolding) -> Holding {
    Holding {
        holder: case.holder,
        held: case.held,
        capital: share(&case.capital),
        votes: share(&case.votes),
        control: tri(&case.control),
    }
}

fn figures(text: &[String; 3]) -> Figures {
    let [staff, turnover, balance] = text;
    Figures {
        staff: range(staff).map(|(from, to)| Range { from: WorkUnits(from), to: to.map(WorkUnits) }),
        turnover: range(turnover).map(cents),
        balance: range(balance).map(cents),
    }
}

fn cents((from, to): (u64, Option<u64>)) -> Range<Cents> {
    Range { from: Cents(from), to: to.map(Cents) }
}

fn share(text: &str) -> Range<Share> {
    let value = |text: &str| parse_percent(text).unwrap();
    match text.split_once("..") {
        Some((from, to)) => Range { from: value(from), to: Some(value(to)) },
        None => Range::exactly(value(text)),
    }
}

/// `?`, one value, or `from..to` with an empty `to` for no upper bound.
fn range(text: &str) -> Option<(u64, Option<u64>)> {
    let value = |text: &str| parse_plain(text, DECIMALS).unwrap();
    if text == "?" {
        return None;
    }
    Some(match text.split_once("..") {
        Some((from, "")) => (value(from), None),
        Some((from, to)) => (value(from), Some(value(to))),
        None => (value(text), Some(value(text))),
    })
}

fn tri(text: &str) -> Tri {
    match text {
        "no" => Tri::No,
        "yes" => Tri::Yes,
        "unknown" => Tri::Unknown,
        other => panic!("answer {other}"),
    }
}

fn size(text: &str) -> Size {
    match text {
        "micro" => Size::Micro,
        "small" => Size::Small,
        "medium" => Size::Medium,
        "large" => Size::Large,
        other => panic!("size {other}"),
    }
}
