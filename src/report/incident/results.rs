//! What each act says about an incident, as a document.

use law::Status;
use law::incident::{Criterion, Event, Manner, Step, Within};

use super::{Desk, site_name};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::incident::{ActResult, Met, Reportable, State, Task};
use crate::domain::time::Due;
use crate::domain::units::Tri;
use crate::i18n::end_sentence;
use crate::i18n::{Key, key};

/// The words of a result.
pub fn verdict(result: &ActResult) -> Key {
    match (result.applies, result.reportable) {
        (Tri::No, _) => key::INCIDENT_DOES_NOT_APPLY,
        (_, Reportable::Yes) => key::INCIDENT_REPORTABLE_YES,
        (_, Reportable::No) => key::INCIDENT_REPORTABLE_NO,
        (_, Reportable::Judgement) => key::INCIDENT_REPORTABLE_JUDGEMENT,
        (_, Reportable::Depends) => key::INCIDENT_REPORTABLE_DEPENDS,
    }
}

/// An act: result, reasons, what it depends on, what is due.
pub fn act(desk: &Desk<'_>, at: usize, result: &ActResult) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut head = vec![Span::Strong(desk.text(verdict(result)).to_owned())];
    if let Some(data) = desk.law.acts.get(at) {
        for cite in &data.cites {
            head.push(Span::Text(" · ".to_owned()));
            head.push(desk.cited(*cite));
        }
        head.extend(desk.mark(data.status));
    }
    blocks.push(Block::Paragraph(head));
    if result.applies != Tri::No {
        blocks.push(paragraph(desk.act_status(at)));
    }
    for met in &result.met {
        blocks.extend(criterion(desk, key::INCIDENT_MET, met, result));
    }
    if let Some(next) = &result.next {
        blocks.extend(criterion(desk, key::INCIDENT_NEXT, next, result));
    }
    if !result.on.is_empty() {
        let judged = result.reportable == Reportable::Judgement;
        blocks.push(paragraph(desk.text(if judged { key::INCIDENT_JUDGE } else { key::INCIDENT_DEPENDS_ON })));
        blocks.push(Block::List(false, result.on.iter().map(|need| line(desk.need(need))).collect()));
    }
    blocks.extend(result.messages.iter().map(|message| paragraph(desk.message(message))));
    if let Some(key) = counting(result.manner).filter(|_| result.applies != Tri::No) {
        blocks.push(paragraph(desk.text(key)));
    }
    if !result.tasks.is_empty() {
        blocks.push(Block::Table(deadlines(desk, at, result)));
        blocks.extend(readings(desk, result));
    }
    blocks
}

/// How an act counts users and time.
fn counting(manner: Manner) -> Option<Key> {
    match manner {
        Manner::AkosTable => Some(key::INCIDENT_AKOS_COUNT),
        Manner::Regulation => Some(key::INCIDENT_IR_COUNT),
        Manner::HakomTable => Some(key::INCIDENT_HAKOM_COUNT),
        _ => None,
    }
}

/// What will be met next while the incident goes on, and when.
pub fn next(desk: &Desk<'_>, met: &Met, result: &ActResult) -> Option<String> {
    let criterion = desk.law.criteria.get(met.criterion)?;
    Some(with_moment(desk, key::INCIDENT_NEXT, criterion, met, result))
}

fn with_moment(desk: &Desk<'_>, words: Key, criterion: &Criterion, met: &Met, result: &ActResult) -> String {
    let mut text = desk.fill(words, "criterion", &desk.criterion(criterion));
    if let Some(moment) = met.at {
        text.push_str(" (");
        text.push_str(&desk.moment(moment, result.place));
        text.push(')');
    }
    text
}

/// A criterion that is met, or will be.
fn criterion(desk: &Desk<'_>, words: Key, met: &Met, result: &ActResult) -> Option<Block> {
    let criterion = desk.law.criteria.get(met.criterion)?;
    let text = with_moment(desk, words, criterion, met, result);
    let mut spans = vec![Span::Text(text), Span::Text(" · ".to_owned()), desk.cited(criterion.cite)];
    spans.extend(desk.mark(criterion.status));
    if let Some(reading) = desk.reading(&criterion.reading) {
        spans.extend(desk.mark(Status::Reading));
        spans.push(Span::Text([": ", reading].concat()));
    }
    Some(Block::Paragraph(spans))
}

fn deadlines(desk: &Desk<'_>, at: usize, result: &ActResult) -> Table {
    let rows = result.tasks.iter().filter_map(|task| {
        let step = desk.step(task)?;
        let mut cite: Line = vec![desk.cited(step.cite)];
        cite.extend(desk.mark(result.status_of(desk.law, task)));
        Some(vec![line(desk.step_name(step)), line(when(desk, task, result)), whom(desk, step, result), cite])
    });
    Table {
        caption: desk.fill(key::INCIDENT_TABLE_CAPTION, "act", desk.act(at)),
        head: [key::INCIDENT_HEAD_WHAT, key::INCIDENT_HEAD_WHEN, key::INCIDENT_HEAD_WHOM, key::INCIDENT_HEAD_SOURCE]
            .map(|key| desk.text(key).to_owned())
            .to_vec(),
        rows: rows.collect(),
    }
}

/// To whom a step is addressed, with their pages.
fn whom(desk: &Desk<'_>, step: &Step, result: &ActResult) -> Line {
    let mut spans = line(desk.recipient(step, result));
    let sites = desk.sites(step, result);
    for site in &sites {
        spans.push(Span::Text(" · ".to_owned()));
        spans.push(Span::Link((*site).to_owned(), site_name(site).to_owned()));
    }
    if !sites.is_empty() {
        spans.extend(desk.mark(Status::Unverified));
    }
    spans
}

/// When a step is due, and where it stands.
pub fn when(desk: &Desk<'_>, task: &Task, result: &ActResult) -> String {
    let place = result.place;
    let mut text = match (task.state, task.due) {
        (State::Done(at, true), _) => desk.fill(key::INCIDENT_DONE, "moment", &desk.moment(at, place)),
        (State::Done(at, false), _) => desk.fill(key::INCIDENT_DONE_LATE, "moment", &desk.moment(at, place)),
        (State::OnRequest, _) => desk.text(key::INCIDENT_ON_REQUEST).to_owned(),
        (State::Now, _) => desk.text(key::INCIDENT_AT_ONCE).to_owned(),
        (State::Overdue, Some(Due::At(at))) if task.at_once => {
            desk.fill(key::INCIDENT_AT_ONCE_LATE, "moment", &desk.moment(at, place))
        }
        (State::Overdue, Some(due)) => desk.fill(key::INCIDENT_OVERDUE, "due", &desk.due(due, place)),
        (_, Some(due)) => desk.due(due, place),
        (_, None) => unknown(desk, task),
    };
    if task.latest && task.due.is_some() && !matches!(task.state, State::Done(..)) && !task.at_once {
        text = desk.fill(key::INCIDENT_LATEST, "due", &text);
    }
    if let Some(due) = task.expected {
        end_sentence(&mut text);
        text.push(' ');
        text.push_str(&desk.fill(key::INCIDENT_EXPECTED, "due", &desk.due(due, place)));
    }
    if let Some(need) = task.only_if.first() {
        end_sentence(&mut text);
        text.push(' ');
        text.push_str(&desk.fill(key::INCIDENT_ONLY_IF, "need", &desk.need(need)));
    }
    text
}

fn unknown(desk: &Desk<'_>, task: &Task) -> String {
    if task.at_once {
        return desk.text(key::INCIDENT_AT_ONCE).to_owned();
    }
    if desk.step(task).is_some_and(|step| step.within == Within::Open) {
        return desk.text(key::INCIDENT_NO_PERIOD).to_owned();
    }
    if let Some(step) = desk.step(task)
        && step.event == Event::CriteriaMet
        && step.within == Within::Hours(1)
    {
        return desk.text(key::INCIDENT_FIRST_HOUR).to_owned();
    }
    let needs: Vec<String> = task.needs.iter().map(|need| desk.need(need)).collect();
    desk.fill(key::INCIDENT_NO_MOMENT, "needs", &needs.join(", "))
}

/// Readings that the deadlines rest on, and how periods are counted.
fn readings(desk: &Desk<'_>, result: &ActResult) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for step in result.tasks.iter().filter_map(|task| desk.step(task)) {
        if let Some(reading) = desk.reading(&step.reading)
            && !seen.contains(&reading)
        {
            seen.push(reading);
            blocks.push(paragraph([desk.text(key::UI_VERDICT_MARK_READING), ": ", reading].concat()));
        }
    }
    if result.tasks.iter().any(|task| task.longer.is_some()) {
        blocks.push(paragraph(desk.text(key::INCIDENT_LONGER)));
    }
    blocks
}
