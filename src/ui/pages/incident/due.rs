//! What is due, with countdowns; what each act says.

use law::incident::Act;
use leptos::prelude::*;

use super::part_heading;
use super::work::{Work, now};
use crate::domain::incident::{ActResult, Reportable, State, Task};
use crate::domain::time::Moment;
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::report::incident::{Desk, calendar, results as said};
use crate::ui::browser;
use crate::ui::components::{actions, button, details, document, paragraph, text};
use crate::ui::markup::{group, live, nothing, tag};

/// A task of an act that counts, with what is needed to show it.
#[derive(Clone)]
struct Shown {
    /// For sorting: done last, then by moment, then without a moment.
    order: (u8, i64),
    step: String,
    name: String,
    act: &'static str,
    when: String,
    left: String,
    recipient: String,
    late: String,
    state: State,
}

/// What is due, soonest first.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    let list = live(move || {
        let results = work.results.get();
        let messages =
            work.desk(|desk| results.messages.iter().map(|message| desk.message(message)).collect::<Vec<_>>());
        let messages = messages.into_iter().map(|message| paragraph("error", message));
        let tasks = shown(work);
        let mut parts: Vec<AnyView> = messages.collect();
        parts.push(tag("ul").children(verdicts(work).into_iter().map(|line| tag("li").text(line).view())).view());
        if tasks.is_empty() {
            parts.push(text(app, "hint", key::INCIDENT_NOTHING_DUE));
        }
        let items = tasks.into_iter().map(|task| item(work, task));
        parts.push(tag("ul").class("tasks").children(items).view());
        group(parts)
    });
    let save = move || {
        let file = work.desk_untracked(|desk| calendar::file(&desk, &work.results.get_untracked()));
        browser::download("nis2-check-incident.ics", "text/calendar", &file);
    };
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_DUE))
        .child(part_heading(app, key::INCIDENT_DUE))
        .child(tag("div").attr("aria-live", "polite").attr("aria-relevant", "additions").child(list).view())
        .child(actions(vec![button("secondary", app.text(key::INCIDENT_CALENDAR), save)]))
        .view()
}

/// What the acts that count say, a line each, and which row comes next while the incident goes on.
fn verdicts(work: Work) -> Vec<String> {
    let (app, results) = (work.app, work.results.get());
    work.desk(|desk| {
        let mut lines = Vec::new();
        let yardstick = |act: &ActResult| act.act == Act::Akos && act.applies != Tri::No;
        for (at, act) in results.acts.iter().enumerate().filter(|(_, act)| desk.counts(act) || yardstick(act)) {
            let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
            let mut line = [name, ": ", app.text(said::verdict(act))].concat();
            if let Some(next) = act.next.as_ref().and_then(|next| said::next(&desk, next, act)) {
                line.push_str(". ");
                line.push_str(&next);
            }
            lines.push(line);
        }
        lines
    })
}

fn shown(work: Work) -> Vec<Shown> {
    let results = work.results.get();
    let app = work.app;
    let mut shown = work.desk(|desk| {
        let acts = results.acts.iter().enumerate().filter(|(_, act)| desk.counts(act));
        let tasks = acts.flat_map(|(at, act)| {
            let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
            let due = act.tasks.iter().filter(|task| matters(act, task));
            due.filter_map(|task| show(&desk, name, act, task)).collect::<Vec<_>>()
        });
        tasks.collect::<Vec<_>>()
    });
    shown.sort_by_key(|task| task.order);
    shown
}

/// Whether a task is worth a place in the list: what is only a possibility of later stands in the table of its act.
fn matters(act: &ActResult, task: &Task) -> bool {
    let waits = matches!(task.state, State::OnRequest | State::Unknown);
    act.reportable != Reportable::No
        && (!waits || task.expected.is_some())
        && (task.only_if.is_empty() || !task.at_once)
}

fn show(desk: &Desk<'_>, act: &'static str, result: &ActResult, task: &Task) -> Option<Shown> {
    let step = desk.step(task)?;
    let moment = task.due.or(task.expected).and_then(|due| due.too_late(result.place)).map(|late| Moment(late.0 - 1));
    let rank = match task.state {
        State::Done(..) => 3,
        State::Unknown => 2,
        // Telling those concerned comes after the notices with a clock.
        State::Now if step.notice.is_none() => 1,
        _ => 0,
    };
    let overdue = task.state == State::Overdue;
    let left = moment.filter(|_| matches!(task.state, State::Open | State::Overdue)).map(|at| left(desk, at));
    Some(Shown {
        order: (rank, moment.map_or(i64::MAX, |at| at.0)),
        step: step.id.clone(),
        name: desk.step_name(step).to_owned(),
        act,
        when: said::when(desk, task, result),
        left: left.unwrap_or_default(),
        recipient: desk.fill(key::INCIDENT_TO, "recipient", desk.recipient(step, result.place)),
        late: if overdue { desk.when_late(step).to_owned() } else { String::new() },
        state: task.state,
    })
}

/// The time that is left, or by how much it is too late.
fn left(desk: &Desk<'_>, due: Moment) -> String {
    let seconds = due.0 - desk.now.0;
    let minutes = seconds.abs() / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let values = [("days", days.to_string()), ("hours", hours.to_string()), ("minutes", minutes.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let time = desk.words.fill(if days > 0 { key::INCIDENT_SPAN_DAYS } else { key::INCIDENT_SPAN }, &values);
    let words = if seconds < 0 { key::INCIDENT_LATE_BY } else { key::INCIDENT_LEFT };
    desk.fill(words, "time", &time)
}

fn item(work: Work, task: Shown) -> AnyView {
    let app = work.app;
    let class = match task.state {
        State::Overdue => "error",
        _ => "",
    };
    let mut words = tag("div")
        .child(tag("h3").text(task.name.clone()).view())
        .child(paragraph(
            class,
            [task.when.as_str(), if task.left.is_empty() { "" } else { " · " }, &task.left].concat(),
        ))
        .child(paragraph("hint", [task.recipient.as_str(), " · ", task.act].concat()));
    if !task.late.is_empty() {
        words = words.child(paragraph("", task.late));
    }
    let step = task.step;
    let act = if matches!(task.state, State::Done(..)) {
        let undo = move || {
            let step = step.clone();
            work.change(|incident| incident.sent.remove(&step));
        };
        button("link", app.text(key::INCIDENT_UNDO), undo)
    } else {
        let text = [app.text(key::INCIDENT_LOG_DONE), " ", &task.name, " – ", task.act].concat();
        let done = move || super::log::done(work, step.clone(), text.clone(), now());
        let label = [app.text(key::INCIDENT_MARK_DONE), ": ", &task.name].concat();
        crate::ui::components::labelled_button("secondary", app.text(key::INCIDENT_MARK_DONE), Some(label), done)
    };
    tag("li").class("task").child(words.view()).child(act).view()
}

/// What each act says, act by act.
pub fn acts(work: Work) -> AnyView {
    let app = work.app;
    let list = live(move || {
        let results = work.results.get();
        let parts = results.acts.iter().enumerate().map(|(at, result)| {
            if result.applies == Tri::No && result.messages.is_empty() {
                return nothing();
            }
            let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
            let summary = [name, ": ", app.text(said::verdict(result))].concat();
            details("why", summary, vec![document(&work.desk(|desk| said::act(&desk, at, result)))])
        });
        group(parts.collect())
    });
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_ACTS))
        .child(part_heading(app, key::INCIDENT_ACTS))
        .child(list)
        .view()
}
