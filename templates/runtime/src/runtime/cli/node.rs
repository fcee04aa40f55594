//! A value as it was written, before it is known what it should be: a scalar keeps its text, so that `1e5` is still an
//! identifier where text is wanted.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Levels of nesting that are read, of JSON and YAML alike; serde_json has the same limit for values of its own.
pub(super) const DEEPEST: usize = 127;

/// A value of JSON or YAML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Text between quotes, or that cannot be anything else.
    Text(String),
    /// A word without quotes: a number, `true`, `null`, or text.
    Plain(String),
    List(Vec<Node>),
    /// In the order of the text; a key that stands twice is there once, with its last value.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Whether it is the word for nothing.
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Plain(word) if matches!(word.as_str(), "null" | "Null" | "NULL" | "~" | ""))
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Plain(text) => Some(text),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Plain(word) if word.is_empty() => "an empty value",
            Self::Plain(_) if self.is_null() => "null",
            Self::Plain(_) => "a word or number",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    /// Reads JSON.
    pub(super) fn of_json(text: &str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = Json { depth: 0 }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(node)
    }
}

/// Puts a member in, in place of one with the same name.
pub(super) fn put<T>(members: &mut Vec<(String, T)>, name: String, value: T) {
    match members.iter_mut().find(|(key, _)| *key == name) {
        Some((_, old)) => *old = value,
        None => members.push((name, value)),
    }
}

/// Reads a value that stands this deep. The text of each level is read by a deserializer of its own, so that levels have to
/// be counted here.
#[derive(Clone, Copy)]
struct Json {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Json {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        // Numbers are taken as they are written, and that needs the text.
        let raw: Box<RawValue> = serde::Deserialize::deserialize(deserializer)?;
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'"') => serde_json::from_str(text).map(Node::Text).map_err(D::Error::custom),
            Some(b'[' | b'{') if self.depth == DEEPEST => Err(D::Error::custom(too_deep())),
            Some(b'[' | b'{') => {
                let mut inner = serde_json::Deserializer::from_str(text);
                inner.deserialize_any(Members(Self { depth: self.depth + 1 })).map_err(D::Error::custom)
            }
            _ => Ok(Node::Plain(text.to_owned())),
        }
    }
}

/// What is said of a value with more levels than [`DEEPEST`].
pub(super) fn too_deep() -> String {
    format!("it is nested deeper than {DEEPEST} levels, which this program does not send; curl does, see --curl")
}

/// What is in a list or an object.
struct Members(Json);

impl<'de> Visitor<'de> for Members {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.0)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = members.next_key()? {
            put(&mut map, name, members.next_value_seed(self.0)?);
        }
        Ok(Node::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text_and_members_their_order() {
        let node = Node::of_json(r#"{"b": 1e5, "a": [true, null, "x"], "b": 12345678901234567890123}"#).unwrap();
        let list = vec![Node::Plain("true".into()), Node::Plain("null".into()), Node::Text("x".into())];
        let expected =
            [("b".to_owned(), Node::Plain("12345678901234567890123".into())), ("a".to_owned(), Node::List(list))];
        assert_eq!(node, Node::Map(expected.to_vec()));
    }
}
