//! Times: which of them can be right, and how long something lasted.

use crate::domain::time::Moment;
use crate::domain::units::{Range, Tri};

use super::finding::{Held, Need};
use super::{Hit, HitKind, Incident, Message, Times};

/// A time of an incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// When it began.
    Began,
    /// When it was noticed.
    Detected,
    /// When it was clear that it is significant.
    Aware,
    /// When it was clear that personal data are hit.
    AwarePersonalData,
    /// When a criterion that is no number was met.
    CriteriaMet,
    /// When it was over.
    Ended,
    /// When it was dealt with.
    Handled,
}

impl Field {
    /// All of them, in the order in which they usually come.
    pub const ALL: [Self; 7] = [
        Self::Began,
        Self::Detected,
        Self::Aware,
        Self::AwarePersonalData,
        Self::CriteriaMet,
        Self::Ended,
        Self::Handled,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::Detected => "detected",
            Self::Aware => "aware",
            Self::AwarePersonalData => "aware_personal_data",
            Self::CriteriaMet => "criteria_met",
            Self::Ended => "ended",
            Self::Handled => "handled",
        }
    }
}

impl Times {
    /// A time by its name.
    pub fn get(&self, field: Field) -> Option<Moment> {
        match field {
            Field::Began => self.began,
            Field::Detected => self.detected,
            Field::Aware => self.aware,
            Field::AwarePersonalData => self.aware_personal_data,
            Field::CriteriaMet => self.criteria_met,
            Field::Ended => self.ended,
            Field::Handled => self.handled,
        }
    }

    /// Sets a time by its name.
    pub fn set(&mut self, field: Field, moment: Option<Moment>) {
        let place = match field {
            Field::Began => &mut self.began,
            Field::Detected => &mut self.detected,
            Field::Aware => &mut self.aware,
            Field::AwarePersonalData => &mut self.aware_personal_data,
            Field::CriteriaMet => &mut self.criteria_met,
            Field::Ended => &mut self.ended,
            Field::Handled => &mut self.handled,
        };
        *place = moment;
    }

    /// The earliest moment known: for the question which law was in force.
    pub fn first_known(&self) -> Option<Moment> {
        Field::ALL.into_iter().filter_map(|field| self.get(field)).min()
    }
}

/// What cannot come before what.
const ORDER: [(Field, Field); 12] = [
    (Field::Began, Field::Detected),
    (Field::Began, Field::Aware),
    (Field::Began, Field::AwarePersonalData),
    (Field::Began, Field::CriteriaMet),
    (Field::Began, Field::Ended),
    (Field::Began, Field::Handled),
    (Field::Detected, Field::Aware),
    (Field::Detected, Field::AwarePersonalData),
    (Field::Detected, Field::Handled),
    (Field::CriteriaMet, Field::Ended),
    (Field::CriteriaMet, Field::Handled),
    (Field::Ended, Field::Handled),
];

/// The incident with those times only that can be right: times of the future and pairs in the wrong order are taken out,
/// and a message says so. No deadline is then computed from them.
pub fn trusted(incident: &Incident, now: Moment) -> (Incident, Vec<Message>) {
    let mut sound = incident.clone();
    let mut messages = Vec::new();
    for field in Field::ALL {
        if incident.times.get(field).is_some_and(|moment| moment > now) {
            messages.push(Message::Future(field));
            sound.times.set(field, None);
        }
    }
    let left = sound.times;
    for (first, second) in ORDER {
        if let (Some(one), Some(other)) = (left.get(first), left.get(second))
            && one > other
        {
            messages.push(Message::Order(first, second));
            sound.times.set(first, None);
            sound.times.set(second, None);
        }
    }
    for hit in &mut sound.hits {
        let wrong = hit_is_wrong(hit, &left, now);
        if wrong {
            messages.push(Message::HitTimes(hit.service.clone()));
            (hit.began, hit.ended) = (None, None);
        } else if lasts_too_long(hit, &left, now) {
            messages.push(Message::HitMinutes(hit.service.clone()));
        }
        if is_contradictory(hit) {
            messages.push(Message::HitComplete(hit.service.clone()));
        }
        if numbers_are_wrong(hit) {
            messages.push(Message::HitUsers(hit.service.clone()));
            (hit.users, hit.total, hit.share) = (None, None, None);
        }
    }
    let first = left.detected.or(left.first_known());
    let wrong: Vec<String> = sound
        .sent
        .iter()
        .filter(|(_, at)| **at > now || first.is_some_and(|first| **at < first))
        .map(|(step, _)| step.clone())
        .collect();
    for step in wrong {
        sound.sent.remove(&step);
        messages.push(Message::SentTime(step));
    }
    (sound, messages)
}

fn hit_is_wrong(hit: &Hit, times: &Times, now: Moment) -> bool {
    let future = [hit.began, hit.ended].into_iter().flatten().any(|moment| moment > now);
    let began = hit.began.or(times.began);
    let ended = hit.ended.or(times.ended);
    let own = hit.began.is_some() || hit.ended.is_some();
    let turned = |first: Option<Moment>, second: Option<Moment>| matches!((first, second), (Some(one), Some(other)) if one > other);
    // What hits a service is a part of the incident: it neither begins before it nor goes on after it.
    own && (future || turned(began, ended) || turned(times.began, hit.began) || turned(hit.ended, times.ended))
}

/// Whether the length that was entered is more than the incident can have lasted so far.
fn lasts_too_long(hit: &Hit, times: &Times, now: Moment) -> bool {
    let minutes = hit.minutes.filter(|_| hit.began.is_none() && hit.ended.is_none());
    minutes.zip(room(times, now)).is_some_and(|(minutes, room)| i64::from(minutes.from) * 60 > room)
}

/// How long the incident can have lasted so far, in seconds.
fn room(times: &Times, now: Moment) -> Option<i64> {
    let until = times.ended.unwrap_or(now);
    times.began.map(|began| (until.0 - began.0).max(0))
}

/// Whether nobody can use a service, and yet not all of its users are hit.
fn is_contradictory(hit: &Hit) -> bool {
    let fewer = hit.users.and_then(|users| users.to).zip(hit.total).is_some_and(|(most, total)| most < total.from);
    let part = hit.share.and_then(|share| share.to).is_some_and(|most| most < 10_000);
    hit.kind == HitKind::Complete && (fewer || part)
}

fn numbers_are_wrong(hit: &Hit) -> bool {
    let more =
        matches!((hit.users, hit.total), (Some(users), Some(Range { to: Some(total), .. })) if users.from > total);
    more || hit.share.is_some_and(|share| share.from > 10_000)
}

/// How long something lasted, in seconds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// When it began, if that is known exactly.
    pub from: Option<Moment>,
    /// It lasted at least this long.
    pub least: i64,
    /// It lasted no longer than this; `None` while it goes on or nobody knows.
    pub most: Option<i64>,
    /// Whether it goes on now.
    pub ongoing: bool,
    /// What would have to be known to say more.
    pub needs: Vec<Need>,
}

/// How long a hit lasted. `from_detection`: where nobody knows when it began, it counts from the moment it was noticed
/// (Regulation (EU) 2024/2690, recitals 34 and 35); without it that moment only says how long it lasted at least.
pub fn span(incident: &Incident, hit: &Hit, now: Moment, from_detection: bool) -> Span {
    let minutes = hit.minutes.filter(|_| hit.began.is_none() && hit.ended.is_none());
    let goes_on = goes_on(incident, hit);
    if let Some(minutes) = minutes.filter(|_| !goes_on) {
        return of_minutes(incident, minutes, from_detection, now);
    }
    let began = hit.began.or(incident.times.began);
    let detected = incident.times.detected;
    let ended = hit.ended.or(incident.times.ended);
    // What was noticed only when it was over says nothing about how long it lasted.
    let counted = detected.filter(|detected| from_detection && ended.is_none_or(|ended| *detected <= ended));
    let from = began.or(counted);
    let until = ended.or_else(|| goes_on.then_some(now));
    // What was noticed lasted at least from then on.
    let surely_from = from.or(detected);
    let least = match (surely_from, until) {
        (Some(from), Some(until)) => (until.0 - from.0).max(0),
        _ => 0,
    };
    // While it goes on, a length that was entered is only what it has lasted at least.
    let stated = minutes.map_or(0, |minutes| i64::from(minutes.from) * 60);
    let least = least.max(began.map_or(stated, |began| stated.min((now.0 - began.0).max(0))));
    let most = match (from, ended) {
        (Some(from), Some(ended)) => Some((ended.0 - from.0).max(0)),
        // It is over, nobody knows since when.
        (Some(from), None) if incident.running == Tri::No => Some((now.0 - from.0).max(0)),
        _ => None,
    };
    let mut needs = Vec::new();
    if from.is_none() {
        needs.push(Need::Began);
    }
    if ended.is_none() {
        needs.push(Need::Ended);
    }
    Span { from, least, most, ongoing: goes_on, needs }
}

/// Whether a hit goes on now.
pub fn goes_on(incident: &Incident, hit: &Hit) -> bool {
    incident.running == Tri::Yes && hit.ended.or(incident.times.ended).is_none()
}

fn of_minutes(incident: &Incident, minutes: Range<u32>, from_detection: bool, now: Moment) -> Span {
    let detected = if from_detection { incident.times.detected } else { None };
    let stated = i64::from(minutes.from) * 60;
    // What has not passed yet has not lasted yet, and no service was hit for longer than the incident lasted.
    let room = room(&incident.times, now).filter(|room| *room < stated);
    let is_over = incident.running == Tri::No || incident.times.ended.is_some();
    let most = minutes.to.map(|to| i64::from(to) * 60);
    Span {
        from: incident.times.began.or(detected),
        least: room.unwrap_or(stated),
        // Where an end and a length contradict each other, both can be right; time that has not passed cannot.
        most: if is_over && incident.times.ended.is_none() { room.or(most) } else { most },
        ongoing: room.is_some() && !is_over,
        needs: vec![Need::Ended],
    }
}

impl Span {
    /// Whether it lasted `minutes`, or longer than that when `strict`; and when it had or will have.
    pub fn reaches(&self, minutes: u32, strict: bool) -> (Held, Option<Moment>) {
        let limit = i64::from(minutes) * 60;
        let met = |seconds: i64| if strict { seconds > limit } else { seconds >= limit };
        let moment = self.from.map(|from| Moment(from.0 + limit));
        if met(self.least) {
            (Held::Yes, moment)
        } else if self.most.is_some_and(|most| !met(most)) {
            (Held::No, None)
        } else {
            (Held::Open(self.needs.clone()), moment)
        }
    }
}
