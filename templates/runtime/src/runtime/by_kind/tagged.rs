//! Objects that the value of one member tells apart, wherever in the object it stands.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::alternatives::Whole;
use super::kept::{Kept, Members, Name, Nothing};
use super::{Begun, ByKind, any, numbers};
use crate::runtime::style;
use crate::runtime::wire::whole;

/// An enum with a variant for each value of a member. `by_kind!` implements it.
pub trait ByTag: ByKind {
    /// The key of the member.
    const TAG: &'static str;

    /// Reads an object as the variant of its tag. One whose tag is unknown is kept as it came.
    ///
    /// # Errors
    ///
    /// When there is a variant of this tag, and the object is none that its type can be read from.
    fn tagged<'de, D: Deserializer<'de>>(tag: &str, object: D) -> Result<Self, D::Error>;

    /// Reads an object without a tag, which is kept as it came where each must have one.
    ///
    /// # Errors
    ///
    /// When the object is not JSON.
    fn untagged<'de, E: Error>(members: Whole<'de>) -> Result<Self, E> {
        any(Members::new(members, None, Nothing)).map_err(E::custom)
    }
}

/// Reads an object. Nothing is held back where the tag stands first; an object whose tag is no string, number or truth value
/// is kept as it came.
///
/// # Errors
///
/// See [`ByTag::tagged`].
pub fn read<'de, T: ByTag, A: MapAccess<'de>>(members: Begun<'de, A>) -> Result<T, A::Error> {
    let Begun { first: mut key, mut rest } = members;
    let mut kept = Vec::new();
    while let Some(name) = key {
        let value = if name.0 == T::TAG {
            match rest.next_value()? {
                // As good as absent.
                Tag::Value(Value::Null) => Kept::Value(Value::Null),
                tag => return of_tag(kept, tag, rest),
            }
        } else {
            rest.next_value()?
        };
        if kept.capacity() == 0 {
            kept = Vec::with_capacity(USUAL);
        }
        kept.push((name, value));
        key = rest.next_key()?;
    }
    T::untagged(kept)
}

/// Room for so many members before a tag is made at once.
const USUAL: usize = 8;

fn of_tag<'de, T: ByTag, A: MapAccess<'de>>(
    kept: Vec<(Name<'de>, Kept<'de>)>,
    tag: Tag<'de>,
    rest: A,
) -> Result<T, A::Error> {
    let object = |tag| Members::new(kept, Some((T::TAG, tag)), rest);
    match tag {
        Tag::Text(Cow::Borrowed(text)) => T::tagged(text, object(Kept::String(Cow::Borrowed(text)))),
        Tag::Text(Cow::Owned(text)) => T::tagged(&text.clone(), object(Kept::String(Cow::Owned(text)))),
        Tag::Value(value) => match text_of(&value) {
            Ok(text) => T::tagged(&text, object(Kept::Value(value))),
            Err(_) => any(object(Kept::Value(value))),
        },
    }
}

/// A number without a fraction is an integer, however it is written.
fn text_of(value: &Value) -> Result<String, &'static str> {
    value.as_f64().and_then(whole).map_or_else(|| style::single(value), |integer| Ok(integer.to_string()))
}

/// The value of the member that tells objects apart.
enum Tag<'de> {
    Text(Cow<'de, str>),
    Value(Value),
}

impl<'de> Deserialize<'de> for Tag<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagVisitor)
    }
}

struct TagVisitor;

impl<'de> Visitor<'de> for TagVisitor {
    type Value = Tag<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tag<'de>, E> {
        Ok(Tag::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tag<'de>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Tag<'de>, E> {
        Ok(Tag::Text(Cow::Owned(text)))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tag<'de>, E> {
        Ok(Tag::Value(value.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tag<'de>, E> {
        Ok(Tag::Value(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tag<'de>, E> {
        Ok(Tag::Value(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Tag<'de>, E> {
        Ok(Tag::Value(number.into()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Tag<'de>, E> {
        numbers::value(&number.to_string()).map(Tag::Value)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Tag<'de>, E> {
        numbers::value(&number.to_string()).map(Tag::Value)
    }

    fn visit_unit<E: Error>(self) -> Result<Tag<'de>, E> {
        Ok(Tag::Value(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Tag<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Tag::Value)
    }

    /// An object, or a number where they come as one.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Tag<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(members)).map(Tag::Value)
    }
}
