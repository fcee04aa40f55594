//! What a model is read from, and how it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::runtime::decode;
use crate::runtime::nullable::Nullable;

#[derive(Clone, Debug, PartialEq)]
struct Job {
    configuration_id: String,
    r#type: String,
}

object!(Job, required[configuration_id, r#type = "type"]);

#[derive(Clone, Debug, Default, PartialEq)]
struct Settings {
    color: Option<String>,
    size: Option<u32>,
}

object!(Settings, optional[color, size]);

#[derive(Clone, Debug, PartialEq)]
struct Thing {
    job: Job,
    jobs: Vec<Job>,
    parent: Option<Box<Thing>>,
    settings: Option<Settings>,
    by_name: BTreeMap<String, Settings>,
    deep: Option<Vec<BTreeMap<String, Vec<Settings>>>>,
    note: Nullable<String>,
}

object!(Thing, required[job, jobs], nullable[parent], optional[settings, by_name = "byName", deep, note]);

#[derive(Clone, Debug, Default, PartialEq)]
struct Prices {
    currency: String,
    note: Option<String>,
    additional_properties: BTreeMap<String, Option<u64>>,
}

object!(Prices, required[currency], optional[note]; additional_properties);

#[derive(Debug, PartialEq)]
struct Nothing {}

object!(Nothing);

/// Called as what the macro makes inside of a function.
#[derive(Debug, PartialEq)]
struct Field {
    name: String,
}

object!(Field, required[name]);

fn thing() -> Value {
    json!({"job": {"configuration_id": "cfg-1", "type": "parse"}, "jobs": []})
}

/// Read from text, and from a value as the body of a webhook is; both agree.
fn read(json: &Value) -> Result<Thing, String> {
    let from_text = decode::json::<Thing>(json.to_string().as_bytes()).map_err(|problem| problem.to_string());
    assert_eq!(Thing::deserialize(json).is_ok(), from_text.is_ok(), "{json}");
    from_text
}

#[track_caller]
fn refused(member: &str, value: Value, problem: &str) {
    let mut json = thing();
    json[member] = value;
    let told = read(&json).expect_err(member);
    assert!(told.starts_with(problem), "{told}");
}

#[test]
fn an_array_is_not_an_object_at_any_depth() {
    let problem = |path: &str| format!("{path}: invalid type: sequence, expected an object");
    refused("job", json!(["cfg-1", "parse"]), &problem("job"));
    refused("jobs", json!([{"configuration_id": "a", "type": "b"}, ["a", "b"]]), &problem("jobs[1]"));
    refused("parent", json!({"job": ["a", "b"], "jobs": []}), &problem("parent.job"));
    refused("settings", json!([]), &problem("settings"));
    refused("byName", json!({"a": {}, "b": []}), &problem("byName.b"));
    refused("byName", json!([]), &problem("byName"));
    refused("deep", json!([{"a": [{}, []]}]), &problem("deep[0].a[1]"));
    for body in ["[]", " [[]]", "[{}]", r#"["a","b"]"#] {
        let told = decode::json::<Settings>(body.as_bytes()).expect_err(body);
        assert!(told.to_string().starts_with("invalid type: sequence, expected an object"), "{told}");
    }
    assert!(serde_json::from_str::<Nothing>("[]").is_err());
}

#[test]
fn what_is_required_must_be_there_and_must_not_be_null() {
    for member in ["job", "jobs"] {
        let mut json = thing();
        json.as_object_mut().unwrap().remove(member);
        assert!(read(&json).unwrap_err().starts_with(&format!("missing field `{member}`")));
    }
    refused("job", Value::Null, "job: invalid type: null, expected an object");
    refused("job", json!({"type": "parse"}), "job: missing field `configuration_id`");
    refused("job", json!({"configuration_id": "a"}), "job: missing field `type`");
}

#[test]
fn null_and_absence_are_the_same_but_for_a_field_that_tells_them_apart() {
    let absent = read(&thing()).unwrap();
    let mut json = thing();
    for member in ["jobs", "parent", "settings", "byName", "deep", "note"] {
        json[member] = Value::Null;
    }
    assert_eq!(read(&json).unwrap(), Thing { note: Nullable::Null, ..absent.clone() });
    assert_eq!(absent.note, Nullable::Absent);
}

#[test]
fn what_is_unset_is_written_only_where_it_must_be() {
    let mut written = thing();
    written["parent"] = Value::Null;
    let absent = read(&thing()).unwrap();
    assert_eq!(serde_json::to_value(&absent).unwrap(), written);
    written["note"] = Value::Null;
    assert_eq!(serde_json::to_value(Thing { note: Nullable::Null, ..absent }).unwrap(), written);
    assert_eq!(serde_json::to_string(&Settings::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&Nothing {}).unwrap(), "{}");
}

#[test]
fn what_was_read_is_written_and_read_again() {
    let json = json!({
        "job": {"configuration_id": "cfg-1", "type": "parse"},
        "jobs": [{"configuration_id": "cfg-2", "type": "extract"}],
        "parent": {"job": {"configuration_id": "", "type": "é\u{1}"}, "jobs": [], "parent": null},
        "settings": {"size": 7},
        "byName": {"a": {}, "b": {"color": "red"}},
        "deep": [{}, {"a": [{"size": 1}, {}]}],
        "note": "a note",
    });
    assert_eq!(serde_json::to_value(read(&json).unwrap()).unwrap(), json);
}

#[test]
fn the_last_of_a_key_that_stands_twice_counts() {
    let body = br#"{"type":"a","configuration_id":"1","x":1,"type":"b","x":[],"configuration_id":"2"}"#;
    assert_eq!(decode::json(body), Ok(Job { configuration_id: "2".to_owned(), r#type: "b".to_owned() }));
    let body = br#"{"color":"red","color":null}"#;
    assert_eq!(decode::json(body), Ok(Settings::default()));
}

#[test]
fn members_beside_the_named_ones_are_kept_where_the_model_has_a_place_for_them() {
    let json = json!({"currency": "EUR", "bread": 3, "milk": null, "currency ": 1});
    let prices: Prices = decode::json(json.to_string().as_bytes()).unwrap();
    assert_eq!(prices.additional_properties.keys().collect::<Vec<_>>(), ["bread", "currency ", "milk"]);
    assert_eq!(prices, Prices::deserialize(&json).unwrap());
    assert_eq!(serde_json::to_value(&prices).unwrap(), json);
    let problem = decode::json::<Prices>(br#"{"currency":"EUR","bread":"dear"}"#).unwrap_err().to_string();
    assert!(problem.starts_with("bread: invalid type: string"), "{problem}");
}

#[test]
fn what_this_version_does_not_know_is_skipped() {
    let deep = format!(r#"{{"size":1,"extra":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(decode::json(deep.as_bytes()), Ok(Settings { color: None, size: Some(1) }));
    assert_eq!(decode::json(br#"{"a":1,"__Unknown":2}"#), Ok(Nothing {}));
}

#[test]
fn a_model_may_be_called_as_what_is_in_the_macro() {
    assert_eq!(decode::json(br#"{"name":"a"}"#), Ok(Field { name: "a".to_owned() }));
}
