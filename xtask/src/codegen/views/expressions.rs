//! Arguments for examples: an expression of every type that a call can ask for, made so that it compiles whatever the
//! description says. The values mean nothing; they show their kind.

use heck::ToKebabCase;

use super::rust_literal;
use crate::codegen::api::{Api, Argument, Field, FieldShape, Operation, Place, Struct, TypeDef, TypeRef};
use crate::codegen::emit::ToIdent;
use crate::codegen::names::TypeName;

/// Beyond this an example explains nothing any more; it also ends types that hold lists of themselves.
const MAX_DEPTH: usize = 4;

/// The arguments of a call, separated by commas; `None` if one of them would take too long to write.
pub(super) fn arguments(api: &Api, operation: &Operation) -> Option<String> {
    let arguments: Option<Vec<String>> = operation.arguments.iter().map(|argument| one(api, argument)).collect();
    Some(arguments?.join(", "))
}

fn one(api: &Api, argument: &Argument) -> Option<String> {
    let words = argument.wire.to_kebab_case();
    match (&argument.ty, argument.place) {
        _ if argument.nullable => Some("None".to_owned()),
        (TypeRef::List(item), Place::Query) => Some(format!("vec![{}]", held(api, item, &words, 0)?)),
        (ty, _) => taken(api, ty, &words, 0),
    }
}

/// What can be handed in where the type is asked for: a literal where the type is made from text.
fn taken(api: &Api, ty: &TypeRef, words: &str, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    Some(match ty {
        TypeRef::String => rust_literal(words),
        TypeRef::Bool => "true".to_owned(),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => "1".to_owned(),
        TypeRef::F32 | TypeRef::F64 => "1.0".to_owned(),
        TypeRef::Timestamp => "\"2026-01-31T12:00:00Z\".parse()?".to_owned(),
        TypeRef::Date => "\"2026-01-31\".parse()?".to_owned(),
        TypeRef::Json => "serde_json::json!({})".to_owned(),
        TypeRef::List(item) => format!("[{}]", taken(api, item, words, depth + 1)?),
        TypeRef::Map(value) => format!("[(\"name\", {})]", taken(api, value, words, depth + 1)?),
        TypeRef::Boxed(inner) => taken(api, inner, words, depth)?,
        TypeRef::Named(name) => match api.model(name) {
            TypeDef::Newtype(_) => rust_literal(words),
            TypeDef::Enum(_) | TypeDef::Struct(_) => held(api, ty, words, depth)?,
        },
    })
}

/// A value of exactly this type.
fn held(api: &Api, ty: &TypeRef, words: &str, depth: usize) -> Option<String> {
    match ty {
        TypeRef::String => Some(format!("{}.to_owned()", rust_literal(words))),
        TypeRef::Named(name) => named(api, name, words, depth),
        TypeRef::List(item) => Some(format!("vec![{}]", held(api, item, words, depth + 1)?)),
        TypeRef::Map(_) => None,
        TypeRef::Boxed(inner) => Some(format!("Box::new({})", held(api, inner, words, depth)?)),
        _ => taken(api, ty, words, depth),
    }
}

fn named(api: &Api, name: &TypeName, words: &str, depth: usize) -> Option<String> {
    let path = format!("{}::types::{}", api.package.name.replace('-', "_"), name.ident());
    Some(match api.model(name) {
        TypeDef::Newtype(_) => format!("{path}::from({})", rust_literal(words)),
        TypeDef::Enum(definition) => match definition.variants.first() {
            Some(variant) => format!("{path}::{}", variant.name.ident()),
            None => format!("{path}::from({})", rust_literal(words)),
        },
        TypeDef::Struct(definition) => format!("{path}::new({})", fields(api, definition, depth)?),
    })
}

fn fields(api: &Api, definition: &Struct, depth: usize) -> Option<String> {
    let values: Option<Vec<String>> =
        definition.fields.iter().filter_map(|field| required(api, field, depth + 1)).collect();
    Some(values?.join(", "))
}

/// `None` for a field that the constructor does not ask for.
fn required(api: &Api, field: &Field, depth: usize) -> Option<Option<String>> {
    match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection => {
            Some(taken(api, &field.ty, &field.wire.to_kebab_case(), depth))
        }
        FieldShape::RequiredNullable => Some(Some("None".to_owned())),
        FieldShape::Optional | FieldShape::OptionalCollection | FieldShape::OptionalNullable => None,
    }
}
