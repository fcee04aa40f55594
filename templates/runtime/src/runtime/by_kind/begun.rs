//! Objects whose first key has been read, because only that tells them from numbers: see [`numbers`](super::numbers).

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, MapAccess};

use super::kept::Name;

/// The members of an object whose first key has been read.
#[derive(Debug)]
pub struct Begun<'de, A> {
    /// Nothing where there are no members, or where it was taken.
    pub(super) first: Option<Name<'de>>,
    pub(super) rest: A,
}

impl<'de, A: MapAccess<'de>> Begun<'de, A> {
    pub(super) fn new(first: Option<Name<'de>>, rest: A) -> Self {
        Self { first, rest }
    }

    /// The whole object, to be read as any other.
    pub fn into_deserializer(self) -> MapAccessDeserializer<Self> {
        MapAccessDeserializer::new(self)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Begun<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => key.read(seed).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
