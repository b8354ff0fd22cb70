//! What each act says about an incident.

use law::incident::{Act, Criterion, Event, IncidentLaw, ServiceGroup, StepIndex, Test};

use crate::domain::time::{Moment, Place, day};
use crate::domain::units::Tri;

use super::criteria::Case;
use super::finding::{Finding, Held, Met, Need, add, earlier};
use super::recurring::same_cause;
use super::result::{ActResult, Message, Reportable, Results};
use super::steps::{Plan, Task};
use super::tally::Tally;
use super::times::trusted;
use super::{Country, Entity, Incident, Role};

/// Days after the delivery of the Croatian notice from which incidents have to be notified. *Source:* ZKS, čl. 37 st. 4.
const DAYS_AFTER_NOTICE: u32 = 30;

/// The question whether HAKOM's ordinance asks for the notice through `PiXi`. *Source:* NN 52/2023, čl. 7.
const TAXONOMY: &str = "hakom_taxonomy";

/// What all acts say about one of the incidents kept.
pub fn evaluate(law: &IncidentLaw, all: &[Incident], incident: &Incident, now: Moment) -> Results {
    let (sound, mut messages) = trusted(incident, now);
    for hit in &incident.hits {
        if !law.services.iter().any(|service| service.id == hit.service) {
            messages.push(Message::UnknownService(hit.service.clone()));
        }
    }
    let others: Vec<Incident> =
        all.iter().map(|one| if one.id == sound.id { sound.clone() } else { trusted(one, now).0 }).collect();
    let case = Case { law, incident: &sound, all: &others, now };
    let acts = Act::ALL.into_iter().map(|act| Judge { case: &case, act }.result()).collect();
    Results { acts, messages }
}

/// One act against one incident.
struct Judge<'a> {
    case: &'a Case<'a>,
    act: Act,
}

impl Judge<'_> {
    fn incident(&self) -> &Incident {
        self.case.incident
    }

    fn place(&self) -> Place {
        match self.act {
            Act::SiZinfv1 | Act::Akos => Place::Slovenia,
            Act::HrZks | Act::Hakom => Place::Croatia,
            _ => self.incident().place(),
        }
    }

    fn hits(&self, groups: &[ServiceGroup]) -> bool {
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

    /// Whether all services hit are those of Regulation (EU) 2024/2690, whose criteria are exhaustive.
    fn regulated_only(&self) -> bool {
        self.hits(&[ServiceGroup::Digital, ServiceGroup::Trust])
            && !self.hits(&[ServiceGroup::Telecom, ServiceGroup::Other])
    }

    fn in_scope(&self) -> Held {
        match self.incident().entity {
            Entity::Essential | Entity::Important => Held::Yes,
            Entity::OutOfScope => Held::No,
            Entity::Unknown => Held::open(Need::Entity),
        }
    }

    fn in_country(&self, country: Country) -> Held {
        super::criteria::held(self.incident().is_in(country), || Need::Countries)
    }

    /// Whether the Croatian notice had been delivered when the incident became known, and how many days before.
    fn notice(&self) -> (Held, Option<i64>) {
        let incident = self.incident();
        match (self.case.answered("categorised"), incident.notice_delivered) {
            (Held::Yes, Some(delivered)) => {
                let known = incident.times.aware.or(incident.times.detected).or(incident.times.began);
                let on = known.and_then(|moment| moment.local(Place::Croatia)).map(|local| local.day);
                match on.and_then(|on| day::between(delivered, on)) {
                    Some(days) if days < 0 => (Held::No, Some(days)),
                    Some(days) => (Held::Yes, Some(days)),
                    None => (Held::open(Need::Detected), None),
                }
            }
            (held, _) => (held, None),
        }
    }

    fn applies(&self) -> Held {
        match self.act {
            Act::Nis2 => self.in_scope(),
            Act::Ir2690 => self.in_scope().and(self.hits_group(&[ServiceGroup::Digital, ServiceGroup::Trust])),
            Act::SiZinfv1 => self.in_country(Country::Slovenia).and(self.in_scope()),
            Act::HrZks => {
                // Who has the notice is an obliged entity.
                let (notice, _) = self.notice();
                let in_scope = if self.case.answered("categorised") == Held::Yes { Held::Yes } else { self.in_scope() };
                self.in_country(Country::Croatia).and(in_scope).and(notice)
            }
            Act::Gdpr => self.case.answered("personal_data"),
            Act::Akos => self.in_country(Country::Slovenia).and(self.hits_group(&[ServiceGroup::Telecom])),
            Act::Hakom => {
                let categorised = match self.notice().0 {
                    Held::Yes => Held::No,
                    Held::No => Held::Yes,
                    open @ Held::Open(_) => open,
                };
                self.in_country(Country::Croatia).and(self.hits_group(&[ServiceGroup::Telecom])).and(categorised)
            }
        }
    }

    /// Whether the act was in force when the incident became known.
    fn in_force(&self) -> bool {
        let from = self.case.law.acts.iter().find(|data| data.id == self.act.id()).and_then(|data| data.from);
        let times = &self.incident().times;
        let known = times.detected.or(times.aware).or(times.first_known());
        let on = known.and_then(|moment| moment.local(self.place()));
        match (from, on) {
            (Some(from), Some(on)) => on.day >= from,
            _ => true,
        }
    }

    fn tally(&self, act: Act) -> Tally {
        let mut tally = Tally::default();
        for (index, criterion) in self.case.law.criteria.iter().enumerate().filter(|(_, known)| known.act == act) {
            let Finding { held, at, later } = self.case.finding(criterion);
            match held {
                Held::Yes => tally.met.push(Met { criterion: index, at }),
                Held::No => {}
                Held::Open(needs) => {
                    if is_judged(criterion) {
                        add(&mut tally.judged, needs);
                    } else {
                        add(&mut tally.open, needs);
                        tally.possible = earlier(tally.possible, at);
                    }
                }
            }
            if let Some(at) = later.filter(|at| *at >= self.case.now) {
                let next = Met { criterion: index, at: Some(at) };
                tally.next = tally.next.filter(|known| known.at <= next.at).or(Some(next));
            }
        }
        tally
    }

    /// The criteria of NIS 2: those of the Regulation for its services, those of the Directive for all others.
    fn significant(&self) -> (Tally, Reportable) {
        let regulated = self.hits(&[ServiceGroup::Digital, ServiceGroup::Trust]);
        let others = !regulated || self.hits(&[ServiceGroup::Telecom, ServiceGroup::Other]);
        let planned = self.incident().answer("planned_maintenance") == Tri::Yes;
        let mut tally = Tally::default();
        if regulated && !planned {
            tally = tally.merge(self.tally(Act::Ir2690));
        }
        if others {
            tally = tally.merge(self.tally(Act::Nis2));
        }
        if self.incident().hits.is_empty() {
            // Which criteria count depends on the service: those of the Regulation are exhaustive.
            tally.met.clear();
            tally.open.insert(0, Need::Hits);
        }
        let reportable = tally.reportable();
        (tally, reportable)
    }

    /// What the criteria of the act say, as if it applied.
    fn judge(&self, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        match self.act {
            Act::Nis2 => self.significant(),
            Act::SiZinfv1 => {
                let (tally, reportable) = self.significant();
                // The State's own criteria were not read: those of the Directive cannot say no for it.
                if reportable == Reportable::No && !self.regulated_only() {
                    messages.push(Message::CriteriaNotChecked);
                    return (tally, Reportable::Judgement);
                }
                (tally, reportable)
            }
            Act::Ir2690 => {
                if self.incident().answer("planned_maintenance") == Tri::Yes {
                    messages.push(Message::Planned);
                    return (Tally::default(), Reportable::No);
                }
                let tally = self.tally(Act::Ir2690);
                let reportable = tally.reportable();
                (tally, reportable)
            }
            Act::HrZks => self.croatian(messages),
            Act::Gdpr => self.data_protection(messages),
            Act::Akos => {
                messages.push(Message::Historical);
                let tally = self.tally(Act::Akos);
                // Below the table people judge under the general clause; without end users there is no table.
                let no_users = self.incident().answer("no_end_users") == Tri::Yes;
                match tally.reportable() {
                    _ if no_users => (Tally::default(), Reportable::Judgement),
                    Reportable::No => (tally, Reportable::Judgement),
                    reportable => (tally, reportable),
                }
            }
            Act::Hakom => {
                let mut tally = self.tally(Act::Hakom);
                // The national taxonomy is checked for every incident, whatever the criteria say (čl. 7).
                let reportable = match (tally.reportable(), self.incident().answer(TAXONOMY)) {
                    (Reportable::No, Tri::Yes) => Reportable::Yes,
                    (Reportable::No, Tri::Unknown) => {
                        tally.judged.push(Need::Question(TAXONOMY.to_owned()));
                        Reportable::Judgement
                    }
                    (reportable, _) => reportable,
                };
                (tally, reportable)
            }
        }
    }

    fn croatian(&self, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        let (tally, mut reportable) = self.significant();
        if !same_cause(self.case.all, self.incident()).is_empty() {
            messages.push(Message::SameCause);
        }
        if reportable == Reportable::No && !self.regulated_only() {
            messages.push(Message::CriteriaNotRead);
            reportable = Reportable::Judgement;
        }
        let young = |days: i64| (0..i64::from(DAYS_AFTER_NOTICE)).contains(&days);
        if self.notice().1.is_some_and(young) {
            messages.push(Message::ThirtyDays);
            if reportable == Reportable::Yes {
                reportable = Reportable::Judgement;
            }
        }
        (tally, reportable)
    }

    fn data_protection(&self, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        let incident = self.incident();
        let mut tally = Tally::default();
        let reportable = match (incident.role, incident.answer("risk_unlikely")) {
            // A processor tells the controller whatever the risk is.
            (Role::Processor | Role::Both, _) | (Role::Controller, Tri::No) => Reportable::Yes,
            // A risk that is high is not unlikely.
            (Role::Controller, Tri::Yes) if incident.answer("high_risk") == Tri::Yes => {
                tally.judged.push(Need::Question("risk_unlikely".to_owned()));
                Reportable::Judgement
            }
            (Role::Unknown, _) => {
                tally.open.push(Need::Role);
                Reportable::Depends
            }
            (Role::Controller, Tri::Yes) => {
                messages.push(Message::WriteDown);
                Reportable::No
            }
            (Role::Controller, Tri::Unknown) => {
                tally.judged.push(Need::Question("risk_unlikely".to_owned()));
                Reportable::Judgement
            }
        };
        (tally, reportable)
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
            act: self.act,
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
        let (tally, judged) = self.judge(&mut result.messages);
        let mut on = if judged == Reportable::Yes { Vec::new() } else { tally.on() };
        (result.applies, result.reportable) = match applies {
            Held::Open(needs) => {
                let mut first = needs;
                add(&mut first, on);
                on = first;
                (Tri::Unknown, if judged == Reportable::No { Reportable::No } else { Reportable::Depends })
            }
            _ => (Tri::Yes, judged),
        };
        if result.reportable == Reportable::No {
            return result;
        }
        let criteria_met = Self::criteria_met(&tally);
        let below = self.act == Act::Hakom && self.tally(Act::Hakom).reportable() == Reportable::No;
        result.on = on;
        result.met = tally.met;
        result.next = tally.next;
        result.tasks = self.tasks(criteria_met, tally.next.and_then(|next| next.at));
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

    fn runs_from_detection(&self, task: &Task) -> bool {
        let step = self.case.law.steps.get(usize::from(task.step));
        step.is_some_and(|step| step.event == Event::Detected)
    }

    fn tasks(&self, criteria_met: (Option<Moment>, bool), next: Option<Moment>) -> Vec<Task> {
        let plan = Plan {
            law: self.case.law,
            incident: self.incident(),
            now: self.case.now,
            place: self.place(),
            criteria_met,
            next,
        };
        let steps = (0..).zip(&self.case.law.steps).filter(|(_, step)| step.act == self.act);
        steps.filter_map(|(index, _): (StepIndex, _)| plan.task(index)).collect()
    }
}

/// Whether people judge a criterion by answering a question about it, instead of counting or measuring.
fn is_judged(criterion: &Criterion) -> bool {
    matches!(criterion.test, Test::Question(_)) && matches!(criterion.act, Act::Nis2 | Act::Hakom)
}
