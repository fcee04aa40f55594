//! Questions about types and fields.

use super::{Field, FieldShape, Origin, Struct, TypeDef, TypeRef};
use crate::codegen::names::TypeName;

impl TypeDef {
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Struct(definition) => &definition.name,
            Self::Enum(definition) => &definition.name,
            Self::Newtype(definition) => &definition.name,
            Self::Union(definition) => &definition.name,
        }
    }

    pub fn origin(&self) -> &Origin {
        match self {
            Self::Struct(definition) => &definition.origin,
            Self::Enum(definition) => &definition.origin,
            Self::Newtype(definition) => &definition.origin,
            Self::Union(definition) => &definition.origin,
        }
    }

    /// The types of what is in a value: of the fields of a struct, of the arms of a union.
    pub fn inside(&self) -> impl Iterator<Item = &TypeRef> {
        let (fields, arms) = match self {
            Self::Struct(definition) => (definition.fields.as_slice(), [].as_slice()),
            Self::Union(definition) => ([].as_slice(), definition.arms.as_slice()),
            Self::Enum(_) | Self::Newtype(_) => ([].as_slice(), [].as_slice()),
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

impl TypeRef {
    /// The type inside a list, a map or a box.
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => Some(inner),
            Self::String
            | Self::Bool
            | Self::I32
            | Self::I64
            | Self::U32
            | Self::U64
            | Self::F32
            | Self::F64
            | Self::Timestamp
            | Self::Date
            | Self::Json
            | Self::Upload
            | Self::Named(_) => None,
        }
    }

    /// The type under all lists, maps and boxes.
    pub fn innermost(&self) -> &Self {
        self.inner().map_or(self, Self::innermost)
    }

    /// The model in a type, under all lists, maps and boxes.
    pub fn named(&self) -> Option<&TypeName> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }

    pub fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }

    /// A number, a time, true or false: neither text, nor made of other values.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Bool
            | Self::I32
            | Self::I64
            | Self::U32
            | Self::U64
            | Self::F32
            | Self::F64
            | Self::Timestamp
            | Self::Date => true,
            Self::String
            | Self::Json
            | Self::Upload
            | Self::Named(_)
            | Self::List(_)
            | Self::Map(_)
            | Self::Nullable(_)
            | Self::Boxed(_) => false,
        }
    }

    /// A list without null among its values, for where null has no form: anywhere but in JSON.
    pub fn without_null(self) -> Self {
        match self {
            Self::List(item) => match *item {
                Self::Nullable(inner) => Self::List(inner),
                item => Self::List(Box::new(item)),
            },
            ty => ty,
        }
    }

    /// Without the box that only serves to hold a value inside itself.
    pub fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            ty => ty,
        }
    }
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
