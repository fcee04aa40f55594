//! Bodies: which media type is used, and what becomes of what a request carries. An object is taken apart, so that its
//! required properties are arguments and the others setters; anything else is one argument.

use super::context::Context;
use super::docs;
use super::naming::{self, Text};
use super::registry::{Direction, Presence};
use super::sentences;
use super::shape::{Property, Shape, is_nullable, shape_of};
use super::types::{Spot, component_name, type_of};
use crate::codegen::api::{Argument, NamingRule, Origin, Place};
use crate::codegen::diagnostics::spelled;
use crate::codegen::names::{FieldName, Role, TypeName};
use crate::codegen::openapi::{Example, MediaType, Operation, Pointer, RequestBody, Schema};

/// What an operation sends.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub arguments: Vec<(Presence, Argument)>,
    pub is_object: bool,
    /// The component whose properties are the arguments; it needs no type for that.
    pub taken_apart: Option<TypeName>,
}

/// The body, and the description's example of it.
pub(super) fn body<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation,
) -> Option<(Body, Option<&'a Example>)> {
    let (component, body) = cx.references.request_body(operation.request_body.as_ref()?)?;
    let media = json(cx, &body.at, &body.content, "request body")?;
    let Some(schema) = &media.schema else {
        cx.unsupported(&media.at, "a request body without a schema", "add `schema`; `{}` stands for any JSON");
        return None;
    };
    let owner =
        component.and_then(|name| TypeName::of_schema(name).ok()).map_or_else(|| builder.clone(), |named| named.name);
    let made = match object(cx, schema, None) {
        Some((component, properties)) => taken_apart(cx, &owner, component, &properties),
        None => whole(cx, &owner, body, schema),
    };
    Some((made, media.example.as_ref()))
}

/// The JSON among the media types of a body. Other types beside it say the same in another way and are not needed.
pub(super) fn json<'a>(
    cx: &mut Context<'a, '_>,
    at: &Pointer,
    content: &'a [(String, MediaType)],
    noun: &str,
) -> Option<&'a MediaType> {
    let found = content.iter().find(|(name, _)| is_json(name)).map(|(_, media)| media);
    if let (None, Some((name, media))) = (found, content.first()) {
        let what = format!("a {noun} of type `{}`", spelled(name));
        cx.unsupported(&media.at, &what, "only `application/json` can be sent and read; leave the operation out");
    } else if found.is_none() {
        cx.unsupported(at, &format!("a {noun} without content"), "describe it below `content: application/json`");
    }
    found
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// The properties of a schema that is an object, and the component that is.
fn object<'a>(
    cx: &mut Context<'a, '_>,
    schema: &'a Schema,
    component: Option<&'a str>,
) -> Option<(Option<&'a str>, Vec<Property<'a>>)> {
    match shape_of(cx, schema) {
        Shape::Object(properties) => Some((component, properties)),
        Shape::Component(name) => {
            let (name, target) = cx.references.named_schema(name)?;
            object(cx, target, Some(name))
        }
        Shape::Text | Shape::Scalar(_) | Shape::Enum(..) | Shape::Map(_) | Shape::List(_) | Shape::Anything => None,
    }
}

fn taken_apart<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    component: Option<&'a str>,
    properties: &[Property<'a>],
) -> Body {
    let component = component.and_then(|name| component_name(cx, name));
    let owner = component.as_ref().unwrap_or(owner);
    let arguments = properties.iter().filter_map(|property| body_field(cx, owner, property)).collect();
    Body { arguments, is_object: true, taken_apart: component }
}

/// What the service sets is not asked for.
fn body_field<'a>(cx: &mut Context<'a, '_>, owner: &TypeName, property: &Property<'a>) -> Option<(Presence, Argument)> {
    let Property { wire, schema, required, owner: declared_by } = *property;
    if super::models::direction(schema) == Direction::OnlyRead {
        return None;
    }
    let owner = declared_by.and_then(|name| component_name(cx, name)).unwrap_or_else(|| owner.clone());
    let ty = type_of(cx, schema, &Spot::of_property(&owner, wire));
    let role = if required { Role::Argument } else { Role::Setter };
    let named = naming::field(cx, &Text::key(wire, &schema.at, schema.rust_name.as_ref()), role)?;
    let argument = Argument {
        name: named.name,
        wire: wire.to_owned(),
        place: Place::BodyField,
        docs: docs::of_value(cx, schema, || sentences::property(wire)),
        deprecated: schema.deprecated,
        ty,
        nullable: is_nullable(cx, schema),
        origin: Origin { pointer: schema.at.clone(), rule: named.rule },
    };
    Some((if required { Presence::Required } else { Presence::Optional }, argument))
}

fn whole<'a>(cx: &mut Context<'a, '_>, owner: &TypeName, body: &'a RequestBody, schema: &'a Schema) -> Body {
    let ty = type_of(cx, schema, &Spot::new(owner, "body"));
    let argument = Argument {
        name: FieldName::body(),
        wire: "body".to_owned(),
        place: Place::Body,
        docs: docs::of_described(body.description.as_deref(), schema, || "The body of the request.".to_owned()),
        deprecated: schema.deprecated,
        ty,
        nullable: is_nullable(cx, schema),
        origin: Origin { pointer: schema.at.clone(), rule: NamingRule::Place },
    };
    Body { arguments: vec![(Presence::Required, argument)], is_object: false, taken_apart: None }
}
