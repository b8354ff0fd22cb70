//! Criteria and rows of tables against an incident.

use law::incident::{Criterion, IncidentLaw, Kinds, Limit, Manner, Test, UserLimit};

use crate::domain::sorted::insert_in_order;
use crate::domain::time::Moment;
use crate::domain::units::{Range, Tri};

use super::finding::{Finding, Held, Need};
use super::recurring;
use super::times::span;
use super::{Hit, HitKind, Incident, Message};

/// What criteria are held against.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The law.
    pub law: &'a IncidentLaw,
    /// The incident, with times that can be right.
    pub incident: &'a Incident,
    /// All incidents kept, this one among them.
    pub all: &'a [Incident],
    /// Now.
    pub now: Moment,
}

impl Case<'_> {
    fn id_of_service(&self, index: u8) -> Option<&str> {
        self.law.services.get(usize::from(index)).map(|service| service.id.as_str())
    }

    fn question(&self, index: u8) -> (Tri, Need) {
        let id = self.law.questions.get(usize::from(index)).map_or("", |question| question.id.as_str());
        (self.incident.answer(id), Need::Question(id.to_owned()))
    }

    /// An answer as a finding.
    pub fn answered(&self, id: &str) -> Held {
        held(self.incident.answer(id), || Need::Question(id.to_owned()))
    }

    /// An exception for wrong settings is stated for a service that is hit, and also that somebody acted on purpose.
    pub fn on_purpose(&self) -> Option<Message> {
        let hit =
            |index: &u8| self.incident.hits.iter().any(|hit| self.id_of_service(*index) == Some(hit.service.as_str()));
        let stated = |criterion: &Criterion| match criterion.test {
            Test::Data { unless: Some(index), .. } => {
                self.question(index).0 == Tri::Yes && criterion.services.iter().any(hit)
            }
            _ => false,
        };
        let contradicts = self.incident.is_deliberate() && self.law.criteria.iter().any(stated);
        contradicts.then_some(Message::OnPurpose)
    }

    /// Whether a criterion is met.
    pub fn finding(&self, criterion: &Criterion) -> Finding {
        let about = |hit: &&Hit| {
            criterion.services.is_empty()
                || criterion.services.iter().any(|index| self.id_of_service(*index) == Some(hit.service.as_str()))
        };
        let hits: Vec<&Hit> = self.incident.hits.iter().filter(about).collect();
        let needs_hits = !criterion.services.is_empty();
        if hits.is_empty() && needs_hits {
            return Finding::of(if self.incident.hits.is_empty() { Held::open(Need::Hits) } else { Held::No });
        }
        match criterion.test {
            Test::Question(index) => {
                let (answer, need) = self.question(index);
                let at = self.incident.times.criteria_met.filter(|_| answer == Tri::Yes);
                Finding { held: held(answer, || need), at, later: None }
            }
            Test::Loss { cents, share } => {
                Finding::of(exceeds(self.incident.loss, self.incident.turnover, cents, share))
            }
            Test::Recurring => Finding::of(recurring::recurring(self)),
            Test::Weekly(limit) => recurring::weekly(self, limit),
            Test::Outage { kinds, minutes, users } => {
                let alone = any(&hits, |hit| self.outage(criterion, hit, kinds, minutes, users));
                alone.or(together(&hits, users, |hit| self.outage(criterion, hit, kinds, minutes, None)))
            }
            Test::Data { malicious, users, unless } => {
                let alone = any(&hits, |hit| self.data(criterion, hit, &hits, malicious, users, unless));
                // The users of an outage are not those whose data are hit.
                let of_data: Vec<&Hit> = hits.iter().filter(|hit| hit.kind == HitKind::Data).copied().collect();
                alone.or(together(&of_data, users, |hit| self.data(criterion, hit, &hits, malicious, None, unless)))
            }
        }
    }

    fn outage(
        &self,
        criterion: &Criterion,
        hit: &Hit,
        kinds: Kinds,
        minutes: Option<Limit>,
        users: Option<UserLimit>,
    ) -> Finding {
        let kind = match hit.kind.disturbance() {
            Some(kind) if kind.meets(kinds) => Held::Yes,
            Some(_) => Held::No,
            None => Held::open(Need::Kind),
        };
        let span = span(self.incident, hit, self.now, self.law.manner(criterion.act) == Some(Manner::Regulation));
        let enough = kind.and(users.map_or(Held::Yes, |limit| enough(hit, limit)));
        let Some(limit) = minutes else {
            return Finding { held: enough, at: span.from, later: None };
        };
        let (lasted, moment) = span.reaches(limit.value, limit.strict);
        let later = moment.filter(|_| enough == Held::Yes && lasted != Held::Yes && span.ongoing);
        // Also where it is open whether it is met: it may be at that moment, and no earlier.
        Finding { held: enough.and(lasted), at: moment, later }
    }

    fn data(
        &self,
        criterion: &Criterion,
        hit: &Hit,
        hits: &[&Hit],
        malicious: bool,
        users: Option<UserLimit>,
        unless: Option<u8>,
    ) -> Finding {
        let named = hits.iter().any(|hit| hit.kind == HitKind::Data);
        let hit_by = match hit.kind {
            HitKind::Data => Held::Yes,
            // Another entry says how the data of this service are hit.
            _ if named => Held::No,
            HitKind::Unknown if self.incident.answer("data_hit") == Tri::Unknown => Held::open(Need::Kind),
            _ => self.answered("data_hit"),
        };
        let suspected = if malicious { self.answered("malicious") } else { Held::Yes };
        let counted = users.map_or(Held::Yes, |limit| {
            // The users of an outage are not those whose data are hit.
            if hit.kind == HitKind::Data { enough(hit, limit) } else { Held::open(Need::Users) }
        });
        // Only a stated exception counts: the careful side. It is one for wrong settings, not for what somebody did on purpose.
        let kept = match unless.map(|index| self.question(index).0) {
            Some(Tri::Yes) if !self.incident.is_deliberate() => Held::No,
            _ => Held::Yes,
        };
        let held = hit_by.and(suspected).and(counted).and(kept);
        let times = &self.incident.times;
        let began = hit.began.or(times.began);
        // A reading: the number of users counts from the discovery, or from the beginning where that is not known.
        let of_hakom = self.law.manner(criterion.act) == Some(Manner::HakomTable);
        let at = if of_hakom { times.detected.or(began) } else { began };
        Finding { held, at, later: None }
    }
}

/// A service that is hit in several ways: its users add up as far as they are different people, which nobody has stated. So
/// it is open at most. `test`: whether a hit counts, whatever its users.
fn together(hits: &[&Hit], limit: Option<UserLimit>, test: impl Fn(&Hit) -> Finding) -> Finding {
    let Some(limit) = limit else { return Finding::of(Held::No) };
    // The users of one service add up, not those of several.
    let services = hits.iter().enumerate().filter(|(at, hit)| {
        let before = hits.iter().take(*at);
        !before.into_iter().any(|other| other.service == hit.service)
    });
    let of_service = services.map(|(_, first)| {
        // Where the users of an entry are not known, that is open already.
        let counted =
            hits.iter().filter(|hit| hit.service == first.service && (hit.share.is_some() || users(hit).is_some()));
        let counted = counted.map(|hit| (*hit, test(hit)));
        let counted: Vec<(&Hit, Finding)> = counted.filter(|(_, found)| found.held != Held::No).collect();
        let mut moments: Vec<Moment> = Vec::new();
        let mut held = Held::open(Need::Together);
        for (_, found) in &counted {
            if let Some(at) = found.at {
                insert_in_order(&mut moments, at, |at| *at);
            }
            held = held.and(found.held.clone());
        }
        let all_known = moments.len() == counted.len();
        let counted: Vec<&Hit> = counted.into_iter().map(|(hit, _)| hit).collect();
        if counted.len() < 2 || enough(&sum(&counted), limit) == Held::No {
            return Finding::of(Held::No);
        }
        // One entry alone does not reach it: the second moment is the earliest that can count.
        Finding { held, at: moments.get(1).copied().filter(|_| all_known), later: None }
    });
    of_service.reduce(Finding::or).unwrap_or(Finding::of(Held::No))
}

/// The users of several entries of a service as if they were different people; all users of the service as far as the
/// entries agree on them.
fn sum(hits: &[&Hit]) -> Hit {
    let add = |one: Range<u64>, other: Range<u64>| Range {
        from: one.from.saturating_add(other.from),
        to: one.to.zip(other.to).map(|(one, other)| one.saturating_add(other)),
    };
    // Where numbers are not known in every entry, shares are added.
    let numbers: Option<Vec<Range<u64>>> = hits.iter().map(|hit| users(hit)).collect();
    let shares: Vec<Range<u64>> = hits.iter().filter_map(|hit| share(hit)).collect();
    let is_complete = shares.len() == hits.len();
    let of_shares = shares.into_iter().reduce(add).map(|sum| {
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Range { from: small(sum.from), to: sum.to.map(small).filter(|_| is_complete) }
    });
    let totals = hits.iter().filter_map(|hit| hit.total);
    let total = totals.reduce(|one, other| Range {
        from: one.from.min(other.from),
        to: one.to.zip(other.to).map(|(one, other)| one.max(other)),
    });
    let users = numbers.and_then(|numbers| numbers.into_iter().reduce(add));
    Hit { users, total, share: of_shares, ..Hit::new(String::new()) }
}

/// The share of a service's users that an entry hits, in hundredths of a percent; rounded up, so that it is never too small.
fn share(hit: &Hit) -> Option<Range<u64>> {
    if let Some(share) = hit.share {
        return Some(Range { from: share.from.into(), to: share.to.map(u64::from) });
    }
    let (users, total) = (hit.users?, hit.total?);
    let of = |users: u64, total: u64| {
        let whole = u128::from(total).max(1);
        u64::try_from((u128::from(users) * 10_000).div_ceil(whole)).unwrap_or(u64::MAX)
    };
    let from = total.to.map_or(0, |total| of(users.from, total));
    Some(Range { from, to: users.to.map(|users| of(users, total.from)) })
}

/// One of the hits is enough.
fn any(hits: &[&Hit], test: impl Fn(&Hit) -> Finding) -> Finding {
    hits.iter().map(|hit| test(hit)).reduce(Finding::or).unwrap_or(Finding::of(Held::No))
}

/// An answer as a finding.
pub fn held(answer: Tri, need: impl FnOnce() -> Need) -> Held {
    match answer {
        Tri::Yes => Held::Yes,
        Tri::No => Held::No,
        Tri::Unknown => Held::open(need()),
    }
}

/// Whether a loss is above an amount, or above a share of the turnover: whichever is lower.
pub fn exceeds(loss: Option<Range<u64>>, turnover: Option<Range<u64>>, cents: u64, share: u32) -> Held {
    let Some(loss) = loss else { return Held::open(Need::Loss) };
    let of = |amount: u64, turnover: u64| u128::from(amount) * 10_000 > u128::from(turnover) * u128::from(share);
    let above_amount = limit_of(loss, |amount| amount > cents, Need::Loss);
    let above_share = match turnover {
        None if loss.to == Some(0) => Held::No,
        None => Held::open(Need::Turnover),
        Some(turnover) => {
            if turnover.to.is_some_and(|highest| of(loss.from, highest)) {
                Held::Yes
            } else if loss.to.is_some_and(|highest| !of(highest, turnover.from)) {
                Held::No
            } else if turnover.is_exact() {
                Held::open(Need::Loss)
            } else {
                Held::Open(vec![Need::Loss, Need::Turnover])
            }
        }
    };
    above_amount.or(above_share)
}

fn limit_of(range: Range<u64>, met: impl Fn(u64) -> bool, need: Need) -> Held {
    if met(range.from) {
        Held::Yes
    } else if range.to.is_some_and(|to| !met(to)) {
        Held::No
    } else {
        Held::open(need)
    }
}

/// Whether enough users are hit: a share of all, or a number, whichever is smaller.
pub fn enough(hit: &Hit, limit: UserLimit) -> Held {
    let met = |number: u64, bound: u64| if limit.strict { number > bound } else { number >= bound };
    let by_count = limit.count.map(|count| match users(hit) {
        Some(users) => limit_of(users, |number| met(number, count), Need::Users),
        None => Held::open(Need::Users),
    });
    let by_share = limit.share.map(|share| of_all(hit, share, limit.strict));
    match (by_count, by_share) {
        (Some(count), Some(share)) => share.or(count),
        (count, share) => count.or(share).unwrap_or(Held::Yes),
    }
}

/// Users hit: as stated, or worked out from share and total; where nobody can use the service, up to all of them.
fn users(hit: &Hit) -> Option<Range<u64>> {
    let all = hit.total.filter(|_| hit.kind == HitKind::Complete);
    let of_share = || {
        let (share, total) = (hit.share?, hit.total?);
        let part = |share: u32, total: u64| u64::try_from(u128::from(total) * u128::from(share) / 10_000).ok();
        let to = match (share.to, total.to) {
            // Rounded up, so that the number is never too small.
            (Some(share), Some(total)) => part(share, total).map(|users| users.saturating_add(1).min(total)),
            _ => None,
        };
        let exact =
            share.is_exact() && total.is_exact() && total.from.checked_mul(u64::from(share.from))? % 10_000 == 0;
        let from = part(share.from, total.from)?;
        Some(Range { from, to: if exact { Some(from) } else { to } })
    };
    match (hit.users.or_else(of_share), all) {
        // Stated are fewer than all of them: which of the two is right is open.
        (Some(users), Some(all)) => {
            Some(Range { from: users.from.min(all.from), to: users.to.zip(all.to).map(|(one, other)| one.max(other)) })
        }
        (users, all) => users.or(all),
    }
}

/// Whether the users hit are more than a share of all.
fn of_all(hit: &Hit, limit: u32, strict: bool) -> Held {
    if hit.kind == HitKind::Complete {
        // Nobody can use it: those are all its users, whatever their number.
        return if strict && limit >= 10_000 { Held::No } else { Held::Yes };
    }
    let met = |users: u64, total: u64| {
        let (part, bound) = (u128::from(users) * 10_000, u128::from(total) * u128::from(limit));
        if strict { part > bound } else { part >= bound }
    };
    match (hit.users, hit.total, hit.share) {
        (Some(users), Some(total), _) => {
            if total.to.is_some_and(|highest| met(users.from, highest)) {
                Held::Yes
            } else if users.to.is_some_and(|most| !met(most, total.from)) {
                Held::No
            } else {
                let mut needs = Vec::new();
                if !users.is_exact() {
                    needs.push(Need::Users);
                }
                if !total.is_exact() {
                    needs.push(Need::UsersTotal);
                }
                Held::Open(needs)
            }
        }
        (_, _, Some(share)) => {
            let reached = |share: u32| if strict { share > limit } else { share >= limit };
            if reached(share.from) {
                Held::Yes
            } else if share.to.is_some_and(|most| !reached(most)) {
                Held::No
            } else {
                Held::open(Need::Users)
            }
        }
        // Nobody hit is no share of anything.
        (Some(Range { to: Some(0), .. }), None, None) => Held::No,
        (Some(_), None, None) => Held::open(Need::UsersTotal),
        (None, Some(_), None) => Held::open(Need::Users),
        (None, None, None) => Held::Open(vec![Need::Users, Need::UsersTotal]),
    }
}
