//! Arguments for examples: an expression of every type that a call can ask for, made so that it compiles whatever the
//! description says. Where the description has an example, the values are those of it; elsewhere they mean nothing and
//! show their kind.

use heck::ToKebabCase;
use serde_json::Value;

use super::literals::rust_literal;
use model::api::{Api, Argument, Field, FieldShape, JsonKind, Operation, Place, Struct, TypeDef, TypeRef, Variant};
use model::names::TypeName;
use model::names::in_code;

/// Beyond this an example explains nothing any more; it also ends types that hold lists of themselves.
const MAX_DEPTH: usize = 4;

/// What there is to make a value of.
#[derive(Clone, Copy)]
struct Sample<'a> {
    /// The name of the value, as words.
    words: &'a str,
    /// What the description's example has in its place.
    example: Option<&'a Value>,
}

impl<'a> Sample<'a> {
    fn text(self) -> &'a str {
        self.example.and_then(Value::as_str).unwrap_or(self.words)
    }

    fn inside(self, example: Option<&'a Value>) -> Self {
        Self { example, ..self }
    }
}

/// The arguments of a call, separated by commas; `None` if one of them would take too long to write.
pub(super) fn arguments(api: &Api, operation: &Operation) -> Option<String> {
    let arguments: Option<Vec<String>> = operation.arguments.iter().map(|argument| one(api, argument, None)).collect();
    Some(arguments?.join(", "))
}

/// An argument of a call, with the value that the example of its request has; `None` if it would take too long to write.
pub(super) fn example_argument(api: &Api, argument: &Argument, request: &Value) -> Option<String> {
    let example = match argument.place {
        Place::Body => Some(request),
        Place::BodyField => request.get(&argument.wire),
        Place::Path | Place::Query | Place::Header | Place::Cookie => None,
    };
    one(api, argument, example)
}

/// A value of exactly the type of an argument.
pub(super) fn value_of(api: &Api, argument: &Argument) -> Option<String> {
    if argument.is_any_parameter() {
        return Some(format!("serde_json::Value::from({})", rust_literal(&argument.wire.to_kebab_case())));
    }
    held(api, &argument.ty, Sample { words: &argument.wire.to_kebab_case(), example: None }, 0)
}

/// The types of the crate by a shorter name, for an example that has `use crate_name::types`.
pub(super) fn shortened(api: &Api, expression: &str) -> String {
    expression.replace(&types(api), "types::")
}

/// What stands before the name of a type.
fn types(api: &Api) -> String {
    format!("{}::types::", api.package.name.replace('-', "_"))
}

fn one(api: &Api, argument: &Argument, example: Option<&Value>) -> Option<String> {
    let sample = Sample { words: &argument.wire.to_kebab_case(), example };
    match (&argument.ty, argument.place) {
        _ if argument.nullable => Some("None".to_owned()),
        _ if argument.is_any_parameter() => Some(rust_literal(sample.words)),
        (TypeRef::List(item), Place::Query) => Some(format!("vec![{}]", held(api, item, sample, 0)?)),
        (ty, _) => taken(api, ty, sample, 0),
    }
}

/// What can be handed in where the type is asked for: a literal where the type is made from text.
fn taken(api: &Api, ty: &TypeRef, sample: Sample<'_>, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let example = sample.example;
    let parsed = |usual: &str| format!("{}.parse()?", rust_literal(example.and_then(Value::as_str).unwrap_or(usual)));
    Some(match ty {
        TypeRef::String => rust_literal(sample.text()),
        TypeRef::Bool => example.and_then(Value::as_bool).unwrap_or(true).to_string(),
        TypeRef::I32 | TypeRef::I64 => example.and_then(Value::as_i64).unwrap_or(1).to_string(),
        TypeRef::U32 | TypeRef::U64 => example.and_then(Value::as_u64).unwrap_or(1).to_string(),
        TypeRef::F32 | TypeRef::F64 => format!("{:?}", example.and_then(Value::as_f64).unwrap_or(1.0)),
        TypeRef::Timestamp => parsed("2026-01-31T12:00:00Z"),
        TypeRef::Date => parsed("2026-01-31"),
        TypeRef::Upload => {
            let crate_name = api.package.name.replace('-', "_");
            format!("{crate_name}::Upload::bytes({}, \"text\")", rust_literal(&format!("{}.txt", sample.words)))
        }
        TypeRef::Json => format!("serde_json::json!({})", example.map_or_else(|| "{}".to_owned(), Value::to_string)),
        TypeRef::List(item) => format!("[{}]", items(sample, |sample| taken(api, item, sample, depth + 1))?),
        TypeRef::Map(value) => {
            let (name, example) = match example.and_then(Value::as_object).and_then(|fields| fields.iter().next()) {
                Some((name, value)) => (name.as_str(), Some(value)),
                None => ("name", None),
            };
            let value = taken(api, value, sample.inside(example), depth + 1)?;
            format!("[({}, {value})]", rust_literal(name))
        }
        TypeRef::Nullable(_) => held(api, ty, sample, depth)?,
        TypeRef::Boxed(inner) => taken(api, inner, sample, depth)?,
        TypeRef::Named(name) => match api.model(name) {
            TypeDef::Newtype(_) => rust_literal(sample.text()),
            TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Struct(_) | TypeDef::Union(_) => {
                held(api, ty, sample, depth)?
            }
        },
    })
}

/// A value of exactly this type.
fn held(api: &Api, ty: &TypeRef, sample: Sample<'_>, depth: usize) -> Option<String> {
    match ty {
        TypeRef::String => Some(format!("{}.to_owned()", rust_literal(sample.text()))),
        TypeRef::Named(name) => named(api, name, sample, depth),
        TypeRef::List(item) => Some(format!("vec![{}]", items(sample, |sample| held(api, item, sample, depth + 1))?)),
        TypeRef::Map(_) => None,
        TypeRef::Nullable(_) if sample.example.is_some_and(Value::is_null) => Some("None".to_owned()),
        TypeRef::Nullable(inner) => Some(format!("Some({})", held(api, inner, sample, depth)?)),
        TypeRef::Boxed(inner) => Some(format!("Box::new({})", held(api, inner, sample, depth)?)),
        _ => taken(api, ty, sample, depth),
    }
}

/// The items of a list, separated by commas: those of the example, or one that shows the kind.
fn items(sample: Sample<'_>, item: impl Fn(Sample<'_>) -> Option<String>) -> Option<String> {
    let items: Option<Vec<String>> = match sample.example.and_then(Value::as_array) {
        Some(values) if !values.is_empty() => values.iter().map(|value| item(sample.inside(Some(value)))).collect(),
        Some(_) | None => [item(sample.inside(None))].into_iter().collect(),
    };
    Some(items?.join(", "))
}

fn named(api: &Api, name: &TypeName, sample: Sample<'_>, depth: usize) -> Option<String> {
    let path = format!("{}{}", types(api), in_code(name.as_str()));
    Some(match api.model(name) {
        TypeDef::Newtype(_) => format!("{path}::from({})", rust_literal(sample.text())),
        TypeDef::Enum(definition) => {
            let shown = definition.variants.iter().find(|variant| variant.wire == sample.text());
            match shown.or(definition.variants.first()) {
                Some(variant) => format!("{path}::{}", in_code(variant.name.as_str())),
                None => format!("{path}::from({})", rust_literal(sample.text())),
            }
        }
        TypeDef::IntegerEnum(definition) => {
            let is_shown = |variant: &&Variant| sample.example.is_some_and(|example| variant.is(example));
            match definition.variants.iter().find(is_shown).or(definition.variants.first()) {
                Some(variant) => format!("{path}::{}", in_code(variant.name.as_str())),
                None => format!("{path}::from(1)"),
            }
        }
        TypeDef::Union(definition) => {
            let shown = sample.example.and_then(|example| definition.arm_of(api, example));
            let sample = sample.inside(sample.example.filter(|_| shown.is_some()));
            let arm = shown.or(definition.arms.first())?;
            match arm.ty.unboxed() {
                TypeRef::Named(model) if arm.kind == JsonKind::Object => {
                    format!("{path}::from({})", named(api, model, sample, depth + 1)?)
                }
                ty => format!("{path}::{}({})", in_code(arm.name.as_str()), held(api, ty, sample, depth + 1)?),
            }
        }
        TypeDef::Struct(definition) => format!("{path}::new({})", fields(api, definition, sample, depth)?),
    })
}

fn fields(api: &Api, definition: &Struct, sample: Sample<'_>, depth: usize) -> Option<String> {
    let example = |field: &Field| sample.example.and_then(|example| example.get(&field.wire));
    let values: Option<Vec<String>> =
        definition.fields.iter().filter_map(|field| required(api, field, example(field), depth + 1)).collect();
    Some(values?.join(", "))
}

/// `None` for a field that the constructor does not ask for.
fn required(api: &Api, field: &Field, example: Option<&Value>, depth: usize) -> Option<Option<String>> {
    match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection => {
            Some(taken(api, &field.ty, Sample { words: &field.wire.to_kebab_case(), example }, depth))
        }
        FieldShape::RequiredNullable => Some(Some("None".to_owned())),
        FieldShape::Optional | FieldShape::OptionalCollection | FieldShape::OptionalNullable | FieldShape::Further => {
            None
        }
    }
}
