//! Points in time on the wire: RFC 3339 in, RFC 3339 with `Z` out.
//!
//! A time without an offset is read as UTC, because the service leaves it out at times and means UTC. Up to 9 digits
//! of a fraction are kept, further ones are cut.
//!
//! [`Timestamp`] ends 26 hours before the year 9999 does, and the last of its days are how some services write "never":
//! [`Timestamp::MAX`] stands for all of them, and is written as `9999-12-31T23:59:59Z`.

mod plain;

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{self, Deserializer};
use serde::{Serializer, ser};

use super::wire::Wire;

impl Wire for Timestamp {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(*self).map_err(ser::Error::custom)?)
    }
}

/// Writes RFC 3339 with `Z` and the shortest fraction.
///
/// # Errors
///
/// When the year is before 0000: RFC 3339 asks for four digits.
pub(crate) fn text(timestamp: Timestamp) -> Result<Cow<'static, str>, &'static str> {
    const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0); // 0000-01-01T00:00:00Z
    if timestamp < FIRST {
        Err("it has a year before 0000, which RFC 3339 cannot write")
    } else if timestamp == Timestamp::MAX {
        Ok("9999-12-31T23:59:59Z".into())
    } else {
        Ok(timestamp.to_string().into())
    }
}

/// Reads RFC 3339, with or without an offset.
pub fn parse(text: &str) -> Option<Timestamp> {
    plain::parse(text).or_else(|| parse_any(text))
}

fn parse_any(text: &str) -> Option<Timestamp> {
    // jiff also reads a date alone, and times in other notations; the wire format has a date, `T` or a space, a time.
    let text = cut_fraction(text.trim());
    if !text.as_bytes().get(10).is_some_and(|byte| matches!(byte, b'T' | b't' | b' ')) {
        return None;
    }
    if let Ok(timestamp) = text.parse() {
        return Some(timestamp);
    }
    if ["9999-12-30", "9999-12-31"].iter().any(|day| text.starts_with(day)) {
        return parse_any(&text.replacen("9999", "9998", 1)).map(|_| Timestamp::MAX);
    }
    let civil: DateTime = text.parse().ok().filter(|_| !has_offset(&text))?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

/// Whether the text names an offset, which jiff's civil parser would skip over.
fn has_offset(text: &str) -> bool {
    text.get(10..).is_some_and(|time| time.contains(['Z', 'z', '+', '-', '[']))
}

/// Cuts a fraction after its ninth digit.
fn cut_fraction(text: &str) -> Cow<'_, str> {
    let Some(point) = text.find(['.', ',']) else { return text.into() };
    let digits = text[point + 1..].bytes().take_while(u8::is_ascii_digit).count();
    match digits > 9 {
        true => format!("{}{}", &text[..point + 10], &text[point + 1 + digits..]).into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests;
