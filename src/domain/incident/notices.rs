//! What is said about notices, sent and received: whether it can be right.

use law::incident::{Event, IncidentLaw, Manner, Step, When};

use crate::domain::notice::Notice;
use crate::domain::time::{Moment, Place};
use crate::domain::units::Tri;

use super::{Incident, Message};

/// The incident with what is known elsewhere about the notices of authorities, by the code of the State, and about the rules
/// that were applied `before` them. What the incident says itself counts more: it can lie before the notice.
pub fn with_notices(law: &IncidentLaw, incident: &Incident, known: impl Fn(&str) -> Notice, before: Tri) -> Incident {
    let mut incident = incident.clone();
    for act in &law.acts {
        let Some(asked) = act.transition.and_then(|rule| law.questions.get(usize::from(rule.question))) else {
            continue;
        };
        if incident.is_in(&act.state) == Tri::Yes
            && incident.answer(&asked.id) == Tri::Unknown
            && before != Tri::Unknown
        {
            incident.answers.insert(asked.id.clone(), before);
        }
    }
    for act in &law.acts {
        let Some(notice) = act.notice.filter(|notice| !notice.until) else { continue };
        let Some(asked) = law.questions.get(usize::from(notice.question)) else { continue };
        if incident.is_in(&act.state) != Tri::Yes || incident.notice_delivered.is_some() {
            continue;
        }
        let known = known(&act.state);
        if incident.answer(&asked.id) == Tri::Unknown && known.is_known() {
            incident.answers.insert(asked.id.clone(), known.received);
        }
        if incident.answer(&asked.id) == Tri::Yes {
            incident.notice_delivered = known.delivered;
        }
    }
    incident
}

/// Takes out what cannot be right about notices, and says so: no deadline is then computed from it.
pub fn trusted(law: &IncidentLaw, incident: &mut Incident, now: Moment) -> Vec<Message> {
    let mut messages = Vec::new();
    order(law, incident, &mut messages);
    about_the_end(law, incident, &mut messages);
    delivered(law, incident, now, &mut messages);
    messages
}

/// Whether a step belongs to the chain of notices of its act, in which one follows the other.
fn is_in_chain(law: &IncidentLaw, step: &Step) -> bool {
    step.notice.is_some()
        && step.event != Event::Request
        && !matches!(step.when, When::Outlasts(_) | When::Question(_))
        && law.manner(step.act) != Some(Manner::PersonalData)
}

fn order(law: &IncidentLaw, incident: &mut Incident, messages: &mut Vec<Message>) {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut before: Option<(&Step, Moment)> = None;
    for step in law.steps.iter().filter(|step| is_in_chain(law, step)) {
        let Some(at) = incident.sent.get(&step.id).copied() else { continue };
        match before.filter(|(other, _)| other.act == step.act) {
            Some((other, moment)) if at < moment => wrong.push((other.id.clone(), step.id.clone())),
            _ => before = Some((step, at)),
        }
    }
    for (first, second) in wrong {
        incident.sent.remove(&first);
        incident.sent.remove(&second);
        messages.push(Message::SentOrder(first, second));
    }
}

/// What reports the end cannot have been sent before it. Where an incident that seemed to be over went on, it is due again.
fn about_the_end(law: &IncidentLaw, incident: &mut Incident, messages: &mut Vec<Message>) {
    let Some(ended) = incident.times.ended else { return };
    for step in law.steps.iter().filter(|step| step.event == Event::Ended) {
        if incident.sent.get(&step.id).is_some_and(|at| *at < ended) {
            incident.sent.remove(&step.id);
            messages.push(Message::SentTime(step.id.clone()));
        }
    }
}

/// The day on which the notice of an authority was delivered.
fn delivered(law: &IncidentLaw, incident: &mut Incident, now: Moment, messages: &mut Vec<Message>) {
    let Some(day) = incident.notice_delivered else { return };
    for act in law.acts.iter().filter(|act| act.notice.is_some_and(|notice| !notice.until)) {
        let today = now.local(Place::of_state(&act.state)).map(|local| local.day);
        if today.is_some_and(|today| day > today) {
            messages.push(Message::NoticeFuture);
            incident.notice_delivered = None;
        } else if let Some(from) = act.from.filter(|from| day < *from) {
            // No authority can have sent the notice of an act before it applied.
            messages.push(Message::NoticeTooEarly(from));
            incident.notice_delivered = None;
        }
        let asked = act.notice.and_then(|notice| law.questions.get(usize::from(notice.question)));
        if let Some(asked) = asked.filter(|asked| incident.answer(&asked.id) == Tri::No) {
            messages.push(Message::NoticeContradicts);
            incident.answers.insert(asked.id.clone(), Tri::Unknown);
            incident.notice_delivered = None;
        }
    }
}
