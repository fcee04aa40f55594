//! Values of which a description says that they are one of several types, each of another kind of JSON: a string or a
//! number, one object or a list of them.
//!
//! The parser says of which kind a value is when it meets it, so nothing is read twice and nothing is buffered. Several
//! objects are told apart by a tag, or else by their members. What the description does not name is kept as it came. The
//! generator writes the enum; `by_kind!` gives it the traits.

pub mod alternatives;
mod begun;
mod kept;
mod numbers;
pub mod tagged;
mod texts;

use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::wire::whole;

pub use begun::Begun;

/// A value that this version of the crate does not expect in its place: of another kind of JSON, or an object that is none
/// of those it knows.
///
/// Only reading makes one, so a value of tomorrow can be passed on but not made up. Its kind cannot be matched on in the
/// enum that holds it, on purpose: such a `match` would silently stop working on the day the kind becomes a variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OtherValue(Value);

impl OtherValue {
    /// The value as it came.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// The value as it came, by value.
    pub fn into_json(self) -> Value {
        self.0
    }
}

/// Shows the JSON.
impl Display for OtherValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, formatter)
    }
}

impl serde::Serialize for OtherValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// An enum with a variant for each kind of JSON that is expected. `by_kind!` implements it; what an enum does not say of a
/// kind makes its variant `Other`.
pub trait ByKind: Sized {
    /// A value of a kind that no variant has.
    fn other(value: OtherValue) -> Self;

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// When a variant has strings, and this is none that its type can be read from. The same holds for the other kinds.
    fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        any(deserializer)
    }

    /// Reads a number without a fraction.
    ///
    /// # Errors
    ///
    /// See [`string`](Self::string).
    fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::number(deserializer)
    }

    /// Reads a number.
    ///
    /// # Errors
    ///
    /// See [`string`](Self::string).
    fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        any(deserializer)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// See [`string`](Self::string).
    fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        any(deserializer)
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// See [`string`](Self::string).
    fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        any(deserializer)
    }

    /// Reads an object, of which the first key has been read.
    ///
    /// # Errors
    ///
    /// See [`string`](Self::string).
    fn object<'de, A: MapAccess<'de>>(members: Begun<'de, A>) -> Result<Self, A::Error> {
        any(members.into_deserializer())
    }
}

/// Reads a value that no variant is for.
///
/// # Errors
///
/// When it is not JSON.
pub fn any<'de, T: ByKind, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Value::deserialize(deserializer).map(|value| T::other(OtherValue(value)))
}

/// Reads a value as the variant of its kind.
///
/// # Errors
///
/// When the variant of its kind cannot be read from it; one of another kind is no error.
pub fn read<'de, T: ByKind, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(OfKind(PhantomData))
}

struct OfKind<T>(PhantomData<T>);

impl<'de, T: ByKind> Visitor<'de> for OfKind<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::string(text.into_deserializer())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::boolean(value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::integer(number.into_deserializer())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::integer(number.into_deserializer())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        match whole(number) {
            Some(_) => T::integer(number.into_deserializer()),
            None => T::number(number.into_deserializer()),
        }
    }

    /// From a value that was parsed before, where numbers keep their digits: see [`numbers`].
    fn visit_u128<E: Error>(self, number: u128) -> Result<T, E> {
        numbers::read(&number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<T, E> {
        numbers::read(&number.to_string())
    }

    /// Null where the description has none.
    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Ok(T::other(OtherValue(Value::Null)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        T::list(SeqAccessDeserializer::new(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        let first: Option<kept::Name<'de>> = members.next_key()?;
        match first {
            Some(name) if numbers::is_number(&name.0) => {
                let digits: String = members.next_value()?;
                numbers::read(&digits)
            }
            first => T::object(Begun::new(first, members)),
        }
    }
}

/// Implements serde's traits and [`Wire`](super::wire::Wire) for an enum with these variants, and `Other`. Each kind of JSON
/// that is expected is named, and what reads it:
///
/// ```text
/// by_kind!(Place(String, Integer), string = String, integer = Integer);
/// by_kind!(Pet(Cat, Dog), object = ("kind": Cat "cat" | "kitten", Dog "dog"));
/// by_kind!(Split(Pages, Words), object = (optional "mode": Pages "pages", Words "words"));
/// by_kind!(Shape(Circle, Square, Map), object = [Circle, Square; Map]);
/// ```
///
/// * A variant takes all values of the kind.
/// * Variants after the name of a member: the value of that member tells objects apart. With `optional` before it, those
///   without the member are told apart by all that they have.
/// * Variants, and behind a semicolon the one with a map: the members together do.
#[allow(unused_macros, reason = "only emitted enums use it, and a description may have none")]
macro_rules! by_kind {
    (@read object $reader:tt) => {
        fn object<'de, A: serde::de::MapAccess<'de>>(
            members: $crate::runtime::by_kind::Begun<'de, A>,
        ) -> Result<Self, A::Error> {
            $crate::runtime::by_kind::by_kind!(@object members $reader)
        }
    };
    (@read $kind:ident $variant:ident) => {
        fn $kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            $crate::runtime::wire::Wire::read(deserializer).map(Self::$variant)
        }
    };

    (@object $members:ident $variant:ident) => {
        $crate::runtime::wire::Wire::read($members.into_deserializer()).map(Self::$variant)
    };
    (@object $members:ident ($($tagged:tt)+)) => { $crate::runtime::by_kind::tagged::read($members) };
    // The models are not named: one may be called like a parameter of the function that this stands in.
    (@object $members:ident [$($variant:ident),+ $(; $map:ident)?]) => {
        $crate::runtime::by_kind::alternatives::read(
            $members,
            $crate::runtime::by_kind::by_kind!(@alternatives $($variant),+ $(; $map)?),
        )
    };

    (@alternatives $($variant:ident),+ $(; $map:ident)?) => {
        &[
            $($crate::runtime::by_kind::alternatives::Alternative::model(Self::$variant, |object| {
                $crate::runtime::wire::Wire::read(object).map(Self::$variant)
            }),)+
            $($crate::runtime::by_kind::alternatives::Alternative::map(|object| {
                $crate::runtime::wire::Wire::read(object).map(Self::$map)
            }),)?
        ]
    };

    (@tag $name:ident ($tag:literal: $($arms:tt)+)) => {
        impl $crate::runtime::by_kind::tagged::ByTag for $name {
            $crate::runtime::by_kind::by_kind!(@tagged $tag $($arms)+);
        }
    };
    (@tag $name:ident (optional $tag:literal: $($variant:ident $($value:literal)|+),+)) => {
        impl $crate::runtime::by_kind::tagged::ByTag for $name {
            $crate::runtime::by_kind::by_kind!(@tagged $tag $($variant $($value)|+),+);

            fn untagged<'de, E: serde::de::Error>(
                members: $crate::runtime::by_kind::alternatives::Whole<'de>,
            ) -> Result<Self, E> {
                $crate::runtime::by_kind::alternatives::read_whole(
                    members,
                    $crate::runtime::by_kind::by_kind!(@alternatives $($variant),+),
                )
            }
        }
    };
    (@tag $name:ident $other:tt) => {};

    (@tagged $tag:literal $($variant:ident $($value:literal)|+),+) => {
        const TAG: &'static str = $tag;

        fn tagged<'de, D: serde::Deserializer<'de>>(tag: &str, object: D) -> Result<Self, D::Error> {
            match tag {
                $($($value)|+ => $crate::runtime::wire::Wire::read(object).map(Self::$variant),)+
                _ => $crate::runtime::by_kind::any(object),
            }
        }
    };

    ($name:ident($($variant:ident),+), $($kind:ident = $reader:tt),+) => {
        impl $crate::runtime::by_kind::ByKind for $name {
            fn other(value: $crate::runtime::by_kind::OtherValue) -> Self {
                Self::Other(value)
            }

            $($crate::runtime::by_kind::by_kind!(@read $kind $reader);)+
        }

        $($crate::runtime::by_kind::by_kind!(@tag $name $reader);)+

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::by_kind::read(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::runtime::wire::Wire::write(value, serializer),)+
                    Self::Other(value) => serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                value.clone()
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn text(&self) -> Result<String, &'static str> {
                $crate::runtime::parameter::single_text(self)
            }
        }

        $crate::runtime::wire::wire_by_serde!($name);
    };
}

#[allow(unused_imports, reason = "only emitted enums use it, and a description may have none")]
pub(crate) use by_kind;

#[cfg(test)]
mod tests;
