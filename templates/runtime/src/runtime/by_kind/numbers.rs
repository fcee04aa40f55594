//! Numbers where something else in the program has switched on `arbitrary_precision` of serde_json: then they come as an
//! object with one member, whose key is the only thing that tells them from objects.

use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess};
use serde_json::Value;

use super::kept::Name;
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
        Ok(_) | Err(_) => {
            serde_json::from_str::<Value>(digits).map(|number| T::other(OtherValue(number))).map_err(E::custom)
        }
    }
}

/// The members of an object whose first key has been read.
pub(super) struct Peeked<'de, A> {
    first: Option<Name<'de>>,
    rest: A,
}

impl<'de, A> Peeked<'de, A> {
    pub(super) fn new(first: Option<Name<'de>>, rest: A) -> Self {
        Self { first, rest }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Peeked<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => key.read(seed).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
