//! National law: every case, every rule, both readings, and a state that no code knows.

pub mod cases;
pub mod properties;
pub mod report;
mod third;

use std::collections::BTreeSet;

use law::{Condition, Status};
use nis2_check::domain::national::category_of_possible;
use nis2_check::domain::scope::facts::Need;
use nis2_check::domain::units::{Cents, Range};

use cases::{Bench, Case, cases, held_name, reading_names, verdict_name};

/// Compares one case with the engine; the differences.
fn check(bench: &Bench, case: &Case) -> Vec<String> {
    let (state, law) = bench.state(&case.state);
    let found = bench.run(case);
    let expect = &case.expect;
    let mut problems = Vec::new();
    let mut same = |what: &str, expected: Vec<String>, found: Vec<String>| {
        if expected != found {
            problems.push(format!("{what}: expected {expected:?}, found {found:?}"));
        }
    };
    let one = |text: &str| vec![text.to_owned()];
    let verdict = verdict_name(law, state, &found);
    same("verdict", one(&expect.verdict), one(&verdict));
    if let Some(possible) = &expect.possible {
        let name = |verdict| state.categories[category_of_possible(law, state, &found, verdict).unwrap()].id.clone();
        same("possible", possible.clone(), found.possible.iter().map(|verdict| name(*verdict)).collect());
    } else if !["undetermined", "borderline", "not_in_force", "check", "authority_decides"].contains(&verdict.as_str())
    {
        same("count of possible verdicts", one("1"), one(&found.possible.len().to_string()));
    }
    if let Some(status) = &expect.status {
        same("status", one(status), one(status_name(found.status)));
    }
    if let Some(readings) = &expect.readings {
        same("readings", readings.clone(), reading_names(law, state, &found));
    }
    if let Some(missing) = &expect.missing {
        let id = |need: &Need| match need {
            Need::Fact(fact) => law.facts[usize::from(*fact)].id.clone(),
            Need::Activity(row) => format!("activity.{}", law.rows[usize::from(*row)].id),
            Need::Size => "size".to_owned(),
        };
        same("missing", missing.clone(), found.missing.iter().map(id).collect());
    }
    let competences: Vec<String> =
        found.competences.iter().map(|(index, _)| state.competences[*index].id.clone()).collect();
    if let Some(expected) = &expect.competences {
        same("competences", expected.clone(), competences);
    }
    if let Some(differs) = &expect.differs {
        same("differs", one(differs), one(held_name(found.differs)));
    }
    if let Some(competent) = &expect.competent {
        same("competent", one(competent), one(held_name(found.competent)));
    }
    if let Some(displaced) = &expect.displaced {
        same("displaced by DORA", one(displaced), one(held_name(found.displaced)));
    }
    if let Some(fines) = &expect.fines {
        same("fines", fines.clone(), found.frames.iter().map(|frame| fine_text(state, frame)).collect());
    }
    let rules: BTreeSet<&str> = found
        .readings
        .iter()
        .flat_map(|reading| &reading.outcome.rules)
        .map(|index| law.rules[*index].id.as_str())
        .collect();
    let differences: BTreeSet<&str> =
        found.differences.iter().map(|(index, _)| state.differences[*index].id.as_str()).collect();
    for (what, wanted, unwanted, there) in [
        ("rules", &expect.rules, &expect.not_rules, &rules),
        ("differences", &expect.differences, &expect.not_differences, &differences),
    ] {
        let absent: Vec<&String> = wanted.iter().filter(|id| !there.contains(id.as_str())).collect();
        let surplus: Vec<&String> = unwanted.iter().filter(|id| there.contains(id.as_str())).collect();
        if !absent.is_empty() || !surplus.is_empty() {
            problems.push(format!("{what}: {absent:?} should be there, {surplus:?} should not; there: {there:?}"));
        }
    }
    problems
}

fn fine_text(state: &law::state::State, frame: &nis2_check::domain::national::Frame) -> String {
    let end = |range: Range<Cents>| match range.to {
        Some(to) if to == range.from => to.0.to_string(),
        Some(to) => format!("{}..{}", range.from.0, to.0),
        None => format!("{}..", range.from.0),
    };
    let lowest = frame.lowest.map_or("none".to_owned(), end);
    format!("{}: {lowest} to {}", state.fines[frame.fine].id, end(frame.highest))
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Checked => "checked",
        Status::Reading => "reading",
        Status::Secondary => "secondary",
        Status::Unverified => "unverified",
    }
}

#[test]
fn every_case_is_as_the_law_says() {
    let bench = Bench::new();
    let (mut wrong, mut names) = (Vec::new(), BTreeSet::new());
    for case in cases() {
        assert!(!case.why.is_empty(), "{}: says no reason", case.name);
        assert!(names.insert(format!("{} {}", case.state, case.name)), "\"{}\" stands twice", case.name);
        let problems = check(&bench, &case);
        if !problems.is_empty() {
            wrong.push(format!("{} {} ({})\n    {}", case.state, case.name, case.why, problems.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ\n{}", wrong.len(), names.len(), wrong.join("\n"));
}

#[test]
fn every_rule_and_difference_is_there_in_a_case_and_not_in_another() {
    let bench = Bench::new();
    let cases = cases();
    let named = |list: fn(&Case) -> &Vec<String>| -> BTreeSet<&str> {
        cases.iter().flat_map(list).map(String::as_str).collect()
    };
    let (fired, blocked) = (named(|case| &case.expect.rules), named(|case| &case.expect.not_rules));
    let mut absent = Vec::new();
    for (state, _) in &bench.states {
        for rule in &state.rules {
            let always = matches!(&rule.when, Condition::All(parts) if parts.is_empty()) && rule.with.is_empty();
            if !fired.contains(rule.id.as_str()) {
                absent.push(format!("{} fires nowhere", rule.id));
            }
            if !always && !blocked.contains(rule.id.as_str()) {
                absent.push(format!("{} is blocked nowhere", rule.id));
            }
        }
        let of_state = |case: &&Case| case.state == state.code;
        let (there, not_there): (BTreeSet<&String>, BTreeSet<&String>) = (
            cases.iter().filter(of_state).flat_map(|case| &case.expect.differences).collect(),
            cases.iter().filter(of_state).flat_map(|case| &case.expect.not_differences).collect(),
        );
        for item in &state.differences {
            let always = matches!(&item.when, Condition::All(parts) if parts.is_empty()) && item.with.is_empty();
            if !there.contains(&item.id) || (!always && !not_there.contains(&item.id)) {
                absent.push(format!(
                    "{}: the difference \"{}\" needs a case with it and one without",
                    state.code, item.id
                ));
            }
        }
        let lists: Vec<&Vec<String>> =
            cases.iter().filter(of_state).filter_map(|case| case.expect.competences.as_ref()).collect();
        for item in &state.competences {
            let always = matches!(&item.when, Condition::All(parts) if parts.is_empty());
            let with = lists.iter().any(|list| list.contains(&item.id));
            let without = always || lists.iter().any(|list| !list.contains(&item.id));
            if !with || !without {
                absent.push(format!("{}: \"{}\" needs a case with it and one without", state.code, item.id));
            }
        }
    }
    assert!(absent.is_empty(), "{}", absent.join("\n"));
}
