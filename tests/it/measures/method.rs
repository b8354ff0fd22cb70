//! The tables of `docs/scoring.md` are those of the data.

use nis2_check::domain::measures::schedule::DAYS;

use super::World;

const SCORING: &str = include_str!("../../../docs/scoring.md");

/// The rows are there, and no other of the same table.
fn has_table(head: &str, rows: &[String]) {
    let table: Vec<&str> = SCORING.lines().skip_while(|line| *line != head).skip(2).collect();
    let table: Vec<&str> = table.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(table, rows, "{head}");
}

#[test]
fn the_targets_written_down_are_those_of_the_areas() {
    let world = World::new(&[]);
    let mut groups: Vec<([u8; 5], Vec<String>)> = Vec::new();
    for (area, number) in world.maturity.areas.iter().zip(1..) {
        match groups.iter_mut().find(|(targets, _)| *targets == area.targets) {
            Some((_, areas)) => areas.push(format!("{number}")),
            None => groups.push((area.targets, vec![format!("{number}")])),
        }
    }
    let row = |(targets, areas): &([u8; 5], Vec<String>)| {
        let targets = targets.map(|target| target.to_string());
        format!("| {} | {} |", areas.join(", "), targets.join(" | "))
    };
    let rows: Vec<String> = groups.iter().map(row).collect();
    has_table("| areas | essential | important | registration only | out of scope | needs assessment |", &rows);
}

#[test]
fn the_weights_written_down_are_those_of_the_measures() {
    let world = World::new(&[]);
    let asking = world.asking();
    let of = |chosen: &dyn Fn(usize) -> bool| asking.iter().filter(|at| chosen(**at)).count();
    let measure = |at: usize| &world.measures.measures[at];
    let words = ["very small risk", "small risk", "medium risk", "high risk", "very high risk"];
    let rows = (1..=5_u8).rev().zip(words.into_iter().rev());
    let rows = rows.map(|(risk, words)| format!("| {risk} | {words} | {} |", of(&|at| measure(at).risk == risk)));
    has_table("| risk | without the measure | questions |", &rows.collect::<Vec<_>>());
    let rows = (1..=4_u8).zip(DAYS);
    let rows = rows.map(|(effort, days)| format!("| {effort} | {days} | {} |", of(&|at| measure(at).effort == effort)));
    has_table("| effort | days of work, about | questions |", &rows.collect::<Vec<_>>());
}

#[test]
fn every_point_of_the_annex_is_asked_for() {
    let world = World::new(&[]);
    let at = world.measures.frameworks.iter().position(|known| known.id == "ir2690").unwrap();
    for (place, number) in world.measures.frameworks[at].places.iter().enumerate() {
        let asks = |measure: &law::Measure| measure.places[at].iter().any(|own| usize::from(*own) == place);
        assert!(world.measures.measures.iter().any(asks), "Annex {number}");
    }
}
