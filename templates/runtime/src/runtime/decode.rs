//! Reading JSON answers: strict about shape, tolerant where the service is known to mix forms.
//!
//! The body is parsed once, fast. Only when that fails is it parsed again with the path tracked, so that the error can
//! say `items[3].status: invalid type: …`. The parser limits nesting to 128 levels and skips unknown fields without
//! nesting calls, so a hostile body ends in a value or an error, not in an overflow of the stack.

mod shape;

use std::fmt::{self, Display};

use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, de};

use super::one_line::shown;
use super::redact::Secrets;

/// Reads a whole body as JSON. A byte order mark before it is allowed.
///
/// # Errors
///
/// When the body is empty, is not JSON, or does not have the shape of `T`; the error names the path of the value.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return Err(DecodeError::new("", "the body is empty"));
    }
    if body.trim_ascii_start().starts_with(b"[") && shape::is_struct::<T>() {
        return Err(DecodeError::new("", "invalid type: sequence, expected an object"));
    }
    // Checked as a whole, so that text nobody reads is checked too; the parser then has less to do.
    let Ok(text) = std::str::from_utf8(body) else { return Err(not_utf_8::<T>(body)) };
    serde_json::from_str(text).or_else(|problem| match last_wins(body, &problem) {
        Some(value) => Ok(value),
        None => Err(locate::<T>(body, &problem)),
    })
}

/// Names the value that is not UTF-8, or the body if nobody reads that value.
fn not_utf_8<T: DeserializeOwned>(body: &[u8]) -> DecodeError {
    match serde_json::from_slice::<T>(body) {
        Err(problem) => locate::<T>(body, &problem),
        Ok(_) => DecodeError::new("", "the body is not UTF-8"),
    }
}

/// Reads a body in which a key stands twice. The last one counts then, as it does in nearly every other language;
/// derived code takes that for an error.
fn last_wins<T: DeserializeOwned>(body: &[u8], problem: &serde_json::Error) -> Option<T> {
    if !problem.to_string().starts_with("duplicate field") {
        return None;
    }
    T::deserialize(serde_json::from_slice::<serde_json::Value>(body).ok()?).ok()
}

/// Accepts any body of an operation that answers with nothing.
///
/// # Errors
///
/// Never; the signature is that of every decoder.
pub fn nothing(_body: &[u8]) -> Result<(), DecodeError> {
    Ok(())
}

/// The most characters of a path, and of what is wrong there: both can repeat as much of a body as it pleases.
const SHOWN: usize = 200;

/// Parses again to find where the first parse failed.
fn locate<T: DeserializeOwned>(body: &[u8], problem: &serde_json::Error) -> DecodeError {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(tracked) => {
            let path = tracked.path().to_string();
            // The tracker shows the top as a dot, which says nothing.
            let path = if path == "." { "" } else { &path };
            DecodeError::new(path, tracked.inner().to_string())
        }
        // The value itself is fine, so the problem is what follows it.
        Ok(_) => DecodeError::new("", problem.to_string()),
    }
}

/// A body that is not what the description promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// A problem with the value at `path`, which is empty for the whole body.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The same problem in a few words, without the secrets a service may have echoed.
    pub(crate) fn scrubbed(self, secrets: &Secrets) -> Self {
        Self { path: shown(&self.path, SHOWN, secrets), message: shown(&self.message, SHOWN, secrets) }
    }

    /// Where the value stands, such as `items[3].status`; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.is_empty() {
            true => formatter.write_str(&self.message),
            false => write!(formatter, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads null as the empty value: the service sends both for a list that has nothing in it.
///
/// # Errors
///
/// When the value is neither null nor a `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads the token of a page: a text, or a number taken as its text.
///
/// # Errors
///
/// When the value is neither, nor null.
pub fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    struct Token;

    impl de::Visitor<'_> for Token {
        type Value = String;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a page token")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }

    optional(deserializer, Token)
}

/// Reads a total or an offset: a whole number, or its decimal digits as a text.
///
/// # Errors
///
/// When the value is neither, nor null, or does not fit 64 bits.
pub fn lenient_u64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    struct Number;

    impl de::Visitor<'_> for Number {
        type Value = u64;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a whole number, or its digits as a string")
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<u64, E> {
            Ok(number)
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<u64, E> {
            u64::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Signed(number), &self))
        }

        fn visit_f64<E: de::Error>(self, number: f64) -> Result<u64, E> {
            // Up to 2^53 every whole float is one integer; beyond that, digits have already been lost.
            const EXACT: f64 = 9_007_199_254_740_992.0;
            match number.fract() == 0.0 && (0.0..=EXACT).contains(&number) {
                true => Ok(number as u64),
                false => Err(E::invalid_value(de::Unexpected::Float(number), &self)),
            }
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
            text.trim().parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    optional(deserializer, Number)
}

/// Reads null as `None`, anything else with the visitor.
fn optional<'de, D, V>(deserializer: D, visitor: V) -> Result<Option<V::Value>, D::Error>
where
    D: Deserializer<'de>,
    V: de::Visitor<'de>,
{
    struct Nullable<V>(V);

    impl<'de, V: de::Visitor<'de>> de::Visitor<'de> for Nullable<V> {
        type Value = Option<V::Value>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(formatter)
        }

        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self.0).map(Some)
        }
    }

    deserializer.deserialize_option(Nullable(visitor))
}

#[cfg(test)]
mod tests;
