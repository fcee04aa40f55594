//! Schemas, as they are written. What a schema means, with its references and parts, is settled in `resolve`.

use std::collections::BTreeMap;

use super::consistency;
use super::context::Context;
use super::extensions::{cli_name, outcome};
use super::fields::{Fields, all};
use super::formats;
use super::idle_keywords;
use super::reference;
use super::schema_keywords::{SCHEMA, UNSUPPORTED};
use super::schema_type;
use super::shape::Shape;
use super::type_list;
use crate::bounds::Size;
use crate::diagnostics::{Code, Known};
use crate::openapi::node::Node;
use crate::openapi::{AdditionalProperties, Discriminator, Exclusive, Pointer, Range, Schema, SchemaType, Sited, Word};

/// A schema that becomes a type has a file of its own, which costs as much as this many of its fields.
const OWN_TYPE: usize = 10;

const DISCRIMINATOR: Shape = Shape::new("a discriminator", &["propertyName", "mapping"]);

impl Schema {
    /// Any value at all: what a schema without keywords means.
    pub fn any(at: Pointer) -> Self {
        Self {
            at,
            reference: None,
            types: Vec::new(),
            nullable: false,
            format: None,
            title: None,
            description: None,
            deprecated: false,
            enumeration: None,
            constant: None,
            default: None,
            range: None,
            properties: Vec::new(),
            required: Vec::new(),
            items: None,
            additional_properties: AdditionalProperties::No,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
            read_only: false,
            write_only: false,
            cli_name: None,
            rust_name: None,
            rust_names: Vec::new(),
            enum_descriptions: Vec::new(),
            value_names: Vec::new(),
            sensitive: false,
            outcome: None,
        }
    }
}

impl Range {
    /// Nothing, if it says nothing.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// Refused is a schema whose values are not known. One that only says too much about its values, or whose parts are
/// refused, is not.
pub fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<Schema> {
    match node {
        Node::Bool(true) => return Ok(Schema::any(at.clone())),
        Node::Bool(false) => return Err(cx.unsupported(at, "a schema that allows nothing (`false`)")),
        _ => {}
    }
    let fields = Fields::of(cx, node, at, &SCHEMA)?;
    let reference = reference::target(cx, &fields);
    cx.schema_references.extend(reference.iter().flatten().map(|reference| reference.target.clone()));
    let mut schema = Schema::any(at.clone());
    words(cx, &fields, &mut schema);
    let types = schema_type::types(cx, &fields);
    let enumeration = schema_type::enumeration(cx, &fields);
    let constant = fields.take("const").map(|(node, at)| sited(node, at).map(Box::new)).transpose();
    schema.default = fields.take("default").map(|(node, at)| sited(node, at).map(Box::new));
    schema.range = range(cx, &fields).boxed();
    let parts = parts(cx, &fields, &mut schema);
    let composition = composition(cx, &fields, &mut schema);
    let names = names(cx, &fields, &mut schema);
    let supported = supported(cx, &fields);
    schema.reference = reference?;
    schema.types = types?;
    schema.enumeration = enumeration?;
    schema.constant = constant?;
    formats::check(cx, &schema);
    consistency::check(cx, &fields, &schema);
    idle_keywords::check(cx, &fields, &schema);
    cx.schemas += if schema.properties.is_empty() && schema.enumeration.is_none() { 1 } else { OWN_TYPE };
    type_list::spell_out(&mut schema);
    let known = fields.finish(cx);
    parts.and(composition).and(names).and(supported).and(known).map(|()| schema)
}

fn sited(node: &Node, at: Pointer) -> Known<Sited> {
    Ok(Sited { at, value: node.to_json()? })
}

/// OpenAPI 3.1 says with `contentMediaType` that a string stands for bytes as they are, 3.0 with `format: binary`.
fn binary(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Word> {
    let content = fields.word(cx, "contentMediaType").unwrap_or_default()?;
    let is_text = content.text.starts_with("text/") || content.text.ends_with("json");
    (!is_text && !fields.has("contentEncoding")).then(|| Word { text: "binary".to_owned(), ..content })
}

/// What documents a schema.
fn words(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) {
    schema.format = fields.word(cx, "format").unwrap_or_default().or_else(|| binary(cx, fields));
    schema.title = fields.remark(cx, "title");
    schema.description = fields.remark(cx, "description");
    schema.deprecated = fields.mark(cx, "deprecated");
    schema.read_only = fields.mark(cx, "readOnly");
    schema.write_only = fields.mark(cx, "writeOnly");
    schema.nullable = fields.mark(cx, "nullable");
    schema.sensitive = fields.mark(cx, "x-sensitive");
}

/// What names a schema and its values: without it names could collide, which would not be the mistake.
fn names(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) -> Known<()> {
    let cli_name = cli_name::read(cx, fields);
    let rust_name = fields.text(cx, "x-rust-name");
    let rust_names = fields.text_pairs(cx, "x-rust-names");
    schema.enum_descriptions = fields.text_pairs(cx, "x-enum-descriptions").unwrap_or_default();
    schema.value_names = value_names(fields);
    schema.outcome = outcome::read(cx, fields).unwrap_or_default().map(Box::new);
    schema.cli_name = cli_name?;
    schema.rust_name = rust_name?;
    schema.rust_names = rust_names?;
    Ok(())
}

/// Names that other tools give to the values. They are not ours, so what is odd about them is no mistake.
fn value_names(fields: &Fields<'_>) -> Vec<String> {
    let given = ["x-enum-varnames", "x-enumNames"].into_iter().find_map(|name| fields.take(name));
    let Some((Node::List(names), _)) = given else { return Vec::new() };
    let names = names.iter().map(|name| match name {
        Node::Text(name) => Some(name.clone()),
        _ => None,
    });
    names.collect::<Option<_>>().unwrap_or_default()
}

fn range(cx: &mut Context<'_>, fields: &Fields<'_>) -> Range {
    Range {
        minimum: fields.number(cx, "minimum").unwrap_or_default(),
        maximum: fields.number(cx, "maximum").unwrap_or_default(),
        exclusive_minimum: exclusive(cx, fields, "exclusiveMinimum"),
        exclusive_maximum: exclusive(cx, fields, "exclusiveMaximum"),
        length: size(cx, fields, "minLength", "maxLength"),
        item_count: size(cx, fields, "minItems", "maxItems"),
        property_count: size(cx, fields, "minProperties", "maxProperties"),
    }
}

fn size(cx: &mut Context<'_>, fields: &Fields<'_>, least: &str, most: &str) -> Size {
    Size { least: fields.count(cx, least).unwrap_or_default(), most: fields.count(cx, most).unwrap_or_default() }
}

fn exclusive(cx: &mut Context<'_>, fields: &Fields<'_>, name: &str) -> Option<Exclusive> {
    match fields.take(name)? {
        (Node::Bool(flag), _) => Some(Exclusive::Flag(*flag)),
        _ => fields.number(cx, name).unwrap_or_default().map(Exclusive::Bound),
    }
}

/// What an object or a list is made of.
fn parts(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) -> Known<()> {
    let properties = fields.map(cx, "properties");
    if let Ok(Some((entries, at))) = &properties {
        schema.properties =
            entries.iter().map(|(name, node)| (name.clone(), read(cx, node, &at.child(name)))).collect();
    }
    let required = required(cx, fields);
    schema.items = items(cx, fields);
    schema.additional_properties = match fields.take("additionalProperties") {
        None | Some((Node::Bool(false), _)) => AdditionalProperties::No,
        Some((Node::Bool(true), _)) => AdditionalProperties::Any,
        Some((Node::Map(entries), _)) if entries.is_empty() => AdditionalProperties::Any,
        Some((node, at)) => AdditionalProperties::Schema(Box::new(read(cx, node, &at))),
    };
    patterns(cx, fields, schema)?;
    properties?;
    schema.required = required?;
    in_stable_order(&mut schema.properties, &schema.required);
    Ok(())
}

/// The items of a list. Where each has a place of its own they are any JSON: that is how they come, in every number.
fn items(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Box<Known<Schema>>> {
    let by_place = fields.take("prefixItems");
    let others = fields.take("items");
    match (by_place, others) {
        (Some((_, at)), _) | (None, Some((Node::List(_), at))) => Some(Box::new(Ok(Schema::any(at)))),
        (None, Some((node, at))) => Some(Box::new(read(cx, node, &at))),
        (None, None) => None,
    }
}

/// Properties by the form of their names. A map has names of any form.
fn patterns(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) -> Known<()> {
    let patterns = fields.map(cx, "patternProperties")?;
    if let (Some((entries, at)), AdditionalProperties::No) = (patterns, &schema.additional_properties) {
        let mut schemas = entries.iter().map(|(pattern, node)| read(cx, node, &at.child(pattern)));
        schema.additional_properties = match (schemas.next(), schemas.next()) {
            (Some(only), None) => AdditionalProperties::Schema(Box::new(only)),
            _ => AdditionalProperties::Any,
        };
    }
    Ok(())
}

/// A mapping has no order, so that of its keys must not show in what is generated. `required` is a list: its properties
/// come first and as it has them, the others by name.
fn in_stable_order(properties: &mut [(String, Known<Schema>)], required: &[Word]) {
    let rank: BTreeMap<&str, usize> =
        required.iter().enumerate().map(|(rank, name)| (name.text.as_str(), rank)).collect();
    properties.sort_by(|(one, _), (other, _)| {
        let key = |name: &str| rank.get(name).copied().unwrap_or(usize::MAX);
        (key(one), one).cmp(&(key(other), other))
    });
}

/// OpenAPI 3 wants a list; the flag of older drafts is told apart, because it is a common mistake.
fn required(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<Word>> {
    if let Some((node @ Node::Bool(_), at)) = fields.take("required") {
        let help = Some("list the names of required properties in the object's `required`");
        return Err(fields.wrong_type(cx, "required", &at, "a list", node, help));
    }
    fields.words(cx, "required")
}

fn composition(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &mut Schema) -> Known<()> {
    let all_of = branches(cx, fields, "allOf");
    let any_of = branches(cx, fields, "anyOf");
    let one_of = branches(cx, fields, "oneOf");
    let discriminator = discriminator(cx, fields);
    let both = !matches!(any_of.as_deref(), Ok([])) && !matches!(one_of.as_deref(), Ok([]));
    let one_kind = if both { fields.refuse(cx, "anyOf", "`anyOf` beside `oneOf`") } else { Ok(()) };
    schema.all_of = all_of?;
    schema.any_of = any_of?;
    schema.one_of = one_of?;
    schema.discriminator = discriminator?.map(Box::new);
    one_kind
}

fn branches(cx: &mut Context<'_>, fields: &Fields<'_>, name: &str) -> Known<Vec<Known<Schema>>> {
    let Some((items, at)) = fields.list(cx, name)? else { return Ok(Vec::new()) };
    if items.is_empty() {
        let message = format!("`{name}` has no branches");
        return Err(cx.error(Code::InvalidValue, &at, message, format!("add a schema, or delete `{name}`")));
    }
    Ok(items.iter().enumerate().map(|(index, node)| read(cx, node, &at.child(index))).collect())
}

fn discriminator(cx: &mut Context<'_>, schema: &Fields<'_>) -> Known<Option<Discriminator>> {
    let Some((node, at)) = schema.take("discriminator") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &DISCRIMINATOR)?;
    let property = fields.required_word(cx, "propertyName");
    let mapping = fields.word_pairs(cx, "mapping");
    fields.finish(cx)?;
    Ok(Some(Discriminator { property: property?, mapping: mapping? }))
}

fn supported(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<()> {
    let keywords: Known<()> = all(UNSUPPORTED.iter().map(|(name, what)| fields.refuse(cx, name, what)));
    let unevaluated = all(["unevaluatedProperties", "unevaluatedItems"].map(|name| match fields.take(name) {
        // Refusing what nobody mentioned is what a decoder that ignores it may do.
        None | Some((Node::Bool(_), _)) => Ok(()),
        Some(_) => fields.refuse(cx, name, &format!("`{name}` with a schema")),
    }));
    keywords.and(unevaluated)
}

impl SchemaType {
    /// Its name in descriptions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}
