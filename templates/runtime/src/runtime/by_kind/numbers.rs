//! Numbers where something else in the program has switched on `arbitrary_precision` of serde_json: then they come of a text
//! as an object with one member, whose key is the only thing that tells them from objects, and of a value with up to 128
//! bits.

use serde::de::{Error, IntoDeserializer};
use serde_json::Value;

use super::{ByKind, OtherValue};
use crate::runtime::wire::whole;

/// Whether an object whose first key this is stands for a number.
pub(super) fn is_number(key: &str) -> bool {
    key == "$serde_json::private::Number"
}

/// Reads a number from its digits. One that no type of Rust holds is kept as it came.
pub(super) fn read<T: ByKind, E: Error>(digits: &str) -> Result<T, E> {
    if let Ok(number) = digits.parse::<u64>() {
        return T::integer(number.into_deserializer());
    }
    if let Ok(number) = digits.parse::<i64>() {
        return T::integer(number.into_deserializer());
    }
    match digits.parse::<f64>() {
        Ok(number) if whole(number).is_some() => T::integer(number.into_deserializer()),
        Ok(number) if number.is_finite() => T::number(number.into_deserializer()),
        Ok(_) | Err(_) => value(digits).map(|number| T::other(OtherValue(number))),
    }
}

/// The number as it would have come of a text.
pub(super) fn value<E: Error>(digits: &str) -> Result<Value, E> {
    serde_json::from_str(digits).map_err(E::custom)
}
