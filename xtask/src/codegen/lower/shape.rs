//! What a schema is once `allOf` is taken apart: an object, a list, a text. Nothing gets a name here, and references
//! are named, not followed; only the parts of an `allOf` are, because the whole is made of their properties.

use super::context::Context;
use super::merge;
use crate::codegen::api::TypeRef;
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::{AdditionalProperties, EnumValue, Pointer, Schema, SchemaType};

#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    /// What the component of this name is.
    Component(&'a str),
    /// A string without values or a format that has a type of its own.
    Text,
    Scalar(TypeRef),
    /// Where it is declared; its strings, and where each stands.
    Enum(&'a Schema, Vec<(&'a str, &'a Pointer)>),
    Object(Vec<Property<'a>>),
    /// Values of the schema, or any.
    Map(Option<&'a Schema>),
    List(Option<&'a Schema>),
    Anything,
}

#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    pub wire: &'a str,
    pub schema: &'a Schema,
    pub required: bool,
    /// The component that declares it, where that is not the schema looked at.
    pub owner: Option<&'a str>,
}

/// What a schema is. What it cannot be is reported, and counts as anything.
pub(super) fn shape_of<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) -> Shape<'a> {
    if let Some(reference) = &schema.reference {
        if says_more_than_annotations(schema) {
            cx.unsupported(&schema.at, "a `$ref` beside other parts of a schema", "put both into an `allOf`");
        }
        return cx.references.schema(reference).map_or(Shape::Anything, |(name, _)| Shape::Component(name));
    }
    if !schema.one_of.is_empty() {
        // A branch without a type may have meant to be null, and to leave only one other.
        if schema.one_of.iter().any(|branch| cx.is_refused(&branch.at.child("type"))) {
            return Shape::Anything;
        }
        let way_out = "describe the value as an object of its own, or as `{}`, which is read as any JSON";
        cx.unsupported(&schema.at, "`oneOf` or `anyOf` with several branches", way_out);
        return Shape::Anything;
    }
    if !schema.all_of.is_empty() {
        return shape_of_all(cx, schema);
    }
    if !schema.enumeration.is_empty() {
        return shape_of_enum(cx, schema);
    }
    match schema.ty {
        Some(SchemaType::String) => shape_of_string(schema.format.as_deref()),
        Some(SchemaType::Integer) => Shape::Scalar(integer(schema)),
        Some(SchemaType::Number) if schema.format.as_deref() == Some("float") => Shape::Scalar(TypeRef::F32),
        Some(SchemaType::Number) => Shape::Scalar(TypeRef::F64),
        Some(SchemaType::Boolean) => Shape::Scalar(TypeRef::Bool),
        Some(SchemaType::Array) => Shape::List(schema.items.as_deref()),
        Some(SchemaType::Object) => shape_of_object(cx, schema),
        None if schema.items.is_some() => Shape::List(schema.items.as_deref()),
        None if is_object(schema) => shape_of_object(cx, schema),
        None => Shape::Anything,
    }
}

/// Whether null may stand for the value, here or where a reference leads.
pub(super) fn is_nullable(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    schema.nullable || single_target(cx, schema).is_some_and(|target| is_nullable(cx, target))
}

/// Whether a value, or a part of it that has no type of its own, is secret. A secret component of text is not meant:
/// its own type hides it.
pub(super) fn is_sensitive(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    if schema.sensitive {
        return true;
    }
    let target = single_target(cx, schema).filter(|target| !(schema.reference.is_some() && is_plain_text(target)));
    let held = schema.items.as_deref().into_iter().chain(match &schema.additional_properties {
        AdditionalProperties::Schema(values) => Some(&**values),
        AdditionalProperties::Any | AdditionalProperties::No => None,
    });
    let mut held = held.filter(|_| schema.properties.is_empty());
    target.is_some_and(|target| is_sensitive(cx, target)) || held.any(|part| is_sensitive(cx, part))
}

/// The text that describes a value: its own, else that of the component it refers to.
pub(super) fn description<'s>(cx: &Context<'s, '_>, schema: &'s Schema) -> Option<&'s str> {
    let own = schema.description.as_deref().filter(|text| !text.trim().is_empty());
    own.or_else(|| single_target(cx, schema).and_then(|target| description(cx, target)))
}

/// Whether a schema, and what it refers to, lets everything pass.
pub(super) fn is_silent(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    match single_target(cx, schema) {
        Some(target) => is_silent(cx, target),
        None => schema.reference.is_none() && !says_more_than_annotations(schema),
    }
}

pub(super) fn is_object(schema: &Schema) -> bool {
    schema.ty == Some(SchemaType::Object)
        || !schema.properties.is_empty()
        || !matches!(schema.additional_properties, AdditionalProperties::No)
}

/// Whether a schema says anything about its values, apart from null, a default and words.
pub(super) fn says_more_than_annotations(schema: &Schema) -> bool {
    says_more_than_its_parts(schema) || !schema.all_of.is_empty()
}

fn says_more_than_its_parts(schema: &Schema) -> bool {
    schema.ty.is_some()
        || !schema.enumeration.is_empty()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.items.is_some()
        || !schema.one_of.is_empty()
        || !matches!(schema.additional_properties, AdditionalProperties::No)
}

/// Where a schema only passes on what another one is: the target of its `$ref`, or the only telling part of its
/// `allOf`.
fn single_target<'s>(cx: &Context<'s, '_>, schema: &'s Schema) -> Option<&'s Schema> {
    if let Some(reference) = &schema.reference {
        return cx.references.schema(reference).map(|(_, target)| target);
    }
    let mut parts = telling_parts(schema);
    let only = parts.next().filter(|_| !says_more_than_its_parts(schema))?;
    parts.next().is_none().then_some(only)
}

fn telling_parts(schema: &Schema) -> impl Iterator<Item = &Schema> {
    schema.all_of.iter().filter(|part| part.reference.is_some() || says_more_than_annotations(part))
}

fn is_plain_text(schema: &Schema) -> bool {
    schema.ty == Some(SchemaType::String) && matches!(shape_of_string(schema.format.as_deref()), Shape::Text)
}

fn shape_of_all<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) -> Shape<'a> {
    let own = says_more_than_its_parts(schema);
    let mut parts = telling_parts(schema);
    match (parts.next(), parts.next()) {
        (Some(only), None) if !own => shape_of(cx, only),
        (None, _) if !own => Shape::Anything,
        _ => merge::all(cx, schema).map_or(Shape::Anything, Shape::Object),
    }
}

fn shape_of_enum<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) -> Shape<'a> {
    let text = |value: &'a EnumValue| value.value.as_str().map(|text| (text, &value.at));
    let texts: Vec<_> = schema.enumeration.iter().filter_map(text).collect();
    if texts.len() == schema.enumeration.len() && matches!(schema.ty, Some(SchemaType::String) | None) {
        return Shape::Enum(schema, texts);
    }
    if matches!(schema.ty, Some(SchemaType::String) | None) && !texts.is_empty() {
        let other = schema.enumeration.iter().find(|value| !value.value.is_string()).expect("not all are strings");
        let message = format!("{} is not a string, like other values of this enum", other.value);
        cx.report(Diagnostic::at(Code::EnumValueType, &other.at, message).help("quote it, or leave it out"));
    } else {
        let way_out = "leave `enum` out and tell the values in the description";
        cx.unsupported(&schema.enumeration[0].at, "an enum of anything but strings", way_out);
    }
    Shape::Anything
}

fn shape_of_string(format: Option<&str>) -> Shape<'static> {
    match format {
        Some("date-time") => Shape::Scalar(TypeRef::Timestamp),
        Some("date") => Shape::Scalar(TypeRef::Date),
        _ => Shape::Text,
    }
}

fn integer(schema: &Schema) -> TypeRef {
    let format = schema.format.as_deref().unwrap_or_default();
    let unsigned = schema.minimum.is_some_and(|minimum| minimum >= 0.0) || format.starts_with("uint");
    let short = matches!(format, "int32" | "uint32" | "int16" | "uint16" | "int8" | "uint8");
    match (unsigned, short) {
        (true, true) => TypeRef::U32,
        (true, false) => TypeRef::U64,
        (false, true) => TypeRef::I32,
        (false, false) => TypeRef::I64,
    }
}

fn shape_of_object<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) -> Shape<'a> {
    match &schema.additional_properties {
        AdditionalProperties::Schema(values) if schema.properties.is_empty() => Shape::Map(Some(values)),
        _ if schema.properties.is_empty() => Shape::Map(None),
        AdditionalProperties::Schema(values) => {
            let way_out = "put the further properties into a map that is a property of its own";
            cx.unsupported(&values.at, "typed additional properties beside named ones", way_out);
            Shape::Anything
        }
        AdditionalProperties::Any | AdditionalProperties::No => Shape::Object(merge::own_properties(schema, None)),
    }
}
