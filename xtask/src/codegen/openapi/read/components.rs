//! `components`: everything that has a name and is referred to.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{content, parameter, schema};
use crate::codegen::diagnostics::Code;
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Parameter, Pointer, RefOr, RequestBody, Response, Schema, SecurityKind, SecurityScheme};

/// What `headers`, `links` and `examples` hold is used by nothing that is generated.
const COMPONENTS: Shape = Shape::new(
    "`components`",
    &["schemas", "parameters", "requestBodies", "responses", "securitySchemes", "callbacks", "pathItems", "mediaTypes"],
)
.annotations(&["headers", "links", "examples"]);

const SECURITY_SCHEME: Shape = Shape::new("a security scheme", &["$ref", "type", "name", "in", "scheme"])
    .annotations(&["description", "bearerFormat", "flows", "openIdConnectUrl", "oauth2MetadataUrl", "deprecated"]);

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
        security_schemes: named(cx, &fields, "securitySchemes", security_scheme),
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

fn security_scheme(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<SecurityScheme> {
    let fields = Fields::of(cx, node, at, &SECURITY_SCHEME)?;
    fields.refuse(cx, "$ref", "a `$ref` to a security scheme");
    let kind = if fields.has("$ref") { SecurityKind::Other("$ref".to_owned()) } else { security_kind(cx, &fields) };
    fields.finish(cx);
    Some(SecurityScheme { at: at.clone(), kind })
}

fn security_kind(cx: &mut Context<'_>, fields: &Fields<'_>) -> SecurityKind {
    const KINDS: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];
    let kind = fields.required_text(cx, "type");
    match kind.as_str() {
        "http" => match fields.required_text(cx, "scheme") {
            scheme if scheme.eq_ignore_ascii_case("bearer") => SecurityKind::HttpBearer,
            scheme => SecurityKind::Other(format!("http {scheme}")),
        },
        "apiKey" => {
            let name = fields.required_text(cx, "name");
            match fields.required_text(cx, "in").as_str() {
                "header" => SecurityKind::HeaderKey(name),
                place => SecurityKind::Other(format!("apiKey in {place}")),
            }
        }
        known if known.is_empty() || KINDS.contains(&known) => SecurityKind::Other(kind),
        unknown => {
            let message = format!("there is no security scheme of type `{unknown}`");
            cx.error(Code::InvalidValue, &fields.at.child("type"), message, super::context::suggest(unknown, &KINDS));
            SecurityKind::Other(kind)
        }
    }
}
