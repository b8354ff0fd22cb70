//! What each act says about an incident.

use law::Day;
use law::incident::{ActData, ActIndex, Event, IncidentLaw, Manner, ServiceGroup, Step, StepIndex, When};

use crate::domain::time::{Moment, Place, day};
use crate::domain::units::Tri;

use super::criteria::Case;
use super::finding::{Held, Need, add, earlier};
use super::result::{ActResult, Message, Reportable, Results};
use super::steps::{Plan, Task};
use super::tally::Tally;
use super::times::trusted;
use super::{Entity, Incident, OTHER};

/// What all acts say about one of the incidents kept.
pub fn evaluate(law: &IncidentLaw, all: &[Incident], incident: &Incident, now: Moment) -> Results {
    let (mut sound, mut messages) = trusted(incident, now);
    messages.extend(super::notices::trusted(law, &mut sound, now));
    for hit in &incident.hits {
        if !law.services.iter().any(|service| service.id == hit.service) {
            messages.push(Message::UnknownService(hit.service.clone()));
        }
    }
    let others: Vec<Incident> =
        all.iter().map(|one| if one.id == sound.id { sound.clone() } else { trusted(one, now).0 }).collect();
    let case = Case { law, incident: &sound, all: &others, now };
    let judges = (0..).zip(&law.acts).map(|(at, act)| Judge { case: &case, at, act });
    if judges.clone().any(|judge| judge.contradicts_itself()) {
        messages.push(Message::NotOnlyThreat);
    }
    let acts = judges.map(|judge| judge.result()).collect();
    Results { acts, messages }
}

/// One act against one incident.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) at: ActIndex,
    pub(super) act: &'a ActData,
}

impl Judge<'_> {
    pub(super) fn incident(&self) -> &Incident {
        self.case.incident
    }

    /// The State by whose law, clock and receivers the act is read: its own, or the first of the incident.
    fn state(&self) -> &str {
        let first = || self.incident().countries.first().map_or("", String::as_str);
        if self.act.state.is_empty() { first() } else { &self.act.state }
    }

    fn place(&self) -> Place {
        Place::of_state(self.state())
    }

    pub(super) fn hits(&self, groups: &[ServiceGroup]) -> bool {
        let is_in =
            |id: &str| self.case.law.services.iter().any(|service| service.id == id && groups.contains(&service.group));
        self.incident().hits.iter().any(|hit| is_in(&hit.service))
    }

    fn hits_group(&self, groups: &[ServiceGroup]) -> Held {
        if self.incident().hits.is_empty() {
            return Held::open(Need::Hits);
        }
        if self.hits(groups) { Held::Yes } else { Held::No }
    }

    /// Whether the criteria of Regulation (EU) 2024/2690 decide about a service that is hit.
    pub(super) fn regulated(&self) -> bool {
        self.regulation_counts() && self.hits(&[ServiceGroup::Digital, ServiceGroup::Trust])
    }

    /// Whether all services hit are those of Regulation (EU) 2024/2690, whose criteria are exhaustive.
    pub(super) fn regulated_only(&self) -> bool {
        self.regulated() && !self.hits(&[ServiceGroup::Telecom, ServiceGroup::Other])
    }

    /// Whether that Regulation was in force when the incident became known.
    pub(super) fn regulation_counts(&self) -> bool {
        let regulation = self.case.law.acts.iter().find(|act| act.manner == Manner::Regulation);
        regulation.is_some_and(|act| self.was_known_from(act.from))
    }

    fn in_scope(&self) -> Held {
        match self.incident().entity {
            Entity::Essential | Entity::Important => Held::Yes,
            Entity::OutOfScope => Held::No,
            Entity::Unknown => Held::open(Need::Entity),
        }
    }

    fn in_state(&self) -> Held {
        super::criteria::held(self.incident().is_in(&self.act.state), || Need::Countries)
    }

    /// Whether the notice on which the act depends had been delivered when the incident became known, and how many days
    /// before.
    pub(super) fn delivered(&self, question: u8) -> (Held, Option<i64>) {
        let incident = self.incident();
        let id = self.case.law.questions.get(usize::from(question)).map_or("", |asked| asked.id.as_str());
        match (self.case.answered(id), incident.notice_delivered) {
            // From which day it counts is not known.
            (Held::Yes, None) => (Held::open(Need::NoticeDelivered), None),
            (Held::Yes, Some(delivered)) => {
                let known = incident.times.aware.or(incident.times.detected).or(incident.times.began);
                let on = known.and_then(|moment| moment.local(self.place())).map(|local| local.day);
                match on.and_then(|on| day::between(delivered, on)) {
                    Some(days) if days < 0 => (Held::No, Some(days)),
                    Some(days) => (Held::Yes, Some(days)),
                    None => (Held::open(Need::Detected), None),
                }
            }
            (held, _) => (held, None),
        }
    }

    /// Whether the act binds, as far as that depends on a notice.
    fn bound(&self) -> Held {
        match self.act.notice {
            None => Held::Yes,
            Some(notice) if notice.until => !self.delivered(notice.question).0,
            Some(notice) => self.delivered(notice.question).0,
        }
    }

    /// Who has the notice is an obliged entity.
    fn is_notified(&self) -> bool {
        let notice = self.act.notice.filter(|notice| !notice.until);
        let asked = notice.and_then(|notice| self.case.law.questions.get(usize::from(notice.question)));
        asked.is_some_and(|asked| self.incident().answer(&asked.id) == Tri::Yes)
    }

    fn applies(&self) -> Held {
        match self.act.manner {
            Manner::Directive => self.in_scope(),
            Manner::Regulation => self.in_scope().and(self.hits_group(&[ServiceGroup::Digital, ServiceGroup::Trust])),
            Manner::State => {
                let in_scope = if self.is_notified() { Held::Yes } else { self.in_scope() };
                self.in_state().and(in_scope).and(self.bound())
            }
            // Where nothing has happened no data have been hit, unless that is said.
            Manner::PersonalData if self.only_threat() => Held::No,
            Manner::PersonalData => self.case.answered("personal_data"),
            Manner::AkosTable | Manner::HakomTable => {
                self.in_state().and(self.hits_group(&[ServiceGroup::Telecom])).and(self.bound())
            }
        }
    }

    /// Whether the act was in force when the incident became known.
    fn in_force(&self) -> bool {
        self.was_known_from(self.act.from)
    }

    /// Whether the incident became known on a day or later; what is not known counts as now.
    fn was_known_from(&self, from: Option<Day>) -> bool {
        let times = &self.incident().times;
        let known = times.detected.or(times.aware).or(times.first_known());
        let on = known.and_then(|moment| moment.local(self.place()));
        match (from, on) {
            (Some(from), Some(on)) => on.day >= from,
            _ => true,
        }
    }

    /// When the criteria of the act were met, and whether that is exact.
    fn criteria_met(tally: &Tally) -> (Option<Moment>, bool) {
        let sure = tally.met.iter().filter_map(|met| met.at).min();
        let without_moment = tally.met.iter().any(|met| met.at.is_none());
        let moment = earlier(sure, tally.possible);
        (moment, moment.is_some() && !without_moment && moment == sure)
    }

    fn result(&self) -> ActResult {
        let mut messages = Vec::new();
        let applies = if self.in_force() {
            self.applies()
        } else {
            messages.push(Message::NotInForce);
            Held::No
        };
        let mut result = ActResult {
            act: self.at,
            manner: self.act.manner,
            state: Some(self.state()).filter(|state| *state != OTHER).unwrap_or_default().to_owned(),
            applies: Tri::No,
            reportable: Reportable::No,
            on: Vec::new(),
            met: Vec::new(),
            next: None,
            tasks: Vec::new(),
            messages,
            place: self.place(),
        };
        if applies == Held::No {
            return result;
        }
        if self.act.manner == Manner::Directive
            && self.incident().countries.iter().any(|state| !self.case.law.knows(state))
        {
            result.messages.push(Message::StateDecides);
        }
        if self.act.manner == Manner::PersonalData && self.incident().countries.len() > 1 {
            result.messages.push(Message::LeadAuthority);
        }
        let (tally, judged) =
            if self.only_threat() { (Tally::default(), Reportable::No) } else { self.judge(&mut result.messages) };
        let mut on = if judged == Reportable::Yes { Vec::new() } else { tally.on() };
        (result.applies, result.reportable) = match applies {
            Held::Open(ref needs) => {
                let mut first = needs.clone();
                add(&mut first, on);
                on = first;
                (Tri::Unknown, if judged == Reportable::No { Reportable::No } else { Reportable::Depends })
            }
            _ => (Tri::Yes, judged),
        };
        if result.reportable == Reportable::No {
            self.warn_only(applies, &mut result);
            return result;
        }
        let below = self.act.manner == Manner::HakomTable
            && self.tally(|one| one.act == self.at).reportable() == Reportable::No;
        let plan = self.plan(Self::criteria_met(&tally), tally.next.and_then(|next| next.at), false);
        result.tasks = self.tasks(&plan);
        result.on = on;
        result.met = tally.met;
        result.next = tally.next;
        if below {
            // No criterion is met: what follows from one is not asked for.
            result.tasks.retain(|task| self.runs_from_detection(task));
        }
        if result.by_analogy(self.case.law) {
            result.messages.push(Message::ByAnalogy);
        }
        if result.tasks.iter().any(|task| task.careful) {
            result.messages.push(Message::Careful);
        }
        result
    }

    /// Nothing has to be reported; those who use the services may still have to be told of a grave threat.
    fn warn_only(&self, applies: Held, result: &mut ActResult) {
        result.tasks = self.tasks(&self.plan((None, false), None, true));
        let is_threat = |task: &Task| self.step(task).is_some_and(|step| step.when == When::Threat);
        result.tasks.retain(is_threat);
        if let Held::Open(needs) = applies {
            for task in &mut result.tasks {
                let mut first = needs.clone();
                add(&mut first, std::mem::take(&mut task.only_if));
                task.only_if = first;
            }
        }
        if self.only_threat() && !result.tasks.is_empty() {
            result.messages.push(Message::OnlyThreat);
        }
    }

    fn step(&self, task: &Task) -> Option<&Step> {
        self.case.law.steps.get(usize::from(task.step))
    }

    fn runs_from_detection(&self, task: &Task) -> bool {
        self.step(task).is_some_and(|step| step.event == Event::Detected)
    }

    fn plan(&self, criteria_met: (Option<Moment>, bool), next: Option<Moment>, only_threat: bool) -> Plan<'_> {
        Plan {
            law: self.case.law,
            incident: self.incident(),
            now: self.case.now,
            place: self.place(),
            criteria_met,
            next,
            only_threat,
        }
    }

    fn tasks(&self, plan: &Plan<'_>) -> Vec<Task> {
        let steps = (0..).zip(&self.case.law.steps).filter(|(_, step)| step.act == self.at);
        steps.filter_map(|(index, _): (StepIndex, _)| plan.task(index)).collect()
    }
}
