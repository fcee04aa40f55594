//! Members of an object that are read before it is known what the object is.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StringDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

/// The deepest nesting of what is kept, which is that of the parser: a text is parsed with a limit of its own, and texts
/// inside of others must not add up to more than the stack has room for.
const DEEPEST: usize = 128;

/// The name of a member, which is a part of the text unless it is written with escapes.
#[derive(Clone, Debug)]
pub struct Name<'de>(pub(super) Cow<'de, str>);

impl<'de> Name<'de> {
    /// Reads the name once more.
    pub(super) fn read<S: DeserializeSeed<'de>, E: Error>(self, seed: S) -> Result<S::Value, E> {
        match self.0 {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(StringDeserializer::new(name)),
        }
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        self.visit_string(name.to_owned())
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name)))
    }
}

/// A value that is read later: its text, where the parser has the whole text at hand, and else what a parser makes of it.
#[derive(Clone, Debug)]
pub enum Kept<'de> {
    /// The text of the value.
    Text(&'de str),
    /// What was made of it.
    Value(Value),
}

impl<'de> Kept<'de> {
    /// Reads the value.
    pub(super) fn read<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, serde_json::Error> {
        match self {
            Self::Text(text) => seed.deserialize(&mut serde_json::Deserializer::from_str(text)),
            Self::Value(value) => seed.deserialize(value),
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
        members.next_key::<Cow<'de, str>>()?;
        members.next_value_seed(Text)
    }
}

struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Kept<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kept<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Kept<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Kept<'de>, E> {
        if is_too_deep(text) {
            return Err(E::custom("recursion limit exceeded"));
        }
        Ok(Kept::Text(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kept<'de>, E> {
        serde_json::from_str(text).map(Kept::Value).map_err(E::custom)
    }
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
    /// The value whose key was read last, if it is a kept one.
    value: Option<Kept<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(super) fn new(kept: Vec<(Name<'de>, Kept<'de>)>, rest: A) -> Self {
        Self { kept: kept.into_iter(), value: None, rest }
    }

    pub(super) fn into_deserializer(self) -> MapAccessDeserializer<Self> {
        MapAccessDeserializer::new(self)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.kept.next() {
            Some((key, value)) => {
                self.value = Some(value);
                key.read(seed).map(Some)
            }
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => value.read(seed).map_err(A::Error::custom),
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
