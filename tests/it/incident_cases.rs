//! Cases of incidents as data: `tests/cases/incident/*.toml`, evaluated as files are.
//!
//! `base` is a table of incidents by name; a case names one and says what differs. Of the expectations only those that are
//! named are checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nis2_check::content::native::incident;
use nis2_check::domain::time::Moment;
use nis2_check::evaluate::incidents::evaluate;
use nis2_check::i18n::{Language, native::words};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::schema::misfit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(default)]
    base: BTreeMap<String, Map<String, Value>>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    base: Option<String>,
    #[serde(default = "usual_moment")]
    now: String,
    /// Members that differ from the base; objects are merged.
    #[serde(default)]
    with: Map<String, Value>,
    /// Other incidents that are kept.
    #[serde(default)]
    others: Vec<Map<String, Value>>,
    #[serde(default)]
    messages: Option<Vec<String>>,
    expect: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    applies: Option<String>,
    reportable: String,
    row: Option<String>,
    on: Option<Vec<String>>,
    next: Option<String>,
    #[serde(default)]
    due: BTreeMap<String, String>,
    /// When a step is due that waits for another, or for a row.
    #[serde(default, rename = "expected")]
    foreseen: BTreeMap<String, String>,
    #[serde(default)]
    state: BTreeMap<String, String>,
    /// What has to be known for the moment of a step; several stand with a space between them.
    #[serde(default)]
    needs: BTreeMap<String, String>,
    /// Steps whose moment is the careful one, each of them and no other.
    careful: Option<Vec<String>>,
    /// Steps whose moment is the latest possible, each of them and no other.
    latest: Option<Vec<String>>,
    /// Whether the act binds nobody any more.
    yardstick: Option<bool>,
    /// Several stand with a space between them.
    #[serde(default)]
    recipients: BTreeMap<String, String>,
    /// Steps that must not be asked for.
    #[serde(default)]
    without: Vec<String>,
    messages: Option<Vec<String>>,
}

fn usual_moment() -> String {
    "2026-11-20T12:00+01:00".to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/incident")
}

fn merge(into: &mut Map<String, Value>, more: &Map<String, Value>) {
    for (name, value) in more {
        match (into.get_mut(name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            _ => drop(into.insert(name.clone(), value.clone())),
        }
    }
}

fn file(case: &Case, bases: &BTreeMap<String, Map<String, Value>>) -> String {
    let mut incident = case.base.as_ref().map_or_else(Map::new, |base| bases[base].clone());
    merge(&mut incident, &case.with);
    incident.insert("id".to_owned(), json!("one"));
    let mut data = vec![Value::Object(incident)];
    data.extend(case.others.iter().cloned().map(Value::Object));
    json!({ "app": "nis2-check", "schema": 1, "kind": "incident", "as_of": case.now, "data": data }).to_string()
}

fn kinds(messages: &Value) -> Vec<String> {
    messages.as_array().unwrap().iter().map(|message| message["kind"].as_str().unwrap().to_owned()).collect()
}

fn wrong(case: &Case, found: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: String, expected: &Value, found: &Value| {
        if expected != found {
            wrong.push(format!("{}: {what}: expected {expected}, found {found}", case.name));
        }
    };
    let one = &found["incidents"][0];
    if let Some(messages) = &case.messages {
        same("messages".to_owned(), &json!(messages), &json!(kinds(&one["messages"])));
    }
    for (id, expected) in &case.expect {
        let act = one["acts"].as_array().unwrap().iter().find(|act| act["act"] == json!(id)).expect(id);
        same(format!("{id} reportable"), &json!(expected.reportable), &act["reportable"]);
        if let Some(applies) = &expected.applies {
            same(format!("{id} applies"), &json!(applies), &act["applies"]);
        }
        if let Some(row) = &expected.row {
            let found = if act["row"].is_null() { json!("none") } else { act["row"].clone() };
            same(format!("{id} row"), &json!(row), &found);
        }
        if let Some(on) = &expected.on {
            same(format!("{id} on"), &json!(on), &act["on"]);
        }
        if let Some(next) = &expected.next {
            let found = act["next"].as_object().map_or("none".to_owned(), |next| {
                format!("{} {}", next["row"].as_str().unwrap(), next["at"].as_str().unwrap())
            });
            same(format!("{id} next"), &json!(next), &json!(found));
        }
        if let Some(messages) = &expected.messages {
            same(format!("{id} messages"), &json!(messages), &json!(kinds(&act["messages"])));
        }
        let step = |name: &str| act["deadlines"].as_array().unwrap().iter().find(|step| step["step"] == json!(name));
        let members = [
            ("due", &expected.due),
            ("expected", &expected.foreseen),
            ("state", &expected.state),
            ("needs", &expected.needs),
            ("recipients", &expected.recipients),
        ];
        for (member, wanted) in members {
            for (name, value) in wanted {
                let found = step(name).map_or(json!("no such step"), |step| step[member].clone());
                let found = match found {
                    Value::Null => json!("none"),
                    Value::Array(several) => {
                        let names: Vec<&str> = several.iter().filter_map(Value::as_str).collect();
                        json!(names.join(" "))
                    }
                    found => found,
                };
                same(format!("{name} {member}"), &json!(value), &found);
            }
        }
        for (member, wanted) in [("careful", &expected.careful), ("latest", &expected.latest)] {
            let steps = act["deadlines"].as_array().unwrap().iter().filter(|step| step[member] == json!(true));
            let found: Vec<&Value> = steps.map(|step| &step["step"]).collect();
            if let Some(wanted) = wanted {
                same(format!("{id} {member}"), &json!(wanted), &json!(found));
            }
        }
        if let Some(yardstick) = expected.yardstick {
            same(format!("{id} yardstick"), &json!(yardstick), &act["yardstick"]);
        }
        for name in &expected.without {
            same(format!("{name} asked for"), &json!(false), &json!(step(name).is_some()));
        }
    }
    wrong
}

#[test]
fn every_incident_is_as_the_law_says() {
    let (law, words) = (incident(), words(Language::English));
    let schema = schema("incident.schema.json");
    let result = schema_of_results();
    let mut failures = Vec::new();
    let mut count = 0;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    for path in paths {
        let cases: CaseFile = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in &cases.case {
            assert!(case.why.len() > 5, "{}: say why", case.name);
            count += 1;
            let text = file(case, &cases.base);
            let value: Value = serde_json::from_str(&text).unwrap();
            failures.extend(misfit(&schema, &value).map(|misfit| format!("{}: file: {misfit}", case.name)));
            match evaluate(&law, &words, &case.name, &text, None, Moment(0)) {
                Ok(found) => {
                    failures.extend(misfit(&result, &found).map(|misfit| format!("{}: result: {misfit}", case.name)));
                    failures.extend(wrong(case, &found));
                }
                Err(error) => failures.push(format!("{}: {error}", case.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 60, "{count} cases");
}

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn schema_of_results() -> Value {
    schema("incident-evaluation.schema.json")
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let (law, words) = (incident(), words(Language::English));
    let schema = schema_of_results();
    let envelope = |data: &str| format!(r#"{{"app":"nis2-check","schema":1,"kind":"incident","data":{data}}}"#);
    let cases = [
        ("{", "not_json", ""),
        (r#"{"app":"another","schema":1,"kind":"incident","data":{}}"#, "not_ours", ""),
        (r#"{"app":"nis2-check","schema":9,"kind":"incident","data":{}}"#, "newer_schema", ""),
        (&envelope("7"), "damaged", "data"),
        (&envelope(r#"{"times":{"began":"yesterday"}}"#), "damaged", "data.times.began"),
        (&envelope(r#"{"times":{"began":"2026-03-29T02:30"}}"#), "damaged", "data.times.began"),
        (&envelope(r#"{"countries":["si"],"times":{"began":"2026-03-29T02:30"}}"#), "damaged", "data.times.began"),
        (&envelope(r#"{"countries":["ie"],"times":{"began":"2026-11-20T10:00"}}"#), "damaged", "data.times.began"),
        (
            &envelope(r#"{"countries":["si"],"times":{"began":"2026-11-20T10:00+-1:-5"}}"#),
            "damaged",
            "data.times.began",
        ),
        (&envelope(r#"{"countries":["si"],"times":{"began":"2026-11-20T10:00+1:5"}}"#), "damaged", "data.times.began"),
        (&envelope(r#"{"countries":["si"],"times":{"ended":"2026-10-25T02:30"}}"#), "damaged", "data.times.ended"),
        (&envelope(r#"{"countries":["Austria"]}"#), "damaged", "data.countries.0"),
        (&envelope(r#"{"hits":[{"service":"clod"}]}"#), "damaged", "data.hits.0.service"),
        (&envelope(r#"[{},{"hits":[{"service":"x"}]}]"#), "damaged", "data.1.hits.0.service"),
        (&envelope(r#"{"hits":[{"service":"dns","users":"many"}]}"#), "damaged", "data.hits.0.users"),
        (&envelope(r#"{"answers":{"death":"perhaps"}}"#), "damaged", "data.answers.death"),
        (&envelope(r#"{"loss":{"from":"10","to":"1"}}"#), "damaged", "data.loss"),
    ];
    for (text, kind, path) in cases {
        let error = evaluate(&law, &words, "file", text, None, Moment(0)).unwrap_err();
        assert_eq!(error["error"]["kind"], kind, "{text}");
        if !path.is_empty() {
            assert_eq!(error["error"]["path"], path, "{text}");
        }
        if text.contains(r#""ie""#) {
            let expected = error["error"].to_string();
            assert!(expected.contains("clock of this State is not known"), "{expected}");
        }
        assert_eq!(misfit(&schema, &error), None);
    }
}
