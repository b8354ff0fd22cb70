//! A file of incidents in, one JSON object out.
//!
//! *Documented in* `docs/file-format.md`; the shape of the output is `docs/schemas/incident-evaluation.schema.json`.

use law::incident::{Event, IncidentLaw, StepIndex};
use law::{Day, ProvisionIndex};
use serde_json::{Value, json};

use super::{Problem, refused, status_name, unreadable};
use crate::domain::incident::{ActResult, Incident, Message, Met, Need, Reportable, State, Task, evaluate as decide};
use crate::domain::time::{Due, Moment, Place, day, moment};
use crate::domain::units::Tri;
use crate::i18n::{Words, cite};
use crate::persist::incident::{self, File};

/// Evaluates a file of incidents for a moment: the end of the day `as_of`, else the moment the file names, else `now`.
///
/// # Errors
/// The object that says why the file cannot be evaluated and what to do.
pub fn evaluate(
    law: &IncidentLaw,
    words_en: &Words,
    file: &str,
    text: &str,
    as_of: Option<Day>,
    now: Moment,
) -> Result<Value, Value> {
    let read = incident::open(text).map_err(|error| refused(file, &unreadable(&error)))?;
    check(law, &read).map_err(|problem| refused(file, &problem))?;
    let File { incidents, as_of: named, .. } = read;
    let place = incidents.first().map_or(Place::ELSEWHERE, Incident::place);
    let end = as_of.and_then(|day| moment::end_of(place, day)).map(|end| Moment(end.0 - 1));
    let now = end.or(named).unwrap_or(now);
    let found: Vec<Value> = incidents.iter().map(|one| incident_value(law, words_en, &incidents, one, now)).collect();
    Ok(json!({
        "file": file,
        "kind": incident::KIND,
        "as_of": local(now, place),
        "incidents": found,
        "law_version": crate::content::VERSION,
    }))
}

/// A value that cannot be used, or a service that does not exist, would change the result in silence.
fn check(law: &IncidentLaw, file: &File) -> Result<(), Problem> {
    if let Some(damaged) = file.damaged.first() {
        return Err(Problem::damaged(damaged.path.clone(), damaged.expected.to_owned()));
    }
    let known = law.services.iter().map(|service| service.id.as_str()).collect::<Vec<_>>().join("|");
    for (number, one) in file.incidents.iter().enumerate() {
        for (at, hit) in one.hits.iter().enumerate() {
            if !law.services.iter().any(|service| service.id == hit.service) {
                let place = if file.incidents.len() == 1 { "data".to_owned() } else { format!("data.{number}") };
                return Err(Problem::damaged(format!("{place}.hits.{at}.service"), known));
            }
        }
    }
    Ok(())
}

fn incident_value(law: &IncidentLaw, words: &Words, all: &[Incident], one: &Incident, now: Moment) -> Value {
    let results = decide(law, all, one, now);
    json!({
        "id": one.id,
        "name": one.name,
        "messages": results.messages.iter().map(message).collect::<Vec<_>>(),
        "acts": results.acts.iter().map(|act| act_value(law, words, one, act)).collect::<Vec<_>>(),
    })
}

fn citation(law: &IncidentLaw, words: &Words, index: ProvisionIndex) -> String {
    cite::provision_of(&law.sources, &law.provisions, words, index).0
}

fn act_value(law: &IncidentLaw, words: &Words, incident: &Incident, result: &ActResult) -> Value {
    let data = law.act(result.act);
    let cites = data.map(|data| data.cites.iter().map(|index| citation(law, words, *index)).collect::<Vec<_>>());
    let met = |met: &Met| criterion(law, words, met, result.place);
    json!({
        "act": data.map(|data| data.id.as_str()),
        "citations": cites.unwrap_or_default(),
        "status": data.map(|data| status_name(data.status)),
        "applies": tri(result.applies),
        "yardstick": result.yardstick,
        "reportable": reportable_name(result.reportable),
        "on": needs(&result.on),
        "row": result.met.first().and_then(|met| law.criteria.get(met.criterion)).map(|criterion| criterion.id.as_str()),
        "met": result.met.iter().map(met).collect::<Vec<_>>(),
        "next": result.next.as_ref().map(met),
        "deadlines": result.tasks.iter().map(|task| task_value(law, words, incident, result, task)).collect::<Vec<_>>(),
        "messages": result.messages.iter().map(message).collect::<Vec<_>>(),
    })
}

fn criterion(law: &IncidentLaw, words: &Words, met: &Met, place: Place) -> Value {
    let Some(criterion) = law.criteria.get(met.criterion) else { return Value::Null };
    json!({
        "row": criterion.id,
        "citation": citation(law, words, criterion.cite),
        "status": status_name(criterion.status),
        "at": met.at.map(|at| local(at, place)),
    })
}

fn task_value(law: &IncidentLaw, words: &Words, incident: &Incident, result: &ActResult, task: &Task) -> Value {
    let Some(step) = law.steps.get(usize::from(task.step)) else { return Value::Null };
    let place = result.place;
    let recipients = result.recipients(step, incident);
    let recipients = recipients.iter().filter_map(|to| law.recipients.get(usize::from(*to)));
    let recipients: Vec<&str> = recipients.map(|recipient| recipient.id.as_str()).collect();
    let id = |index: StepIndex| law.steps.get(usize::from(index)).map(|step| step.id.as_str());
    let (state, done) = match task.state {
        State::Done(at, true) => ("done", Some(at)),
        State::Done(at, false) => ("done_late", Some(at)),
        State::Overdue => ("overdue", None),
        State::Now => ("now", None),
        State::Open => ("open", None),
        State::Unknown => ("unknown", None),
        State::OnRequest => ("on_request", None),
    };
    json!({
        "step": step.id,
        "notice": law.kinds.get(usize::from(step.kind)),
        "due": task.due.map(|due| due_value(due, place)),
        "at_once": task.at_once,
        "recipients": recipients,
        "citation": citation(law, words, step.cite),
        "status": status_name(result.status_of(law, task)),
        "state": state,
        "done": done.map(|at| local(at, place)),
        "only_if": needs(&task.only_if),
        "needs": needs(&task.needs),
        "careful": task.careful,
        "latest": task.latest,
        "after": if let Event::Sent(before) = step.event { id(before) } else { None },
        "expected": task.expected.map(|due| due_value(due, place)),
        "perhaps_longer": task.longer.map(|due| due_value(due, place)),
    })
}

fn due_value(due: Due, place: Place) -> Value {
    match due {
        Due::At(moment) => local(moment, place),
        Due::On(day) => Value::from(day::to_text(day)),
    }
}

/// A moment by the clock of a place, with its offset: `2026-11-21T03:10+01:00`.
fn local(moment: Moment, place: Place) -> Value {
    let Some(shown) = moment.local(place) else { return Value::Null };
    let sign = if shown.ahead < 0 { '-' } else { '+' };
    let (hours, minutes) = (shown.ahead.abs() / 60, shown.ahead.abs() % 60);
    let offset = format!("{sign}{hours:02}:{minutes:02}");
    Value::from([&day::to_text(shown.day), "T", &shown.clock.to_text(), offset.as_str()].concat())
}

fn needs(needs: &[Need]) -> Vec<String> {
    needs.iter().map(Need::name).collect()
}

fn tri(tri: Tri) -> &'static str {
    match tri {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    }
}

/// The name of a result in the output.
pub fn reportable_name(reportable: Reportable) -> &'static str {
    match reportable {
        Reportable::Yes => "yes",
        Reportable::No => "no",
        Reportable::Judgement => "judgement",
        Reportable::Depends => "depends",
    }
}

fn message(message: &Message) -> Value {
    let (kind, about): (&str, Vec<String>) = match message {
        Message::Future(field) => ("future", vec![["times.", field.name()].concat()]),
        Message::Order(first, second) => {
            ("wrong_order", vec![["times.", first.name()].concat(), ["times.", second.name()].concat()])
        }
        Message::HitTimes(service) => ("wrong_times_of_service", vec![service.clone()]),
        Message::HitUsers(service) => ("more_users_than_there_are", vec![service.clone()]),
        Message::HitMinutes(service) => ("longer_than_since_it_began", vec![service.clone()]),
        Message::HitComplete(service) => ("complete_but_not_all_users", vec![service.clone()]),
        Message::OnPurpose => ("exception_for_settings_but_on_purpose", vec!["answers.few_domain_names".to_owned()]),
        Message::SentTime(step) => ("wrong_time_of_notice", vec![step.clone()]),
        Message::SentOrder(first, second) => ("wrong_order_of_notices", vec![first.clone(), second.clone()]),
        Message::NoticeFuture => ("notice_of_authority_in_the_future", vec!["notice_delivered".to_owned()]),
        Message::NoticeTooEarly(_) => ("notice_of_authority_before_its_act", vec!["notice_delivered".to_owned()]),
        Message::NoticeContradicts => ("notice_of_authority_contradicts_answer", vec!["notice_delivered".to_owned()]),
        Message::UnknownService(service) => ("unknown_service", vec![service.clone()]),
        Message::NotInForce => ("not_in_force_yet", Vec::new()),
        Message::Planned => ("planned_maintenance", Vec::new()),
        Message::PlannedAndMore => ("planned_maintenance_and_more", Vec::new()),
        Message::QuietDays(_) => ("soon_after_notice", Vec::new()),
        Message::CriteriaNotRead(_) => ("national_criteria_not_read", Vec::new()),
        Message::StateDecides => ("act_of_state_decides", Vec::new()),
        Message::OnlyThreat => ("only_threat", Vec::new()),
        Message::NotOnlyThreat => ("not_only_threat", Vec::new()),
        Message::SameCause => ("perhaps_same_cause", Vec::new()),
        Message::LeadAuthority => ("lead_authority", Vec::new()),
        Message::Historical => ("historical", Vec::new()),
        Message::ByAnalogy => ("deadlines_by_analogy", Vec::new()),
        Message::Careful => ("careful_deadline", Vec::new()),
        Message::Yardstick => ("yardstick_since_notice", Vec::new()),
        Message::TableWithoutData => ("table_without_data", Vec::new()),
        Message::HoursNotInForce => ("hours_not_in_force_yet", Vec::new()),
        Message::AtLatest => ("latest_deadline", Vec::new()),
        Message::TransitionCheck => ("transition_to_be_checked", Vec::new()),
        Message::TransitionLater => ("transition_began_later", Vec::new()),
        Message::FormerLaw => ("former_law_of_state", Vec::new()),
        Message::FormerHolidays => ("former_holidays_not_known", Vec::new()),
        Message::WriteDown => ("write_down", Vec::new()),
    };
    json!({ "kind": kind, "about": about })
}
