//! A small reader of JSON Schemas: the keywords our schemas use, and no others. A full validator would build for longer
//! than the app.

use serde_json::Value;

/// The first place at which the value does not fit the schema, or nothing.
///
/// # Panics
/// On keywords it does not know, so that nothing is passed over.
pub fn misfit(schema: &Value, value: &Value) -> Option<String> {
    Reader { top: schema }.misfit(schema, value, "$")
}

/// Keywords that say nothing about the value.
const REMARKS: [&str; 5] = ["$schema", "$id", "$defs", "title", "description"];

struct Reader<'a> {
    top: &'a Value,
}

impl Reader<'_> {
    fn misfit(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let keywords = schema.as_object().unwrap_or_else(|| panic!("{at}: a schema is an object"));
        keywords.iter().find_map(|(keyword, wanted)| self.by_keyword(schema, keyword, wanted, value, at))
    }

    fn by_keyword(&self, schema: &Value, keyword: &str, wanted: &Value, value: &Value, at: &str) -> Option<String> {
        let unless = |fits: bool| (!fits).then(|| format!("{at}: {value} is not {keyword} {wanted}"));
        match keyword {
            "type" => {
                unless(wanted.as_array().map_or_else(|| is(wanted, value), |types| types.iter().any(|t| is(t, value))))
            }
            "const" => unless(wanted == value),
            "enum" => unless(wanted.as_array().unwrap().contains(value)),
            "pattern" => unless(value.as_str().is_none_or(|text| follows(wanted.as_str().unwrap(), text))),
            "minimum" => unless(value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap())),
            "maximum" => unless(value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap())),
            "minItems" => unless(value.as_array().is_none_or(|list| list.len() as u64 >= wanted.as_u64().unwrap())),
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                unless(!value.is_object() || wanted.as_array().unwrap().iter().all(has))
            }
            "properties" => wanted.as_object().unwrap().iter().find_map(|(name, inner)| {
                value.get(name).and_then(|member| self.misfit(inner, member, &format!("{at}.{name}")))
            }),
            "additionalProperties" => self.others(schema, wanted, value, at),
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(index, item)| self.misfit(wanted, item, &format!("{at}.{index}"))),
            "anyOf" => {
                let mut misfits = wanted.as_array().unwrap().iter().map(|inner| self.misfit(inner, value, at));
                unless(misfits.any(|misfit| misfit.is_none()))
            }
            "oneOf" => {
                let misfits: Vec<_> =
                    wanted.as_array().unwrap().iter().map(|one| self.misfit(one, value, at)).collect();
                let fitting = misfits.iter().filter(|misfit| misfit.is_none()).count();
                (fitting != 1).then(|| format!("{at}: fits {fitting} of the alternatives; {misfits:?}"))
            }
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                self.misfit(&self.top["$defs"][name], value, at)
            }
            remark if REMARKS.contains(&remark) => None,
            other => panic!("{at}: the keyword {other} is not known here"),
        }
    }

    /// Members that `properties` does not name.
    fn others(&self, schema: &Value, wanted: &Value, value: &Value, at: &str) -> Option<String> {
        let named = |name: &str| schema["properties"].get(name).is_some();
        value.as_object().into_iter().flatten().filter(|(name, _)| !named(name)).find_map(|(name, member)| {
            let at = format!("{at}.{name}");
            if *wanted == false { Some(format!("{at}: is not foreseen")) } else { self.misfit(wanted, member, &at) }
        })
    }
}

fn is(wanted: &Value, value: &Value) -> bool {
    match wanted.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    }
}

/// The patterns our schemas use.
fn follows(pattern: &str, text: &str) -> bool {
    let digits = |text: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let decimal = |places| match text.split_once('.') {
        Some((whole, fraction)) => digits(whole, 1..=99) && digits(fraction, 1..=places),
        None => digits(text, 1..=99),
    };
    let dated = |text: &str| text.get(..10).is_some_and(|day| follows("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", day));
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<&str> = text.split('-').collect();
            parts.len() == 3 && digits(parts[0], 4..=4) && digits(parts[1], 2..=2) && digits(parts[2], 2..=2)
        }
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}.*$" => dated(text),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*$" => dated(text) && text.as_bytes().get(10) == Some(&b'T'),
        "^([0-9]{4}-[0-9]{2}-[0-9]{2}T.*|unknown)?$" => text.is_empty() || text == "unknown" || dated(text),
        "^([0-9]{4}-[0-9]{2}-[0-9]{2}|unknown)$" => text == "unknown" || follows("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text),
        "^[0-9]+$" => digits(text, 1..=99),
        "^[0-9]+(\\.[0-9]{1,2})?$" => decimal(2),
        "^[0-9]+(\\.[0-9]{1,4})?$" => decimal(4),
        "^([a-z]{2}|other)$" => {
            text == "other" || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase()))
        }
        other => panic!("the pattern {other} is not known here"),
    }
}

#[test]
fn misfits_are_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "$ref": "#/$defs/day" }, "b": { "type": ["array", "null"], "items": { "minimum": 1 } } },
        "$defs": { "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } },
    });
    let fits = |text: &str| misfit(&schema, &serde_json::from_str(text).unwrap());
    assert_eq!(fits(r#"{"a":"2026-11-21","b":[1,2]}"#), None);
    assert_eq!(fits(r#"{"a":"2026-11-21","b":null}"#), None);
    for bad in [
        "{}",
        "[]",
        r#"{"a":1}"#,
        r#"{"a":"21.11.2026"}"#,
        r#"{"a":"2026-11-21","b":[0]}"#,
        r#"{"a":"2026-11-21","c":1}"#,
    ] {
        assert!(fits(bad).is_some(), "{bad}");
    }
}
