//! Bodies: of requests and of responses, by media type.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{reference, schema};
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Example, MediaType, Pointer, RefOr, RequestBody, Response};

const REQUEST_BODY: Shape = Shape::new("a request body", &["description", "content", "required"]);
/// Headers can be read from the raw response, links describe what callers may do next: neither shapes the crate.
const RESPONSE: Shape =
    Shape::new("a response", &["description", "content"]).annotations(&["headers", "links", "summary"]);
const MEDIA_TYPE: Shape = Shape::new("a media type", &["schema", "example", "examples", "encoding"]);
const PLAIN_JSON: &str = "application/json";

pub fn request_body(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<RefOr<RequestBody>> {
    if node.get("$ref").is_some() {
        return reference::read(cx, node, at).map(RefOr::Ref);
    }
    let fields = Fields::of(cx, node, at, &REQUEST_BODY)?;
    if !fields.has("content") {
        fields.missing(cx, "content");
    }
    let body = RequestBody {
        at: at.clone(),
        description: fields.text(cx, "description"),
        required: fields.flag(cx, "required").unwrap_or(false),
        content: content(cx, &fields),
    };
    fields.finish(cx);
    Some(RefOr::Here(body))
}

/// The `responses` of an operation; that one of them is a success is checked in `lower`.
pub fn responses(cx: &mut Context<'_>, operation: &Fields<'_>) -> Vec<(String, RefOr<Response>)> {
    let Some((entries, at)) = operation.map(cx, "responses") else { return Vec::new() };
    let mut responses = Vec::new();
    for (status, node) in entries {
        let at = at.child(status);
        if status.starts_with("x-") {
            super::extensions::unknown(cx, status, at, "`responses`", &[]);
        } else if !is_status(status) {
            let message = format!("`{status}` is not a status");
            let help = "write a code such as `200`, a range such as `4XX`, or `default`";
            cx.push(Diagnostic::at_key(Code::InvalidValue, &at, message).help(help));
        } else if let Some(response) = response(cx, node, &at) {
            responses.push((status.clone(), response));
        }
    }
    // The order of keys must not show in what is generated.
    responses.sort_by(|(one, _), (other, _)| one.cmp(other));
    responses
}

fn is_status(status: &str) -> bool {
    match status.as_bytes() {
        b"default" => true,
        [b'1'..=b'5', rest @ ..] => rest == b"XX" || (rest.len() == 2 && rest.iter().all(u8::is_ascii_digit)),
        _ => false,
    }
}

pub fn response(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<RefOr<Response>> {
    if node.get("$ref").is_some() {
        return reference::read(cx, node, at).map(RefOr::Ref);
    }
    let fields = Fields::of(cx, node, at, &RESPONSE)?;
    if !fields.has("description") {
        fields.missing(cx, "description");
    }
    let response =
        Response { at: at.clone(), description: fields.text(cx, "description"), content: content(cx, &fields) };
    fields.finish(cx);
    Some(RefOr::Here(response))
}

/// By name, plain JSON first: the order of keys must not show in what is generated.
fn content(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<(String, MediaType)> {
    let Some((entries, at)) = fields.map(cx, "content") else { return Vec::new() };
    let read = entries.iter().filter_map(|(name, node)| Some((name.clone(), media_type(cx, node, &at.child(name))?)));
    let mut content: Vec<_> = read.collect();
    content.sort_by(|(one, _), (other, _)| (one != PLAIN_JSON, one).cmp(&(other != PLAIN_JSON, other)));
    content
}

fn media_type(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<MediaType> {
    let fields = Fields::of(cx, node, at, &MEDIA_TYPE)?;
    fields.refuse(cx, "encoding", "`encoding` of body parts");
    let schema = fields.take("schema").map(|(node, at)| schema::read(cx, node, &at));
    let media_type = MediaType { at: at.clone(), schema, example: example(cx, &fields) };
    fields.finish(cx);
    Some(media_type)
}

/// `example`, or of `examples`, which is a mapping of examples with names, the one whose name comes first.
pub fn example(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Example> {
    let named = fields.map(cx, "examples");
    if let Some((example, at)) = fields.take("example") {
        return Some(Example { at, value: example.to_json() });
    }
    let (examples, at) = named?;
    let values = examples.iter().filter_map(|(name, example)| Some((name, example.get("value")?)));
    let (name, value) = values.min_by_key(|(name, _)| *name)?;
    Some(Example { at: at.child(name).child("value"), value: value.to_json() })
}
