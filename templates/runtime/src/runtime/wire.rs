//! How every type of a description stands in JSON: one rule for each, whatever it is nested in.
//!
//! What is read is tolerant where services are known to mix forms (`3.0` for an integer, null for an empty list, a time
//! without an offset), and what is written has one form. serde's own implementations cannot be used for that: they read
//! a list of integers, or of times, by the rules of its elements' types. Models reach their fields through [`Wire`], and
//! are themselves plain serde types for everybody else.

mod containers;
mod floats;
mod integers;

use std::marker::PhantomData;

use jiff::civil::Date;
use serde::de::{DeserializeSeed, Deserializer};
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

pub(crate) use containers::List;
pub(crate) use floats::NOT_FINITE;
pub(crate) use integers::whole;

/// A type with a form on the wire.
pub trait Wire: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When there is another kind of value, or one that does not fit.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// When the value has no form on the wire, or the serializer fails.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Whether an optional field with this value is left out.
    fn is_unset(&self) -> bool {
        false
    }
}

/// Reads a `T` where serde asks for a seed.
#[derive(Debug)]
pub struct Read<T>(PhantomData<fn() -> T>);

impl<T> Read<T> {
    /// The seed of any `T`; which one follows from where the value goes.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Read<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Read<T> {}

impl<'de, T: Wire> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Writes a value where serde asks for something it can serialize.
#[derive(Debug)]
pub struct Write<'a, T>(pub &'a T);

impl<T: Wire> Serialize for Write<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Types whose form is the one serde gives them: scalars, and models, which reach their own fields by [`Wire`].
macro_rules! wire_by_serde {
    ($($type:ty),+) => {$(
        impl $crate::runtime::wire::Wire for $type {
            #[inline]
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }
    )+};
}

#[allow(unused_imports, reason = "the macros of emitted types use it, and a description may have none")]
pub(crate) use wire_by_serde;

wire_by_serde!(bool, String, Date, Value, Box<RawValue>);

#[cfg(test)]
mod tests;
