//! What is due, with countdowns; what each act says.

use leptos::prelude::*;

use super::work::{Work, now};
use super::{part_heading, verdicts};
use crate::domain::incident::{ActResult, Message, Reportable, State, Task};
use crate::domain::time::Moment;
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::report::incident::{Desk, calendar, results as said};
use crate::ui::browser;
use crate::ui::components::{actions, button, document, labelled_button, paragraph, text};
use crate::ui::markup::{live, live_text, nothing, tag};

/// A task of an act that counts, with what is needed to show it.
#[derive(Clone, PartialEq)]
struct Shown {
    /// For sorting: done last, then by moment, then without a moment.
    order: (u8, i64),
    step: String,
    name: String,
    act: &'static str,
    when: String,
    /// Where a countdown leads to.
    until: Option<Moment>,
    recipient: String,
    late: String,
    state: State,
}

/// What is due, soonest first.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    // Drawn anew only when something changes, not with every tick: the focus stays where it is.
    let tasks = Memo::new(move |_| shown(work));
    let is_settled = Memo::new(move |_| {
        let settled = |act: &ActResult| act.applies == Tri::No || act.reportable == Reportable::No;
        work.results.get().acts.iter().all(settled)
    });
    let list = live(move || {
        let tasks = tasks.get();
        if tasks.is_empty() {
            let words = if is_settled.get() { key::INCIDENT_NOTHING_TO_DO } else { key::INCIDENT_NOTHING_DUE };
            return text(app, "hint", words);
        }
        tag("ul").class("tasks").children(tasks.into_iter().map(|task| item(work, task))).view()
    });
    let save = move || {
        let file = work.desk_untracked(|desk| calendar::file(&desk, &work.results.get_untracked()));
        browser::download("nis2-check-incident.ics", "text/calendar", &file);
    };
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_DUE))
        .child(part_heading(app, key::INCIDENT_DUE))
        .child(verdicts::view(work))
        .child(list)
        .child(actions(vec![button("secondary", app.text(key::INCIDENT_CALENDAR), save)]))
        .view()
}

fn shown(work: Work) -> Vec<Shown> {
    let (app, results) = (work.app, work.results.get());
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
    let later = waits && (task.expected.is_none() || !task.only_if.is_empty());
    if act.reportable == Reportable::No {
        // Only those have to be told who can protect themselves against a threat.
        return task.only_if.is_empty() || act.messages.contains(&Message::OnlyThreat);
    }
    !later && (task.only_if.is_empty() || !task.at_once)
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
    Some(Shown {
        order: (rank, moment.map_or(i64::MAX, |at| at.0)),
        step: step.id.clone(),
        name: desk.step_name(step).to_owned(),
        act,
        when: said::when(desk, task, result),
        until: moment.filter(|_| matches!(task.state, State::Open | State::Overdue)),
        recipient: desk.fill(key::INCIDENT_TO, "recipient", desk.recipient(step, result)),
        late: if overdue { desk.when_late(step).to_owned() } else { String::new() },
        state: task.state,
    })
}

/// The time that is left, or by how much it is too late.
fn left(work: Work, until: Moment) -> String {
    let seconds = until.0 - work.now.get().0;
    let minutes = seconds.abs() / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let values = [("days", days.to_string()), ("hours", hours.to_string()), ("minutes", minutes.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let time = work.app.fill(if days > 0 { key::INCIDENT_SPAN_DAYS } else { key::INCIDENT_SPAN }, &values);
    let words = if seconds < 0 { key::INCIDENT_LATE_BY } else { key::INCIDENT_LEFT };
    work.app.fill(words, &[("time", &time)])
}

fn item(work: Work, task: Shown) -> AnyView {
    let app = work.app;
    let id = ["due-", &task.step].concat();
    let class = if task.state == State::Overdue { "error" } else { "" };
    let left = match task.until {
        Some(until) => tag("strong").text(" · ").child(live_text(move || left(work, until))).view(),
        None => nothing(),
    };
    let mut words = tag("div")
        .child(tag("h3").attr("id", id.clone()).attr("tabindex", "-1").text(task.name.clone()).view())
        .child(tag("p").class(class).text(task.when).child(left).view())
        .child(paragraph("hint", [task.recipient.as_str(), " · ", task.act].concat()));
    if !task.late.is_empty() {
        words = words.child(paragraph("", task.late));
    }
    // The button goes with the change; the focus goes to the name of the task.
    let focus = move || {
        let id = id.clone();
        request_animation_frame(move || browser::focus(&id));
    };
    let step = task.step;
    let act = if matches!(task.state, State::Done(..)) {
        let undo = move || {
            work.change(|incident| incident.sent.remove(&step));
            focus();
        };
        button("link", app.text(key::INCIDENT_UNDO), undo)
    } else {
        let text = [app.text(key::INCIDENT_LOG_DONE), " ", &task.name, " – ", task.act].concat();
        let done = move || {
            super::log::done(work, step.clone(), text.clone(), now());
            focus();
        };
        let label = [app.text(key::INCIDENT_MARK_DONE), ": ", &task.name].concat();
        labelled_button("secondary", app.text(key::INCIDENT_MARK_DONE), Some(label), done)
    };
    tag("li").class("task").child(words.view()).child(act).view()
}

/// What each act says, act by act; what has been opened stays open.
pub fn acts(work: Work) -> AnyView {
    let app = work.app;
    let parts = (0..work.law.acts.len()).map(|at| {
        let result = Memo::new(move |_| work.results.get().acts.get(at).cloned());
        let is_idle =
            move || result.with(|act| act.as_ref().is_none_or(|act| act.applies == Tri::No && act.messages.is_empty()));
        let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
        let summary = live_text(move || {
            let verdict = result.with(|act| act.as_ref().map(said::verdict));
            [name, ": ", verdict.map_or("", |verdict| app.text(verdict))].concat()
        });
        let blocks = live(move || {
            let blocks = result.with(|act| act.as_ref().map(|act| work.desk(|desk| said::act(&desk, at, act))));
            document(&blocks.unwrap_or_default())
        });
        tag("details")
            .class("why")
            .live_attr("hidden", move || is_idle().then(String::new))
            .child(tag("summary").child(summary).view())
            .child(blocks)
            .view()
    });
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_ACTS))
        .child(part_heading(app, key::INCIDENT_ACTS))
        .children(parts.collect::<Vec<_>>())
        .view()
}
