//! Types as they stand in the generated code, as text: messages show them, and a field whose text stays the same is
//! the same to a caller.

use super::view::View;
use crate::codegen::api::{Field, FieldShape, Output, TypeDef, TypeRef};
use crate::codegen::names::TypeName;

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
        TypeRef::Named(name) => name.to_string(),
        TypeRef::List(item) => format!("Vec<{}>", held(item)),
        TypeRef::Map(value) => format!("BTreeMap<String, {}>", held(value)),
        TypeRef::Boxed(inner) => format!("Box<{}>", held(inner)),
    }
}

/// `Option<Vec<BatchId>>`: the type of a field with what stands around it.
pub fn field(field: &Field) -> String {
    let inner = held(&field.ty);
    match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection | FieldShape::OptionalCollection => inner,
        FieldShape::RequiredNullable | FieldShape::Optional => format!("Option<{inner}>"),
        FieldShape::OptionalNullable => format!("Nullable<{inner}>"),
    }
}

/// What `send()` gives for an operation that is not a list.
pub fn output(output: &Output) -> String {
    match output {
        Output::Nothing => "()".to_owned(),
        Output::Json(ty) => held(ty),
    }
}

/// Whether the types differ only in which text type stands where: `String`, a newtype or an enum.
pub fn differ_in_text(old: &View<'_>, old_type: &TypeRef, new: &View<'_>, new_type: &TypeRef) -> bool {
    match (old_type, new_type) {
        (TypeRef::List(old_type), TypeRef::List(new_type)) | (TypeRef::Map(old_type), TypeRef::Map(new_type)) => {
            differ_in_text(old, old_type, new, new_type)
        }
        _ => is_text(old, old_type) && is_text(new, new_type),
    }
}

fn is_text(view: &View<'_>, ty: &TypeRef) -> bool {
    let is_text_model = |name: &TypeName| matches!(view.find(name), Some(TypeDef::Newtype(_) | TypeDef::Enum(_)));
    match ty {
        TypeRef::String => true,
        TypeRef::Named(name) => is_text_model(name),
        _ => false,
    }
}
