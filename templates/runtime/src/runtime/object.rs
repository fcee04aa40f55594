//! Models: objects with named fields, read from JSON objects and from nothing else.
//!
//! The derives of serde also take an array for a struct, field by field, so that `["parse", "cfg-1"]` would swap two
//! fields in silence; and they call a key that stands twice an error, where nearly every other language lets the last
//! one count. The generator writes the struct and one call of `object!`, which gives it both traits of serde.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::wire::{Read, Wire, Write};

/// A model, by the keys of its members.
pub trait Object: Sized {
    /// Each member that it names.
    const KEYS: &'static [Key];

    /// Whether it holds those that it does not name.
    const IS_OPEN: bool;

    /// Makes one of the members of an object.
    ///
    /// # Errors
    ///
    /// When one is missing, or cannot be read.
    fn of_members<'de, A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

/// A member that a model names.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether absence is an error.
    pub is_required: bool,
    /// Whether it is written even as null, so that absence does not last.
    pub is_always_written: bool,
}

/// Implements `Serialize`, `Deserialize`, [`Wire`](super::wire::Wire) and [`Object`] for a struct with named fields:
///
/// ```text
/// object!(Batch, required[id, r#type = "type"], nullable[parent], optional[created_at = "createdAt", results]);
/// ```
///
/// * `required`: absence is an error; always written.
/// * `nullable`: absence is the default, which is written too.
/// * `optional`: absence is the default; an unset value is not written.
///
/// A field behind a semicolon is a map that takes all other members, which are written behind the named ones:
/// `object!(Settings, optional[color]; additional_properties)`. Without it they are read over.
///
/// A field is called on the wire as in the struct unless its name there is given. `as` names the part that a field plays
/// in a page, which is read by rules of its own: see [`page`](super::page).
#[allow(unused_macros, reason = "only emitted models use it, and a description may have none")]
macro_rules! object {
    ($name:ident $(, $presence:ident [$($field:ident $(= $wire:literal)? $(as $part:ident)?),*])* $(; $further:ident)?) => {
        #[allow(deprecated, reason = "a deprecated field is still read and written")]
        impl $crate::runtime::object::Object for $name {
            const KEYS: &'static [$crate::runtime::object::Key] = &[$($($crate::runtime::object::Key {
                name: $crate::runtime::object::object!(@wire $field $($wire)?),
                is_required: $crate::runtime::object::object!(@is_required $presence),
                is_always_written: $crate::runtime::object::object!(@is_always_written $presence),
            },)*)*];

            const IS_OPEN: bool = $crate::runtime::object::object!(@is_open $($further)?);

            #[inline]
            fn of_members<'de, A: serde::de::MapAccess<'de>>(mut members: A) -> Result<Self, A::Error> {
                #[allow(non_camel_case_types, reason = "they are named like the fields")]
                enum Field {
                    $($($field,)*)*
                }

                /// In the order of the keys.
                const FIELDS: &[Field] = &[$($(Field::$field,)*)*];

                $($(let mut $field = None;)*)*
                $(let mut $further = std::collections::BTreeMap::new();)?
                let mut names = $crate::runtime::object::Names::new(Self::KEYS);
                while let Some(name) = members.next_key_seed(&mut names)? {
                    match name {
                        Ok(index) => match FIELDS[index] {
                            $($(Field::$field => $field = $crate::runtime::object::object!(@read members $($part)?),)*)*
                        },
                        Err(name) => {
                            $crate::runtime::object::object!(@unnamed members name $($further)?);
                        }
                    }
                }
                Ok(Self {
                    $($($field: $crate::runtime::object::object!(@value $presence $field $($wire)?),)*)*
                    $($further,)?
                })
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::object::read(deserializer)
            }
        }

        #[allow(deprecated, reason = "a deprecated field is still read and written")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // Whether each field is written, under its name.
                $($(let $field = $crate::runtime::object::object!(@is_written $presence self.$field);)*)*
                let length = $crate::runtime::object::length(&[$($($field,)*)*]);
                #[allow(unused_mut, reason = "a struct may have no fields")]
                let mut object = $crate::runtime::object::object!(@open serializer $name length $($further)?);
                $($(
                    let key = $crate::runtime::object::object!(@wire $field $($wire)?);
                    $crate::runtime::object::field(&mut object, key, &self.$field, $field)?;
                )*)*
                $(
                    for (name, value) in &self.$further {
                        object.member(name, value)?;
                    }
                )?
                serde::ser::SerializeStruct::end(object)
            }
        }

        $crate::runtime::wire::wire_by_serde!($name);
    };

    (@unnamed $members:ident $name:ident) => {
        let () = $name;
        $members.next_value::<serde::de::IgnoredAny>()?;
    };
    (@unnamed $members:ident $name:ident $further:ident) => {
        $further.insert($name, $members.next_value_seed($crate::runtime::wire::Read::new())?);
    };

    (@open $serializer:ident $name:ident $length:ident) => {
        $serializer.serialize_struct(stringify!($name), $length)?
    };
    (@open $serializer:ident $name:ident $length:ident $further:ident) => {
        {
            // How many members there are matters to no form of JSON.
            let _: usize = $length;
            $crate::runtime::object::Open::new($serializer)?
        }
    };

    (@is_open) => { false };
    (@is_open $further:ident) => { true };

    (@is_required required) => { true };
    (@is_required nullable) => { false };
    (@is_required optional) => { false };

    (@is_always_written required) => { true };
    (@is_always_written nullable) => { true };
    (@is_always_written optional) => { false };

    (@wire $field:ident) => { stringify!($field) };
    (@wire $field:ident $wire:literal) => { $wire };

    (@read $members:ident) => { $crate::runtime::object::value(&mut $members)? };
    (@read $members:ident $part:ident) => { Some($members.next_value_seed($crate::runtime::page::$part)?) };

    (@value required $field:ident $($wire:literal)?) => {
        $crate::runtime::object::required($field, $crate::runtime::object::object!(@wire $field $($wire)?))?
    };
    (@value nullable $field:ident $($wire:literal)?) => { $field.unwrap_or_default() };
    (@value optional $field:ident $($wire:literal)?) => { $field.unwrap_or_default() };

    (@is_written required $value:expr) => { true };
    (@is_written nullable $value:expr) => { true };
    (@is_written optional $value:expr) => { !$crate::runtime::wire::Wire::is_unset(&$value) };
}

#[allow(unused_imports, reason = "only emitted models use it, and a description may have none")]
pub(crate) use object;

/// An object that is written with members which its model does not name.
#[derive(Debug)]
pub struct Open<M>(M);

impl<M: SerializeMap> Open<M> {
    /// Begins an object.
    ///
    /// # Errors
    ///
    /// When the serializer fails.
    pub fn new<S: Serializer<SerializeMap = M, Error = M::Error>>(serializer: S) -> Result<Self, M::Error> {
        serializer.serialize_map(None).map(Self)
    }

    /// Writes a member that is not named.
    ///
    /// # Errors
    ///
    /// When its value has no form on the wire, or the serializer fails.
    pub fn member(&mut self, name: &str, value: &impl Wire) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &Write(value))
    }
}

impl<M: SerializeMap> SerializeStruct for Open<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Tells which of the members that a model names comes next: its place among the keys, or what is kept of another name.
/// It is not a type for each model, since the parser would be compiled once more for each.
#[derive(Debug)]
pub struct Names<O> {
    keys: &'static [Key],
    /// The place behind the last one: members mostly come in the order of the description.
    next: usize,
    other: PhantomData<O>,
}

impl<O> Names<O> {
    /// Of these keys.
    pub fn new(keys: &'static [Key]) -> Self {
        Self { keys, next: 0, other: PhantomData }
    }

    fn find(&self, name: &str) -> Option<usize> {
        match self.keys.get(self.next) {
            Some(key) if key.name == name => Some(self.next),
            _ => self.keys.iter().position(|key| key.name == name),
        }
    }
}

impl<'de, O: Other> DeserializeSeed<'de> for &mut Names<O> {
    type Value = Result<usize, O>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<O: Other> Visitor<'_> for &mut Names<O> {
    type Value = Result<usize, O>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(match self.find(name) {
            Some(index) => {
                self.next = index + 1;
                Ok(index)
            }
            None => Err(O::new(name)),
        })
    }
}

/// What is kept of a name that a model does not have.
pub trait Other {
    /// Of this name.
    fn new(name: &str) -> Self;
}

/// Nothing: its value is read over.
impl Other for () {
    fn new(_: &str) -> Self {}
}

impl Other for String {
    fn new(name: &str) -> Self {
        name.to_owned()
    }
}

/// Reads a model.
///
/// # Errors
///
/// When there is another kind of value, or an object that is not the model.
#[inline]
pub fn read<'de, M: Object, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    struct Members<M>(PhantomData<M>);

    impl<'de, M: Object> Visitor<'de> for Members<M> {
        type Value = M;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<M, A::Error> {
            M::of_members(members)
        }
    }

    deserializer.deserialize_map(Members(PhantomData))
}

/// Reads the value of a field. It stands here for all models, as [`field`] does, since what is in the macro is compiled for
/// each.
///
/// # Errors
///
/// When it cannot be read.
#[inline]
pub fn value<'de, T: Wire, A: MapAccess<'de>>(members: &mut A) -> Result<Option<T>, A::Error> {
    members.next_value_seed(Read::new()).map(Some)
}

/// How many fields are written.
pub fn length(written: &[bool]) -> usize {
    written.iter().filter(|is_written| **is_written).count()
}

/// Writes a field, or leaves it out.
///
/// # Errors
///
/// When the value has no form on the wire, or the serializer fails.
#[inline]
pub fn field<S: SerializeStruct>(
    object: &mut S,
    key: &'static str,
    value: &impl Wire,
    is_written: bool,
) -> Result<(), S::Error> {
    if is_written { object.serialize_field(key, &Write(value)) } else { object.skip_field(key) }
}

/// The value of a field that must be there.
///
/// # Errors
///
/// When it is not.
pub fn required<T, E: Error>(value: Option<T>, key: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(key))
}

#[cfg(test)]
mod tests;
