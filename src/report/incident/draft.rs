//! Drafts of notices: what is known is filled in, what is missing is marked. Drafts follow what the acts ask for; they are
//! not official forms.

use law::incident::{Manner, Notice};
use law::{ProvisionIndex, Status};

use super::Desk;
use crate::document::{Block, Line, Span, heading, line, paragraph};
use crate::domain::incident::{ActResult, Hit, HitKind, Task};
use crate::domain::time::Moment;
use crate::domain::units::{Range, Tri};
use crate::i18n::{Key, format, key};

/// An item of a notice: its id, its name, and what is known.
pub struct Item {
    /// Id; the key of the text in the incident.
    pub id: String,
    /// Name.
    pub name: String,
    /// What is known; `None` is missing.
    pub value: Option<String>,
    /// Whether the visitor writes it; all others come from the facts.
    pub is_text: bool,
}

/// The items of a notice.
pub fn items(desk: &Desk<'_>, notice: &Notice, result: &ActResult) -> Vec<Item> {
    let item = |at: &u8| {
        let id = desk.law.items.get(usize::from(*at))?;
        let label =
            desk.words.get(key::INCIDENT_PAPERS_ITEM.of(usize::from(*at), key::incident_papers_item::NAME)).to_owned();
        // Which of the notices it is, the notice itself knows.
        let own = (0_u8..).zip(&desk.law.notices).find(|(_, known)| known.id == notice.id).map(|(at, _)| at);
        let known = match own {
            Some(own) if id == "hakom_which" => Known::Fact(Some(name(desk, own).to_owned())),
            _ => fact(desk, id, result),
        };
        let text = || desk.incident.texts.get(id.as_str()).filter(|text| !text.trim().is_empty()).cloned();
        let (value, is_text) = match known {
            Known::Fact(value) => (value, false),
            Known::Text => (text(), true),
        };
        Some(Item { id: id.clone(), name: label, value, is_text })
    };
    notice.items.iter().filter_map(item).collect()
}

/// Where an item comes from.
enum Known {
    /// The facts, as far as they are known.
    Fact(Option<String>),
    /// The visitor writes it.
    Text,
}

/// What the facts say about an item.
fn fact(desk: &Desk<'_>, id: &str, result: &ActResult) -> Known {
    let incident = desk.incident;
    let times = &incident.times;
    let moment = |at: Option<Moment>| at.map(|at| desk.moment(at, result.place));
    let stated = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let answer = |question: &str| match incident.answer(question) {
        Tri::Yes => Some(desk.text(key::UI_APP_YES).to_owned()),
        Tri::No => Some(desk.text(key::UI_APP_NO).to_owned()),
        Tri::Unknown => None,
    };
    Known::Fact(match id {
        "organisation" => stated(&incident.organisation),
        "contact" => stated(&incident.contact),
        "began" => moment(times.began),
        "detected" => moment(times.detected),
        "aware" => moment(times.aware),
        "aware_personal_data" => moment(times.aware_personal_data.or(times.aware)),
        "ended" => moment(times.ended),
        "criteria_met" => {
            moment(times.criteria_met).or_else(|| moment(result.met.iter().filter_map(|met| met.at).min()))
        }
        "occurred" => occurred(desk, result),
        "services" => joined(incident.hits.iter().map(|hit| desk.service(&hit.service).to_owned())),
        "kinds" => joined(
            incident
                .hits
                .iter()
                .filter(|hit| hit.kind != HitKind::Unknown)
                .map(|hit| [desk.service(&hit.service), ": ", desk.kind(hit.kind)].concat()),
        ),
        "users" => joined(incident.hits.iter().filter_map(|hit| users(desk, hit))),
        "malicious" => answer("malicious"),
        "cross_border" => answer("cross_border"),
        "redundancy" => answer("redundancy_lost"),
        "pixi" => answer("hakom_taxonomy"),
        "cause" => stated(&incident.root_cause),
        "criterion" => joined(result.met.iter().filter_map(|met| {
            let criterion = desk.law.criteria.get(met.criterion)?;
            Some([&desk.criterion(criterion), " (", &desk.cite(criterion.cite).0, ")"].concat())
        })),
        _ => return Known::Text,
    })
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let mut parts: Vec<String> = parts.collect();
    parts.dedup();
    Some(parts.join("; ")).filter(|text| !text.is_empty())
}

fn occurred(desk: &Desk<'_>, result: &ActResult) -> Option<String> {
    let times = &desk.incident.times;
    let began = desk.moment(times.began?, result.place);
    let Some(ended) = times.ended else { return Some(began) };
    let minutes = ended.0.saturating_sub(times.began?.0) / 60;
    let lasted = desk.words.fill(
        key::INCIDENT_PAPERS_LASTED,
        &[("hours", &(minutes / 60).to_string()), ("minutes", &(minutes % 60).to_string())],
    );
    Some([&began, " – ", &desk.moment(ended, result.place), " (", &lasted, ")"].concat())
}

fn users(desk: &Desk<'_>, hit: &Hit) -> Option<String> {
    let whole = |number: u64| format::whole(desk.words.language, number);
    let range = |range: Range<u64>| match range.to {
        Some(to) if to != range.from => [&whole(range.from), "–", &whole(to)].concat(),
        Some(_) => whole(range.from),
        None => ["≥ ", &whole(range.from)].concat(),
    };
    let share =
        |share: Range<u32>| [&format::decimal(desk.words.language, u64::from(share.from), 2), "\u{a0}%"].concat();
    let hit_users = hit.users.map(range).or(hit.share.map(share))?;
    let service = desk.service(&hit.service);
    Some(match hit.total {
        Some(total) => [service, ": ", &hit_users, " / ", &range(total)].concat(),
        None => [service, ": ", &hit_users].concat(),
    })
}

/// The name of a notice.
pub fn name<'a>(desk: &Desk<'a>, notice: u8) -> &'a str {
    desk.words.get(key::INCIDENT_PAPERS_NOTICE.of(usize::from(notice), key::incident_papers_notice::NAME))
}

/// Where the draft comes from: the provisions of the act that ask for the notice and how sure they are, those that say what it
/// contains, and what the draft is not.
fn origin(desk: &Desk<'_>, notice: u8, data: &Notice, result: &ActResult) -> Vec<Line> {
    let steps = desk.law.steps.iter().filter(|step| step.act == result.act && step.drafted() == Some(notice));
    let asked_for = |task: &&Task| desk.step(task).is_some_and(|step| step.drafted() == Some(notice));
    let mut asked: Vec<(ProvisionIndex, Status)> = Vec::new();
    for task in result.tasks.iter().filter(asked_for) {
        let Some(step) = desk.step(task) else { continue };
        let found = (step.cite, result.status_of(desk.law, task));
        if !asked.contains(&found) {
            asked.push(found);
        }
    }
    let source = |cite: ProvisionIndex| desk.law.provisions.get(usize::from(cite)).map(|provision| provision.source);
    let own: Vec<Option<u8>> = steps.map(|step| source(step.cite)).collect();
    let is_own = data.cites.iter().any(|cite| own.contains(&source(*cite)));
    // A provision that asks for the notice is as sure in both places.
    let sure = |cite: ProvisionIndex| {
        asked.iter().find(|(known, _)| *known == cite).map_or(Status::Checked, |(_, sure)| *sure)
    };
    let contents: Vec<_> = data.cites.iter().map(|cite| (*cite, sure(*cite))).collect();
    let is_sent = desk.law.steps.iter().any(|step| step.notice == Some(notice));
    let mut lines = vec![
        cites(desk, key::INCIDENT_PAPERS_DRAFT_ASKED, &asked),
        cites(desk, key::INCIDENT_PAPERS_DRAFT_NOTE, &contents),
    ];
    if !is_own {
        lines.push(line(desk.text(key::INCIDENT_PAPERS_DRAFT_UNION)));
    } else if result.manner == Manner::HakomTable && is_sent {
        lines.push(line(desk.text(key::INCIDENT_PAPERS_DRAFT_HAKOM)));
    }
    lines
}

fn cites(desk: &Desk<'_>, words: Key, provisions: &[(ProvisionIndex, Status)]) -> Line {
    let mut spans = vec![Span::Text(desk.text(words).to_owned())];
    for (at, (cite, status)) in provisions.iter().enumerate() {
        spans.push(Span::Text(if at == 0 { " " } else { "; " }.to_owned()));
        spans.push(desk.cited(*cite));
        spans.extend(desk.mark(*status));
    }
    spans
}

/// A draft as a document.
pub fn blocks(desk: &Desk<'_>, notice: u8, result: &ActResult) -> Vec<Block> {
    let Some(data) = desk.law.notices.get(usize::from(notice)) else { return Vec::new() };
    let rows = items(desk, data, result).into_iter().map(|item| {
        let label = Span::Strong([&item.name, ": "].concat());
        let value = match item.value {
            Some(value) => Span::Text(value),
            None => Span::Mark("missing", desk.text(key::INCIDENT_PAPERS_MISSING).to_owned()),
        };
        vec![label, value]
    });
    let mut blocks = vec![heading(4, name(desk, notice))];
    blocks.extend(origin(desk, notice, data, result).into_iter().map(Block::Paragraph));
    blocks.push(Block::List(false, rows.collect()));
    blocks.push(paragraph(desk.fill(key::INCIDENT_PAPERS_DRAFT_MADE, "moment", &desk.moment(desk.now, result.place))));
    blocks
}

/// A draft as plain text, for mail and forms.
pub fn text(desk: &Desk<'_>, notice: u8, result: &ActResult) -> String {
    let Some(data) = desk.law.notices.get(usize::from(notice)) else { return String::new() };
    let mut text = String::from(name(desk, notice));
    text.push_str("\n\n");
    for item in items(desk, data, result) {
        text.push_str(&item.name);
        text.push_str(": ");
        text.push_str(item.value.as_deref().unwrap_or_else(|| desk.text(key::INCIDENT_PAPERS_MISSING)));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&desk.fill(key::INCIDENT_PAPERS_DRAFT_MADE, "moment", &desk.moment(desk.now, result.place)));
    text.push_str("\n\n");
    text.push_str(desk.text(key::INCIDENT_PAPERS_DRAFT_FOR_YOU));
    text.push('\n');
    for line in origin(desk, notice, data, result) {
        for span in line {
            match span {
                Span::Text(words) | Span::Strong(words) | Span::Link(_, words) => text.push_str(&words),
                Span::Mark(_, words) => {
                    text.push('(');
                    text.push_str(&words);
                    text.push(')');
                }
            }
        }
        text.push('\n');
    }
    text
}

/// What the visitor can write for the drafts of these notices: each item once.
pub fn writable(desk: &Desk<'_>, notices: &[u8], result: &ActResult) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for notice in notices.iter().filter_map(|notice| desk.law.notices.get(usize::from(*notice))) {
        for item in items(desk, notice, result) {
            if item.is_text && !found.iter().any(|known| known.id == item.id) {
                found.push(item);
            }
        }
    }
    found
}
