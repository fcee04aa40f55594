//! `type`, `nullable`, `enum`, `const` and `default`: which values a schema has.

use std::collections::BTreeMap;

use super::context::Context;
use super::fields::Fields;
use crate::codegen::diagnostics::suggest::did_you_mean;
use crate::codegen::diagnostics::{Code, Diagnostic, Part};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{EnumValue, Pointer, Schema, SchemaType};

const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];

/// `type` and `nullable`.
pub fn read(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    schema.nullable = fields.flag(cx, "nullable").unwrap_or(false);
    let Some((node, at)) = fields.take("type") else { return };
    let words: Vec<(&str, Pointer)> = match node {
        Node::Text(word) => vec![(word, at.clone())],
        Node::List(items) if !items.is_empty() => {
            let words = items.iter().enumerate().map(|(index, item)| (item, at.child(index)));
            words.filter_map(|(item, at)| Some((name_of_type(cx, fields, item, &at)?, at))).collect()
        }
        other => {
            fields.wrong_type(cx, "type", &at, "the name of a type, or a list of names", other, None);
            return;
        }
    };
    let types: Vec<SchemaType> = words.iter().filter_map(|(word, at)| primitive(cx, word, at)).collect();
    let has_null = words.iter().any(|(word, _)| *word == "null");
    schema.nullable |= has_null;
    schema.ty = types.first().copied();
    if types.iter().any(|ty| Some(*ty) != schema.ty) {
        cx.unsupported(&at, "several non-null types in one schema");
    } else if has_null && words.len() == 1 {
        cx.unsupported(&at, "a schema whose only value is null");
    }
}

/// One of the names in a list. An unquoted `null` means the type of that name.
fn name_of_type<'n>(cx: &mut Context<'_>, fields: &Fields<'_>, item: &'n Node, at: &Pointer) -> Option<&'n str> {
    match item {
        Node::Text(word) => Some(word),
        Node::Null => Some("null"),
        other => {
            fields.wrong_type(cx, "type", at, "a list of names of types", other, None);
            None
        }
    }
}

fn primitive(cx: &mut Context<'_>, word: &str, at: &Pointer) -> Option<SchemaType> {
    match word {
        "string" => Some(SchemaType::String),
        "integer" => Some(SchemaType::Integer),
        "number" => Some(SchemaType::Number),
        "boolean" => Some(SchemaType::Boolean),
        "array" => Some(SchemaType::Array),
        "object" => Some(SchemaType::Object),
        "null" => None,
        other => {
            let help = match other {
                "file" => "OpenAPI 3 writes files as `type: string`, `format: binary`".to_owned(),
                other => did_you_mean(other, TYPES),
            };
            cx.error(Code::InvalidValue, at, format!("there is no type `{other}`"), help);
            None
        }
    }
}

/// `enum`, `const` and `default`. Values of the wrong type are problems, and left out.
pub fn values(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    if let Some((items, at)) = fields.list(cx, "enum") {
        if items.is_empty() {
            cx.error(Code::InvalidValue, &at, "`enum` has no values", "add values, or delete `enum`");
        }
        let values = items.iter().enumerate().map(|(index, item)| (item, at.child(index)));
        enumerate(cx, schema, values.collect());
    }
    if let Some((value, at)) = fields.take("const") {
        constant(cx, schema, value, at);
    }
    schema.default = fields.take("default").map(|(node, _)| node.to_json());
}

/// Some tools write `const` beside an `enum` of the same value; together they allow what both do.
fn constant(cx: &mut Context<'_>, schema: &mut Schema, value: &Node, at: Pointer) {
    let allowed = std::mem::take(&mut schema.enumeration);
    let json = value.to_json();
    if !allowed.is_empty() && *value != Node::Null && !allowed.iter().any(|allowed| allowed.value == json) {
        let message = format!("the `const` {json} is not one of the values of `enum`: no value fits");
        cx.error(Code::InvalidValue, &at, message, "delete one of the two");
        return;
    }
    enumerate(cx, schema, vec![(value, at)]);
}

fn enumerate(cx: &mut Context<'_>, schema: &mut Schema, values: Vec<(&Node, Pointer)>) {
    let mut seen: BTreeMap<String, Pointer> = BTreeMap::new();
    for (node, at) in values {
        if *node == Node::Null && (schema.ty.is_none() || schema.nullable) {
            schema.nullable = true;
            continue;
        }
        if let Some(ty) = schema.ty.filter(|ty| !is_of(node, *ty)) {
            if !cx.is_refused(&at) {
                let message = format!("{} in an enum of type `{}`", node.kind(), ty.as_str());
                cx.error(Code::EnumValueType, &at, message, "make the value and `type` agree");
            }
            continue;
        }
        let value = node.to_json();
        if let Some(first) = seen.insert(value.to_string(), at.clone()) {
            let diagnostic =
                Diagnostic::at(Code::DuplicateEnumValue, &at, format!("the enum value {value} is given twice"));
            cx.push(diagnostic.related(&first, Part::Value, "first given here").help("delete one of the two"));
            continue;
        }
        cx.schemas += 1;
        schema.enumeration.push(EnumValue { value, at });
    }
}

/// Whether a value has a type. A number without a fraction is an integer, however it is written.
pub fn is_of(node: &Node, ty: SchemaType) -> bool {
    match (node, ty) {
        (Node::Number(number), SchemaType::Integer) => {
            number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        (Node::Text(_), SchemaType::String)
        | (Node::Number(_), SchemaType::Number)
        | (Node::Bool(_), SchemaType::Boolean)
        | (Node::List(_), SchemaType::Array)
        | (Node::Map(_), SchemaType::Object) => true,
        _ => false,
    }
}
