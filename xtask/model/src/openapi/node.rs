//! The value tree of a description. Unlike the trees of serde_yaml and serde_json it keeps the order of keys and their
//! text as written (`200` stays `200`), and a key that is given twice stays in it twice.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use twox_hash::XxHash3_64;

use crate::diagnostics::{Known, Refused};

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// A value that was refused before there was a tree, such as an unquoted `1e3` among strings.
    Refused(Refused),
}

impl Node {
    /// What messages call a value of this type.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
            Self::Refused(_) => "a value that was refused",
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The entry of a key, or the item of an index.
    pub fn inside(&self, segment: &str) -> Option<&Self> {
        match self {
            Self::List(items) => items.get(segment.parse::<usize>().ok()?),
            _ => self.get(segment),
        }
    }

    /// The entries of a mapping, in order; anything else has none.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) | Self::Refused(_) => &[],
        }
    }

    /// As [`Self::inside`].
    pub fn inside_mut(&mut self, segment: &str) -> Option<&mut Self> {
        match self {
            Self::Map(entries) => entries.iter_mut().find(|(key, _)| key == segment).map(|(_, value)| value),
            Self::List(items) => items.get_mut(segment.parse::<usize>().ok()?),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Refused(_) => None,
        }
    }

    /// As a JSON value; the order of keys is lost.
    pub fn to_json(&self) -> Known<Value> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(items) => Value::Array(items.iter().map(Self::to_json).collect::<Known<_>>()?),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| Ok((key.clone(), value.to_json()?)));
                Value::Object(entries.collect::<Known<_>>()?)
            }
            Self::Refused(refused) => return Err(*refused),
        })
    }

    /// Puts what was refused in the place of the node that the keys and indexes lead to.
    pub fn refuse(&mut self, way: &[&str], refused: Refused) {
        let Some((next, rest)) = way.split_first() else {
            *self = Self::Refused(refused);
            return;
        };
        if let Some(inner) = self.inside_mut(next) {
            inner.refuse(rest, refused);
        }
    }
}

impl Node {
    /// With the entries that a merge key (`<<`) would bring. Merge keys are refused; what is written beside them is judged
    /// as if they were not, so that no problem is shown that only follows from them.
    pub fn with_merged(self) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(Self::with_merged).collect()),
            Self::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, value.with_merged()));
                let (merges, mut own): (Vec<_>, Vec<_>) = entries.partition(|(key, _)| key == "<<");
                let sources = merges.into_iter().flat_map(|(_, value)| match value {
                    Self::List(items) => items,
                    other => vec![other],
                });
                for source in sources {
                    let Self::Map(entries) = source else { continue };
                    let missing = entries.into_iter().filter(|(key, _)| own.iter().all(|(other, _)| other != key));
                    own.extend(missing.collect::<Vec<_>>());
                }
                Self::Map(own)
            }
            scalar @ (Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Refused(_)) => scalar,
        }
    }

    /// A hash that does not depend on the order of keys.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", self.hash())
    }

    /// Made of the hashes of what is inside; those of entries are put into order, so that the entries need not be.
    fn hash(&self) -> u64 {
        match self {
            Self::Null | Self::Refused(_) => hash_of('n', &[]),
            Self::Bool(value) => hash_of('b', &[u8::from(*value)]),
            Self::Number(number) => hash_of('#', number.to_string().as_bytes()),
            Self::Text(text) => hash_of('s', text.as_bytes()),
            Self::List(items) => hash_of_all('[', items.iter().map(Self::hash)),
            Self::Map(entries) => {
                let entry =
                    |(key, value): &(String, Self)| hash_of_all('k', [hash_of('s', key.as_bytes()), value.hash()]);
                let mut hashes: Vec<u64> = entries.iter().map(entry).collect();
                hashes.sort_unstable();
                hash_of_all('{', hashes)
            }
        }
    }
}

fn hash_of_all(kind: char, hashes: impl IntoIterator<Item = u64>) -> u64 {
    hash_of(kind, &hashes.into_iter().flat_map(u64::to_le_bytes).collect::<Vec<u8>>())
}

/// The kind is the seed, so that two kinds of nodes with the same bytes differ.
fn hash_of(kind: char, bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot_with_seed(u64::from(kind), bytes)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON knows")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}

/// Infinity and not-a-number are no JSON values; as text they are refused wherever a number is expected.
fn float(value: f64) -> Node {
    Number::from_f64(value).map_or_else(|| Node::Text(value.to_string()), Node::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_tells_all_but_the_order_of_keys() {
        let of = |json: &str| serde_json::from_str::<Node>(json).expect("it is JSON").fingerprint();
        assert_eq!(of(r#"{"a": {"b": 1, "c": [2]}, "d": null}"#), of(r#"{"d": null, "a": {"c": [2], "b": 1}}"#));
        let different = [
            "null",
            "[]",
            "{}",
            r#""""#,
            "[[]]",
            "[{}]",
            "1",
            r#""1""#,
            "true",
            r#""true""#,
            "[1, 2]",
            "[2, 1]",
            r#"{"a": {"b": 1}}"#,
            r#"{"a": 1, "b": {}}"#,
            r#"{"b": {"a": 1}}"#,
            r#"["a", "b"]"#,
            r#"["ab"]"#,
            r#"{"a": "b"}"#,
        ];
        let fingerprints: std::collections::BTreeSet<String> = different.map(of).into();
        assert_eq!(fingerprints.len(), different.len());
    }
}
