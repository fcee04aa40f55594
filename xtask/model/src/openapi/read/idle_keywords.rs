//! Keywords of schemas that say nothing where they stand: those of another type, and those of another version of
//! OpenAPI. Both are warnings, because the rest of the schema is clear.

use super::context::Context;
use super::fields::Fields;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::node::Node;
use crate::openapi::{Schema, SchemaType};

pub fn check(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    other_types(cx, fields, schema);
    other_versions(cx, fields);
}

/// Keywords that speak of values of one type alone.
const OF_TYPES: [(&[SchemaType], &[&str]); 4] = [
    (&[SchemaType::Object], &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
    (&[SchemaType::Array], &["items", "minItems", "maxItems", "uniqueItems"]),
    (&[SchemaType::String], &["minLength", "maxLength", "pattern"]),
    (
        &[SchemaType::Integer, SchemaType::Number],
        &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ),
];

/// JSON Schema ignores them beside another type, which is hardly what was meant.
fn other_types(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    let mut types = schema.types.iter().filter(|ty| **ty != SchemaType::Null);
    let (Some(ty), None) = (types.next(), types.next()) else { return };
    let others = OF_TYPES.iter().filter(|(types, _)| !types.contains(ty));
    for name in others.flat_map(|(_, names)| *names).filter(|name| fields.has(name)) {
        let message = format!("`{name}` says nothing about a value of type `{}`", ty.as_str());
        let problem = Diagnostic::at_key(Code::IdleKeyword, &fields.at.child(name), message);
        cx.push(problem.help("delete it, or mend the type if it is not what is sent"));
    }
}

/// They are understood, but other tools will not.
fn other_versions(cx: &mut Context<'_>, fields: &Fields<'_>) {
    let is_flag = |name: &str| matches!(fields.take(name), Some((Node::Bool(_), _)));
    let is_number = |name: &str| matches!(fields.take(name), Some((Node::Number(_), _)));
    let found: &[(bool, &str, &str)] = match cx.is_3_0 {
        true => &[
            (matches!(fields.take("type"), Some((Node::List(_), _))), "type", "3.0 has one type, and `nullable: true`"),
            (fields.has("const"), "const", "3.0 has an `enum` of one value"),
            (is_number("exclusiveMinimum"), "exclusiveMinimum", "in 3.0 it is `true` beside a `minimum`"),
            (is_number("exclusiveMaximum"), "exclusiveMaximum", "in 3.0 it is `true` beside a `maximum`"),
        ],
        false => &[
            (fields.has("nullable"), "nullable", "3.1 writes `type: [string, 'null']`"),
            (is_flag("exclusiveMinimum"), "exclusiveMinimum", "in 3.1 it is the bound itself, in place of `minimum`"),
            (is_flag("exclusiveMaximum"), "exclusiveMaximum", "in 3.1 it is the bound itself, in place of `maximum`"),
        ],
    };
    for (_, name, help) in found.iter().filter(|(is_there, ..)| *is_there) {
        let version = if cx.is_3_0 { "3.0" } else { "3.1" };
        let message = format!("OpenAPI {version} has no `{name}` like this; it is taken as it is meant");
        cx.push(Diagnostic::at_key(Code::OtherVersion, &fields.at.child(name), message).help(*help));
    }
}
