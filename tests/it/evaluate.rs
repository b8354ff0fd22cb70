//! `evaluate`: sample files in, one object out; the schemas hold for both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use law::state::State;
use law::{Day, Law};
use nis2_check::content::native::{law, states};
use nis2_check::evaluate::evaluate;
use nis2_check::i18n::{Language, Words, cite, native::words};
use nis2_check::persist::envelope::{read, write};
use serde::Deserialize;
use serde_json::Value;

use crate::schema::misfit;

const TODAY: Day = Day(20_261_121);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    verdict: String,
    possible: Option<Vec<String>>,
    size_class: Option<String>,
    period_left_out: Option<String>,
    facts_not_read: Option<Vec<String>>,
    missing: Option<Vec<String>>,
    #[serde(default)]
    rules: Vec<String>,
    registers: Option<Vec<String>>,
    ir_2024_2690: Option<String>,
    displaced_by: Option<String>,
    jurisdiction: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedError {
    kind: String,
    path: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/evaluate")
}

/// Name without ending, and text, of the samples in a folder.
fn samples(folder: &Path) -> Vec<(String, String)> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    found
}

fn expected<T: for<'de> Deserialize<'de>>(folder: &Path) -> BTreeMap<String, T> {
    toml::from_str(&std::fs::read_to_string(folder.join("expected.toml")).unwrap()).unwrap()
}

struct Bench {
    law: Law,
    states: Vec<State>,
    words: Words,
}

impl Bench {
    fn new() -> Self {
        Self { law: law(), states: states(), words: words(Language::English) }
    }

    fn run(&self, name: &str, text: &str) -> Result<Value, Value> {
        evaluate(&self.law, &self.states, &self.words, name, text, None, TODAY)
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn jurisdictions(value: &Value) -> Vec<String> {
    let by = value.get("by").and_then(Value::as_array);
    let written = |found: &Value| format!("{}: {}", found["rule"].as_str().unwrap(), texts(&found["states"]).join(" "));
    by.into_iter().flatten().map(written).collect()
}

#[test]
fn every_sample_is_as_the_law_says() {
    let bench = Bench::new();
    let expected: BTreeMap<String, Expected> = expected(&folder());
    let samples = samples(&folder());
    assert!(samples.len() >= 40);
    assert_eq!(samples.iter().map(|(name, _)| name).collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (name, text) in &samples {
        let found = bench.run(name, text).unwrap();
        let expect = &expected[name];
        let mut same = |what: &str, expected: &[String], found: &[String]| {
            if expected != found {
                wrong.push(format!("{name}: {what}: expected {expected:?}, found {found:?}"));
            }
        };
        let one = |value: &Value| vec![value.as_str().unwrap_or("none").to_owned()];
        same("verdict", std::slice::from_ref(&expect.verdict), &one(&found["verdict"]));
        let possible = expect.possible.clone().unwrap_or_else(|| vec![expect.verdict.clone()]);
        same("possible", &possible, &texts(&found["possible"]));
        let left_out = found["period_left_out"].as_str().map(str::to_owned);
        same("period_left_out", expect.period_left_out.as_slice(), left_out.as_slice());
        let not_read = found.get("facts_not_read").map(texts).unwrap_or_default();
        same("facts_not_read", expect.facts_not_read.as_deref().unwrap_or_default(), &not_read);
        if let Some(class) = &expect.size_class {
            same("size_class", std::slice::from_ref(class), &one(&found["size_class"]));
        }
        same("missing", expect.missing.as_deref().unwrap_or_default(), &texts(&found["missing"]));
        if let Some(registers) = &expect.registers {
            same("registers", registers, &texts(&found["registers"]));
        }
        if let Some(ir) = &expect.ir_2024_2690 {
            let found = found["ir_2024_2690"].as_bool().map_or("open", |yes| if yes { "yes" } else { "no" });
            same("ir_2024_2690", std::slice::from_ref(ir), &[found.to_owned()]);
        }
        if let Some(by) = &expect.displaced_by {
            same("displaced_by", std::slice::from_ref(by), &one(&found["displaced_by"]));
        }
        if let Some(states) = &expect.jurisdiction {
            same("jurisdiction", states, &jurisdictions(&found["jurisdiction"]));
        }
        let fired: BTreeSet<&str> =
            found["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        let absent: Vec<String> = expect.rules.iter().filter(|id| !fired.contains(id.as_str())).cloned().collect();
        same("rules that should fire", &[], &absent);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_bad_file_is_refused_with_a_reason() {
    let bench = Bench::new();
    let folder = folder().join("bad");
    let expected: BTreeMap<String, ExpectedError> = expected(&folder);
    let samples = samples(&folder);
    assert_eq!(samples.iter().map(|(name, _)| name).collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, text) in &samples {
        let refused = bench.run(name, text).unwrap_err();
        assert_eq!(refused["file"], **name);
        let error = &refused["error"];
        assert_eq!(error["kind"], *expected[name].kind, "{name}");
        assert_eq!(error.get("path").and_then(Value::as_str), expected[name].path.as_deref(), "{name}");
        assert!(error["message"].as_str().unwrap().len() > 40, "{name} says what to do");
    }
}

#[test]
fn the_day_is_the_one_asked_for_then_the_one_of_the_file_then_today() {
    let bench = Bench::new();
    let day = |text: &str, as_of| {
        let found = evaluate(&bench.law, &bench.states, &bench.words, "x", text, as_of, TODAY).unwrap();
        found["as_of"].as_str().unwrap().to_owned()
    };
    let dated = r#"{"app":"nis2-check","schema":1,"data":{"as_of":"2025-03-01"}}"#;
    let undated = r#"{"app":"nis2-check","schema":1,"data":{}}"#;
    assert_eq!(day(dated, Some(Day(20_240_101))), "2024-01-01");
    assert_eq!(day(dated, None), "2025-03-01");
    assert_eq!(day(undated, None), "2026-11-21");
}

#[test]
fn before_the_first_rule_there_is_nothing_to_apply() {
    let bench = Bench::new();
    let text = r#"{"app":"nis2-check","schema":1,"data":{}}"#;
    let on = |day| evaluate(&bench.law, &bench.states, &bench.words, "x", text, Some(day), TODAY);
    assert!(on(Day(20_230_116)).is_ok());
    let refused = on(Day(20_230_115)).unwrap_err();
    assert_eq!(refused["error"]["expected"], "2023-01-16 or later");
}

#[test]
fn citations_are_written_in_english() {
    let bench = Bench::new();
    let (name, text) = samples(&folder()).into_iter().find(|(name, _)| name == "t03-nine-employees-and-large").unwrap();
    let found = bench.run(&name, &text).unwrap();
    let rule = found["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "essential.annex1_large").unwrap();
    assert_eq!(texts(&rule["citations"]), ["NIS 2, Art. 3(1)(a)", "2003/361/EC, Annex, Art. 2(1)"]);
    assert_eq!(rule["status"], "checked");
}

#[test]
fn what_is_read_and_written_has_the_documented_shape() {
    let bench = Bench::new();
    let (input, output) = (schema("assessment"), schema("evaluation"));
    for (name, text) in samples(&folder()) {
        let value = serde_json::from_str(&text).unwrap();
        assert_eq!(misfit(&input, &value), None, "{name}");
        assert_eq!(misfit(&output, &bench.run(&name, &text).unwrap()), None, "{name}");
    }
    for (name, text) in samples(&folder().join("bad")) {
        assert_eq!(misfit(&output, &bench.run(&name, &text).unwrap_err()), None, "{name}");
    }
}

/// What the app writes fits as well.
#[test]
fn what_the_app_writes_has_the_documented_shape() {
    let input = schema("assessment");
    for (name, text) in samples(&folder()) {
        let written = write(&read(&text).unwrap(), true);
        assert_eq!(misfit(&input, &serde_json::from_str(&written).unwrap()), None, "{name}");
    }
}

#[test]
fn the_schema_knows_all_facts_and_activities() {
    let (law, states, schema) = (law(), states(), schema("assessment"));
    let defined = |name: &str| schema["$defs"][name]["properties"].as_object().unwrap().clone();
    let mut facts = serde_json::Map::new();
    for fact in law.facts.iter().chain(states.iter().flat_map(|state| &state.facts)) {
        let mut values: Vec<Value> = fact.values.iter().map(|value| value.as_str().into()).collect();
        values.extend(["unknown".into(), Value::Null]);
        facts.insert(fact.id.clone(), serde_json::json!({ "enum": values }));
    }
    assert_eq!(defined("facts"), facts);
    let rows: Vec<&String> = law.rows.iter().map(|row| &row.id).collect();
    let activities = defined("activities");
    assert_eq!(activities.keys().collect::<BTreeSet<_>>(), rows.into_iter().collect());
    assert!(activities.values().all(|tri| *tri == serde_json::json!({ "$ref": "#/$defs/tri" })));
}

#[test]
fn the_page_about_the_format_is_true() {
    let bench = Bench::new();
    let page = std::fs::read_to_string(docs().join("file-format.md")).unwrap();
    let example = |number: usize| page.split("```json\n").nth(number).unwrap().split("```").next().unwrap();
    assert_eq!(misfit(&schema("assessment"), &serde_json::from_str(example(1)).unwrap()), None);
    let mut said = bench.run("example.json", example(1)).unwrap();
    let national = said.as_object_mut().unwrap().remove("national").unwrap();
    assert_eq!(serde_json::from_str::<Value>(example(2)).ok(), Some(said.clone()), "it should say {said:#}");
    let slovenia = national.as_array().unwrap().iter().find(|result| result["state"] == "si").unwrap();
    assert_eq!(serde_json::from_str::<Value>(example(3)).as_ref().ok(), Some(slovenia), "it should say {slovenia:#}");
    let after = |heading: &str| page.split(heading).nth(1).unwrap().split("\n## ").next().unwrap().trim().to_owned();
    let (facts, rows) = (table_of_facts(&bench), table_of_rows(&bench));
    assert!(after("\n## Facts\n").ends_with(&facts), "it should say\n{facts}");
    assert!(after("\n## Activities\n").ends_with(&rows), "it should say\n{rows}");
}

fn citations(bench: &Bench, indexes: &[u16]) -> String {
    let cited = indexes.iter().map(|index| cite::provision(&bench.law, &bench.words, *index).0);
    cited.collect::<Vec<_>>().join("; ")
}

fn table_of_facts(bench: &Bench) -> String {
    let of = |law: &Law, skip: usize| -> String {
        let line = |fact: &law::Fact| {
            let cites = fact.cites.iter().map(|index| cite::provision(law, &bench.words, *index).0);
            format!("\n| `{}` | {} | {} |", fact.id, fact.values.join(", "), cites.collect::<Vec<_>>().join("; "))
        };
        law.facts.iter().skip(skip).map(line).collect()
    };
    let states = bench.states.iter().map(|state| of(&state.over(&bench.law), bench.law.facts.len()));
    format!("| id | values | provisions |\n|---|---|---|{}{}", of(&bench.law, 0), states.collect::<String>())
}

fn table_of_rows(bench: &Bench) -> String {
    let lines = bench.law.rows.iter().map(|row| format!("\n| `{}` | {} |", row.id, citations(bench, &[row.cite])));
    format!("| id | provision |\n|---|---|{}", lines.collect::<String>())
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// A schema of `docs/`.
pub fn schema(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(docs().join(format!("{name}.schema.json"))).unwrap()).unwrap()
}
