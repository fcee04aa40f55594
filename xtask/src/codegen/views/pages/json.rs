//! The values of an example call as JSON: what the Rust expressions of `views::expressions` send. Fields that a
//! constructor does not ask for are left out, as they are there.

use heck::ToKebabCase;
use serde_json::{Map, Value, json};

use model::api::{Api, Argument, Field, FieldShape, Place, TypeDef, TypeRef, Variant};

/// As deep as the expressions go, which are left out beyond that.
const MAX_DEPTH: usize = 8;

/// What the call sends for an argument.
pub(super) fn argument(api: &Api, argument: &Argument, request: Option<&Value>) -> Option<Value> {
    if argument.nullable {
        return Some(Value::Null);
    }
    if argument.is_any_parameter() {
        return Some(Value::from(argument.wire.to_kebab_case()));
    }
    let example = match argument.place {
        Place::Body => request,
        Place::BodyField => request.and_then(|request| request.get(&argument.wire)),
        Place::Path | Place::Query | Place::Header | Place::Cookie => None,
    };
    value(api, &argument.ty, &argument.wire.to_kebab_case(), example, 0)
}

/// A value of a type: what the example has, or one that shows its kind.
pub(super) fn value(api: &Api, ty: &TypeRef, words: &str, example: Option<&Value>, depth: usize) -> Option<Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    let or = |usual: Value| example.cloned().unwrap_or(usual);
    let text = |usual: &str| Value::from(example.and_then(Value::as_str).unwrap_or(usual));
    Some(match ty {
        TypeRef::String => text(words),
        TypeRef::Bool => or(json!(true)),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => or(json!(1)),
        TypeRef::F32 | TypeRef::F64 => or(json!(1.0)),
        TypeRef::Timestamp => text("2026-01-31T12:00:00Z"),
        TypeRef::Date => text("2026-01-31"),
        TypeRef::Json => or(json!({})),
        TypeRef::Upload => json!("@file"),
        TypeRef::Nullable(_) if example.is_some_and(Value::is_null) => Value::Null,
        TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => value(api, inner, words, example, depth)?,
        TypeRef::List(item) => match example.and_then(Value::as_array) {
            Some(items) if !items.is_empty() => {
                let items = items.iter().map(|it| value(api, item, words, Some(it), depth + 1));
                Value::Array(items.collect::<Option<_>>()?)
            }
            Some(_) | None => json!([value(api, item, words, None, depth + 1)?]),
        },
        TypeRef::Map(inner) => {
            let first = example.and_then(Value::as_object).and_then(|fields| fields.iter().next());
            let (name, example) = first.map_or(("name", None), |(name, value)| (name.as_str(), Some(value)));
            json!({ name: value(api, inner, words, example, depth + 1)? })
        }
        TypeRef::Named(name) => match api.model(name) {
            TypeDef::Newtype(_) => text(words),
            TypeDef::Union(definition) => {
                let shown = example.and_then(|example| definition.arm_of(api, example));
                let example = example.filter(|_| shown.is_some());
                value(api, &shown.or(definition.arms.first())?.ty, words, example, depth + 1)?
            }
            TypeDef::Enum(definition) => {
                let wanted = example.and_then(Value::as_str).unwrap_or(words);
                let shown = definition.variants.iter().find(|variant| variant.wire == wanted);
                Value::from(shown.or(definition.variants.first()).map_or(wanted, |variant| &variant.wire))
            }
            TypeDef::IntegerEnum(definition) => {
                let is_shown = |variant: &&Variant| example.is_some_and(|example| variant.is(example));
                let shown = definition.variants.iter().find(is_shown).or(definition.variants.first());
                json!(shown.map_or(1, Variant::integer))
            }
            TypeDef::Struct(definition) => {
                let fields = definition.fields.iter().filter(|field| !field.shape.has_default());
                let fields =
                    fields.map(|field| Some((field.wire.clone(), self::field(api, field, example, depth + 1)?)));
                Value::Object(fields.collect::<Option<Map<_, _>>>()?)
            }
        },
    })
}

fn field(api: &Api, field: &Field, example: Option<&Value>, depth: usize) -> Option<Value> {
    match field.shape {
        FieldShape::RequiredNullable => Some(Value::Null),
        FieldShape::Required
        | FieldShape::RequiredCollection
        | FieldShape::Optional
        | FieldShape::OptionalCollection
        | FieldShape::Further
        | FieldShape::OptionalNullable => {
            let example = example.and_then(|example| example.get(&field.wire));
            value(api, &field.ty, &field.wire.to_kebab_case(), example, depth)
        }
    }
}
