{% if has_unions %}
//! Values of every kind that a union expects are read and written as they are, and so are those that it does not expect.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::json::{of, read, round_trip};

pub fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(name: &str) {
    let samples = of("unions", name).as_array().unwrap();
    for sample in samples.iter().chain([&Value::Null]) {
        let value: T = read(sample);
        assert_eq!(serde_json::to_value(&value).unwrap(), *sample);
        round_trip(&value);
    }
}
{% endif %}
