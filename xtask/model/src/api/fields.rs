//! The fields of structs: how they are held, read and written.

use serde_json::Value;

use super::{Docs, Origin, TypeRef};
use crate::bounds::Bounds;
use crate::names::FieldName;

#[derive(Clone, Debug)]
pub struct Field {
    pub name: FieldName,
    pub wire: String,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: TypeRef,
    pub shape: FieldShape,
    /// Whether the service may send null. A field that is only read need not tell it from one that is missing.
    pub nullable: bool,
    pub lenient: Lenient,
    pub sensitive: bool,
    pub facts: Facts,
    /// The flag of it inside of the object, where the description says it (`x-cli-name`).
    pub flag: Option<String>,
    pub origin: Origin,
}

/// What the description says of a value, and its type does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The numbers or truth values that it can be, where there are only some.
    pub values: Vec<Value>,
    /// What the service takes where nothing is sent.
    pub default: Option<Value>,
    pub bounds: Bounds,
    /// What is said of each value in it.
    pub parts: Option<Box<PartFacts>>,
}

/// What the description says of each value in a list or in a map.
#[derive(Clone, Debug, PartialEq)]
pub enum PartFacts {
    Items(Facts),
    Values(Facts),
}

impl PartFacts {
    pub fn facts(&self) -> &Facts {
        match self {
            Self::Items(facts) | Self::Values(facts) => facts,
        }
    }
}

/// How a field is held and how it is read and written. `ty` of the field is the inner `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldShape {
    /// `T`; missing or null is a decode error.
    Required,
    /// `Vec<T>` or map; missing is an error, null reads as empty.
    RequiredCollection,
    /// `Option<T>`; missing and null read as `None`, written as null.
    RequiredNullable,
    /// `Option<T>`; missing and null read as `None`, `None` is not written.
    Optional,
    /// `Vec<T>` or map of a response; missing and null read as empty, empty is not written.
    OptionalCollection,
    /// `Nullable<T>`: absent, null and a value are three states.
    OptionalNullable,
    /// A map of what the object holds beside its named properties. It has no name on the wire.
    Further,
}

impl FieldShape {
    /// Whether a model that is made by hand starts without it: then it has a setter, and else `new` takes it.
    pub fn has_default(self) -> bool {
        match self {
            Self::Required | Self::RequiredCollection | Self::RequiredNullable => false,
            Self::Optional | Self::OptionalCollection | Self::OptionalNullable | Self::Further => true,
        }
    }

    /// Whether its absence is an error to whoever reads the model.
    pub fn must_be_present(self) -> bool {
        match self {
            Self::Required | Self::RequiredCollection => true,
            Self::RequiredNullable
            | Self::Optional
            | Self::OptionalCollection
            | Self::OptionalNullable
            | Self::Further => false,
        }
    }

    /// Whether the client may write null in its place.
    pub fn is_written_as_null(self) -> bool {
        match self {
            Self::RequiredNullable | Self::OptionalNullable => true,
            Self::Required | Self::RequiredCollection | Self::Optional | Self::OptionalCollection | Self::Further => {
                false
            }
        }
    }

    /// Whether it is held in an `Option`, or in something like one.
    pub fn is_option(self) -> bool {
        match self {
            Self::RequiredNullable | Self::Optional | Self::OptionalNullable => true,
            Self::Required | Self::RequiredCollection | Self::OptionalCollection | Self::Further => false,
        }
    }
}

/// Leniency asked for by a pagination role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lenient {
    No,
    /// A number is read as text.
    Token,
    /// A decimal string is read as an integer.
    Integer,
}
