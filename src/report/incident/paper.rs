//! The log of an incident as a document, for paper and files: what is known, notices sent and due, what was done when and by
//! whom.

use super::{Desk, results};
use crate::document::{Block, Line, Span, Table, heading, line, paragraph};
use crate::domain::incident::{Field, HitKind, Results, State, Task};
use crate::domain::sorted::insert_in_order;
use crate::domain::time::Moment;
use crate::i18n::{Key, key};

/// The document. It begins with the organisation's own words; what the page says about times that cannot be right stays in it.
pub fn blocks(desk: &Desk<'_>, results: &Results) -> Vec<Block> {
    let made = desk.moment(desk.now, desk.incident.place());
    let mut blocks =
        vec![heading(1, title(desk)), paragraph(desk.fill(key::INCIDENT_PAPERS_PAPER_NOTE, "moment", &made))];
    blocks.extend(results.messages.iter().map(|message| paragraph(desk.message(message))));
    blocks.push(heading(2, desk.text(key::INCIDENT_PAPERS_PAPER_FACTS)));
    blocks.push(Block::List(false, facts(desk)));
    blocks.push(paragraph(desk.text(key::INCIDENT_PAPERS_PAPER_CLOCK)));
    let steps = steps(desk, results);
    if !steps.is_empty() {
        blocks.push(heading(2, desk.text(key::INCIDENT_PAPERS_PAPER_STEPS)));
        let head = [
            key::INCIDENT_HEAD_WHAT,
            key::INCIDENT_HEAD_WHEN,
            key::INCIDENT_HEAD_WHOM,
            key::INCIDENT_PAPERS_PAPER_ACT,
            key::INCIDENT_HEAD_SOURCE,
        ];
        blocks.push(table(desk, key::INCIDENT_PAPERS_PAPER_STEPS, &head, steps));
    }
    blocks.push(heading(2, desk.text(key::INCIDENT_PAPERS_PAPER_ENTRIES)));
    let entries = entries(desk);
    if entries.is_empty() {
        blocks.push(paragraph(desk.text(key::INCIDENT_PAPERS_LOG_NONE)));
    } else {
        let head = [key::INCIDENT_HEAD_WHEN, key::INCIDENT_HEAD_WHAT, key::INCIDENT_PAPERS_PAPER_BY];
        blocks.push(table(desk, key::INCIDENT_PAPERS_PAPER_ENTRIES, &head, entries));
    }
    blocks
}

/// Its title: that it is a log, and of what.
pub fn title(desk: &Desk<'_>) -> String {
    let name = desk.incident.name.trim();
    let title = desk.text(key::INCIDENT_PAPER_TITLE);
    if name.is_empty() { title.to_owned() } else { [title, ": ", name].concat() }
}

fn table(desk: &Desk<'_>, caption: Key, head: &[Key], rows: Vec<Vec<Line>>) -> Block {
    let head = head.iter().map(|key| desk.text(*key).to_owned()).collect();
    Block::Table(Table { caption: desk.text(caption).to_owned(), head, rows })
}

/// What is known of the incident, a line each.
fn facts(desk: &Desk<'_>) -> Vec<Line> {
    let incident = desk.incident;
    let said = |label: &str, value: String| vec![Span::Strong([label, ": "].concat()), Span::Text(value)];
    let texts = [
        (key::INCIDENT_PAPERS_ORGANISATION, &incident.organisation),
        (key::INCIDENT_PAPERS_CONTACT, &incident.contact),
        (key::INCIDENT_PAPERS_CAUSE, &incident.root_cause),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let mut lines: Vec<Line> = texts.map(|(label, text)| said(desk.text(label), text.trim().to_owned())).collect();
    for hit in &incident.hits {
        let mut what = desk.service(&hit.service).to_owned();
        if hit.kind != HitKind::Unknown {
            what = [&what, " – ", desk.kind(hit.kind)].concat();
        }
        lines.push(said(desk.item("services").unwrap_or_default(), what));
    }
    for field in Field::ALL {
        if let Some(at) = incident.times.get(field) {
            let label = desk.item(field.name()).unwrap_or_else(|| desk.time(field));
            lines.push(said(label, desk.moment(at, incident.place())));
        }
    }
    lines
}

/// What was sent, and what is due. A step that was done stands here even where no act asks for it any more.
fn steps(desk: &Desk<'_>, found: &Results) -> Vec<Vec<Line>> {
    let mut rows: Vec<(bool, i64, Vec<Line>)> = Vec::new();
    let mut shown: Vec<&str> = Vec::new();
    for (at, act) in found.acts.iter().enumerate().filter(|(_, act)| desk.counts(act)) {
        for task in act.tasks.iter().filter(|task| matters(task)) {
            let Some(step) = desk.step(task) else { continue };
            let done = desk.incident.sent.get(&step.id);
            let due = || task.due.and_then(|due| due.too_late(act.place));
            let order = done.copied().or_else(due).map_or(i64::MAX, |moment| moment.0);
            let mut cite: Line = vec![desk.cited(step.cite)];
            cite.extend(desk.mark(act.status_of(desk.law, task)));
            shown.push(&step.id);
            let row = vec![
                line(desk.step_name(step)),
                line(results::when(desk, task, act)),
                line(desk.recipient(step, act)),
                line(desk.act(at)),
                cite,
            ];
            rows.push((done.is_none(), order, row));
        }
    }
    let gone = desk.incident.sent.iter().filter(|(id, _)| !shown.contains(&id.as_str()));
    rows.extend(gone.filter_map(|(id, at)| {
        let step = desk.law.steps.iter().find(|step| step.id == *id)?;
        let moment = desk.moment(*at, desk.incident.place());
        let row = vec![
            line(desk.step_name(step)),
            line(desk.fill(key::INCIDENT_DONE, "moment", &moment)),
            Line::new(),
            line(desk.act(usize::from(step.act))),
            vec![desk.cited(step.cite)],
        ];
        Some((false, at.0, row))
    }));
    let mut in_order = Vec::new();
    for row in rows {
        insert_in_order(&mut in_order, row, |(open, order, _)| (*open, *order));
    }
    in_order.into_iter().map(|(_, _, row)| row).collect()
}

/// Whether a step belongs into the log: it was done, or it is asked for now; also where something decides about it that is not
/// known yet, which is then named.
fn matters(task: &Task) -> bool {
    !matches!(task.state, State::Unknown | State::OnRequest)
}

/// The entries of the log.
fn entries(desk: &Desk<'_>) -> Vec<Vec<Line>> {
    let moment = |at: Moment| line(desk.moment(at, desk.incident.place()));
    let by =
        |name: &str| line(if name.trim().is_empty() { desk.text(key::INCIDENT_PAPERS_PAPER_NOT_STATED) } else { name });
    let log = desk.incident.log.iter();
    log.map(|entry| vec![moment(entry.at), line(entry.text.as_str()), by(&entry.by)]).collect()
}
