{% if has_unions %}
//! Values of every kind that a union expects are read and written as they are, and so are those that it does not expect:
//! other kinds, and objects with another tag or none. A member that is new changes nothing about which one an object is.
//! Objects that the description makes two things at once are read as one of them.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::json::{UNKNOWN, of, read, round_trip, strings};

pub fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(name: &str) {
    let union = of("unions", name);
    let samples = union["samples"].as_array().unwrap();
    let is_in = |list: &Value, index: usize| list.as_array().unwrap().contains(&Value::from(index));
    for (index, sample) in samples.iter().enumerate() {
        match is_in(&union["shared"], index) {
            true => round_trip::<T>(&read(sample)),
            false => is_kept::<T>(sample),
        }
    }
    let kind_of = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let strangers = [Value::Null, json!(true), json!(7), json!("text"), json!([[]]), json!({"a_field_of_tomorrow": 1})];
    for stranger in strangers {
        if strings(&union["kinds"]).all(|kind| kind != kind_of(&stranger)) {
            is_kept::<T>(&stranger);
        }
    }
    for (_, sample) in samples.iter().enumerate().filter(|(index, _)| is_in(&union["closed"], *index)) {
        let mut object = sample.clone();
        object["a_field_of_tomorrow"] = json!({});
        assert_eq!(read::<T>(&object), read::<T>(sample));
    }
    let Some(tag) = union["tag"].as_str() else { return };
    for sample in samples.iter().filter(|sample| sample.is_object()) {
        let mut object = sample.clone();
        object["a_field_of_tomorrow"] = json!({});
        object[tag] = Value::from(UNKNOWN);
        is_kept::<T>(&object);
        object.as_object_mut().unwrap().remove(tag);
        match union["is_tag_optional"] == true {
            true => round_trip::<T>(&read(&object)),
            false => is_kept::<T>(&object),
        }
    }
}

fn is_kept<T: DeserializeOwned + Serialize + PartialEq + Debug>(json: &Value) {
    let value: T = read(json);
    assert_eq!(serde_json::to_value(&value).unwrap(), *json);
    round_trip(&value);
}
{% endif %}
