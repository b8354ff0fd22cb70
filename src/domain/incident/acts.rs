//! What each act says about an incident.

use law::Day;
use law::incident::{ActData, ActIndex, Event, IncidentLaw, Manner, ServiceGroup, Step, StepIndex, When};

use crate::domain::time::{Moment, Place, day};
use crate::domain::units::Tri;

use super::criteria::Case;
use super::finding::{Held, Need, add, earlier};
use super::result::{ActResult, Message, Reportable, Results};
use super::steps::{Plan, State, Task};
use super::tally::Tally;
use super::times::trusted;
use super::{Entity, Incident, OTHER};

/// The first day for which the work-free days of Slovenia are known here.
fn holidays_from() -> Option<Day> {
    day::of(2017, 1, 1)
}

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
    if let Some(message) = case.on_purpose() {
        messages.push(message);
    }
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

    /// Whether the act binds, as far as that depends on a notice. One that binds until then goes on as a yardstick.
    fn bound(&self) -> Held {
        match self.act.notice {
            None => Held::Yes,
            Some(notice) if notice.until => match self.delivered(notice.question) {
                (Held::Yes, _) => Held::Yes,
                (held, _) => !held,
            },
            Some(notice) => self.delivered(notice.question).0,
        }
    }

    /// Whether the notice was delivered so few days before that it is not clear whether the act binds, and how many are.
    pub(super) fn quiet_days(&self) -> Option<u16> {
        let notice = self.act.notice?;
        let days = self.delivered(notice.question).1?;
        (0..i64::from(notice.quiet_days)).contains(&days).then_some(notice.quiet_days)
    }

    /// Whether the act binds nobody: history, or the notice until which it bound was delivered long enough before.
    pub(super) fn is_yardstick(&self) -> bool {
        let ended = || {
            let notice = self.act.notice.filter(|notice| notice.until);
            notice.is_some_and(|notice| self.delivered(notice.question).0 == Held::Yes) && self.quiet_days().is_none()
        };
        self.act.manner == Manner::AkosTable || ended()
    }

    /// Whether the act goes on for the organisation by a transitional rule; certain where it needs none. Where that is not
    /// known the act is applied, with a message: it went on for those who were there. Where it is denied, people judge
    /// ([`Self::judge`]).
    pub(super) fn goes_on(&self) -> Held {
        match self.act.transition {
            Some(rule) if self.was_known_from(Some(rule.from)) && !self.is_yardstick() => {
                let asked = self.case.law.questions.get(usize::from(rule.question));
                self.case.answered(asked.map_or("", |asked| asked.id.as_str()))
            }
            _ => Held::Yes,
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

    /// When the criteria of the act were met, and whether that is exact. What is not known counts at the earliest: when the
    /// incident began, else when it was noticed.
    fn criteria_met(&self, tally: &Tally) -> (Option<Moment>, bool) {
        let times = &self.incident().times;
        let sure = tally.met.iter().filter_map(|met| met.at).min();
        let any_time = tally.possible_any_time && !self.incident().hits.is_empty();
        let without_moment = any_time || tally.met.iter().any(|met| met.at.is_none());
        let known = earlier(sure, tally.possible);
        if without_moment {
            return (times.began.or_else(|| earlier(times.detected, known)), false);
        }
        (known, known.is_some() && known == sure)
    }

    fn result(&self) -> ActResult {
        let mut messages = Vec::new();
        let applies = if self.in_force() {
            self.applies()
        } else {
            messages.push(Message::NotInForce);
            if self.act.manner == Manner::State && self.in_state() != Held::No {
                messages.push(Message::FormerLaw);
            }
            Held::No
        };
        let mut result = ActResult {
            act: self.at,
            manner: self.act.manner,
            state: Some(self.state()).filter(|state| *state != OTHER).unwrap_or_default().to_owned(),
            applies: Tri::No,
            yardstick: self.is_yardstick(),
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
        if self.hours_from_directive() {
            result.messages.push(Message::HoursNotInForce);
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
        let plan = self.plan(self.criteria_met(&tally), tally.next.and_then(|next| next.at), false);
        result.tasks = self.tasks(&plan);
        result.on = on;
        result.met = tally.met;
        result.next = tally.next;
        if below {
            // No criterion is met: what follows from one is not asked for.
            result.tasks.retain(|task| self.runs_from_detection(task));
        }
        if self.act.manner == Manner::AkosTable && self.before_holidays() {
            result.messages.push(Message::FormerHolidays);
        }
        if result.by_analogy(self.case.law) {
            result.messages.push(Message::ByAnalogy);
        }
        if result.tasks.iter().any(|task| task.careful) {
            result.messages.push(Message::Careful);
        }
        if result.tasks.iter().any(|task| task.latest && !matches!(task.state, State::Done(..))) {
            result.messages.push(Message::AtLatest);
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

    /// Whether the text in which a step stands was in force when the incident became known.
    fn step_in_force(&self, step: &Step) -> bool {
        let law = self.case.law;
        let from = law.provisions.get(usize::from(step.cite)).map(|provision| provision.from);
        // Of an act of a State only: the steps of the others stand in the act itself.
        self.act.manner != Manner::State || self.was_known_from(from)
    }

    /// Whether the hours of the act, or of one beside the directive, stood in a text that was not in force yet.
    fn hours_from_directive(&self) -> bool {
        let law = self.case.law;
        let late = |at: ActIndex, act: &ActData| {
            let judge = Judge { case: self.case, at, act };
            let counts = act.manner == Manner::State && judge.in_force() && judge.applies() != Held::No;
            counts && law.steps.iter().any(|step| step.act == at && !judge.step_in_force(step))
        };
        match self.act.manner {
            Manner::State => late(self.at, self.act),
            Manner::Directive => (0..).zip(&law.acts).any(|(at, act)| late(at, act)),
            _ => false,
        }
    }

    /// Whether the incident was over before the days whose work-free days are known.
    fn before_holidays(&self) -> bool {
        let times = &self.incident().times;
        let end = times.ended.or(times.detected).or(times.first_known()).and_then(|moment| moment.local(self.place()));
        holidays_from().zip(end).is_some_and(|(from, end)| end.day < from)
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
        let steps = (0..).zip(&self.case.law.steps).filter(|(_, step)| step.act == self.at && self.step_in_force(step));
        steps.filter_map(|(index, _): (StepIndex, _)| plan.task(index)).collect()
    }
}
