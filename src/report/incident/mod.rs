//! What the incident desk says: results by act, deadlines, drafts of notices.

pub mod calendar;
pub mod draft;
pub mod paper;
pub mod results;

use law::incident::{Criterion, IncidentLaw, Manner, Step, Test};
use law::{ProvisionIndex, Status};

use crate::report::status_mark;

use crate::document::{Line, Span};
use crate::domain::incident::{ActResult, Field, HitKind, Incident, Message, Need, Task};
use crate::domain::time::{Due, Moment, Place};
use crate::domain::units::Tri;
use crate::i18n::{Key, Section, Words, cite, format, key};

/// Everything the desk speaks from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The law of incidents.
    pub law: &'a IncidentLaw,
    /// The words of the language, with the part of incidents.
    pub words: &'a Words,
    /// The incident.
    pub incident: &'a Incident,
    /// Now.
    pub now: Moment,
}

/// What a page is called by its address: `www.cert.si`.
pub fn site_name(address: &str) -> &str {
    let name = address.strip_prefix("https://").unwrap_or(address);
    name.strip_suffix('/').unwrap_or(name)
}

/// Position of an id in a list of ids.
fn at(ids: &[&str], id: &str) -> Option<usize> {
    ids.iter().position(|known| *known == id)
}

impl<'a> Desk<'a> {
    /// A text.
    pub fn text(&self, key: Key) -> &'a str {
        self.words.get(key)
    }

    /// A text with one placeholder filled.
    pub fn fill(&self, key: Key, name: &str, value: &str) -> String {
        self.words.fill(key, &[(name, value)])
    }

    fn of(&self, section: Section, at: usize, field: crate::i18n::Field) -> &'a str {
        self.words.get(section.of(at, field))
    }

    /// The name of a service; its id where it is not known.
    pub fn service(&self, id: &'a str) -> &'a str {
        let at = self.law.services.iter().position(|service| service.id == id);
        at.map_or(id, |at| self.of(key::INCIDENT_SERVICE, at, key::incident_service::NAME))
    }

    /// How a service is hit.
    pub fn kind(&self, kind: HitKind) -> &'a str {
        self.text(match kind {
            HitKind::Complete => key::INCIDENT_PAPERS_HIT_COMPLETE,
            HitKind::Limited => key::INCIDENT_PAPERS_HIT_LIMITED,
            HitKind::Partial => key::INCIDENT_PAPERS_HIT_PARTIAL,
            HitKind::Slow => key::INCIDENT_PAPERS_HIT_SLOW,
            HitKind::Data => key::INCIDENT_PAPERS_HIT_DATA,
            HitKind::Unknown => key::UI_APP_DONT_KNOW,
        })
    }

    /// The name of an item that notices contain.
    pub fn item(&self, id: &str) -> Option<&'a str> {
        let at = self.law.items.iter().position(|item| item == id)?;
        Some(self.of(key::INCIDENT_PAPERS_ITEM, at, key::incident_papers_item::NAME))
    }

    /// The name of an act.
    pub fn act(&self, at: usize) -> &'a str {
        self.of(key::INCIDENT_ACT, at, key::incident_act::NAME)
    }

    /// What has to be known about an act itself.
    pub fn act_status(&self, at: usize) -> &'a str {
        self.of(key::INCIDENT_ACT, at, key::incident_act::STATUS)
    }

    /// A question by its id: the question and its hint.
    pub fn question(&self, id: &str) -> Option<(&'a str, &'a str)> {
        let at = self.law.questions.iter().position(|question| question.id == id)?;
        let field = |field| self.of(key::INCIDENT_QUESTION, at, field);
        Some((field(key::incident_question::QUESTION), field(key::incident_question::HINT)))
    }

    /// Whether the deadlines of an act are those to keep: the directive binds through the law of the State where that is
    /// known here, and history binds nobody.
    pub fn counts(&self, result: &ActResult) -> bool {
        let states = &self.incident.countries;
        let elsewhere = states.is_empty() || states.iter().any(|state| !self.law.knows(state));
        match result.manner {
            _ if result.yardstick => false,
            Manner::Directive => {
                let stands_in = elsewhere || result.messages.contains(&Message::HoursNotInForce);
                stands_in && result.applies != Tri::No
            }
            _ => result.applies != Tri::No,
        }
    }

    /// The step of a task.
    pub fn step(&self, task: &Task) -> Option<&'a Step> {
        self.law.steps.get(usize::from(task.step))
    }

    /// The name of a step.
    pub fn step_name(&self, step: &Step) -> &'a str {
        self.of(key::INCIDENT_KIND, usize::from(step.kind), key::incident_kind::NAME)
    }

    /// What to do when a step is late.
    pub fn when_late(&self, step: &Step) -> &'a str {
        self.of(key::INCIDENT_KIND, usize::from(step.kind), key::incident_kind::LATE)
    }

    /// To whom a step is addressed.
    pub fn recipient(&self, step: &Step, result: &ActResult) -> String {
        let name = |to: &u8| self.of(key::INCIDENT_RECIPIENT, usize::from(*to), key::incident_recipient::NAME);
        result.recipients(step, self.incident).iter().map(name).collect::<Vec<_>>().join(" / ")
    }

    /// Addresses of pages of those to whom a step is addressed. None of them stands in an act: they are to be checked.
    pub fn sites(&self, step: &Step, result: &ActResult) -> Vec<&'a str> {
        let receivers = result.recipients(step, self.incident);
        let known = receivers.iter().filter_map(|to| self.law.recipients.get(usize::from(*to)));
        known.flat_map(|recipient| recipient.sites.iter().map(String::as_str)).collect()
    }

    /// A citation and the address of the act.
    pub fn cite(&self, index: ProvisionIndex) -> (String, String) {
        cite::provision_of(&self.law.sources, &self.law.provisions, self.words, index)
    }

    /// A citation as a link.
    pub fn cited(&self, index: ProvisionIndex) -> Span {
        let (text, address) = self.cite(index);
        Span::Link(address, text)
    }

    /// The mark of what is not firm.
    pub fn mark(&self, status: Status) -> Line {
        status_mark(self.words, status)
    }

    /// Our reading of an open text.
    pub fn reading(&self, id: &str) -> Option<&'a str> {
        let at = at(&key::INCIDENT_PAPERS_READING_IDS, id)?;
        Some(self.of(key::INCIDENT_PAPERS_READING, at, key::incident_papers_reading::TEXT))
    }

    /// A moment by the clock of a place. Where the clock shows a time twice, summer or winter time is said.
    pub fn moment(&self, moment: Moment, place: Place) -> String {
        let Some(local) = moment.local(place) else { return String::new() };
        let mut time = local.clock.to_text();
        if local.twice {
            let which = if local.summer { key::INCIDENT_SUMMER_TIME } else { key::INCIDENT_WINTER_TIME };
            time = [&time, " (", self.text(which), ")"].concat();
        }
        let date = self.date(local.day);
        let moment = self.words.fill(key::INCIDENT_MOMENT, &[("date", &date), ("time", &time)]);
        // Where the clock of the State is not known the one that is shown is named.
        if place.is_known() { moment } else { [&moment, " (", self.text(key::INCIDENT_CLOCK), ")"].concat() }
    }

    /// A date whose parts stay on one line.
    fn date(&self, day: law::Day) -> String {
        format::date(self.words.language, day).replace(' ', "\u{a0}")
    }

    /// When something is due.
    pub fn due(&self, due: Due, place: Place) -> String {
        match due {
            Due::At(moment) => self.fill(key::INCIDENT_BY_MOMENT, "moment", &self.moment(moment, place)),
            Due::On(day) => self.fill(key::INCIDENT_BY_DAY, "date", &self.date(day)),
        }
    }

    /// What a criterion asks for.
    pub fn criterion(&self, criterion: &Criterion) -> String {
        let (minutes, users) = match criterion.test {
            Test::Outage { minutes, users, .. } => (minutes.map(|limit| limit.value), users),
            Test::Weekly(limit) => (Some(limit.value), None),
            Test::Data { users, .. } => (None, users),
            _ => (None, None),
        };
        let whole = |number: u64| format::whole(self.words.language, number);
        let minutes = minutes.unwrap_or_default();
        let share = users.and_then(|users| users.share).unwrap_or_default();
        let values = [
            ("minutes", minutes.to_string()),
            ("hours", (minutes / 60).to_string()),
            ("percent", format::decimal(self.words.language, u64::from(share), 2)),
            ("users", whole(users.and_then(|users| users.count).unwrap_or_default())),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let says = key::INCIDENT_SAYS.of(usize::from(criterion.says), key::incident_says::TEXT);
        self.words.fill(says, &values)
    }

    /// What something depends on.
    pub fn need(&self, need: &Need) -> String {
        match need {
            Need::Question(id) => {
                let at = self.law.questions.iter().position(|question| question.id == *id);
                let about = |at| self.of(key::INCIDENT_QUESTION, at, key::incident_question::ABOUT);
                at.map_or_else(|| id.clone(), |at| about(at).to_owned())
            }
            Need::Sent(id) => {
                let step = self.law.steps.iter().find(|step| step.id == *id);
                let name = step.map_or("", |step| self.step_name(step));
                self.fill(key::INCIDENT_WHEN_SENT, "step", name)
            }
            plain => self.need_name(&plain.name()).to_owned(),
        }
    }

    fn need_name(&self, name: &str) -> &'a str {
        at(&key::INCIDENT_NEED_IDS, name).map_or("", |at| self.of(key::INCIDENT_NEED, at, key::incident_need::NAME))
    }

    /// The name of a time.
    pub fn time(&self, field: Field) -> &'a str {
        self.need_name(&["times.", field.name()].concat())
    }

    /// A message.
    pub fn message(&self, message: &Message) -> String {
        let step = |id: &String| {
            let step = self.law.steps.iter().find(|step| step.id == *id);
            step.map_or_else(|| id.clone(), |step| self.step_name(step).to_owned())
        };
        let second_step;
        let (id, first, second) = match message {
            Message::Future(field) => ("future", self.time(*field).to_owned(), ""),
            Message::Order(one, other) => ("order", self.time(*one).to_owned(), self.time(*other)),
            Message::HitTimes(service) => ("hit_times", self.service_or_id(service), ""),
            Message::HitUsers(service) => ("hit_users", self.service_or_id(service), ""),
            Message::UnknownService(service) => ("unknown_service", service.clone(), ""),
            Message::HitMinutes(service) => ("hit_minutes", self.service_or_id(service), ""),
            Message::HitComplete(service) => ("hit_complete", self.service_or_id(service), ""),
            Message::OnPurpose => ("on_purpose", String::new(), ""),
            Message::SentTime(id) => ("sent_time", step(id), ""),
            Message::SentOrder(first, second) => {
                second_step = step(second);
                ("sent_order", step(first), second_step.as_str())
            }
            Message::NoticeFuture => ("notice_future", String::new(), ""),
            Message::NoticeTooEarly(from) => ("notice_too_early", self.date(*from), ""),
            Message::NoticeContradicts => ("notice_contradicts", String::new(), ""),
            Message::NotInForce => ("not_in_force", String::new(), ""),
            Message::Planned => ("planned", String::new(), ""),
            Message::PlannedAndMore => ("planned_and_more", String::new(), ""),
            Message::QuietDays(days) => ("quiet_days", days.to_string(), ""),
            Message::CriteriaNotRead(cite) => ("criteria_not_read", self.cite(*cite).0, ""),
            Message::StateDecides => ("state_decides", String::new(), ""),
            Message::OnlyThreat => ("only_threat", String::new(), ""),
            Message::NotOnlyThreat => ("not_only_threat", String::new(), ""),
            Message::SameCause => ("same_cause", String::new(), ""),
            Message::LeadAuthority => ("lead_authority", String::new(), ""),
            Message::Historical => ("historical", String::new(), ""),
            Message::ByAnalogy => ("by_analogy", String::new(), ""),
            Message::Careful => ("careful", String::new(), ""),
            Message::Yardstick => ("yardstick", String::new(), ""),
            Message::TableWithoutData => ("table_without_data", String::new(), ""),
            Message::HoursNotInForce => ("hours_not_in_force", String::new(), ""),
            Message::AtLatest => ("at_latest", String::new(), ""),
            Message::TransitionCheck => ("transition_check", String::new(), ""),
            Message::TransitionLater => ("transition_later", String::new(), ""),
            Message::FormerLaw => ("former_law", String::new(), ""),
            Message::FormerHolidays => ("former_holidays", String::new(), ""),
            Message::WriteDown => ("write_down", String::new(), ""),
        };
        let Some(at) = at(&key::INCIDENT_MESSAGE_IDS, id) else { return String::new() };
        let text = key::INCIDENT_MESSAGE.of(at, key::incident_message::TEXT);
        self.words.fill(text, &[("first", &first), ("second", second)])
    }

    fn service_or_id(&self, id: &str) -> String {
        let known = self.law.services.iter().find(|service| service.id == id);
        known.map_or_else(|| id.to_owned(), |service| self.service(&service.id).to_owned())
    }
}
