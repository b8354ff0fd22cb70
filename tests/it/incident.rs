//! The tables of operators cell by cell, and what must hold for every incident.

use std::sync::OnceLock;

use law::incident::{ActData, Event, IncidentLaw, Manner, Step, Within};
use nis2_check::content::native::incident;
use nis2_check::domain::incident::{
    ActResult, Entity, Hit, HitKind, Incident, Message, Reportable, Role, evaluate as decide,
};
use nis2_check::domain::time::{Due, Moment};
use nis2_check::domain::units::{Range, Tri};
use proptest::prelude::*;

/// 20 November 2026, 09:00 in Ljubljana and Zagreb.
const START: Moment = Moment(1_795_161_600);
const MINUTE: i64 = 60;

const HAKOM: [(&str, [u64; 5]); 5] = [
    ("fixed_voice", [12_000, 24_000, 60_000, 120_000, 180_000]),
    ("mobile_voice", [45_000, 90_000, 225_000, 450_000, 675_000]),
    ("fixed_internet", [11_000, 22_000, 55_000, 110_000, 165_000]),
    ("mobile_internet", [50_000, 100_000, 250_000, 500_000, 750_000]),
    ("ni_ics", [50_000, 100_000, 250_000, 500_000, 750_000]),
];
const HAKOM_HOURS: [i64; 5] = [8, 6, 4, 2, 1];
/// Hours and percent.
const AKOS: [(i64, u64); 5] = [(1, 15), (2, 10), (4, 5), (6, 2), (8, 1)];
const AKOS_SERVICES: [&str; 5] = ["fixed_voice", "mobile_voice", "fixed_internet", "mobile_internet", "emergency"];

/// An incident of which all is known: so many minutes, so many of so many users, every question answered no.
fn known(country: &str, service: &str, kind: HitKind, minutes: i64, users: u64, total: u64) -> Incident {
    let mut incident = Incident::new("one".to_owned());
    incident.countries = vec![country.to_owned()];
    incident.entity = Entity::Essential;
    incident.role = Role::Controller;
    incident.running = Tri::No;
    incident.times.began = Some(START);
    incident.times.detected = Some(START);
    incident.times.aware = Some(START);
    incident.times.ended = Some(Moment(START.0 + minutes * MINUTE));
    incident.loss = Some(Range::exactly(0));
    incident.turnover = Some(Range::exactly(1_000_000_000));
    let law = incident_law();
    incident.answers = law.questions.iter().map(|question| (question.id.clone(), Tri::No)).collect();
    incident.answers.insert("hakom_before".to_owned(), Tri::Yes);
    if kind == HitKind::Data {
        incident.answers.insert("data_hit".to_owned(), Tri::Yes);
    }
    incident.hits = vec![Hit {
        kind,
        users: Some(Range::exactly(users)),
        total: Some(Range::exactly(total)),
        ..Hit::new(service.to_owned())
    }];
    incident
}

fn incident_law() -> &'static IncidentLaw {
    static LAW: OnceLock<IncidentLaw> = OnceLock::new();
    LAW.get_or_init(incident)
}

fn said(law: &IncidentLaw, incident: &Incident, act: &str, now: Moment) -> ActResult {
    let results = decide(law, std::slice::from_ref(incident), incident, now);
    results.acts.into_iter().find(|result| law.act(result.act).unwrap().id == act).unwrap()
}

fn row(law: &IncidentLaw, result: &ActResult) -> String {
    result.met.first().map_or(String::new(), |met| law.criteria[met.criterion].id.clone())
}

/// Long after everything.
fn later() -> Moment {
    Moment(START.0 + 30 * 24 * 60 * MINUTE)
}

#[test]
fn every_cell_of_hakom_at_and_just_below() {
    let law = incident_law();
    for (service, users) in HAKOM {
        for (hours, least) in HAKOM_HOURS.iter().zip(users) {
            let minutes = hours * 60;
            for (minutes, users, met) in [
                (minutes, least, true),
                (minutes + 1, least, true),
                (minutes, least + 1, true),
                (minutes - 1, least, false),
                (minutes, least - 1, false),
            ] {
                let incident = known("hr", service, HitKind::Partial, minutes, users, 9_000_000);
                let result = said(law, &incident, "hakom", later());
                let cell = format!("hakom.{service}.{hours}h");
                assert_eq!(row(law, &result) == cell, met, "{cell}: {minutes} minutes, {users} users");
                // Below a row of a longer time nothing else can be met by less.
                if met {
                    assert_eq!(result.reportable, Reportable::Yes);
                    let first = result.tasks.iter().find(|task| law.steps[usize::from(task.step)].id == "hakom.first");
                    let due = first.unwrap().due.unwrap();
                    assert_eq!(due, Due::At(Moment(START.0 + (hours + 1) * 3600)), "{cell}");
                }
            }
        }
        for (users, met) in [(users[0], true), (users[0] + 1, true), (users[0] - 1, false)] {
            let incident = known("hr", service, HitKind::Data, 1, users, 9_000_000);
            let result = said(law, &incident, "hakom", later());
            assert_eq!(result.reportable == Reportable::Yes, met, "{service} data {users}");
            assert_eq!(row(law, &result) == format!("hakom.{service}.data"), met);
        }
    }
}

#[test]
fn every_cell_of_akos_at_below_and_above() {
    let law = incident_law();
    for service in AKOS_SERVICES {
        for (number, (hours, percent)) in AKOS.into_iter().enumerate() {
            let (minutes, users) = (hours * 60, percent * 100);
            for (minutes, users, met) in [
                (minutes + 1, users + 1, true),
                (minutes, users + 1, false),
                (minutes + 1, users, false),
                (minutes, users, false),
                (minutes - 1, users + 1, false),
                (minutes + 1, users - 1, false),
            ] {
                let incident = known("si", service, HitKind::Partial, minutes, users, 10_000);
                let result = said(law, &incident, "akos", later());
                let cell = format!("akos.r{}", number + 1);
                let has = result.met.iter().any(|met| law.criteria[met.criterion].id == cell);
                assert_eq!(has, met, "{service} {cell}: {minutes} minutes, {users} users");
                let expected = if result.met.is_empty() { Reportable::Judgement } else { Reportable::Yes };
                assert_eq!(result.reportable, expected);
            }
        }
    }
}

#[test]
fn the_tables_are_complete() {
    let law = incident_law();
    let of = |act: &str, start: &str| {
        let is_of = |at: u8| law.act(at).unwrap().id == act;
        law.criteria.iter().filter(|criterion| is_of(criterion.act) && criterion.id.starts_with(start)).count()
    };
    assert_eq!(of("akos", "akos.r"), 5);
    assert_eq!(HAKOM.iter().map(|(service, _)| of("hakom", &format!("hakom.{service}."))).sum::<usize>(), 30);
    assert_eq!(of("ir2690", "ir."), 45);
}

#[test]
fn an_empty_incident_says_nothing_wrong() {
    let law = incident_law();
    let incident = Incident::new("one".to_owned());
    let results = decide(law, &[], &incident, START);
    for result in &results.acts {
        assert_eq!(result.reportable, Reportable::Depends, "{:?}", result.act);
        assert!(result.tasks.iter().all(|task| task.due.is_none()));
        assert!(!result.on.is_empty());
    }
}

/// The chain of reports of a State is data: an act and its steps, nothing else.
#[test]
fn a_state_is_added_by_data_only() {
    let mut law = incident_law().clone();
    let mut incident = known("at", "other_service", HitKind::Complete, 60, 10, 10);
    incident.answers.insert("severe_disruption".to_owned(), Tri::Yes);
    let directive = said(&law, &incident, "nis2", later());
    assert!(directive.messages.contains(&Message::StateDecides));
    let act = u8::try_from(law.acts.len()).unwrap();
    let of_directive = law.acts[usize::from(directive.act)].clone();
    law.acts.push(ActData { id: "at_act".to_owned(), manner: Manner::State, state: "at".to_owned(), ..of_directive });
    let steps = law.steps.clone().into_iter().filter(|step| step.act == directive.act && step.event == Event::Aware);
    law.steps.extend(steps.map(|step| {
        let id = step.id.replace("nis2", "at");
        let within = if step.within == Within::Hours(24) { Within::Hours(12) } else { step.within };
        Step { id, act, within, ..step }
    }));
    let results = decide(&law, std::slice::from_ref(&incident), &incident, later());
    assert!(!results.acts.iter().any(|result| result.messages.contains(&Message::StateDecides)));
    let own = results.acts.last().unwrap();
    assert_eq!((own.reportable, own.state.as_str()), (Reportable::Yes, "at"));
    let due = |id: &str| own.tasks.iter().find(|task| law.steps[usize::from(task.step)].id == id).unwrap().due;
    assert_eq!(due("at.early_warning"), Some(Due::At(Moment(START.0 + 12 * 3600))));
    assert_eq!(due("at.notification"), Some(Due::At(Moment(START.0 + 72 * 3600))));
}

fn kinds() -> impl Strategy<Value = HitKind> {
    prop_oneof![
        Just(HitKind::Complete),
        Just(HitKind::Limited),
        Just(HitKind::Slow),
        Just(HitKind::Data),
        Just(HitKind::Partial)
    ]
}

/// Kinds that are at least as grave for everybody.
fn worse_than(kind: HitKind) -> &'static [HitKind] {
    match kind {
        HitKind::Limited => &[HitKind::Slow, HitKind::Partial, HitKind::Complete],
        HitKind::Slow | HitKind::Partial => &[HitKind::Complete],
        _ => &[],
    }
}

fn services() -> impl Strategy<Value = String> {
    let law = incident_law();
    prop::sample::select(law.services.iter().map(|service| service.id.clone()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(crate::properties(256))]

    /// With all else known and the same, more minutes or more users never make an incident less reportable.
    #[test]
    fn longer_or_larger_is_never_less_reportable(
        service in services(), kind in kinds(), minutes in 0_i64..700, more_minutes in 0_i64..300,
        users in 0_u64..900_000, more_users in 0_u64..300_000,
    ) {
        let law = incident_law();
        for country in ["si", "hr"] {
            let small = known(country, &service, kind, minutes, users, 1_200_000);
            let large = known(country, &service, kind, minutes + more_minutes, users + more_users, 1_200_000);
            for act in law.acts.iter().map(|act| act.id.as_str()) {
                let (less, more) = (said(law, &small, act, later()), said(law, &large, act, later()));
                prop_assert!(less.reportable <= more.reportable, "{:?}: {:?} {:?}", act, less.reportable, more.reportable);
            }
        }
    }

    /// Who is hit worse is never less reportable: slower or out for some instead of limited, out for all instead of any of
    /// these; and another entry of the same service only adds to it.
    #[test]
    fn worse_or_more_is_never_less_reportable(
        service in services(), kind in kinds(), other in kinds(), minutes in 0_i64..700, users in 0_u64..900_000,
        more_users in 0_u64..900_000, total in 900_000_u64..2_000_000,
    ) {
        let law = incident_law();
        for country in ["si", "hr"] {
            let less = known(country, &service, kind, minutes, users, total);
            let mut worse = vec![];
            for grave in worse_than(kind) {
                worse.push(known(country, &service, *grave, minutes, users, total));
            }
            let mut more = less.clone();
            let entry = known(country, &service, other, minutes, more_users, total);
            more.hits.extend(entry.hits);
            if other == HitKind::Data {
                more.answers = entry.answers;
            }
            worse.push(more);
            for act in law.acts.iter().map(|act| act.id.as_str()) {
                let before = said(law, &less, act, later());
                for worse in &worse {
                    let after = said(law, worse, act, later());
                    let kinds: Vec<HitKind> = worse.hits.iter().map(|hit| hit.kind).collect();
                    prop_assert!(
                        before.reportable <= after.reportable,
                        "{:?}: {:?} {:?} {:?}", act, kinds, before.reportable, after.reportable
                    );
                }
            }
        }
    }

    /// Two entries are never less reportable than the larger of them with the users of both.
    #[test]
    fn two_entries_never_hide_what_they_are_together(
        service in services(), kind in kinds(), minutes in 0_i64..700, users in 0_u64..450_000,
        more_users in 0_u64..450_000, total in 900_000_u64..2_000_000,
    ) {
        let law = incident_law();
        for country in ["si", "hr"] {
            let together = known(country, &service, kind, minutes, users + more_users, total);
            let mut apart = known(country, &service, kind, minutes, users, total);
            apart.hits.extend(known(country, &service, kind, minutes, more_users, total).hits);
            for act in law.acts.iter().map(|act| act.id.as_str()) {
                let (one, two) = (said(law, &together, act, later()), said(law, &apart, act, later()));
                let hidden = one.reportable == Reportable::Yes && matches!(two.reportable, Reportable::No | Reportable::Judgement);
                prop_assert!(!hidden, "{:?}: {:?} {:?}", act, one.reportable, two.reportable);
            }
        }
    }

    /// Taking a fact away never turns yes into no or no into yes.
    #[test]
    fn unknown_is_never_no(
        service in services(), kind in kinds(), minutes in 0_i64..700, users in 0_u64..900_000, what in 0_usize..8,
    ) {
        let law = incident_law();
        for country in ["si", "hr"] {
            // Who leaves out that nobody could use the service has stated by the users that everybody was hit; fewer
            // contradict it.
            let users = if what == 4 && kind == HitKind::Complete { 1_200_000 } else { users };
            let full = known(country, &service, kind, minutes, users, 1_200_000);
            let mut less = full.clone();
            match what {
                0 => less.hits[0].users = None,
                1 => less.hits[0].total = None,
                2 => { less.times.ended = None; less.running = Tri::Unknown; }
                3 => less.times.began = None,
                4 => less.hits[0].kind = HitKind::Unknown,
                5 => less.hits.clear(),
                6 => less.entity = Entity::Unknown,
                _ => less.countries.clear(),
            }
            for act in law.acts.iter().map(|act| act.id.as_str()) {
                let (known, open) = (said(law, &full, act, later()), said(law, &less, act, later()));
                let turned = match known.reportable {
                    Reportable::Yes => open.reportable == Reportable::No,
                    Reportable::No => open.reportable == Reportable::Yes,
                    _ => false,
                };
                prop_assert!(!turned, "{:?} {what}: {:?} {:?}", act, known.reportable, open.reportable);
            }
        }
    }

    /// While it runs, nothing that can still be met is ruled out; and what is announced comes true.
    #[test]
    fn what_is_announced_comes_true(service in services(), kind in kinds(), minutes in 0_i64..600, users in 0_u64..900_000) {
        let law = incident_law();
        for country in ["si", "hr"] {
            let mut running = known(country, &service, kind, 0, users, 1_200_000);
            running.times.ended = None;
            running.running = Tri::Yes;
            let now = Moment(START.0 + minutes * MINUTE);
            for act in law.acts.iter().map(|act| act.id.as_str()) {
                let result = said(law, &running, act, now);
                if let Some(next) = result.next {
                    let at = next.at.unwrap();
                    prop_assert!(at >= now);
                    let then = said(law, &running, act, Moment(at.0 + MINUTE));
                    prop_assert!(then.met.iter().any(|met| met.criterion == next.criterion), "{:?}", act);
                }
                let mut ended = running.clone();
                ended.times.ended = Some(Moment(START.0 + 700 * MINUTE));
                ended.running = Tri::No;
                let end = said(law, &ended, act, later());
                prop_assert!(result.reportable != Reportable::No || end.reportable == Reportable::No, "{:?}", act);
            }
        }
    }

    /// The steps of an act are due in the order of the law, whatever the day, also across clock changes.
    #[test]
    fn deadlines_are_in_order(hours in 0_i64..9_000, delay in 0_i64..71, trust in any::<bool>()) {
        let law = incident_law();
        let start = Moment(START.0 - 3_000 * 3600 + hours * 3600);
        for country in ["si", "hr", "other"] {
            let service = if trust { "trust" } else { "other_service" };
            let mut incident = known(country, service, HitKind::Complete, 0, 10, 10);
            incident.times = nis2_check::domain::incident::Times {
                began: Some(start), detected: Some(start), aware: Some(start), ended: Some(Moment(start.0 + 7200)),
                ..Default::default()
            };
            for id in ["severe_disruption", "categorised", "restricted_area"] {
                incident.answers.insert(id.to_owned(), Tri::Yes);
            }
            for step in law.steps.iter().filter(|step| step.id.ends_with("notification") || step.id.ends_with("notification_trust")) {
                incident.sent.insert(step.id.clone(), Moment(start.0 + delay * 3600));
            }
            let now = Moment(start.0 + 100 * 3600);
            for act in ["nis2", "si_zinfv1", "hr_zks"] {
                let result = said(law, &incident, act, now);
                let due = |kinds: &[&str]| {
                    let of_kind = |kind: u8| kinds.contains(&law.kinds[usize::from(kind)].as_str());
                    let task = result.tasks.iter().find(|task| of_kind(law.steps[usize::from(task.step)].kind))?;
                    task.due?.too_late(result.place)
                };
                let order: Vec<Moment> =
                    [due(&["early_warning"]), due(&["notification"]), due(&["final"])].into_iter().flatten().collect();
                prop_assert!(order.is_sorted(), "{:?} {:?}", act, order);
                let early = due(&["early_warning"]).or(due(&["notification"]));
                if result.reportable == Reportable::Yes {
                    prop_assert_eq!(early, Some(Moment(start.0 + 24 * 3600 + 1)));
                }
            }
        }
    }
}
