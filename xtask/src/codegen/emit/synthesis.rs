//! A JSON value of any model, made of its types alone: every field is set at the top, below it only what is always there.

use serde_json::{Map, Value, json};

use super::tree;
use crate::codegen::api::{Api, Field, FieldShape, Struct, TypeDef, TypeRef};

/// Lists and maps below this depth are empty, so that a model that contains itself comes to an end.
const DEEPEST: usize = 4;

/// A value with all fields of the model.
pub fn sample(api: &Api, definition: &Struct) -> Value {
    let fields = definition.fields.iter();
    Value::Object(fields.map(|field| (field.wire.clone(), value(api, &field.ty, 1))).collect())
}

fn value(api: &Api, ty: &TypeRef, depth: usize) -> Value {
    match ty {
        TypeRef::String => json!("text"),
        TypeRef::Bool => json!(true),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => json!(1),
        TypeRef::F32 | TypeRef::F64 => json!(1.5),
        TypeRef::Timestamp => json!("2026-01-02T03:04:05Z"),
        TypeRef::Date => json!("2026-01-02"),
        TypeRef::Json => json!({ "any": "value" }),
        TypeRef::Boxed(inner) => value(api, inner, depth),
        TypeRef::List(_) if depth > DEEPEST => json!([]),
        TypeRef::List(item) => json!([value(api, item, depth + 1)]),
        TypeRef::Map(_) if depth > DEEPEST => json!({}),
        TypeRef::Map(item) => json!({ "key": value(api, item, depth + 1) }),
        TypeRef::Named(name) => match tree::model(api, name) {
            TypeDef::Newtype(_) => json!("text"),
            TypeDef::Enum(definition) => definition.variants.first().map_or(json!("text"), |first| json!(first.wire)),
            TypeDef::Struct(definition) => {
                let written = definition.fields.iter().filter(|field| is_always_written(field));
                let fields = written.map(|field| (field.wire.clone(), value(api, &field.ty, depth + 1)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
        },
    }
}

fn is_always_written(field: &Field) -> bool {
    is_required(field) || field.shape == FieldShape::RequiredNullable
}

/// Whether its absence is an error.
pub fn is_required(field: &Field) -> bool {
    matches!(field.shape, FieldShape::Required | FieldShape::RequiredCollection)
}
