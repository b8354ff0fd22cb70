//! Cases as data: `tests/cases/measures/*.toml`.

use std::sync::LazyLock;

use law::{Status, Verdict};
use nis2_check::domain::maturity::{Span, target};
use nis2_check::domain::measures::binding::{self, Binding, Ground, Obliged};
use nis2_check::domain::measures::compare::compare;
use nis2_check::domain::measures::crosswalk::crosswalk;
use nis2_check::domain::measures::levels::Disagreement;
use nis2_check::domain::measures::roadmap::Roadmap;
use nis2_check::domain::measures::{Answer, Kept, State};
use nis2_check::domain::national::{National, concerns};
use nis2_check::domain::scope::outcome::{Held, Outcome, outcome};
use nis2_check::domain::session::Level;
use nis2_check::domain::sorted::SortedSet;
use nis2_check::domain::units::Tri;
use toml::{Table, Value};

use super::{World, asks};
use crate::national::cases::{Bench, Case, assessment, cases as national_cases};

fn texts(case: &Table, name: &str) -> Vec<String> {
    let list = case.get(name).and_then(Value::as_array).into_iter().flatten();
    list.map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn table<'a>(case: &'a Table, name: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    case.get(name).and_then(Value::as_table).into_iter().flatten().map(|(id, value)| (id.as_str(), value))
}

fn state(word: &str) -> State {
    match word {
        "in_place" => State::InPlace,
        "partly" => State::Partly,
        "planned" => State::Planned,
        "missing" => State::Missing,
        "not_applicable" => State::NotApplicable,
        "unknown" => State::Unknown,
        other => panic!("no such answer: {other}"),
    }
}

fn kept(world: &World, case: &Table, answers: &str) -> Kept {
    let mut kept = Kept::default();
    if let Some(all) = case.get("all").and_then(Value::as_str) {
        for at in world.asking() {
            kept.set_state(world.id(at), Some(state(all)));
        }
    }
    for (id, word) in table(case, answers) {
        world.at(id);
        let answer =
            Answer { state: Some(state(word.as_str().unwrap())), reason: "none".to_owned(), ..Answer::default() };
        kept.answers.insert(id.to_owned(), answer);
    }
    for (id, word) in table(case, "profile") {
        assert!(world.measures.profile.iter().any(|known| known == id), "no such question of the profile: {id}");
        let tri = match word.as_str().unwrap() {
            "yes" => Tri::Yes,
            "no" => Tri::No,
            _ => Tri::Unknown,
        };
        kept.profile.insert(id.to_owned(), tri);
    }
    kept.framework = case.get("framework").map(|text| text.as_str().unwrap().to_owned());
    kept.order = texts(case, "order");
    kept
}

fn world(case: &Table) -> World {
    let mut quick = vec![Level::Open; 13];
    for (id, level) in table(case, "quick") {
        let area: usize = id.trim_start_matches('A').parse().unwrap();
        let level = level.as_integer().map_or(Level::NotApplicable, |level| Level::At(u8::try_from(level).unwrap()));
        quick[area - 1] = level;
    }
    World::new(&quick)
}

fn span(span: Option<Span>) -> String {
    match span {
        None => "none".to_owned(),
        Some(span) if span.is_exact() => span.low.to_string(),
        Some(span) => format!("{}-{}", span.low, span.high),
    }
}

/// What the law asks: of an organisation (`firm`, as in the cases of national law), or as if the directive had these verdicts.
fn obliged(case: &Table) -> Obliged {
    if let Some(firm) = case.get("firm") {
        return of_firm(&Case::of(firm.as_table().unwrap())).2;
    }
    let verdict = |word: &String| match word.as_str() {
        "essential" => Verdict::Essential,
        "important" => Verdict::Important,
        "out_of_scope" => Verdict::OutOfScope,
        other => panic!("no such verdict: {other}"),
    };
    let verdicts: SortedSet<Verdict> = texts(case, "verdict").iter().map(verdict).collect();
    let bound = |verdict: &Verdict| *verdict != Verdict::OutOfScope;
    let binding = match (verdicts.iter().all(bound) && !verdicts.is_empty(), verdicts.iter().any(bound)) {
        (true, _) => Binding::Yes,
        (_, true) => Binding::Perhaps,
        _ => Binding::No,
    };
    let state = |code: &String| (code.clone(), Status::Checked);
    let regulation = if case.contains_key("regulation") { binding } else { Binding::No };
    Obliged { regulation, acts: texts(case, "acts").iter().map(state).collect(), ..asks(&verdicts, binding) }
}

/// By the directive, by the law of every State that has to do with the organisation, and by both together.
fn of_firm(case: &Case) -> (Outcome, Vec<National>, Obliged) {
    static BENCH: LazyLock<Bench> = LazyLock::new(Bench::new);
    let (core, (_, law)) = (&BENCH.core, BENCH.state(&case.state));
    let assessment = assessment(law, case);
    let day = assessment.as_of;
    let sizes = assessment.sizes(core, day);
    let facts = assessment.facts_with(core, day, &sizes);
    let concerned = BENCH.states.iter().filter(|(state, _)| concerns(&assessment.places, &state.code));
    let found = concerned.map(|(state, law)| (state.code.as_str(), BENCH.run_in(state, law, &assessment, day)));
    let found: Vec<(&str, National)> = found.collect();
    let directive = outcome(core, &facts);
    let obliged = binding::obliged(core, &facts, &directive, &found);
    (directive, found.into_iter().map(|(_, state)| state).collect(), obliged)
}

fn roadmap(world: &World, case: &Table, kept: &Kept) -> Roadmap {
    world.plan(kept, &obliged(case))
}

/// What a case says about a name, in words.
fn found(world: &World, case: &Table, kept: &Kept, expected: &str, name: &str) -> String {
    let area = |name: &str| world.maturity.areas.iter().position(|area| area.id == name).unwrap();
    let ids = |all: &[usize]| all.iter().map(|at| world.id(*at)).collect::<Vec<_>>().join(" ");
    match expected {
        "level" => span(world.levels(kept)[area(name)].level),
        "alone" => span(world.levels(kept)[area(name)].alone),
        "disagreement" => match &world.levels(kept)[area(name)].disagreement {
            None => "none".to_owned(),
            Some(Disagreement::Shifted(because)) => format!("shifted {}", ids(because)),
            Some(Disagreement::Lower(because)) => format!("lower {}", ids(because)),
            Some(Disagreement::Higher(because)) => format!("higher {}", ids(because)),
            Some(Disagreement::Applies) => "applies".to_owned(),
            Some(Disagreement::NothingApplies) => "nothing applies".to_owned(),
        },
        "cell" => {
            let (framework, place) = name.split_once(' ').unwrap();
            let at = world.measures.frameworks.iter().position(|known| known.id == framework).unwrap();
            let place = world.measures.frameworks[at].places.iter().position(|known| known == place).unwrap();
            format!("{:?}", crosswalk(&world.measures, kept, at)[place].cover)
        }
        "law" => {
            let obliged = obliged(case);
            match name {
                "binding" => format!("{:?}", obliged.binding),
                "regulation" => format!("{:?}", obliged.regulation),
                "acts" => obliged.acts.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" "),
                "status" => format!("{:?}", obliged.status),
                "beyond_directive" => obliged.states.len().to_string(),
                other => panic!("cases know no law.{other}"),
            }
        }
        "target" => target(&world.maturity.areas[area(name)], &obliged(case).verdicts).to_string(),
        "horizon" => {
            let roadmap = roadmap(world, case, kept);
            let todo = roadmap.items.iter().find(|todo| todo.measure == world.at(name));
            todo.map_or_else(|| "none".to_owned(), |todo| format!("{:?}", todo.horizon))
        }
        "urgency" => {
            let roadmap = roadmap(world, case, kept);
            let todo = roadmap.items.iter().find(|todo| todo.measure == world.at(name)).unwrap();
            format!("{} x {}", todo.weight, todo.urgency)
        }
        "duty" => {
            let roadmap = roadmap(world, case, kept);
            let todo = roadmap.items.iter().find(|todo| todo.measure == world.at(name)).unwrap();
            let ground = match todo.ground {
                Some(Ground::Act(at)) => world.measures.frameworks[at].id.clone(),
                other => other.map_or_else(String::new, |ground| format!("{ground:?}")),
            };
            format!("{:?} {ground}", todo.duty)
        }
        "early" => {
            let roadmap = roadmap(world, case, kept);
            roadmap.items.iter().find(|todo| todo.measure == world.at(name)).unwrap().early.to_string()
        }
        "change" => {
            let after = self::kept(world, case, "later");
            let changes = compare(&world.measures, kept, &after);
            let change = changes.iter().find(|(at, _)| *at == world.at(name));
            change.map_or_else(|| "none".to_owned(), |(_, change)| format!("{change:?}"))
        }
        other => panic!("cases know no \"{other}\""),
    }
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/measures");
    for file in std::fs::read_dir(folder).unwrap() {
        let file: Table = std::fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        for case in file["case"].as_array().unwrap() {
            let case = case.as_table().unwrap();
            let world = world(case);
            let kept = kept(&world, case, "answers");
            count += 1;
            for (what, names) in case["expect"].as_table().unwrap() {
                if what == "order" {
                    let items = roadmap(&world, case, &kept).items;
                    let ids: Vec<&str> = items.iter().map(|todo| world.id(todo.measure)).collect();
                    let expected = texts(case["expect"].as_table().unwrap(), "order");
                    if !ids.iter().take(expected.len()).eq(expected.iter()) {
                        wrong.push(format!("{}: order {}", case["name"], ids.join(" ")));
                    }
                    continue;
                }
                for (name, expected) in names.as_table().unwrap() {
                    let found = found(&world, case, &kept, what, name);
                    if found != expected.as_str().unwrap() {
                        wrong.push(format!("{}: {what} of {name}: {found}, expected {expected}", case["name"]));
                    }
                }
            }
        }
    }
    assert!(count >= 20, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_law_of_a_state_takes_nothing_away_and_binds_only_where_it_is_certain() {
    let bound = |verdict: &Verdict| matches!(verdict, Verdict::Essential | Verdict::Important);
    let mut only_by_states = 0;
    for case in national_cases() {
        let (directive, states, both) = of_firm(&case);
        let alone = binding::binding(&directive);
        assert!(both.binding >= alone && directive.possible.is_subset(&both.verdicts), "{}", case.name);
        let certain = |state: &National| state.competent == Held::Yes && state.possible.iter().all(bound);
        if both.binding == Binding::Yes && alone != Binding::Yes {
            assert!(states.iter().any(certain) && !both.states.is_empty(), "{}", case.name);
            only_by_states += 1;
        }
        let added = both.verdicts.iter().filter(|verdict| !directive.possible.contains(*verdict));
        for verdict in added {
            assert!(states.iter().any(|state| certain(state) && state.possible.contains(verdict)), "{}", case.name);
        }
    }
    assert!(only_by_states >= 5, "{only_by_states} cases in which only the law of a State binds");
}
