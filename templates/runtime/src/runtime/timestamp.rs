//! Points in time on the wire: RFC 3339 in, RFC 3339 with `Z` out.
//!
//! A time without an offset is read as UTC, because the service leaves it out at times and means UTC. Up to 9 digits
//! of a fraction are kept, further ones are cut. Used as `#[serde(with = "crate::runtime::timestamp")]`; the modules
//! below are for fields that hold no plain timestamp.

use std::any::Any;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer, ser};

/// Writes a timestamp with `Z` and the shortest fraction.
///
/// # Errors
///
/// When the year has no four digits, which RFC 3339 asks for, or the serializer fails.
pub fn serialize<S: Serializer>(timestamp: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    match is_rfc_3339(*timestamp) {
        true => serializer.collect_str(timestamp),
        false => Err(ser::Error::custom(NO_YEAR)),
    }
}

const NO_YEAR: &str = "it has a year before 0000, which RFC 3339 cannot write";

/// Whether a timestamp can be written: the last year jiff knows is 9999, the first is -9999.
fn is_rfc_3339(timestamp: Timestamp) -> bool {
    const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0); // 0000-01-01T00:00:00Z
    timestamp >= FIRST
}

/// The text of a value for a path, a query, a header or a cookie. Timestamps are the only ones that have texts no
/// service reads, so they are looked for here rather than by every caller.
///
/// # Errors
///
/// When the value is a timestamp that cannot be written.
pub(crate) fn parameter<T: ToString + 'static>(value: &T) -> Result<String, &'static str> {
    match (value as &dyn Any).downcast_ref() {
        Some(timestamp) if !is_rfc_3339(*timestamp) => Err(NO_YEAR),
        _ => Ok(value.to_string()),
    }
}

/// Reads a timestamp.
///
/// # Errors
///
/// When the value is no text, or no date and time that exists.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    struct Visitor;

    impl de::Visitor<'_> for Visitor {
        type Value = Timestamp;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a date and time such as 2026-01-31T08:15:30Z")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
            parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_str(Visitor)
}

/// Reads RFC 3339, with or without an offset.
pub fn parse(text: &str) -> Option<Timestamp> {
    // jiff also reads a date alone, and times in other notations; the wire format has a date, `T` or a space, a time.
    let text = cut_fraction(text.trim());
    if !text.as_bytes().get(10).is_some_and(|byte| matches!(byte, b'T' | b't' | b' ')) {
        return None;
    }
    if let Ok(timestamp) = text.parse() {
        return Some(timestamp);
    }
    // jiff ends 26 hours before the year 9999 does, and the last of its days are how some services write "never".
    if ["9999-12-30", "9999-12-31"].iter().any(|day| text.starts_with(day)) {
        return parse(&text.replacen("9999", "9998", 1)).map(|_| Timestamp::MAX);
    }
    let civil: DateTime = text.parse().ok().filter(|_| !has_offset(&text))?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

/// Whether the text names an offset, which jiff's civil parser would skip over.
fn has_offset(text: &str) -> bool {
    text.get(10..).is_some_and(|time| time.contains(['Z', 'z', '+', '-', '[']))
}

/// Cuts a fraction after its ninth digit.
fn cut_fraction(text: &str) -> std::borrow::Cow<'_, str> {
    let Some(point) = text.find(['.', ',']) else { return text.into() };
    let digits = text[point + 1..].bytes().take_while(u8::is_ascii_digit).count();
    match digits > 9 {
        true => format!("{}{}", &text[..point + 10], &text[point + 1 + digits..]).into(),
        false => text.into(),
    }
}

/// A timestamp as the forms below hold it.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
struct Wire(#[serde(with = "self")] Timestamp);

/// `Option<Timestamp>`: null and absence (with `#[serde(default)]`) are `None`.
pub mod optional {
    use super::*;

    /// Writes a timestamp or null.
    ///
    /// # Errors
    ///
    /// Only when the serializer fails.
    pub fn serialize<S: Serializer>(timestamp: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp.map(Wire).serialize(serializer)
    }

    /// Reads a timestamp or null.
    ///
    /// # Errors
    ///
    /// When the value is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        Ok(Option::<Wire>::deserialize(deserializer)?.map(|wire| wire.0))
    }
}

/// `Nullable<Timestamp>`: absent (with `default` and `skip_serializing_if`), null, or a timestamp.
pub mod nullable {
    use super::*;
    use crate::runtime::nullable::Nullable;

    /// Writes a timestamp or null.
    ///
    /// # Errors
    ///
    /// Only when the serializer fails.
    pub fn serialize<S: Serializer>(timestamp: &Nullable<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp.value().copied().map(Wire).serialize(serializer)
    }

    /// Reads a timestamp or null.
    ///
    /// # Errors
    ///
    /// When the value is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Nullable<Timestamp>, D::Error> {
        Ok(optional::deserialize(deserializer)?.map_or(Nullable::Null, Nullable::Value))
    }
}

/// `Vec<Timestamp>`: null is the empty list.
pub mod list {
    use super::*;

    /// Writes the list.
    ///
    /// # Errors
    ///
    /// Only when the serializer fails.
    pub fn serialize<S: Serializer>(timestamps: &[Timestamp], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(timestamps.iter().copied().map(Wire))
    }

    /// Reads the list.
    ///
    /// # Errors
    ///
    /// When the value is neither a list of timestamps nor null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Timestamp>, D::Error> {
        Ok(optional_list::deserialize(deserializer)?.unwrap_or_default())
    }
}

/// `Option<Vec<Timestamp>>`: null and absence (with `#[serde(default)]`) are `None`.
pub mod optional_list {
    use super::*;

    /// Writes the list or null.
    ///
    /// # Errors
    ///
    /// Only when the serializer fails.
    pub fn serialize<S: Serializer>(timestamps: &Option<Vec<Timestamp>>, serializer: S) -> Result<S::Ok, S::Error> {
        match timestamps {
            Some(timestamps) => list::serialize(timestamps, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the list or null.
    ///
    /// # Errors
    ///
    /// When the value is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Timestamp>>, D::Error> {
        let list = Option::<Vec<Wire>>::deserialize(deserializer)?;
        Ok(list.map(|list| list.into_iter().map(|wire| wire.0).collect()))
    }
}

/// `BTreeMap<String, Timestamp>`: null is the empty map.
pub mod map {
    use std::collections::BTreeMap;

    use super::*;

    /// Writes the map.
    ///
    /// # Errors
    ///
    /// Only when the serializer fails.
    pub fn serialize<S: Serializer>(map: &BTreeMap<String, Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map.iter().map(|(name, timestamp)| (name, Wire(*timestamp))))
    }

    /// Reads the map.
    ///
    /// # Errors
    ///
    /// When the value is neither a map of timestamps nor null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Timestamp>, D::Error> {
        let map = Option::<BTreeMap<String, Wire>>::deserialize(deserializer)?;
        Ok(map.into_iter().flatten().map(|(name, wire)| (name, wire.0)).collect())
    }
}

#[cfg(test)]
mod tests;
