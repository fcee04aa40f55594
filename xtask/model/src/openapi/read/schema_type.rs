//! `type` and `enum`, as they are written.

use super::context::Context;
use super::fields::{Fields, all};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Known};
use crate::openapi::node::Node;
use crate::openapi::{Pointer, SchemaType, Sited};

const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];

/// `type`: one name, or a list of names.
pub fn types(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<SchemaType>> {
    let Some((node, at)) = fields.take("type") else { return Ok(Vec::new()) };
    match node {
        Node::Text(name) => Ok(vec![primitive(cx, name, &at)?]),
        Node::List(items) if !items.is_empty() => {
            all(items.iter().enumerate().map(|(index, item)| in_list(cx, fields, item, &at.child(index))))
        }
        Node::Refused(refused) => Err(*refused),
        other => Err(fields.wrong_type(cx, "type", &at, "the name of a type, or a list of names", other, None)),
    }
}

/// Null is so often written without its quotes that it is taken as it is meant.
fn in_list(cx: &mut Context<'_>, fields: &Fields<'_>, item: &Node, at: &Pointer) -> Known<SchemaType> {
    match item {
        Node::Text(name) => primitive(cx, name, at),
        Node::Null => Ok(SchemaType::Null),
        Node::Refused(refused) => Err(*refused),
        other => Err(fields.wrong_type(cx, "type", at, "a list of names of types", other, None)),
    }
}

fn primitive(cx: &mut Context<'_>, name: &str, at: &Pointer) -> Known<SchemaType> {
    Ok(match name {
        "string" => SchemaType::String,
        "integer" => SchemaType::Integer,
        "number" => SchemaType::Number,
        "boolean" => SchemaType::Boolean,
        "array" => SchemaType::Array,
        "object" => SchemaType::Object,
        "null" => SchemaType::Null,
        other => {
            let help = match other {
                "file" => "OpenAPI 3 writes files as `type: string`, `format: binary`".to_owned(),
                other => did_you_mean(other, TYPES),
            };
            return Err(cx.error(Code::InvalidValue, at, format!("there is no type `{other}`"), help));
        }
    })
}

pub fn enumeration(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<Vec<Sited>>> {
    let Some((items, at)) = fields.list(cx, "enum")? else { return Ok(None) };
    if items.is_empty() {
        return Err(cx.error(Code::InvalidValue, &at, "`enum` has no values", "add values, or delete `enum`"));
    }
    cx.schemas += items.len();
    let values = items.iter().enumerate();
    all(values.map(|(index, item)| Ok(Sited { at: at.child(index), value: item.to_json()? }))).map(Some)
}
