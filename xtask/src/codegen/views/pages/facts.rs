//! What can be said of a value in a few words: whether it is there, what it is in JSON.

use crate::codegen::value_facts;
use model::api::{Api, Argument, Arm, Facts, Field, Operation, Resource, TypeDef, TypeRef, Union};
use model::markdown::code;
use model::names::TypeName;

/// `string`, `array of object`: what stands in JSON, or in a URL.
pub(super) fn json(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "string".to_owned(),
        TypeRef::Bool => "boolean".to_owned(),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => "integer".to_owned(),
        TypeRef::F32 | TypeRef::F64 => "number".to_owned(),
        TypeRef::Timestamp => "string (date-time)".to_owned(),
        TypeRef::Date => "string (date)".to_owned(),
        TypeRef::Json => "any value".to_owned(),
        TypeRef::Upload => "file".to_owned(),
        TypeRef::List(item) => format!("array of {}", json(api, item)),
        TypeRef::Map(value) => format!("object of {}", json(api, value)),
        TypeRef::Nullable(inner) => format!("{} or null", json(api, inner)),
        TypeRef::Boxed(inner) => json(api, inner),
        TypeRef::Named(name) => match api.model(name) {
            TypeDef::Struct(_) => "object".to_owned(),
            TypeDef::Enum(_) | TypeDef::Newtype(_) => "string".to_owned(),
            TypeDef::IntegerEnum(_) => "integer".to_owned(),
            TypeDef::Union(definition) => kinds(definition),
        },
    }
}

/// `string or integer`.
fn kinds(definition: &Union) -> String {
    let mut kinds: Vec<&str> = definition.arms.iter().map(|arm| arm.kind.as_str()).collect();
    kinds.dedup();
    kinds.join(" or ")
}

/// What the tag of an object is in a union: `` `kind` is `"cat"` ``.
pub(super) fn tag(definition: &Union, arm: &Arm) -> Option<String> {
    let tag = definition.objects.tag().filter(|_| !arm.tags.is_empty())?;
    let values: Vec<String> = arm.tags.iter().map(|value| code(&value.to_string())).collect();
    Some(format!("{} is {}", code(tag), values.join(" or ")))
}

/// `required`, `optional`, `nullable`.
pub(super) fn field_presence(field: &Field) -> &'static str {
    presence(!field.shape.has_default(), field.nullable)
}

pub(super) fn argument_presence(operation: &Operation, argument: &Argument) -> &'static str {
    let is_required = operation.arguments.iter().any(|other| other.name == argument.name);
    presence(is_required, argument.nullable)
}

fn presence(is_required: bool, is_nullable: bool) -> &'static str {
    match (is_required, is_nullable) {
        (true, false) => "required",
        (true, true) => "required, nullable",
        (false, false) => "optional",
        (false, true) => "optional, nullable",
    }
}

/// What is said of a value beyond its type: `from 1 to 9`, ``default `5` ``.
pub(super) fn of_value(facts: &Facts) -> Vec<String> {
    let Facts { values, bounds, default, parts } = facts;
    let parts = parts.as_deref().and_then(value_facts::of_each);
    let sentences = [value_facts::allowed(values), value_facts::range(*bounds), parts].into_iter().flatten();
    let sentences = sentences.map(|sentence| value_facts::lower_first(&sentence));
    let default = default.as_ref().map(|value| format!("default {}", value_facts::default_value(value)));
    sentences.chain(default).collect()
}

/// A link to the page of a type, from a page in a folder beside that of the types.
pub(super) fn link(name: &TypeName) -> String {
    format!("[`{name}`](../types/{}.md)", name.module())
}

/// The page of what hangs on the client itself. No resource has a hyphen in its name.
const CLIENT_PAGE: &str = "the-client";

/// The file of a resource's page, without its ending.
pub(super) fn file(resource: &Resource) -> &str {
    if resource.path.is_empty() { CLIENT_PAGE } else { &resource.path }
}
