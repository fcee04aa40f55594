//! The parts of a page beside its items, read by rules of their own: services send them as numbers or as strings.
//!
//! They are read from their text. Which of a visitor's methods is given a number depends on the features that others in
//! the program have switched on in serde_json (`arbitrary_precision`), and a token may have more digits than any number.
//! The text is an own copy, because a page can also be read from what lends none, such as a `serde_json::Value`.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Unexpected};
use serde_json::value::RawValue;

use crate::runtime::wire::whole;

/// Reads the token of a page: a string, a number taken as its digits, or null.
#[derive(Clone, Copy)]
pub(crate) struct Token;

impl<'de> DeserializeSeed<'de> for Token {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let unexpected = match text.as_bytes().first() {
            Some(b'n') => return Ok(None),
            Some(b'"') => return serde_json::from_str(text).map(Some).map_err(D::Error::custom),
            Some(b'-' | b'0'..=b'9') => return Ok(Some(text.to_owned())),
            Some(b'[') => Unexpected::Seq,
            Some(b'{') => Unexpected::Map,
            Some(_) | None => Unexpected::Bool(text == "true"),
        };
        Err(D::Error::invalid_type(unexpected, &"a page token"))
    }
}

/// Reads how many items a list has: a whole number, or its digits as a string. Anything else is no total, and no reason
/// to lose the page: nothing but the end of a list that pages by offset depends on it, and that has other signs.
#[derive(Clone, Copy)]
pub(crate) struct Total;

impl<'de> DeserializeSeed<'de> for Total {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        Ok(match serde_json::from_str::<String>(text) {
            Ok(digits) => digits.trim().parse().ok(),
            Err(_) => text.parse().ok().or_else(|| u64::try_from(whole(text.parse().ok()?)?).ok()),
        })
    }
}

/// Reads whether there are more pages: anything but a boolean says nothing about it.
#[derive(Clone, Copy)]
pub(crate) struct Flag;

impl<'de> DeserializeSeed<'de> for Flag {
    type Value = Option<bool>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(raw.get().parse().ok())
    }
}
