//! `components`: everything that has a name and is referred to.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{content, parameter, schema, security};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Parameter, Pointer, RefOr, RequestBody, Response, Schema, SecurityScheme};

/// What `headers`, `links` and `examples` hold is used by nothing that is generated.
const COMPONENTS: Shape = Shape::new(
    "`components`",
    &["schemas", "parameters", "requestBodies", "responses", "securitySchemes", "callbacks", "pathItems", "mediaTypes"],
)
.annotations(&["headers", "links", "examples"]);

#[derive(Debug, Default)]
pub struct Components {
    pub schemas: Vec<(String, Schema)>,
    pub parameters: Vec<(String, RefOr<Parameter>)>,
    pub request_bodies: Vec<(String, RefOr<RequestBody>)>,
    pub responses: Vec<(String, RefOr<Response>)>,
    pub security_schemes: Vec<(String, SecurityScheme)>,
}

pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Components {
    let Some((node, at)) = root.take("components") else { return Components::default() };
    let Some(fields) = Fields::of(cx, node, &at, &COMPONENTS) else { return Components::default() };
    let mut components = Components {
        schemas: named(cx, &fields, "schemas", |cx, node, at| Some(schema::read(cx, node, at))),
        parameters: named(cx, &fields, "parameters", parameter::read_or_ref),
        request_bodies: named(cx, &fields, "requestBodies", content::request_body),
        responses: named(cx, &fields, "responses", content::response),
        security_schemes: named(cx, &fields, "securitySchemes", security::scheme),
    };
    // One of them is chosen, and the order of keys must not show in what is generated.
    components.security_schemes.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (name, what) in
        [("callbacks", "callbacks"), ("pathItems", "named path items"), ("mediaTypes", "named media types")]
    {
        if fields.take(name).is_some_and(|(node, _)| *node != Node::Map(Vec::new())) {
            fields.refuse(cx, name, what);
        }
    }
    fields.finish(cx);
    components
}

fn named<T>(
    cx: &mut Context<'_>,
    components: &Fields<'_>,
    name: &str,
    read: impl Fn(&mut Context<'_>, &Node, &Pointer) -> Option<T>,
) -> Vec<(String, T)> {
    let Some((entries, at)) = components.map(cx, name) else { return Vec::new() };
    entries.iter().filter_map(|(name, node)| Some((name.clone(), read(cx, node, &at.child(name))?))).collect()
}
