{% if has_models or has_enums or has_unions %}
//! What the tests of models, enums and unions have in common.

use std::fmt::Debug;
use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A value that no enum has.
pub const UNKNOWN: &str = "a value of tomorrow";

/// What the description says about each type, by kind and name. The first line of the file tells what it was made from.
static TYPES: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("types.jsonc");
    let (_, json) = text.split_once('\n').unwrap();
    serde_json::from_str(json).unwrap()
});

/// What the description says about a type.
pub fn of(kind: &str, name: &str) -> &'static Value {
    &TYPES[kind][name]
}

/// The strings of a list.
pub fn strings(list: &'static Value) -> impl Iterator<Item = &'static str> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap())
}

pub fn read<T: DeserializeOwned>(json: &Value) -> T {
    serde_json::from_str(&json.to_string()).unwrap()
}

pub fn round_trip<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: &T) {
    let again: T = read(&serde_json::to_value(value).unwrap());
    assert_eq!(again, *value);
}
{% endif %}
