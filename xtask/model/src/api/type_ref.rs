//! How types are referred to.

use crate::names::TypeName;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    String,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    /// `jiff::Timestamp`.
    Timestamp,
    /// `jiff::civil::Date`.
    Date,
    /// `serde_json::Value`.
    Json,
    /// `Upload`: a file, which is sent and never read.
    Upload,
    Named(TypeName),
    List(Box<TypeRef>),
    /// `BTreeMap<String, T>`.
    Map(Box<TypeRef>),
    /// `Option<T>`: a value or null, in a list or a map.
    Nullable(Box<TypeRef>),
    /// `Box<T>`, where a type would otherwise contain itself.
    Boxed(Box<TypeRef>),
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
