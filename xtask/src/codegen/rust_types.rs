//! Types as they stand in the generated code, as text, for whoever speaks of the code without making it: messages show
//! them, and so do the pages of the documentation.

use model::api::{Argument, Field, FieldShape, Operation, Output, Place, TypeRef};

/// `Vec<BatchId>`.
pub fn held(ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "String".to_owned(),
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::I32 => "i32".to_owned(),
        TypeRef::I64 => "i64".to_owned(),
        TypeRef::U32 => "u32".to_owned(),
        TypeRef::U64 => "u64".to_owned(),
        TypeRef::F32 => "f32".to_owned(),
        TypeRef::F64 => "f64".to_owned(),
        TypeRef::Timestamp => "jiff::Timestamp".to_owned(),
        TypeRef::Date => "jiff::civil::Date".to_owned(),
        TypeRef::Json => "serde_json::Value".to_owned(),
        TypeRef::Upload => "Upload".to_owned(),
        TypeRef::Named(name) => name.to_string(),
        TypeRef::List(item) => format!("Vec<{}>", held(item)),
        TypeRef::Map(value) => format!("BTreeMap<String, {}>", held(value)),
        TypeRef::Nullable(inner) => format!("Option<{}>", held(inner)),
        TypeRef::Boxed(inner) => format!("Box<{}>", held(inner)),
    }
}

/// `Option<Vec<BatchId>>`: the type of a field with what stands around it.
pub fn field(field: &Field) -> String {
    let inner = held(&field.ty);
    match field.shape {
        FieldShape::Required
        | FieldShape::RequiredCollection
        | FieldShape::OptionalCollection
        | FieldShape::Further => inner,
        FieldShape::RequiredNullable | FieldShape::Optional => format!("Option<{inner}>"),
        FieldShape::OptionalNullable => format!("Nullable<{inner}>"),
    }
}

/// What a caller hands in where the type is asked for: `impl Into<BatchId>`.
pub fn taken(ty: &TypeRef) -> String {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => format!("impl Into<{}>", held(ty)),
        TypeRef::List(item) => format!("impl IntoIterator<Item = {}>", taken(item)),
        TypeRef::Map(value) => format!("impl IntoIterator<Item = (impl Into<String>, {})>", taken(value)),
        TypeRef::Boxed(inner) => taken(inner),
        TypeRef::Bool
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::U32
        | TypeRef::U64
        | TypeRef::F32
        | TypeRef::F64
        | TypeRef::Timestamp
        | TypeRef::Date
        | TypeRef::Nullable(_) => held(ty),
    }
}

/// The type of a positional argument or of the argument of a setter.
pub fn argument(argument: &Argument) -> String {
    match (&argument.ty, argument.place) {
        (TypeRef::List(item), Place::Query) => format!("impl Into<OneOrMany<{}>>", held(item)),
        (ty, _) => taken(ty),
    }
}

/// The type of a positional argument: one that may be null is an `Option`.
pub fn required_argument(it: &Argument) -> String {
    if it.nullable { format!("Option<{}>", held(it.ty.unboxed())) } else { argument(it) }
}

/// What awaiting an operation gives.
pub fn awaited(operation: &Operation) -> String {
    match &operation.pagination {
        Some(pagination) => format!("Page<{}>", held(&pagination.item)),
        None => output(&operation.output),
    }
}

/// What `send()` gives for an operation that is not a list.
pub fn output(output: &Output) -> String {
    match output {
        Output::Nothing => "()".to_owned(),
        Output::Json(ty) => held(ty),
        Output::Optional(ty) => format!("Option<{}>", held(ty)),
        Output::Text => "String".to_owned(),
        Output::Binary => "Bytes".to_owned(),
        Output::ByStatus(successes) => successes.name.to_string(),
    }
}
