//! Schemas that contradict themselves. Only what one schema says without its references is looked at.

use std::collections::BTreeSet;

use super::context::Context;
use super::fields::Fields;
use super::schema_type::is_of;
use crate::codegen::diagnostics::suggest::nearest;
use crate::codegen::diagnostics::{Code, Diagnostic, Part};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Pointer, Schema};

/// `is_part`: whether the schema is a part of a larger one, which may supply what it lacks.
pub fn check(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema, is_part: bool) {
    ranges(cx, fields, schema);
    default(cx, fields, schema);
    let is_whole = schema.reference.is_none() && schema.all_of.is_empty() && schema.one_of.is_empty() && !is_part;
    if is_whole {
        required(cx, fields, schema);
    }
}

fn ranges(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    let pair = |name: &'static str| fields.has(name).then_some(name);
    let minimum = pair("minimum").or_else(|| pair("exclusiveMinimum"));
    let maximum = pair("maximum").or_else(|| pair("exclusiveMaximum"));
    if let (Some(low), Some(high), Some(minimum), Some(maximum)) = (schema.minimum, schema.maximum, minimum, maximum)
        && low > high
    {
        cx.push(empty_range(&fields.at, (minimum, low), (maximum, high)));
    }
    for (minimum, maximum) in [("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")]
    {
        if let (Some(low), Some(high)) = (fields.number(cx, minimum), fields.number(cx, maximum))
            && low > high
        {
            cx.push(empty_range(&fields.at, (minimum, low), (maximum, high)));
        }
    }
}

fn empty_range(at: &Pointer, (minimum, low): (&str, f64), (maximum, high): (&str, f64)) -> Diagnostic {
    let message = format!("`{minimum}` {low} is above `{maximum}` {high}: no value fits");
    Diagnostic::at(Code::EmptyRange, &at.child(minimum), message)
        .related(&at.child(maximum), Part::Value, "the maximum is here")
        .help("exchange the two, or mend one")
}

fn default(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    let Some((node, at)) = fields.take("default") else { return };
    if let Some(cause) = misfit(node, schema) {
        let message = format!("the default {} {cause}", shown(node));
        cx.error(Code::ImpossibleDefault, &at, message, "give a default that the schema allows, or none");
    }
}

/// Why a value does not fit what the schema itself says.
fn misfit(node: &Node, schema: &Schema) -> Option<String> {
    if *node == Node::Null {
        let open = schema.nullable || schema.ty.is_none();
        return (!open).then(|| "is not allowed: the schema is not nullable".to_owned());
    }
    if let Some(ty) = schema.ty.filter(|ty| !is_of(node, *ty)) {
        return Some(format!("is not of type `{}`", ty.as_str()));
    }
    if !schema.enumeration.is_empty() && !allows(schema, node) {
        return Some("is not one of the enum's values".to_owned());
    }
    let Node::Number(number) = node else { return None };
    let number = number.as_f64()?;
    if let Some(minimum) = schema.minimum.filter(|minimum| number < *minimum) {
        return Some(format!("is below the minimum {minimum}"));
    }
    schema.maximum.filter(|maximum| number > *maximum).map(|maximum| format!("is above the maximum {maximum}"))
}

fn allows(schema: &Schema, node: &Node) -> bool {
    let value = node.to_json();
    schema.enumeration.iter().any(|allowed| allowed.value == value)
}

fn shown(node: &Node) -> String {
    let text = node.to_json().to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn required(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    // What is missing cannot be told of `properties` that could not be read.
    if cx.is_refused(&fields.at.child("properties")) {
        return;
    }
    let known: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| name.as_str()).collect();
    let Some((items, at)) = fields.take("required") else { return };
    let Node::List(items) = items else { return };
    for (index, name) in items.iter().enumerate() {
        let Some(name) = name.as_text().filter(|name| !known.contains(*name)) else { continue };
        let message = format!("the required property `{name}` is not declared");
        let help = match nearest(name, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare `{name}` under `properties`, or do not require it"),
        };
        cx.error(Code::UnknownRequired, &at.child(index), message, help);
    }
}
