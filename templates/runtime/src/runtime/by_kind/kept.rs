//! Members of an object that are read before it is known what the object is.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StringDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::texts::Text;
use crate::runtime::text;

/// The deepest nesting of what is kept, which is that of the parser: a text is parsed with a limit of its own, and texts
/// inside of others must not add up to more than the stack has room for.
const DEEPEST: usize = 128;

/// The name of a member, which is a part of the text unless it is written with escapes.
#[derive(Clone, Debug)]
pub struct Name<'de>(pub(super) Cow<'de, str>);

impl<'de> Name<'de> {
    /// Reads the name once more.
    #[inline]
    pub(super) fn read<S: DeserializeSeed<'de>, E: Error>(self, seed: S) -> Result<S::Value, E> {
        match self.0 {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(StringDeserializer::new(name)),
        }
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer).map(Name)
    }
}

/// A value that is read later: its text, where the parser has the whole text at hand, and else what a parser makes of it.
#[derive(Clone, Debug)]
pub enum Kept<'de> {
    /// A string, which needs no parser any more.
    String(Cow<'de, str>),
    /// The text of any other value.
    Json(&'de str),
    /// What was made of it.
    Value(Value),
}

impl<'de> Kept<'de> {
    /// How long it takes to read, about: a string takes no time.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::String(_) => 0,
            Self::Json(json) => json.len(),
            Self::Value(Value::Array(_) | Value::Object(_)) => usize::MAX,
            Self::Value(_) => 0,
        }
    }

    /// Reads the value.
    pub(super) fn read<S: DeserializeSeed<'de>, E: Error>(self, seed: S) -> Result<S::Value, E> {
        match self {
            Self::String(text) => seed.deserialize(Text::new(text)),
            Self::Json(json) => seed.deserialize(&mut serde_json::Deserializer::from_str(json)).map_err(E::custom),
            Self::Value(value) => seed.deserialize(value).map_err(E::custom),
        }
    }
}

/// What serde_json calls the text of a value.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Deserialize<'de> for Kept<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, ValueOrText)
    }
}

struct ValueOrText;

impl<'de> Visitor<'de> for ValueOrText {
    type Value = Kept<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    /// What is not serde_json gives the value itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kept<'de>, D::Error> {
        Value::deserialize(deserializer).map(Kept::Value)
    }

    /// serde_json gives the text, as the one member of an object.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Kept<'de>, A::Error> {
        members.next_key::<IgnoredAny>()?;
        members.next_value_seed(Json)
    }
}

struct Json;

impl<'de> DeserializeSeed<'de> for Json {
    type Value = Kept<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kept<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Json {
    type Value = Kept<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    fn visit_borrowed_str<E: Error>(self, json: &'de str) -> Result<Kept<'de>, E> {
        if let Some(text) = without_quotes(json) {
            return Ok(Kept::String(Cow::Borrowed(text)));
        }
        if is_too_deep(json) {
            return Err(E::custom("recursion limit exceeded"));
        }
        Ok(Kept::Json(json))
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<Kept<'de>, E> {
        serde_json::from_str(json).map(Kept::Value).map_err(E::custom)
    }
}

/// The string that a text is, if it is one without escapes.
fn without_quotes(json: &str) -> Option<&str> {
    let text = json.strip_prefix('"')?.strip_suffix('"')?;
    // Without an early end, this is done for many bytes at once.
    let has_escapes = text.bytes().fold(false, |found, byte| found | (byte == b'\\'));
    (!has_escapes).then_some(text)
}

/// Whether lists and objects stand in each other deeper than the parser allows.
fn is_too_deep(json: &str) -> bool {
    // Each level is a character, and most values are short.
    if json.len() <= DEEPEST {
        return false;
    }
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            b'[' | b'{' if !is_string => {
                depth += 1;
                if depth > DEEPEST {
                    return true;
                }
            }
            b']' | b'}' if !is_string => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Kept members, and those that the parser has yet to read.
#[derive(Debug)]
pub struct Members<'de, A> {
    kept: std::vec::IntoIter<(Name<'de>, Kept<'de>)>,
    /// The member behind them that decided what the object is, by itself: most often nothing was kept before it.
    tag: Option<(&'static str, Kept<'de>)>,
    /// The value whose key was read last, if it is a kept one.
    value: Option<Kept<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(super) fn new(
        kept: Vec<(Name<'de>, Kept<'de>)>,
        tag: Option<(&'static str, Kept<'de>)>,
        rest: A,
    ) -> MapAccessDeserializer<Self> {
        MapAccessDeserializer::new(Self { kept: kept.into_iter(), tag, value: None, rest })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some((key, value)) = self.kept.next() {
            self.value = Some(value);
            return key.read(seed).map(Some);
        }
        if let Some((key, value)) = self.tag.take() {
            self.value = Some(value);
            return seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some);
        }
        self.rest.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => value.read(seed),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// No further members.
#[derive(Debug)]
pub struct Nothing;

impl<'de> MapAccess<'de> for Nothing {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, Self::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("there is no value without a key"))
    }
}
