//! Several incidents together: those of one cause within six months, and outages of one calendar week.

use law::Day;
use law::incident::{IncidentLaw, Limit, ServiceGroup, Test};

use crate::domain::sorted::insert_in_order;
use crate::domain::time::{Moment, Place, day, moment};
use crate::domain::units::{Range, Tri};

use super::criteria::{Case, exceeds};
use super::finding::{Finding, Held, Need};
use super::times::goes_on;
use super::{HitKind, Incident};

/// Months within which incidents of one cause count together. *Source:* Regulation (EU) 2024/2690, Art. 4.
const MONTHS: u32 = 6;

/// The day on which an incident counts: when it began, else when it was noticed (our reading).
fn day_of(incident: &Incident) -> Option<Day> {
    let at = incident.times.began.or(incident.times.detected)?;
    Some(at.local(incident.place())?.day)
}

/// Whether two days lie within six months.
fn within(one: Day, other: Day) -> bool {
    let (first, last) = (one.min(other), one.max(other));
    day::plus_months(first, MONTHS).is_some_and(|end| last <= end)
}

/// The root cause as it is compared: in small letters.
fn cause(incident: &Incident) -> String {
    incident.root_cause.trim().chars().map(small).collect()
}

/// The small letter of one of the Latin script in Europe (Latin-1 and Latin Extended-A); all others stay. The tables of the
/// standard library know every script and weigh as much as a screen.
fn small(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        // A to Ž in pairs; in the first list the capital is even, in the second it is odd.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 if code % 2 == 0 => code + 1,
        0x139..=0x148 | 0x179..=0x17e if code % 2 == 1 => code + 1,
        0xc0..=0xde if code != 0xd7 => code + 0x20,
        0x178 => 0xff,
        _ => return letter.to_ascii_lowercase(),
    };
    char::from_u32(small).unwrap_or(letter)
}

/// Other incidents that may have the same cause, within six months; and whether that is sure.
pub fn same_cause<'a>(all: &'a [Incident], incident: &Incident) -> Vec<(&'a Incident, bool)> {
    let own = cause(incident);
    let (own_day, id) = (day_of(incident), &incident.id);
    let others = all.iter().filter(|other| other.id != *id).filter_map(|other| {
        let theirs = cause(other);
        let same = match (own.is_empty(), theirs.is_empty()) {
            (false, false) if own != theirs => return None,
            (false, false) => true,
            _ => false,
        };
        match (own_day, day_of(other)) {
            (Some(one), Some(two)) => within(one, two).then_some((other, same)),
            _ => Some((other, false)),
        }
    });
    others.collect()
}

/// Incidents of the same apparent root cause, at least two within six months, whose losses together exceed the limit.
pub fn recurring(case: &Case<'_>) -> Held {
    let limit = case.law.criteria.iter().find_map(|criterion| match criterion.test {
        Test::Loss { cents, share } => Some((cents, share)),
        _ => None,
    });
    let Some((cents, share)) = limit else { return Held::No };
    let incident = case.incident;
    let others = of_regulation(case.law, same_cause(case.all, incident));
    if others.is_empty() {
        return Held::No;
    }
    let together = |chosen: &[&Incident]| {
        let losses = chosen.iter().map(|one| one.loss).chain([incident.loss]);
        let sum = losses.reduce(add_ranges).flatten();
        exceeds(sum, incident.turnover, cents, share)
    };
    let sure: Vec<&Incident> = others.iter().filter(|(_, sure)| *sure).map(|(other, _)| *other).collect();
    let mut found = Held::No;
    for (window, open) in windows(incident, &sure) {
        let held = together(&window);
        found = found.or(if open && held == Held::Yes { Held::open(Need::Began) } else { held });
    }
    if found != Held::Yes && others.iter().any(|(_, sure)| !sure) {
        let every: Vec<&Incident> = others.iter().map(|(other, _)| *other).collect();
        let possible = together(&every);
        if possible != Held::No {
            found = found.or(Held::open(Need::RootCause));
        }
    }
    found
}

/// Those of the incidents that hit services of the Regulation; planned work is none of its incidents (Art. 3(2)).
fn of_regulation<'a>(law: &IncidentLaw, incidents: Vec<(&'a Incident, bool)>) -> Vec<(&'a Incident, bool)> {
    let regulated = |id: &str| {
        let service = law.services.iter().find(|service| service.id == id);
        service.is_none_or(|service| matches!(service.group, ServiceGroup::Digital | ServiceGroup::Trust))
    };
    let counted = incidents.into_iter().filter_map(|(one, sure)| match one.hits.as_slice() {
        _ if is_planned(one) => None,
        [] => Some((one, false)),
        hits => hits.iter().any(|hit| regulated(&hit.service)).then_some((one, sure)),
    });
    counted.collect()
}

fn is_planned(incident: &Incident) -> bool {
    incident.answer("planned_maintenance") == Tri::Yes
}

/// Sets of other incidents that lie within six months of each other and of this one.
fn windows<'a>(incident: &Incident, others: &[&'a Incident]) -> Vec<(Vec<&'a Incident>, bool)> {
    let Some(own) = day_of(incident) else {
        return if others.is_empty() { Vec::new() } else { vec![(others.to_vec(), true)] };
    };
    let starts = others.iter().filter_map(|other| day_of(other)).chain([own]).filter(|start| *start <= own);
    let sets = starts.filter_map(|start| {
        let end = day::plus_months(start, MONTHS).filter(|end| own <= *end)?;
        let inside = |other: &&&Incident| day_of(other).is_some_and(|on| on >= start && on <= end);
        let set: Vec<&Incident> = others.iter().filter(inside).copied().collect();
        (!set.is_empty()).then_some((set, false))
    });
    sets.collect()
}

fn add_ranges(one: Option<Range<u64>>, other: Option<Range<u64>>) -> Option<Range<u64>> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let to = one.to.zip(other.to).map(|(one, other)| one.saturating_add(other));
            Some(Range { from: one.from.saturating_add(other.from), to })
        }
        // What is known is the least.
        (Some(known), None) | (None, Some(known)) => Some(Range { from: known.from, to: None }),
        (None, None) => None,
    }
}

/// Outages of trust services, for all users or some of them, added up by calendar week, Monday to Sunday by the clock of the
/// place (our reading). All incidents kept count; the week must be one of this incident. What may have lasted longer, in this
/// incident or another, keeps the answer open.
pub fn weekly(case: &Case<'_>, limit: Limit) -> Finding {
    let place = case.incident.place();
    let own = outages(case.incident, case.now);
    let mut all = own.clone();
    for other in case.all.iter().filter(|other| other.id != case.incident.id && !is_planned(other)) {
        all.extend(outages(other, case.now));
    }
    let seconds = i64::from(limit.value) * 60;
    let sure = in_order(all.iter().filter_map(Outage::sure));
    let mut found = Finding::of(Held::No);
    for outage in &own {
        let Some((from, until)) = outage.from.zip(outage.least).filter(|(from, until)| from <= until) else {
            found = found.or(Finding::of(Held::Open(outage.needs())));
            continue;
        };
        // As long as it may have lasted: into further weeks.
        let last = outage.most.unwrap_or(case.now).max(until);
        for (start, end) in weeks(place, from, last) {
            let sum = covered(&sure, start, end);
            let may_be = covered(&in_order(all.iter().map(|one| one.possible(start, end))), start, end);
            if sum > seconds {
                found = found.or(Finding { held: Held::Yes, at: reached(&sure, start, seconds), later: None });
            } else if may_be > seconds {
                let needs = if outage.is_sure() { vec![Need::OtherOutages] } else { outage.needs() };
                let goes_on = |one: &Outage| one.ongoing && one.sure().is_some_and(|(_, until)| until < end);
                let later = Some(Moment(case.now.0 + seconds - sum)).filter(|at| *at < end && all.iter().any(goes_on));
                found = found.or(Finding { held: Held::Open(needs), at: None, later });
            }
        }
    }
    found
}

/// An outage of a trust service.
#[derive(Clone)]
struct Outage {
    from: Option<Moment>,
    /// It lasted until then at least.
    least: Option<Moment>,
    /// It lasted until then at most; `None` while it goes on or nobody knows.
    most: Option<Moment>,
    ongoing: bool,
    kind_known: bool,
}

impl Outage {
    fn is_sure(&self) -> bool {
        self.kind_known && self.from.is_some() && self.most.is_some() && self.most == self.least
    }

    fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        if self.from.is_none() {
            needs.push(Need::Began);
        }
        if self.most.is_none() || self.most != self.least {
            needs.push(Need::Ended);
        }
        if !self.kind_known {
            needs.push(Need::Kind);
        }
        needs
    }

    /// The time in which the service was surely out.
    fn sure(&self) -> Option<(Moment, Moment)> {
        self.from.zip(self.least).filter(|(from, until)| from <= until && self.kind_known)
    }

    /// The time of a week in which it may have been out.
    fn possible(&self, start: Moment, end: Moment) -> (Moment, Moment) {
        (self.from.unwrap_or(start).max(start), self.most.unwrap_or(end).min(end))
    }
}

fn in_order(stretches: impl Iterator<Item = (Moment, Moment)>) -> Vec<(Moment, Moment)> {
    let mut intervals: Vec<(Moment, Moment)> = Vec::new();
    for interval in stretches {
        insert_in_order(&mut intervals, interval, |interval| *interval);
    }
    intervals
}

fn outages(incident: &Incident, now: Moment) -> Vec<Outage> {
    let hits = incident.hits.iter().filter(|hit| hit.service == "trust");
    let out = hits.filter(|hit| matches!(hit.kind, HitKind::Complete | HitKind::Partial | HitKind::Unknown));
    let outage = out.map(|hit| {
        let from = hit.began.or(incident.times.began).or(incident.times.detected);
        let ended = hit.ended.or(incident.times.ended);
        let ongoing = goes_on(incident, hit);
        let after = |minutes: u32| from.map(|from| Moment(from.0 + i64::from(minutes) * 60));
        let minutes = hit.minutes.filter(|_| hit.ended.is_none() && !ongoing);
        let (least, most) = match minutes {
            // Not longer than it can have lasted until now.
            Some(minutes) => {
                let within = |at: Moment| at.min(now);
                (after(minutes.from).map(within), minutes.to.and_then(after).map(within))
            }
            None if ongoing => (Some(now), None),
            None => {
                let is_over = incident.running == Tri::No;
                (ended.or(from), ended.or_else(|| is_over.then_some(now)))
            }
        };
        Outage { from, least, most, ongoing, kind_known: hit.kind != HitKind::Unknown }
    });
    outage.collect()
}

/// Calendar weeks that a stretch of time touches.
fn weeks(place: Place, from: Moment, until: Moment) -> Vec<(Moment, Moment)> {
    let mut weeks = Vec::new();
    let Some(mut monday) = from.local(place).and_then(|local| {
        let weekday = day::weekday(local.day)?;
        day::minus_days(local.day, weekday)
    }) else {
        return weeks;
    };
    // A year of weeks is more than any outage needs.
    for _ in 0..54 {
        let Some(next) = day::plus_days(monday, 7) else { break };
        let (Some(start), Some(end)) = (moment::start_of(place, monday), moment::start_of(place, next)) else { break };
        if start > until {
            break;
        }
        weeks.push((start, end));
        monday = next;
    }
    weeks
}

/// Seconds of a week that are covered by stretches of time in order; what overlaps counts once.
fn covered(intervals: &[(Moment, Moment)], start: Moment, end: Moment) -> i64 {
    let (mut sum, mut until) = (0, start);
    for (one, other) in intervals {
        let from = (*one).max(until);
        let to = (*other).min(end);
        if to > from {
            sum += to.0 - from.0;
            until = to;
        }
    }
    sum
}

/// When the sum reached so many seconds.
fn reached(intervals: &[(Moment, Moment)], start: Moment, seconds: i64) -> Option<Moment> {
    let (mut sum, mut until) = (0, start);
    for (one, other) in intervals {
        let from = (*one).max(until);
        if *other > from {
            if sum + other.0 - from.0 > seconds {
                return Some(Moment(from.0 + seconds - sum));
            }
            sum += other.0 - from.0;
            until = *other;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn letters_are_small_as_the_standard_library_says() {
        // The Turkish I with a dot becomes two letters.
        let latin = (0..0x180).filter_map(char::from_u32).filter(|letter| *letter != 'İ');
        for letter in latin {
            assert_eq!(small(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
        assert_eq!("ŽAGA ČRPALKA Đ".chars().map(small).collect::<String>(), "žaga črpalka đ");
    }
}
