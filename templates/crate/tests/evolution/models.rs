{% if has_models %}
//! A model stays readable when the service adds fields and values, and leaves out what is optional.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::json::{UNKNOWN, of, read, round_trip, strings};

pub fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(name: &str) {
    let model = of("models", name);
    let (sample, required) = (&model["sample"], &model["required"]);
    let value: T = read(sample);
    assert_eq!(serde_json::to_value(&value).unwrap(), *sample);

    match &model["further"] {
        Value::Null => {
            let with_more: T = read(&with(sample, "a_field_of_tomorrow", Value::from(1)));
            assert_eq!(with_more, value);
        }
        further => {
            let with_more = with(sample, "a_field_of_tomorrow", further.clone());
            assert_eq!(serde_json::to_value(read::<T>(&with_more)).unwrap(), with_more);
        }
    }

    for stranger in [Value::from(true), Value::from(1), Value::from("text"), Value::from(vec![sample.clone()])] {
        assert!(T::deserialize(stranger).is_err());
    }
    for field in strings(required) {
        let problem = T::deserialize(without(sample, field)).unwrap_err().to_string();
        assert!(problem.contains(field), "{problem}");
    }
    let is_optional = |field: &&String| strings(required).all(|required| required != *field);
    for field in sample.as_object().unwrap().keys().filter(is_optional) {
        round_trip::<T>(&read(&without(sample, field)));
    }
    for field in strings(&model["nullable"]) {
        round_trip::<T>(&read(&with(sample, field, Value::Null)));
    }
    for field in strings(&model["enums"]) {
        let value: T = read(&with(sample, field, Value::from(UNKNOWN)));
        assert_eq!(serde_json::to_value(value).unwrap()[field], UNKNOWN);
    }
    for (field, kept) in model["kept"].as_object().unwrap() {
        let value: T = read(&with(sample, field, kept.clone()));
        assert_eq!(serde_json::to_value(value).unwrap()[field], *kept);
    }
}

fn with(sample: &Value, field: &str, value: Value) -> Value {
    let mut sample = sample.clone();
    sample[field] = value;
    sample
}

fn without(sample: &Value, field: &str) -> Value {
    let mut sample = sample.clone();
    sample.as_object_mut().unwrap().remove(field);
    sample
}
{% endif %}
