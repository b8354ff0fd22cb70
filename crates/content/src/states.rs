//! The law of States: `content/states/<code>/`, resolved over the core and checked.

use std::collections::BTreeSet;
use std::path::Path;

use law::state::{
    Body, Category, Competent, Decision, Difference, Figure, FigureTest, Fine, Measure, SizeReading, State, TurnoverOf,
};
use law::{Condition, Effect, Fact, Rule, Status, Verdict};

use crate::LANGUAGES;
use crate::rules::{Core, Resolver, check_rules, collect_facts, day, mark_represented, source, verdicts};
use crate::schema::{FactsFile, RuleRecord, RulesFile};
use crate::state_schema::{
    BoundsRecord, CompetentRecord, DecisionRecord, FigureRecord, FineRecord, PeriodsName, SizeRecord, StateFile,
    TurnoverName,
};

/// Cents of a euro, and hundredths of a work unit.
const HUNDREDTHS: u64 = 100;

/// Reads every state below a folder, in the order of their codes; none when there is no folder.
pub fn load(folder: &Path, core: &Core, problems: &mut Vec<String>) -> Vec<State> {
    let mut codes: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    codes.sort();
    let mut states = Vec::new();
    for code in codes {
        let mut found = Vec::new();
        states.extend(load_state(&folder.join(&code), &code, core, &mut found));
        problems.extend(found.into_iter().map(|problem| format!("states/{code}: {problem}")));
    }
    states
}

/// Rust source: which states there are, and their packs for tools and tests.
pub fn constants(states: &[State]) -> String {
    let codes: Vec<String> = states.iter().map(|state| format!("\"{}\"", state.code)).collect();
    let file = |name: &str, kind: &str| format!("include_{kind}!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))");
    let packs = states.iter().map(|state| {
        let code = &state.code;
        let words = LANGUAGES.map(|language| file(&format!("{language}.state.{code}.txt"), "str"));
        let data = file(&format!("state.{code}.bin"), "bytes");
        format!("({data}, [{}]), ", words.join(", "))
    });
    format!(
        "/// Codes of the States whose law there is.\npub const STATES: [&str; {count}] = [{codes}];\n\
         /// Their packs, for tools and tests that run without a browser: law, words by language.\n\
         #[cfg(not(target_arch = \"wasm32\"))]\n\
         pub const STATE_PACKS: [(&[u8], [&str; {languages}]); {count}] = [{packs}];\n",
        count = states.len(),
        codes = codes.join(", "),
        languages = LANGUAGES.len(),
        packs = packs.collect::<String>(),
    )
}

fn load_state(folder: &Path, name: &str, core: &Core, problems: &mut Vec<String>) -> Option<State> {
    let file: StateFile = crate::read_toml(&folder.join("state.toml"), problems)?;
    let FactsFile { fact } = crate::read_toml(&folder.join("facts.toml"), problems)?;
    let RulesFile { rule } = crate::read_toml(&folder.join("rules.toml"), problems)?;
    if core.sources.len() + file.source.len() > usize::from(u8::MAX) {
        problems.push("state.toml: too many sources".to_owned());
    }
    let mut resolver =
        Resolver::new(core.sources.iter().chain(&file.source), core.facts.iter().chain(&fact), &core.rows, problems);
    resolver.citations.provisions.clone_from(&core.law.provisions);
    let facts = resolver.facts(&fact);
    let rules: Vec<Rule> = rule.iter().map(|record| resolver.rule(record)).collect();
    let mut rows = core.law.rows.clone();
    mark_represented(&mut rows, &core.rows.row, &rules);
    let competences = file.competent.iter().map(|record| competent(record, &file, &mut resolver)).collect();
    let categories = file.category.iter().map(|record| Category {
        id: record.id.clone(),
        verdict: record.verdict.into(),
        unverified: record.unverified,
    });
    let differences = file.difference.iter().map(|record| Difference {
        id: record.id.clone(),
        when: record.when.as_ref().map_or(Condition::All(Vec::new()), |when| resolver.condition(&record.id, when)),
        verdict: record.verdict,
        displaced: record.displaced,
        with: verdicts(&record.with),
        cites: resolver.cites(&record.id, &record.cites),
        status: record.status.into(),
    });
    let differences = differences.collect();
    let measures = file.measure.iter().map(|record| Measure {
        id: record.id.clone(),
        list: record.list.clone(),
        nearest: crate::cite::with_words(&record.nearest),
        cites: resolver.cites(&record.id, &record.cites),
        status: record.status.into(),
    });
    let measures = measures.collect();
    let state = State {
        code: name.to_owned(),
        checked_on: day(file.checked_on),
        sources: file.source.iter().map(source).collect(),
        represented: rows.iter().map(|row| row.represented).collect(),
        readings: readings(&facts, &rules),
        decision: file.decision.as_ref().and_then(|record| decision(record, &rules, resolver.problems)),
        facts,
        leads: leads(&rule, &rules, resolver.problems),
        rules,
        categories: categories.collect(),
        sizes: file.size.iter().map(|record| size(record, &mut resolver)).collect(),
        bodies: file.body.iter().map(|body| Body { id: body.id.clone(), name: body.name.clone() }).collect(),
        competences,
        fines: file.fine.iter().map(|record| fine(record, &mut resolver)).collect(),
        differences,
        measures,
        provisions: resolver.citations.provisions.split_off(core.law.provisions.len()),
    };
    check(&state, core, problems);
    Some(state)
}

/// What rules that ask for an assessment say they can lead to.
fn leads(records: &[RuleRecord], rules: &[Rule], problems: &mut Vec<String>) -> Vec<(usize, Vec<Verdict>)> {
    let mut found = Vec::new();
    for (at, (record, rule)) in records.iter().zip(rules).enumerate() {
        let Some(leads) = &record.leads_to else { continue };
        if !matches!(rule.effect, Effect::Assess(_)) {
            problems.push(format!("{}: only a rule that asks for an assessment leads to something else", rule.id));
        }
        found.push((at, verdicts(leads)));
    }
    found
}

fn decision(record: &DecisionRecord, rules: &[Rule], problems: &mut Vec<String>) -> Option<Decision> {
    let mut position = |id: &String, fits: fn(&Effect) -> bool| {
        let found = rules.iter().position(|rule| rule.id == *id && fits(&rule.effect));
        if found.is_none() {
            problems.push(format!("decision: no rule \"{id}\" that says a category (or, for `differs`, a note)"));
        }
        found
    };
    let says = |effect: &Effect| {
        matches!(effect, Effect::Essential | Effect::Important | Effect::RegistrationOnly | Effect::OutOfScope)
    };
    Some(Decision {
        rules: record.rules.iter().filter_map(|id| position(id, says)).collect(),
        differs: position(&record.differs, |effect| *effect == Effect::Note)?,
    })
}

/// Ids of the open readings that facts and rules name, in their order.
fn readings(facts: &[Fact], rules: &[Rule]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let named = facts.iter().map(|fact| &fact.reading).chain(rules.iter().map(|rule| &rule.reading));
    for id in named.filter(|id| !id.is_empty()) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

fn competent(record: &CompetentRecord, file: &StateFile, resolver: &mut Resolver<'_>) -> Competent {
    let mut body = |id: &Option<String>| {
        let id = id.as_ref()?;
        let found = file.body.iter().position(|body| body.id == *id).and_then(|index| u8::try_from(index).ok());
        if found.is_none() {
            resolver.problems.push(format!("{}: there is no body \"{id}\" in state.toml", record.id));
        }
        found
    };
    let (authority, csirt) = (body(&record.authority), body(&record.csirt));
    Competent {
        id: record.id.clone(),
        when: resolver.condition(&record.id, &record.when),
        authority,
        csirt,
        cites: resolver.cites(&record.id, &record.cites),
        status: record.status.into(),
    }
}

fn fine(record: &FineRecord, resolver: &mut Resolver<'_>) -> Fine {
    let upside_down = record.min.is_some_and(|min| min > record.max)
        || record.share_min.is_some_and(|min| record.share_max.is_none_or(|max| min > max))
        || record.persons.is_some_and(|(min, max)| min > max);
    if upside_down {
        resolver.problems.push(format!("{}: the lowest fine is above the highest", record.id));
    }
    Fine {
        id: record.id.clone(),
        with: verdicts(&record.with),
        when: record.when.as_ref().map_or(Condition::All(Vec::new()), |when| resolver.condition(&record.id, when)),
        amount: (record.min.map(|euro| euro * HUNDREDTHS), record.max * HUNDREDTHS),
        share: record.share_max.map(|max| (record.share_min, max)),
        turnover: match record.turnover {
            TurnoverName::Entity => TurnoverOf::Entity,
            TurnoverName::Undertaking => TurnoverOf::Undertaking,
        },
        persons: record.persons.map(|(min, max)| (min * HUNDREDTHS, max * HUNDREDTHS)),
        directive: record.directive,
        displaced: record.displaced,
        cites: resolver.cites(&record.id, &record.cites),
        status: record.status.into(),
    }
}

fn size(record: &SizeRecord, resolver: &mut Resolver<'_>) -> SizeReading {
    if record.periods.is_empty() {
        resolver.problems.push(format!("{}: needs periods: latest, two or both", record.id));
    }
    let steps = record.steps.iter().map(|step| {
        step.iter().map(|line| (line.class.into(), figures(&record.id, &line.when, resolver.problems))).collect()
    });
    let steps = steps.collect();
    SizeReading {
        id: record.id.clone(),
        latest_period: record.periods.contains(&PeriodsName::Latest),
        two_periods: record.periods.contains(&PeriodsName::Two),
        steps,
        cites: resolver.cites(&record.id, &record.cites),
        status: record.status.into(),
    }
}

fn figures(place: &str, record: &FigureRecord, problems: &mut Vec<String>) -> FigureTest {
    let mut found = Vec::new();
    if let Some(parts) = &record.all {
        found.push(FigureTest::All(parts.iter().map(|part| figures(place, part, problems)).collect()));
    }
    if let Some(parts) = &record.any {
        found.push(FigureTest::Any(parts.iter().map(|part| figures(place, part, problems)).collect()));
    }
    let each =
        [(Figure::Staff, &record.staff), (Figure::Turnover, &record.turnover), (Figure::Balance, &record.balance)];
    found.extend(each.into_iter().filter_map(|(figure, bounds)| bounds.as_ref().map(|bounds| span(figure, bounds))));
    if found.len() != 1 {
        problems.push(format!("{place}: a test of figures needs exactly one kind, this one has {}", found.len()));
    }
    found.pop().unwrap_or(FigureTest::All(Vec::new()))
}

fn span(figure: Figure, bounds: &BoundsRecord) -> FigureTest {
    let not = |test| FigureTest::Not(Box::new(test));
    let tests = [
        bounds.from.map(|value| FigureTest::AtLeast(figure, value * HUNDREDTHS)),
        bounds.above.map(|value| FigureTest::Above(figure, value * HUNDREDTHS)),
        bounds.to.map(|value| not(FigureTest::Above(figure, value * HUNDREDTHS))),
        bounds.below.map(|value| not(FigureTest::AtLeast(figure, value * HUNDREDTHS))),
    ];
    FigureTest::All(tests.into_iter().flatten().collect())
}

/// Checks that hold for the whole state.
fn check(state: &State, core: &Core, problems: &mut Vec<String>) {
    check_rules(&state.over(&core.law), problems);
    let prefix = format!("{}.", state.code);
    let rule_ids = state.rules.iter().map(|rule| &rule.id);
    for id in state.facts.iter().map(|fact| &fact.id).chain(rule_ids).filter(|id| !id.starts_with(&prefix)) {
        problems.push(format!("{id}: ids of facts and rules of the state begin with \"{prefix}\""));
    }
    for rule in &state.rules {
        let decides = !matches!(rule.effect, Effect::Assess(_) | Effect::AssessSize | Effect::Note);
        if decides && rule.status == Status::Unverified {
            problems.push(format!("{}: what is not verified decides nothing; use assess or note", rule.id));
        }
        if matches!(rule.effect, Effect::Consequence(_)) {
            problems.push(format!("{}: consequences are those of the core; use note", rule.id));
        }
    }
    let mut used = BTreeSet::new();
    state.rules.iter().for_each(|rule| collect_facts(&rule.when, &mut used));
    state.competences.iter().for_each(|competent| collect_facts(&competent.when, &mut used));
    state.fines.iter().for_each(|fine| collect_facts(&fine.when, &mut used));
    state.differences.iter().for_each(|difference| collect_facts(&difference.when, &mut used));
    for (index, fact) in (core.law.facts.len()..).zip(&state.facts) {
        if !used.iter().any(|fact| usize::from(*fact) == index) {
            problems.push(format!("facts.toml: {}: no rule asks for it; remove it", fact.id));
        }
    }
    for verdict in possible_verdicts(state) {
        if !state.categories.iter().any(|category| category.verdict == verdict && !category.unverified) {
            problems.push(format!("state.toml: no category stands for {verdict:?}; add one"));
        }
    }
    if state.sizes.is_empty() {
        problems.push("state.toml: no way to read the size; add [[size]]".to_owned());
    }
}

/// Verdicts that the rules of a state can lead to.
fn possible_verdicts(state: &State) -> Vec<law::Verdict> {
    let mut verdicts = vec![law::Verdict::OutOfScope, law::Verdict::NeedsAssessment];
    for (effect, verdict) in [
        (Effect::Essential, law::Verdict::Essential),
        (Effect::Important, law::Verdict::Important),
        (Effect::RegistrationOnly, law::Verdict::RegistrationOnly),
    ] {
        if state.rules.iter().any(|rule| rule.effect == effect) {
            verdicts.push(verdict);
        }
    }
    verdicts
}
