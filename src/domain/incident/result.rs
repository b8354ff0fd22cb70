//! The shape of results: what acts say, and what must be said beside them.

use law::incident::{ActIndex, IncidentLaw, Manner, Step};
use law::{Day, ProvisionIndex, Status};

use crate::domain::time::Place;
use crate::domain::units::Tri;

use super::Incident;
use super::finding::{Met, Need};
use super::steps::Task;
use super::times::Field;

/// The criterion for which no deadlines are named.
const REDUNDANCY: &str = "hakom.redundancy";

/// Whether an incident has to be reported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reportable {
    /// No.
    No,
    /// People have to judge; the questions guide them.
    Judgement,
    /// It depends on something that is not known yet.
    Depends,
    /// Yes.
    Yes,
}

/// What an act says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActResult {
    /// Position of the act in the law data.
    pub act: ActIndex,
    /// How it is applied.
    pub manner: Manner,
    /// Code of the State by whose law, clock and receivers it is read; empty while that is not known.
    pub state: String,
    /// Whether it counts for the organisation and the services at all.
    pub applies: Tri,
    /// Whether it binds nobody any more and only helps to judge how grave an incident is.
    pub yardstick: bool,
    /// Whether the incident has to be reported.
    pub reportable: Reportable,
    /// What it depends on, or what has to be judged.
    pub on: Vec<Need>,
    /// Criteria that are met; the first is the one to name.
    pub met: Vec<Met>,
    /// The next criterion that will be met while the incident goes on.
    pub next: Option<Met>,
    /// What is due.
    pub tasks: Vec<Task>,
    /// What has to be said about this act.
    pub messages: Vec<Message>,
    /// Clock and calendar of the act.
    pub place: Place,
}

impl ActResult {
    /// Whether only the loss of redundancy is met, for which HAKOM's ordinance names no deadlines.
    pub(super) fn by_analogy(&self, law: &IncidentLaw) -> bool {
        let redundancy = |met: &Met| law.criteria.get(met.criterion).is_some_and(|known| known.id == REDUNDANCY);
        self.manner == Manner::HakomTable && !self.met.is_empty() && self.met.iter().all(redundancy)
    }

    /// To whom a step is addressed: positions in [`IncidentLaw::recipients`], one at least. The Union's law on personal data
    /// names one in each State of the incident; which of them leads is open ([`Message::LeadAuthority`]).
    pub fn recipients(&self, step: &Step, incident: &Incident) -> Vec<u8> {
        let mut receivers = vec![step.to.of(&self.state)];
        if self.manner == Manner::PersonalData {
            for state in &incident.countries {
                let to = step.to.of(state);
                if !receivers.contains(&to) {
                    receivers.push(to);
                }
            }
        }
        receivers
    }

    /// How sure a step of this result is.
    pub fn status_of(&self, law: &IncidentLaw, task: &Task) -> Status {
        let status = law.steps.get(usize::from(task.step)).map_or(Status::Unverified, |step| step.status);
        if self.by_analogy(law) { Status::Unverified } else { status }
    }
}

/// Something the visitor must know.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Message {
    /// A time lies in the future.
    Future(Field),
    /// The first of the two must not be later than the second.
    Order(Field, Field),
    /// Times of a service contradict each other or lie in the future.
    HitTimes(String),
    /// More users are hit than the service has.
    HitUsers(String),
    /// A service is hit for longer than the incident can have lasted so far.
    HitMinutes(String),
    /// Nobody can use a service, and yet not all of its users are hit: all of them count.
    HitComplete(String),
    /// What is said of domain names is an exception for wrong settings only, and somebody acted on purpose.
    OnPurpose,
    /// A step cannot have been done at the moment entered.
    SentTime(String),
    /// The first of two notices was sent after the second.
    SentOrder(String, String),
    /// The notice of an authority was delivered on a day to come.
    NoticeFuture,
    /// The notice of an authority was delivered before the day from which the act that knows it applies.
    NoticeTooEarly(Day),
    /// A notice was delivered, and it is said that there is none.
    NoticeContradicts,
    /// A service is not known.
    UnknownService(String),
    /// The act was not in force yet.
    NotInForce,
    /// Planned work takes the incident out.
    Planned,
    /// Planned work does not count, but what happened beside it does.
    PlannedAndMore,
    /// So many days after the notice it is not clear whether the act binds.
    QuietDays(u16),
    /// The act's own criteria were not read; those of the Directive stand in for them.
    CriteriaNotRead(ProvisionIndex),
    /// The act of a State that is not known here decides about deadlines and receivers.
    StateDecides,
    /// Nothing has happened yet: nothing has to be reported to an authority.
    OnlyThreat,
    /// It is said that nothing has happened yet, but effects are stated: it is taken as an incident.
    NotOnlyThreat,
    /// Another incident within six months may have the same cause.
    SameCause,
    /// Several States have a data protection authority; one of them leads.
    LeadAuthority,
    /// The act is history and serves as a yardstick.
    Historical,
    /// The act bound until the notice of an authority was delivered, and serves as a yardstick since.
    Yardstick,
    /// The table of the act is about disturbances only; how grave it is that data are hit is judged by people (a reading).
    TableWithoutData,
    /// The text in which the hours of the act stand was not in force yet: those of the directive count.
    HoursNotInForce,
    /// The act names no deadlines for this case; those of other incidents are taken.
    ByAnalogy,
    /// The deadline is the careful one.
    Careful,
    /// The deadline is the latest possible: what is not known can only make it earlier.
    AtLatest,
    /// Whether the transitional rule by which the act goes on covers the organisation is not known.
    TransitionCheck,
    /// The organisation did not apply the act before its basis was repealed, and the transitional rule names only those who
    /// did: whether the act binds it is to be checked.
    TransitionLater,
    /// The State had another law when the incident became known.
    FormerLaw,
    /// Work-free days of that time are not known here.
    FormerHolidays,
    /// Nothing has to be sent, but it must be written down.
    WriteDown,
}

/// What all acts say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Results {
    /// By act, in the order of the data.
    pub acts: Vec<ActResult>,
    /// What has to be said about the incident itself.
    pub messages: Vec<Message>,
}
