//! Objects that the value of one member tells apart, wherever in the object it stands.

use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::kept::{Kept, Members, Name};
use super::{ByKind, any};
use crate::runtime::style;

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
}

/// Reads an object. Nothing is held back where the tag stands first; an object without a tag, or whose tag is no string,
/// number or truth value, is kept as it came.
///
/// # Errors
///
/// See [`ByTag::tagged`].
pub fn read<'de, T: ByTag, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Tagged(PhantomData))
}

struct Tagged<T>(PhantomData<T>);

impl<'de, T: ByTag> Visitor<'de> for Tagged<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        let mut kept: Vec<(Name<'de>, Kept<'de>)> = Vec::new();
        while let Some(key) = members.next_key::<Name<'de>>()? {
            let is_tag = key.0 == T::TAG;
            kept.push((key, members.next_value()?));
            if is_tag {
                break;
            }
        }
        let tag = kept.last().filter(|(key, _)| key.0 == T::TAG);
        let tag = tag.and_then(|(_, value)| {
            let value = value.clone().read(PhantomData::<Value>).ok()?;
            style::single(&value).ok()
        });
        let object = Members::new(kept, members).into_deserializer();
        match tag {
            Some(tag) => T::tagged(&tag, object),
            None => any(object),
        }
    }
}
