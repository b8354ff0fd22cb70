//! What is due, with countdowns.

use law::incident::{Event, Manner, When, Within};
use leptos::prelude::*;

use super::work::Work;
use super::{Arrived, Doing, Paper, part_heading, verdicts};
use crate::document::Span;
use crate::domain::incident::{ActResult, Message, Need, Reportable, State, Task};
use crate::domain::sorted::insert_in_order;
use crate::domain::time::Moment;
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::report::incident::{Desk, results as said, site_name};
use crate::ui::browser;
use crate::ui::components::{button, outside, paragraph, text};
use crate::ui::markup::{group, live, live_text, nothing, tag};
use crate::ui::state::App;

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
    /// Pages of the recipient, with the first task that is sent there.
    sites: Vec<String>,
    late: String,
    state: State,
    /// How sure the step is, where it is not firm: class and words of the mark.
    mark: Option<(&'static str, String)>,
    /// What is missing for its moment, and where that is entered.
    needs: Vec<(String, String)>,
}

/// The answer that brings the deadlines: its words and its field.
fn first_answer(work: Work) -> Option<(Key, &'static str)> {
    work.with(|incident| {
        if incident.countries.is_empty() {
            Some((key::INCIDENT_FIRST_STATE, "countries"))
        } else if incident.times.detected.is_none() && incident.times.aware.is_none() {
            Some((key::INCIDENT_FIRST_NOTICED, "detected-day"))
        } else {
            None
        }
    })
}

/// What is due, soonest first.
pub fn view(work: Work, arrived: Arrived) -> AnyView {
    let app = work.app;
    // Drawn anew only when something changes, not with every tick: the focus stays where it is.
    let tasks = Memo::new(move |_| shown(work));
    let is_settled = Memo::new(move |_| {
        // History and the directive beside the law of a State decide nothing.
        let results = work.results.get();
        let settled = |act: &ActResult| act.applies == Tri::No || act.reportable == Reportable::No;
        work.desk(|desk| results.acts.iter().filter(|act| desk.counts(act)).all(settled))
    });
    let first = Memo::new(move |_| first_answer(work));
    let answer = live(move || match first.get() {
        Some((words, place)) => {
            let go = move || browser::focus_in(place);
            tag("p").child(button("link", app.text(words), go)).view()
        }
        None => nothing(),
    });
    let list = live(move || {
        let tasks = tasks.get();
        let first = first.get();
        if tasks.is_empty() && first.is_some() {
            return nothing();
        }
        if tasks.is_empty() {
            if !is_settled.get() {
                return text(app, "hint", key::INCIDENT_NOTHING_DUE);
            }
            let words = [key::INCIDENT_NOTHING_TO_DO, key::INCIDENT_VOLUNTARY].map(|words| text(app, "", words));
            return group(words.into());
        }
        tag("ul").class("tasks").children(tasks.into_iter().map(|task| item(work, task, arrived))).view()
    });
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_DUE))
        .child(part_heading(app, key::INCIDENT_DUE))
        .child(answer)
        .child(verdicts::first(work))
        .child(list)
        .child(verdicts::view(work))
        .view()
}

fn shown(work: Work) -> Vec<Shown> {
    let (app, results) = (work.app, work.results.get());
    let shown = work.desk(|desk| {
        let acts = results.acts.iter().enumerate().filter(|(_, act)| desk.counts(act));
        let tasks = acts.flat_map(|(at, act)| {
            let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
            let due = act.tasks.iter().filter(|task| matters(&desk, act, task));
            due.filter_map(|task| show(&desk, name, act, task)).collect::<Vec<_>>()
        });
        tasks.collect::<Vec<_>>()
    });
    let mut in_order = Vec::new();
    for task in shown {
        insert_in_order(&mut in_order, task, |task: &Shown| task.order);
    }
    let mut shown = in_order;
    let mut known: Vec<String> = Vec::new();
    for task in &mut shown {
        task.sites.retain(|site| !known.contains(site));
        known.extend(task.sites.iter().cloned());
    }
    if work.with(|incident| incident.countries.is_empty()) {
        // Before the State is known: the shortest time that counts everywhere.
        shown.truncate(1);
    }
    shown
}

/// Whether a task is worth a place in the list: what is only a possibility of later stands in the table of its act.
fn matters(desk: &Desk<'_>, act: &ActResult, task: &Task) -> bool {
    let Some(step) = desk.step(task) else { return false };
    let blank = desk.incident.countries.is_empty();
    if blank && act.manner != Manner::Directive {
        return false;
    }
    // The shorter chain of trust services is shown once it is known that they are hit.
    if step.when == When::Trust && task.only_if.contains(&Need::Hits) {
        return false;
    }
    if is_first_hour(desk, act, task) && act.reportable != Reportable::No {
        return true;
    }
    let waits = matches!(task.state, State::OnRequest | State::Unknown);
    // A report that has no day stays in the list, so that it is not forgotten.
    let is_undated = step.within == Within::Open && task.only_if.is_empty();
    let later = waits && !is_undated && (task.expected.is_none() || !task.only_if.is_empty());
    if act.reportable == Reportable::No {
        // Only those have to be told who can protect themselves against a threat.
        return task.only_if.is_empty() || act.messages.contains(&Message::OnlyThreat);
    }
    !later && (task.only_if.is_empty() || !task.at_once)
}

/// Whether it is the notice that is due within an hour of the criterion, of an operator.
fn is_first_hour(desk: &Desk<'_>, act: &ActResult, task: &Task) -> bool {
    let is_first = desk.step(task).is_some_and(|step| step.event == Event::CriteriaMet && step.notice.is_some());
    is_first && !desk.incident.hits.is_empty() && act.manner == Manner::HakomTable
}

fn show(desk: &Desk<'_>, act: &'static str, result: &ActResult, task: &Task) -> Option<Shown> {
    let step = desk.step(task)?;
    let moment = task.due.or(task.expected).and_then(|due| due.too_late(result.place)).map(|late| Moment(late.0 - 1));
    let first_hour = is_first_hour(desk, result, task);
    let rank = match task.state {
        State::Done(..) => 3,
        State::Unknown if first_hour || moment.is_some() => 0,
        State::Unknown => 2,
        State::Overdue if task.at_once && step.notice.is_none() => 1,
        // Telling those concerned comes after the notices with a clock.
        State::Now if step.notice.is_none() => 1,
        _ => 0,
    };
    let overdue = task.state == State::Overdue;
    let waits = task.state == State::Unknown && task.expected.is_none();
    // An hour from a moment that is not known yet can be the first of all.
    let without = if first_hour { i64::MIN } else { i64::MAX };
    // Also what would make a moment exact that is only a bound.
    let is_bound = task.latest || (task.careful && step.event == Event::CriteriaMet);
    let mut needs: Vec<&Need> = task.needs.iter().filter(|_| waits || is_bound).collect();
    if waits && first_hour && result.reportable != Reportable::Yes {
        needs.extend(result.on.iter().filter(|need| !task.needs.contains(need)));
    }
    Some(Shown {
        order: (rank, moment.map_or(without, |at| at.0)),
        step: step.id.clone(),
        name: desk.step_name(step).to_owned(),
        act,
        when: said::when(desk, task, result),
        until: moment.filter(|_| matches!(task.state, State::Open | State::Overdue)),
        recipient: desk.fill(key::INCIDENT_TO, "recipient", &desk.recipient(step, result)),
        sites: desk.sites(step, result).into_iter().map(str::to_owned).collect(),
        needs: needs.into_iter().map(|need| (desk.need(need), verdicts::place_of(desk.incident, need))).collect(),
        late: if overdue { desk.when_late(step).to_owned() } else { String::new() },
        state: task.state,
        mark: desk.mark(result.status_of(desk.law, task)).into_iter().find_map(|span| match span {
            Span::Mark(class, words) => Some((class, words)),
            _ => None,
        }),
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

/// Where a recipient is found; no act says so, and the mark asks to check it.
fn sites(app: App, sites: Vec<String>) -> AnyView {
    let mut line = tag("p").class("hint").text(app.text(key::INCIDENT_SITE));
    for site in sites {
        let name = site_name(&site).to_owned();
        line = line.text(" ").child(outside(site, name));
    }
    let mark = tag("span").class("mark unverified").text(app.text(key::UI_VERDICT_MARK_UNVERIFIED));
    line.text(" ").child(mark.view()).view()
}

/// To whom a step is addressed, by which act, and how sure that is.
fn from_whom(task: &Shown) -> AnyView {
    let line = tag("p").class("hint").text([task.recipient.as_str(), " · ", task.act].concat());
    match &task.mark {
        Some((class, words)) => {
            let mark = tag("span").attr("class", ["mark ", class].concat()).text(words.clone());
            line.text(" ").child(mark.view()).view()
        }
        None => line.view(),
    }
}

fn item(work: Work, task: Shown, arrived: Arrived) -> AnyView {
    let app = work.app;
    let id = ["due-", &task.step].concat();
    let class = if task.state == State::Overdue { "error" } else { "" };
    let left = match task.until {
        Some(until) => tag("strong").text(" · ").child(live_text(move || left(work, until))).view(),
        None => nothing(),
    };
    let whom = from_whom(&task);
    let mut words = tag("div")
        .child(tag("h3").attr("id", id).attr("tabindex", "-1").text(task.name.clone()).view())
        .child(tag("p").class(class).text(task.when).child(left).view())
        .child(whom);
    if !task.sites.is_empty() {
        words = words.child(sites(app, task.sites));
    }
    if !task.needs.is_empty() {
        words = words.child(text(app, "", key::INCIDENT_MISSING_FOR)).child(verdicts::needs_list(task.needs, false));
    }
    if !task.late.is_empty() {
        words = words.child(paragraph("", task.late));
    }
    let doing = Doing { step: task.step, name: task.name, act: task.act, state: task.state };
    let act = live(move || match arrived.get() {
        Some(Ok(papers)) => untrack(|| papers(app, Paper::Done(work, doing.clone()))),
        _ => nothing(),
    });
    tag("li").class("task").child(words.view()).child(act).view()
}
