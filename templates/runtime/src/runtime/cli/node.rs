//! A value as it was written, before it is known what it should be: a scalar keeps its text, so that `1e5` is still an
//! identifier where text is wanted.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

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

    /// What it is, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Plain(_) if self.is_null() => "null",
            Self::Plain(_) => "a word or number",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    /// Reads JSON.
    pub(super) fn of_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// Puts a member in, in place of one with the same name.
pub(super) fn put<T>(members: &mut Vec<(String, T)>, name: String, value: T) {
    match members.iter_mut().find(|(key, _)| *key == name) {
        Some((_, old)) => *old = value,
        None => members.push((name, value)),
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Numbers are taken as they are written, and that needs the text.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'"') => serde_json::from_str(text).map(Self::Text).map_err(D::Error::custom),
            Some(b'[' | b'{') => {
                let mut inner = serde_json::Deserializer::from_str(text);
                inner.deserialize_any(Members).map_err(D::Error::custom)
            }
            _ => Ok(Self::Plain(text.to_owned())),
        }
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some((name, value)) = members.next_entry()? {
            put(&mut map, name, value);
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
