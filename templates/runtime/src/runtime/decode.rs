//! Reading JSON responses: strict about shape, tolerant where the service is known to mix forms.
//!
//! The body is parsed once, fast. Only when that fails is it parsed again with the path tracked, so that the error can
//! say `items[3].status: invalid type: …`. The parser limits nesting to 128 levels and skips unknown fields without
//! nesting calls, so a hostile body ends in a value or an error, not in an overflow of the stack.

mod pages;

use std::fmt::{self, Display};

use bytes::Bytes;
use serde::de::DeserializeSeed;
use serde_json::de::StrRead;
use serde_path_to_error::Track;

use super::one_line::shown;
use super::redact::Secrets;
use super::wire::{Read, Wire};

pub use pages::page;
#[cfg(feature = "cli")]
pub(crate) use pages::raw_each;
pub(crate) use pages::{each, raw};

/// A text in UTF-8 without the byte order mark that some servers put before it.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// Reads a whole body as JSON. A byte order mark before it is allowed.
///
/// # Errors
///
/// When the body is empty, is not JSON, or does not have the shape of `T`; the error names the path of the value.
pub fn json<T: Wire>(body: &[u8]) -> Result<T, DecodeError> {
    with(body, Read::new())
}

/// Reads a whole body as [`json`] does, as whatever the seed makes of it.
///
/// # Errors
///
/// As [`json`].
pub(crate) fn with<'de, S: DeserializeSeed<'de> + Copy>(body: &'de [u8], seed: S) -> Result<S::Value, DecodeError> {
    let again = |parser: Tracked<'_, '_, 'de>| seed.deserialize(parser).map(|_| ());
    let text = text_of(body, &again)?;
    let mut parser = serde_json::Deserializer::from_str(text);
    let read = seed.deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    read.map_err(|problem| locate(text, &problem, &again))
}

/// Accepts any body of an operation that answers with nothing.
///
/// # Errors
///
/// Never; the signature is that of every decoder.
pub fn nothing(_body: &[u8]) -> Result<(), DecodeError> {
    Ok(())
}

/// Reads a body as JSON if there is one: of an operation that has a success without a body.
///
/// # Errors
///
/// As [`json`], but for an empty body.
pub fn optional<T: Wire>(body: &[u8]) -> Result<Option<T>, DecodeError> {
    if body.is_empty() { Ok(None) } else { json(body).map(Some) }
}

/// Reads a body as text.
///
/// # Errors
///
/// When the body is not UTF-8.
pub fn text(body: &[u8]) -> Result<String, DecodeError> {
    std::str::from_utf8(without_mark(body))
        .map(str::to_owned)
        .map_err(|_| DecodeError::new("", "the body is not UTF-8"))
}

/// Gives a body as it is, without copying it.
///
/// # Errors
///
/// Never; the signature is that of every decoder.
pub fn binary(body: &Bytes) -> Result<Bytes, DecodeError> {
    Ok(body.clone())
}

/// The most characters of a path, and of what is wrong there: both can repeat as much of a body as it pleases.
const SHOWN: usize = 200;

/// A parser that knows where it is.
type Tracked<'p, 't, 'de> = serde_path_to_error::Deserializer<'p, 't, &'p mut serde_json::Deserializer<StrRead<'de>>>;

/// Parses once more.
type Again<'a, 'de> = &'a dyn Fn(Tracked<'_, '_, 'de>) -> serde_json::Result<()>;

/// The text of a body. It is checked as a whole, so that text nobody reads is checked too; the parser then has less to do.
fn text_of<'de>(body: &'de [u8], again: Again<'_, 'de>) -> Result<&'de str, DecodeError> {
    let body = without_mark(body);
    if body.trim_ascii().is_empty() {
        return Err(DecodeError::new("", "the body is empty"));
    }
    std::str::from_utf8(body).map_err(|_| {
        // The value at which the text breaks off is the one that is not UTF-8.
        let sound = body.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        locate(sound, &"the text is not UTF-8", again)
    })
}

/// Parses again to find where the first parse failed. The problem is that of the end of the text, if this is where it fails.
fn locate<'de>(text: &'de str, problem: &dyn Display, again: Again<'_, 'de>) -> DecodeError {
    let mut track = Track::new();
    let mut parser = serde_json::Deserializer::from_str(text);
    match again(Tracked::new(&mut parser, &mut track)) {
        Err(first) => {
            let path = track.path().to_string();
            // The tracker shows the top as a dot, which says nothing.
            let path = if path == "." { "" } else { &path };
            DecodeError::new(path, if first.is_eof() { problem.to_string() } else { first.to_string() })
        }
        // The value itself is fine, so the problem is what follows it.
        Ok(()) => DecodeError::new("", problem.to_string()),
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

    /// The same problem, as one of the value at `place`, which holds the value that was read.
    pub(crate) fn within(&self, place: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{place}{joint}{}", self.path), message: self.message.clone() }
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

#[cfg(test)]
mod tests;
