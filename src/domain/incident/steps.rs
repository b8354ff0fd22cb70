//! What is due when, and what has been done.

use law::incident::{Event, IncidentLaw, Manner, Step, StepIndex, When, Within};

use crate::domain::time::{Deadline, Due, Length, Moment, Place, Start, period};
use crate::domain::units::Tri;

use super::finding::{Held, Need, earlier};
use super::{Incident, Role};

/// Seconds after which a step that is due at once counts as late: a day (our reading; no act names a number).
const AT_ONCE: i64 = 86_400;

/// A step of an act for this incident.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// Position in the law data.
    pub step: StepIndex,
    /// What still decides whether it is asked for; empty when it is.
    pub only_if: Vec<Need>,
    /// When it is due; `None` where no moment can be computed.
    pub due: Option<Due>,
    /// A later end under another rule, for information only.
    pub longer: Option<Due>,
    /// Whether it is due at once, at the moment of `due`.
    pub at_once: bool,
    /// What has to be known to compute the moment, or to compute it exactly.
    pub needs: Vec<Need>,
    /// Whether `due` is the careful end: what is not known can only make it later.
    pub careful: bool,
    /// Whether `due` is the latest possible end: what is not known can only make it earlier.
    pub latest: bool,
    /// Where `due` is not known yet: when it will be if the step before is done on its last moment, or if the incident goes
    /// on until the next criterion is met.
    pub expected: Option<Due>,
    /// Where it stands.
    pub state: State,
}

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Done at this moment, in time or not.
    Done(Moment, bool),
    /// Its moment has passed.
    Overdue,
    /// Due at once.
    Now,
    /// Time is left.
    Open,
    /// No moment is known.
    Unknown,
    /// Only if somebody asks for it.
    OnRequest,
}

/// What steps are worked out from.
pub struct Plan<'a> {
    /// The law.
    pub law: &'a IncidentLaw,
    /// The incident, with times that can be right.
    pub incident: &'a Incident,
    /// Now.
    pub now: Moment,
    /// Clock and calendar of the act.
    pub place: Place,
    /// When the criteria of the act were met, and whether that is exact.
    pub criteria_met: (Option<Moment>, bool),
    /// When the next criterion will be met while the incident goes on.
    pub next: Option<Moment>,
    /// Whether there is nothing to report, and a threat at most: it counts then only where it is grave.
    pub only_threat: bool,
}

/// The moment a period runs from.
struct From {
    moment: Option<Moment>,
    needs: Vec<Need>,
    careful: bool,
    latest: bool,
}

impl From {
    /// From a moment that is known not to be earlier than the one that counts.
    fn at_latest(moment: Option<Moment>, need: Need) -> Self {
        Self { moment, needs: vec![need], careful: false, latest: moment.is_some() }
    }
}

impl Plan<'_> {
    /// Whether trust services are hit.
    fn trust(&self) -> Held {
        if self.incident.hits.is_empty() {
            return Held::open(Need::Hits);
        }
        if self.incident.hits.iter().any(|hit| hit.service == "trust") { Held::Yes } else { Held::No }
    }

    fn step(&self, index: StepIndex) -> Option<&Step> {
        self.law.steps.get(usize::from(index))
    }

    fn role(&self, own: Role) -> Held {
        match self.incident.role {
            Role::Unknown => Held::open(Need::Role),
            Role::Both => Held::Yes,
            role if role == own => Held::Yes,
            _ => Held::No,
        }
    }

    fn asked(&self, when: When) -> Held {
        let question = |id: &str| super::criteria::held(self.incident.answer(id), || Need::Question(id.to_owned()));
        match when {
            When::Always => Held::Yes,
            When::Trust => self.trust(),
            When::NotTrust => !self.trust(),
            // Not to the authority where a risk is unlikely; the processor's duty knows no such exception.
            When::Controller
                if self.incident.answer("risk_unlikely") == Tri::Yes
                    && self.incident.answer("high_risk") != Tri::Yes =>
            {
                Held::No
            }
            When::Controller => self.role(Role::Controller),
            When::Processor => self.role(Role::Processor),
            When::Malicious => question("malicious"),
            When::Threat if self.only_threat => question("threat_grave").and(question("threat_to_users")),
            When::Threat => question("threat_to_users"),
            When::Question(index) => {
                self.law.questions.get(usize::from(index)).map_or(Held::No, |asked| question(&asked.id))
            }
            When::Outlasts(index) => {
                let of_that = self.step(index).map_or(Held::No, |step| self.asked(step.when));
                of_that.and(self.outlasts(index))
            }
        }
    }

    /// Whether the incident lasts longer than the deadline of a step.
    fn outlasts(&self, index: StepIndex) -> Held {
        let Some(due) = self.step(index).and_then(|step| self.due(step).0) else {
            // What is over already is over before a deadline that a later notice starts.
            return if self.incident.times.ended.is_some() { Held::No } else { Held::open(Need::Ended) };
        };
        let Some(late) = due.too_late(self.place) else { return Held::open(Need::Ended) };
        match self.incident.times.ended {
            Some(ended) if ended >= late => Held::Yes,
            Some(_) => Held::No,
            None if self.incident.running == Tri::Yes && self.now >= late => Held::Yes,
            None if self.incident.running == Tri::No && self.now < late => Held::No,
            None => Held::open(Need::Ended),
        }
    }

    fn from(&self, event: Event) -> From {
        let times = &self.incident.times;
        let exact = |moment: Option<Moment>, need: Need| From {
            moment,
            needs: if moment.is_none() { vec![need] } else { Vec::new() },
            careful: false,
            latest: false,
        };
        match event {
            // Who knew more of it had noticed it by then.
            Event::Detected if times.detected.is_none() => {
                From::at_latest(earlier(times.aware, times.aware_personal_data), Need::Detected)
            }
            Event::Detected => exact(times.detected, Need::Detected),
            Event::Aware => first_of(&[(times.aware, Need::Aware), (times.detected, Need::Detected)]),
            // That an incident is significant is another question: personal data may have been known to be hit before.
            Event::AwarePersonalData => {
                let known = [(times.aware_personal_data, Need::AwarePersonalData), (times.detected, Need::Detected)];
                let from = first_of(&known);
                if from.moment.is_some() { from } else { From::at_latest(times.aware, Need::AwarePersonalData) }
            }
            Event::CriteriaMet => {
                let (moment, is_exact) = self.criteria_met;
                let needs = match (is_exact, times.began) {
                    (true, _) => Vec::new(),
                    (false, None) => vec![Need::Began],
                    (false, Some(_)) => vec![Need::CriteriaMet],
                };
                From { moment, needs, careful: moment.is_some() && !is_exact, latest: false }
            }
            Event::Ended => exact(times.ended, Need::Ended),
            Event::Handled => first_of(&[(times.handled, Need::Handled), (times.ended, Need::Ended)]),
            Event::Sent(index) => {
                let id = self.step(index).map_or("", |step| step.id.as_str());
                exact(self.incident.sent.get(id).copied(), Need::Sent(id.to_owned()))
            }
            Event::Request => nothing(),
        }
    }

    fn deadline(&self, from: Moment, within: Within) -> Option<Deadline> {
        let length = match within {
            Within::AtOnce | Within::Open => return None,
            Within::Hours(hours) => Length::Hours(u32::from(hours)),
            Within::Days(days) => Length::Days(u32::from(days)),
            Within::Months(months) => Length::Months(u32::from(months)),
            Within::WorkingDays(days) => Length::WorkingDays(u32::from(days)),
        };
        period::deadline(self.place, Start::At(from), length)
    }

    fn due(&self, step: &Step) -> (Option<Due>, Option<Due>, From) {
        let from = self.from(step.event);
        if step.within == Within::Open {
            return (None, None, nothing());
        }
        if let Some(again) = self.again(step) {
            return (Some(again), None, from);
        }
        let Some(moment) = from.moment else { return (None, None, from) };
        if step.within == Within::AtOnce {
            return (Some(Due::At(moment)), None, from);
        }
        let found = self.deadline(moment, step.within);
        (found.map(|found| found.due), found.and_then(|found| found.longer).map(|(_, due)| due), from)
    }

    /// When a step that has been sent is due once more, while the incident lasts.
    fn again(&self, step: &Step) -> Option<Due> {
        let sent = self.incident.sent.get(&step.id).filter(|_| step.repeats)?;
        let due = self.deadline(*sent, step.within)?.due;
        let is_over = self.incident.times.ended.is_some() || self.incident.running == Tri::No;
        (!is_over).then_some(due)
    }

    /// When a step will be due of which the moment is not known yet.
    fn expected(&self, step: &Step) -> Option<Due> {
        if step.event == Event::CriteriaMet && step.within != Within::AtOnce {
            return self.deadline(self.next?, step.within).map(|found| found.due);
        }
        let Event::Sent(before) = step.event else { return None };
        let before = self.step(before)?;
        match self.due(before).0? {
            Due::At(moment) => self.deadline(moment, step.within).map(|found| found.due),
            Due::On(_) => None,
        }
    }

    /// The step for this incident, unless it is not asked for.
    pub fn task(&self, index: StepIndex) -> Option<Task> {
        let step = self.step(index)?;
        // Takes the place of a step: that one is then not asked for any more.
        let replaced = (0_u8..)
            .zip(&self.law.steps)
            .any(|(_, other)| other.when == When::Outlasts(index) && self.asked(other.when) == Held::Yes);
        if replaced {
            return None;
        }
        let asked = match (self.law.manner(step.act), step.when) {
            // Only the controller tells people (GDPR, Art. 34(1)).
            (Some(Manner::PersonalData), When::Question(_)) => self.asked(step.when).and(self.role(Role::Controller)),
            (_, when) => self.asked(when),
        };
        let only_if = match asked {
            Held::Yes => Vec::new(),
            Held::No => return None,
            Held::Open(needs) => needs,
        };
        let (due, longer, from) = self.due(step);
        let (due, longer, from) = match due {
            // A clock that runs from detection: later moments only tell that its end has passed for certain.
            Some(due) if from.latest && step.event == Event::Detected && !self.has_surely_passed(step, due) => {
                (None, None, From { latest: false, ..from })
            }
            _ => (due, longer, from),
        };
        let at_once = step.within == Within::AtOnce && step.event != Event::Request;
        let expected = if due.is_none() { self.expected(step) } else { None };
        let state = self.state(step, due, at_once);
        Some(Task {
            step: index,
            only_if,
            due,
            longer,
            at_once,
            needs: from.needs,
            careful: from.careful,
            latest: from.latest,
            expected,
            state,
        })
    }

    /// Whether a step had not been done when a moment had passed.
    fn has_surely_passed(&self, step: &Step, due: Due) -> bool {
        let until = self.incident.sent.get(&step.id).copied().unwrap_or(self.now);
        match due {
            Due::At(moment) if step.within == Within::AtOnce => until.0 - moment.0 > AT_ONCE,
            due => due.is_over(self.place, until),
        }
    }

    fn state(&self, step: &Step, due: Option<Due>, at_once: bool) -> State {
        let again = self.again(step).is_some();
        if let Some(sent) = self.incident.sent.get(&step.id).filter(|_| !again) {
            let late = !at_once && due.is_some_and(|due| due.is_over(self.place, *sent));
            return State::Done(*sent, !late);
        }
        match due {
            _ if step.event == Event::Request => State::OnRequest,
            None => State::Unknown,
            Some(Due::At(moment)) if at_once && self.now.0 - moment.0 > AT_ONCE => State::Overdue,
            Some(_) if at_once => State::Now,
            Some(due) if due.is_over(self.place, self.now) => State::Overdue,
            Some(_) => State::Open,
        }
    }
}

/// The first moment that is known. A later choice comes earlier in time, so that a deadline from it is careful.
fn first_of(choices: &[(Option<Moment>, Need)]) -> From {
    let at = choices.iter().position(|(moment, _)| moment.is_some());
    let moment = at.and_then(|at| choices.get(at)).and_then(|(moment, _)| *moment);
    let first = choices.first().map(|(_, need)| need.clone());
    match at {
        Some(0) => From { moment, ..nothing() },
        Some(_) => From { moment, needs: first.into_iter().collect(), careful: true, latest: false },
        None => From { needs: first.into_iter().collect(), ..nothing() },
    }
}

/// No moment, and nothing that would bring one.
fn nothing() -> From {
    From { moment: None, needs: Vec::new(), careful: false, latest: false }
}
