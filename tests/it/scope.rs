//! Applicability: every named case, every rule, every row at every size.

use std::collections::{BTreeMap, BTreeSet};

use law::{Condition, Consequence, Day, Effect, Law, Size, Verdict};
use nis2_check::content::native::law;
use nis2_check::domain::scope::facts::{Need, SIZES, SizePairs, YES};
use nis2_check::domain::scope::jurisdiction::competences;
use nis2_check::domain::scope::outcome::{Held, Outcome, missing, outcome};
use nis2_check::evaluate::verdict_name;
use serde::Deserialize;

use crate::cases::{Case, Expect, cases, fact_index, facts_of, ordinary, places_of, row_index};

fn need_name(law: &Law, need: Need) -> String {
    match need {
        Need::Fact(fact) => law.facts[usize::from(fact)].id.clone(),
        Need::Activity(row) => format!("activity.{}", law.rows[usize::from(row)].id),
        Need::Size => "size".to_owned(),
    }
}

fn held_name(held: Held) -> &'static str {
    match held {
        Held::Yes => "yes",
        Held::No => "no",
        Held::Open => "open",
    }
}

fn consequence_named(name: &str) -> Consequence {
    match name {
        "representative" => Consequence::Representative,
        "domain_data" => Consequence::DomainData,
        "exempted_partly" => Consequence::ExemptedPartly,
        "exempted_wholly" => Consequence::ExemptedWholly,
        other => panic!("no consequence \"{other}\""),
    }
}

/// Notes a difference between what is expected and what is.
macro_rules! same {
    ($problems:ident, $what:expr, $expected:expr, $found:expr) => {
        if $expected != $found {
            $problems.push(format!("{}: expected {:?}, found {:?}", $what, $expected, $found));
        }
    };
}

/// Compares one case with the engine; the differences.
fn check(law: &Law, case: &Case) -> Vec<String> {
    let facts = facts_of(law, case);
    let found = outcome(law, &facts);
    let expect = &case.expect;
    let mut problems = Vec::new();
    let verdict = found.verdict.map_or("undetermined", verdict_name);
    same!(problems, "verdict", expect.verdict, verdict);
    let expected: BTreeSet<&str> =
        expect.possible.as_ref().map_or(BTreeSet::from([verdict]), |list| list.iter().map(String::as_str).collect());
    let possible: BTreeSet<&str> = found.possible.iter().map(|verdict| verdict_name(*verdict)).collect();
    same!(problems, "possible", expected, possible);

    let rules: BTreeSet<&str> = found.rules.iter().map(|index| law.rules[*index].id.as_str()).collect();
    for id in expect.rules.iter().chain(&expect.not_rules) {
        assert!(law.rules.iter().any(|rule| rule.id == *id), "{}: no rule \"{id}\"", case.name);
    }
    let absent: Vec<&String> = expect.rules.iter().filter(|id| !rules.contains(id.as_str())).collect();
    let fired: Vec<&String> = expect.not_rules.iter().filter(|id| rules.contains(id.as_str())).collect();
    if !absent.is_empty() || !fired.is_empty() {
        problems.push(format!("rules {absent:?} should fire, {fired:?} should not; fired: {rules:?}"));
    }

    let open: BTreeSet<String> = missing(law, &facts).into_iter().map(|need| need_name(law, need)).collect();
    if expect.missing_some.is_empty() {
        let wanted: BTreeSet<String> = expect.missing.iter().cloned().collect();
        same!(problems, "missing", wanted, open);
    } else {
        let absent: Vec<&String> = expect.missing_some.iter().filter(|id| !open.contains(*id)).collect();
        same!(problems, "missing", Vec::<&String>::new(), absent);
    }
    problems.extend(check_consequences(law, case, &found));
    problems
}

fn check_consequences(law: &Law, case: &Case, found: &Outcome) -> Vec<String> {
    let expect = &case.expect;
    let mut problems = Vec::new();
    if let Some(registers) = &expect.registers {
        let all = [("art3", Consequence::RegisterArt3), ("art27", Consequence::RegisterArt27)];
        let certain: Vec<&str> =
            all.into_iter().filter(|(_, what)| found.follows(*what) == Held::Yes).map(|(name, _)| name).collect();
        same!(problems, "registers", *registers, certain);
    }
    if let Some(ir) = &expect.ir {
        same!(problems, "ir", ir, held_name(found.follows(Consequence::Regulation2690)));
    }
    if let Some(displaced) = &expect.displaced {
        same!(problems, "displaced", displaced, held_name(found.follows(Consequence::DisplacedByDora)));
    }
    if let Some(expected) = &expect.jurisdiction {
        let with_access = case.facts.get("dns_access_resolver_only").is_some_and(|value| value == "yes");
        let states: Vec<String> = competences(law, found, &places_of(case), with_access)
            .into_iter()
            .map(|competence| format!("{:?}: {}", competence.by, competence.states.join(" ")).trim().to_owned())
            .collect();
        same!(problems, "jurisdiction", *expected, states);
    }
    for (id, matches) in &expect.rows {
        let row = row_index(law, id);
        let held = found.rows.iter().find(|(index, _)| usize::from(*index) == row).map(|(_, held)| held_name(*held));
        same!(problems, format!("row {id}"), Some(matches.as_str()), held);
    }
    for name in &expect.follows {
        same!(problems, name, Held::Yes, found.follows(consequence_named(name)));
    }
    for name in &expect.not_follows {
        same!(problems, name, Held::No, found.follows(consequence_named(name)));
    }
    problems
}

#[test]
fn every_case_is_as_the_law_says() {
    let law = law();
    let (mut wrong, mut names) = (Vec::new(), BTreeSet::new());
    for case in cases() {
        assert!(!case.why.is_empty(), "{}: says no reason", case.name);
        assert!(names.insert(case.name.clone()), "the name \"{}\" stands twice", case.name);
        let problems = check(&law, &case);
        if !problems.is_empty() {
            wrong.push(format!("{} ({})\n    {}", case.name, case.why, problems.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ\n{}", wrong.len(), names.len(), wrong.join("\n"));
}

#[test]
fn every_rule_fires_in_a_case_and_is_blocked_in_another() {
    let law = law();
    let cases = cases();
    let named = |list: fn(&Expect) -> &Vec<String>| -> BTreeSet<&str> {
        cases.iter().flat_map(|case| list(&case.expect)).map(String::as_str).collect()
    };
    let (fired, blocked) = (named(|expect| &expect.rules), named(|expect| &expect.not_rules));
    let ids = || law.rules.iter().filter(|rule| !matches!(rule.when, Condition::All(ref parts) if parts.is_empty()));
    let never_fired: Vec<&str> =
        law.rules.iter().map(|rule| rule.id.as_str()).filter(|id| !fired.contains(id)).collect();
    let never_blocked: Vec<&str> = ids().map(|rule| rule.id.as_str()).filter(|id| !blocked.contains(id)).collect();
    assert!(
        never_fired.is_empty() && never_blocked.is_empty(),
        "never fired {never_fired:?}, never blocked {never_blocked:?}"
    );
}

/// The table "by row and size" of the facts: families of rows, and the verdict by size.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    rows: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    micro: String,
    small: String,
    medium: String,
    large: String,
    displaced: Option<bool>,
}

#[test]
fn every_row_has_the_verdict_of_its_family_at_every_size() {
    let law = law();
    let table: Table = toml::from_str(include_str!("../cases/scope/table.toml")).unwrap();
    let (mut wrong, mut seen, mut checked) = (Vec::new(), BTreeSet::new(), 0);
    for family in &table.family {
        for row in &family.rows {
            seen.insert(row.as_str());
            let verdicts = [&family.micro, &family.small, &family.medium, &family.large];
            for (size, verdict) in SIZES.into_iter().zip(verdicts) {
                let mut facts = ordinary(&law, Day(20_261_121));
                for (id, value) in &family.facts {
                    let index = fact_index(&law, id);
                    let bit = law.facts[index].values.iter().position(|known| known == value).unwrap();
                    facts.values[index] = 1 << bit;
                }
                facts.activities[row_index(&law, row)] = YES;
                facts.sizes = SizePairs::new([(size, size)]);
                let found = outcome(&law, &facts);
                checked += 1;
                let by_dora = found.follows(Consequence::DisplacedByDora) == Held::Yes;
                let class = matches!(found.verdict, Some(Verdict::Essential | Verdict::Important));
                if found.verdict.map(verdict_name) != Some(verdict.as_str()) || !found.is_certain() {
                    wrong.push(format!(
                        "{}: {row} {size:?}: expected {verdict}, found {:?}",
                        family.name, found.verdict
                    ));
                }
                if by_dora != (class && family.displaced == Some(true)) {
                    wrong.push(format!("{}: {row} {size:?}: displaced by DORA: {by_dora}", family.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rows = law.rows.iter().filter(|row| law.sectors[usize::from(row.sector)].annex > 0);
    let absent: Vec<&str> = rows.map(|row| row.id.as_str()).filter(|id| !seen.contains(id)).collect();
    assert!(absent.is_empty(), "rows in no family: {absent:?}");
    assert!(checked >= 67 * 4);
}

/// `simplified` treats micro and small alike; that holds while no rule tells them apart.
#[test]
fn no_rule_tells_micro_from_small() {
    fn sizes(condition: &Condition, found: &mut Vec<Size>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| sizes(part, found)),
            Condition::Not(part) => sizes(part, found),
            Condition::SizeAtLeast(size) => found.push(*size),
            Condition::Fact(..) | Condition::Activity(_) | Condition::Row(_) | Condition::InScope => {}
        }
    }
    let law = law();
    let mut found = Vec::new();
    law.rules.iter().for_each(|rule| sizes(&rule.when, &mut found));
    law.rows.iter().for_each(|row| sizes(&row.when, &mut found));
    assert!(found.iter().all(|size| *size > Size::Small), "{found:?}");
}

/// `possible` counts on it: what brings an entity into scope does not depend on being in scope.
#[test]
fn no_ground_rests_on_being_in_scope() {
    fn rests(condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(rests),
            Condition::Not(part) => rests(part),
            Condition::InScope => true,
            _ => false,
        }
    }
    let law = law();
    let grounds = law.rules.iter().filter(|rule| rule.effect == Effect::InScope);
    let circular: Vec<&str> = grounds.filter(|rule| rests(&rule.when)).map(|rule| rule.id.as_str()).collect();
    assert!(circular.is_empty() && !law.rows.iter().any(|row| rests(&row.when)), "{circular:?}");
}

#[test]
fn a_row_that_has_ended_matches_no_more() {
    let mut law = nis2_check::content::native::law();
    let row = law.rows.iter().position(|row| row.asks.is_empty()).unwrap();
    let mut assessment = nis2_check::domain::session::Assessment::new("a".to_owned(), String::new(), Day(20_261_121));
    assessment.activities = Some([(law.rows[row].id.clone(), nis2_check::domain::units::Tri::Yes)].into());
    assessment.answers.insert("union_establishment".to_owned(), "yes".to_owned());
    let matches = |law: &law::Law| {
        let facts = assessment.facts(law, Day(20_261_121));
        outcome(law, &facts).rows.iter().any(|(at, held)| usize::from(*at) == row && *held == Held::Yes)
    };
    assert!(matches(&law));
    law.rows[row].to = Some(Day(20_261_120));
    assert!(!matches(&law), "not the day after its last");
    law.rows[row].to = Some(Day(20_261_121));
    assert!(matches(&law), "still on its last day");
}
