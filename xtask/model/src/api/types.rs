//! Types: the definitions that the generated crate gets.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Docs, Field, FieldShape, JsonKind, Origin, Outcome, PageShape, TypeRef};
use crate::names::{TypeName, VariantName};

#[derive(Clone, Debug)]
pub enum TypeDef {
    Struct(Struct),
    /// Of strings.
    Enum(OpenEnum),
    /// The same of integers; the wire of a variant is its number.
    IntegerEnum(OpenEnum),
    Newtype(Newtype),
    Union(Union),
}

/// Models by name, sorted by it.
pub fn by_name(types: impl IntoIterator<Item = TypeDef>) -> IndexMap<TypeName, TypeDef> {
    let types = types.into_iter().map(|definition| (definition.name().clone(), definition));
    let mut types: IndexMap<_, _> = types.collect();
    types.sort_unstable_keys();
    types
}

impl TypeDef {
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Struct(definition) => &definition.name,
            Self::Enum(definition) | Self::IntegerEnum(definition) => &definition.name,
            Self::Newtype(definition) => &definition.name,
            Self::Union(definition) => &definition.name,
        }
    }

    pub fn origin(&self) -> &Origin {
        match self {
            Self::Struct(definition) => &definition.origin,
            Self::Enum(definition) | Self::IntegerEnum(definition) => &definition.origin,
            Self::Newtype(definition) => &definition.origin,
            Self::Union(definition) => &definition.origin,
        }
    }

    /// The types of what is in a value: of the fields of a struct, of the arms of a union.
    pub fn inside(&self) -> impl Iterator<Item = &TypeRef> {
        let (fields, arms) = match self {
            Self::Struct(definition) => (definition.fields.as_slice(), [].as_slice()),
            Self::Union(definition) => ([].as_slice(), definition.arms.as_slice()),
            Self::Enum(_) | Self::IntegerEnum(_) | Self::Newtype(_) => ([].as_slice(), [].as_slice()),
        };
        fields.iter().map(|field| &field.ty).chain(arms.iter().map(|arm| &arm.ty))
    }

    /// The models that a value of this one holds, through lists, maps and boxes; none of them twice in a row.
    pub fn held(&self) -> impl Iterator<Item = &TypeName> {
        self.inside().filter_map(TypeRef::named)
    }

    /// The models that can be a part of a value of this one with no list, map or box in between.
    pub fn contained(&self) -> impl Iterator<Item = &TypeName> {
        self.inside().filter_map(|ty| match ty {
            TypeRef::Named(name) => Some(name),
            _ => None,
        })
    }
}

#[derive(Clone, Debug)]
pub struct Struct {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub fields: Vec<Field>,
    pub traits: Traits,
    /// Set where an `x-pagination` names this schema as the response of a list.
    pub page: Option<Box<PageShape>>,
    /// Set where an `x-outcome` tells how to sort a list of results: gives `outcome()`.
    pub outcome: Option<Outcome>,
    pub origin: Origin,
}

impl Struct {
    /// The fields that have a name on the wire.
    pub fn named(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.shape != FieldShape::Further)
    }

    /// The field that holds what has no name.
    pub fn further(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.shape == FieldShape::Further)
    }
}

/// Which traits beyond `Clone`, `Debug`, `PartialEq`, `Serialize`, `Deserialize` a struct can derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    pub eq: bool,
    pub hash: bool,
    /// Every field has a default, so the struct has one too.
    pub default: bool,
    /// `Debug` must be written by hand, because a field is sensitive.
    pub masked_debug: bool,
}

#[derive(Clone, Debug)]
pub struct OpenEnum {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub variants: Vec<Variant>,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: VariantName,
    pub wire: String,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Newtype {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub sensitive: bool,
    pub origin: Origin,
}

impl Variant {
    /// Its value in JSON, in an enum of integers.
    pub fn integer(&self) -> i64 {
        self.wire.parse().expect("the wire of an integer is its number")
    }

    /// Whether it stands for this number, in an enum of integers.
    pub fn is(&self, value: &Value) -> bool {
        integer(value) == Some(self.integer())
    }
}

/// A number without a fraction is an integer, however it is written.
pub fn integer(value: &Value) -> Option<i64> {
    let whole = || value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64);
    value.as_i64().or_else(whole)
}

/// One of several types, told apart by the kind of JSON that stands there, and objects by what is in them. What is none of
/// them is kept as it came.
#[derive(Clone, Debug)]
pub struct Union {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    /// Two at least, in the order of the kinds, of which only `Object` may have several.
    pub arms: Vec<Arm>,
    pub objects: Objects,
    /// Whether values can be compared exactly and hashed: there is no number with a fraction in them.
    pub exact: bool,
    pub origin: Origin,
}

/// How the objects of a union are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objects {
    /// By the value of the member of this name, of which each arm has its own.
    ByTag(String),
    /// The same where it is there, and else by the members that they have.
    ByOptionalTag(String),
    /// By the members that they have. If there is one arm with objects at most, there is nothing to tell.
    ByMembers,
}

impl Objects {
    /// The name of the member that tells them apart.
    pub fn tag(&self) -> Option<&str> {
        match self {
            Self::ByTag(tag) | Self::ByOptionalTag(tag) => Some(tag),
            Self::ByMembers => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub name: VariantName,
    pub kind: JsonKind,
    /// What the tag is, for an object that is told by one: a string, an integer or a truth value.
    pub tags: Vec<Value>,
    pub docs: Docs,
    pub ty: TypeRef,
    pub origin: Origin,
}
