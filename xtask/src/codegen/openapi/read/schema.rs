//! Schemas. OpenAPI 3.0 and 3.1 say the same things in different words; here they become one.

use std::collections::BTreeMap;

use super::consistency;
use super::context::Context;
use super::extensions::outcome;
use super::fields::Fields;
use super::formats;
use super::idle_keywords;
use super::schema_keywords::{SCHEMA, UNSUPPORTED};
use super::{reference, schema_type};
use crate::codegen::diagnostics::Code;
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{AdditionalProperties, Pointer, Schema, SchemaType};

/// A schema that becomes a type has a file of its own, which costs as much as this many of its fields.
const OWN_TYPE: usize = 10;

/// What surrounds a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Alone,
    /// A part of `allOf`, `anyOf` or `oneOf`: what it leaves out may stand beside it.
    Part,
}

pub fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Schema {
    read_in(cx, node, at, Setting::Alone)
}

impl Schema {
    /// Any value at all: what a schema without keywords means.
    pub fn any(at: Pointer) -> Self {
        Self {
            at,
            reference: None,
            ty: None,
            nullable: false,
            format: None,
            title: None,
            description: None,
            deprecated: false,
            enumeration: Vec::new(),
            default: None,
            minimum: None,
            maximum: None,
            properties: Vec::new(),
            required: Vec::new(),
            items: None,
            additional_properties: AdditionalProperties::No,
            all_of: Vec::new(),
            one_of: Vec::new(),
            read_only: false,
            write_only: false,
            rust_name: None,
            rust_names: Vec::new(),
            enum_descriptions: Vec::new(),
            sensitive: false,
            outcome: None,
        }
    }
}

fn read_in(cx: &mut Context<'_>, node: &Node, at: &Pointer, setting: Setting) -> Schema {
    match node {
        Node::Bool(true) => return Schema::any(at.clone()),
        Node::Bool(false) => {
            cx.unsupported(at, "a schema that allows nothing (`false`)");
            return Schema::any(at.clone());
        }
        _ => {}
    }
    let Some(fields) = Fields::of(cx, node, at, &SCHEMA) else { return Schema::any(at.clone()) };
    let mut schema = Schema::any(at.clone());
    schema.reference = reference::target(cx, &fields);
    words(cx, &fields, &mut schema);
    schema_type::read(cx, &fields, &mut schema);
    schema_type::values(cx, &fields, &mut schema);
    formats::check(cx, &schema);
    range(cx, &fields, &mut schema);
    parts(cx, &fields, &mut schema);
    composition(cx, &fields, &mut schema);
    unsupported(cx, &fields);
    consistency::check(cx, &fields, &schema, setting == Setting::Part);
    idle_keywords::check(cx, &fields, &schema);
    fields.finish(cx);
    cx.schemas += if schema.properties.is_empty() && schema.enumeration.is_empty() { 1 } else { OWN_TYPE };
    schema
}

/// What documents a schema or names it.
fn words(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    schema.format = fields.text(cx, "format");
    schema.title = fields.text(cx, "title");
    schema.description = fields.text(cx, "description");
    schema.deprecated = fields.flag(cx, "deprecated").unwrap_or(false);
    schema.read_only = fields.flag(cx, "readOnly").unwrap_or(false);
    schema.write_only = fields.flag(cx, "writeOnly").unwrap_or(false);
    schema.rust_name = fields.text(cx, "x-rust-name");
    schema.rust_names = fields.text_pairs(cx, "x-rust-names");
    schema.enum_descriptions = fields.text_pairs(cx, "x-enum-descriptions");
    let sensitive = fields.flag(cx, "x-sensitive").unwrap_or(false);
    schema.sensitive = sensitive || schema.format.as_deref() == Some("password");
    schema.outcome = outcome::read(cx, fields);
}

/// In 3.0 `exclusiveMinimum` is a flag beside `minimum`, in 3.1 a bound of its own.
fn range(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    schema.minimum = bound(cx, fields, "minimum", "exclusiveMinimum", f64::max);
    schema.maximum = bound(cx, fields, "maximum", "exclusiveMaximum", f64::min);
}

fn bound(
    cx: &mut Context<'_>,
    fields: &Fields<'_>,
    name: &str,
    exclusive: &str,
    tighter: fn(f64, f64) -> f64,
) -> Option<f64> {
    let inclusive = fields.number(cx, name);
    let exclusive = match fields.take(exclusive) {
        None | Some((Node::Bool(_), _)) => None,
        Some(_) => fields.number(cx, exclusive),
    };
    match (inclusive, exclusive) {
        (Some(inclusive), Some(exclusive)) => Some(tighter(inclusive, exclusive)),
        (one, other) => one.or(other),
    }
}

/// What an object or a list is made of.
fn parts(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    if let Some((entries, at)) = fields.map(cx, "properties") {
        schema.properties =
            entries.iter().map(|(name, node)| (name.clone(), read(cx, node, &at.child(name)))).collect();
    }
    schema.required = required(cx, fields);
    in_stable_order(&mut schema.properties, &schema.required);
    schema.items = fields.take("items").and_then(|(node, at)| match node {
        Node::List(_) => {
            cx.unsupported(&at, "`items` as a list of schemas");
            None
        }
        node => Some(Box::new(read(cx, node, &at))),
    });
    schema.additional_properties = match fields.take("additionalProperties") {
        None | Some((Node::Bool(false), _)) => AdditionalProperties::No,
        Some((Node::Bool(true), _)) => AdditionalProperties::Any,
        Some((Node::Map(entries), _)) if entries.is_empty() => AdditionalProperties::Any,
        Some((node, at)) => AdditionalProperties::Schema(Box::new(read(cx, node, &at))),
    };
}

/// A mapping has no order, so that of its keys must not show in what is generated. `required` is a list: its properties
/// come first and as it has them, the others by name.
fn in_stable_order(properties: &mut [(String, Schema)], required: &[String]) {
    let rank: BTreeMap<&str, usize> = required.iter().enumerate().map(|(rank, name)| (name.as_str(), rank)).collect();
    properties.sort_by(|(one, _), (other, _)| {
        let key = |name: &str| rank.get(name).copied().unwrap_or(usize::MAX);
        (key(one), one).cmp(&(key(other), other))
    });
}

/// OpenAPI 3 wants a list; the flag of older drafts is told apart, because it is a common mistake.
fn required(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<String> {
    if let Some((node @ Node::Bool(_), at)) = fields.take("required") {
        let help = Some("list the names of required properties in the object's `required`");
        fields.wrong_type(cx, "required", &at, "a list", node, help);
        return Vec::new();
    }
    fields.texts(cx, "required")
}

fn composition(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    let all_of = branches(cx, fields, "allOf");
    schema.all_of = all_of.iter().map(|(node, at)| read_in(cx, node, at, Setting::Part)).collect();
    let any_of = branches(cx, fields, "anyOf");
    let one_of = branches(cx, fields, "oneOf");
    if !any_of.is_empty() && !one_of.is_empty() {
        fields.refuse(cx, "anyOf", "`anyOf` beside `oneOf`");
    }
    let alternatives: Vec<_> = any_of.into_iter().chain(one_of).collect();
    let null_branches = alternatives.iter().filter(|(node, _)| is_null(node)).count();
    schema.nullable |= null_branches > 0;
    let others: Vec<_> = alternatives.iter().filter(|(node, _)| !is_null(node)).collect();
    let mut others: Vec<_> = others.into_iter().map(|(node, at)| read_in(cx, node, at, Setting::Part)).collect();
    if others.len() == 1 {
        schema.all_of.append(&mut others);
    }
    schema.one_of = others;
}

fn branches<'n>(cx: &mut Context<'_>, fields: &Fields<'n>, name: &str) -> Vec<(&'n Node, Pointer)> {
    let Some((items, at)) = fields.list(cx, name) else { return Vec::new() };
    if items.is_empty() {
        let message = format!("`{name}` has no branches");
        cx.error(Code::InvalidValue, &at, message, format!("add a schema, or delete `{name}`"));
    }
    items.iter().enumerate().map(|(index, node)| (node, at.child(index))).collect()
}

/// A branch that only adds null.
fn is_null(node: &Node) -> bool {
    node.get("type").and_then(Node::as_text) == Some("null")
        || node.get("const") == Some(&Node::Null)
        || matches!(node.get("enum"), Some(Node::List(values)) if *values == [Node::Null])
}

fn unsupported(cx: &mut Context<'_>, fields: &Fields<'_>) {
    for (name, what) in UNSUPPORTED {
        fields.refuse(cx, name, what);
    }
    for name in ["unevaluatedProperties", "unevaluatedItems"] {
        // Refusing what nobody mentioned is what a decoder that ignores it may do.
        if !matches!(fields.take(name), None | Some((Node::Bool(_), _))) {
            fields.refuse(cx, name, &format!("`{name}` with a schema"));
        }
    }
}

impl SchemaType {
    /// Its name in descriptions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}
