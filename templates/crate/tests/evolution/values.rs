{% if has_enums %}
//! Known text becomes its variant, unknown text stays what it is.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::json::{UNKNOWN, of, read, round_trip, strings};

pub fn check<T>(name: &str, known: &[T])
where
    T: DeserializeOwned + Serialize + PartialEq + Debug + for<'a> From<&'a str>,
{
    let wires: Vec<&str> = strings(of("enums", name)).collect();
    assert_eq!(known.len(), wires.len());
    for (value, wire) in known.iter().zip(wires) {
        let read_value: T = read(&Value::from(wire));
        assert_eq!(read_value, *value);
        round_trip(value);
    }
    let unknown = T::from(UNKNOWN);
    assert!(!known.contains(&unknown));
    round_trip(&unknown);
}
{% endif %}
