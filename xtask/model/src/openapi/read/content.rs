//! Bodies: of requests and of responses, by media type.

use std::fmt;

use super::context::Context;
use super::fields::{Fields, all};
use super::shape::Shape;
use super::{header, reference, schema};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::node::Node;
use crate::openapi::{Encoding, MediaType, Pointer, RefOr, RequestBody, Response, Sited, Status};

const REQUEST_BODY: Shape = Shape::new("a request body", &["description", "content", "required"]);
/// Headers can be read from the raw response, links describe what callers may do next: neither shapes the crate.
const RESPONSE: Shape =
    Shape::new("a response", &["description", "content"]).annotations(&["headers", "links", "summary"]);
const MEDIA_TYPE: Shape = Shape::new("a media type", &["schema", "example", "examples", "encoding"]);
const ENCODING: Shape =
    Shape::new("an encoding", &["contentType", "headers", "style", "explode"]).annotations(&["allowReserved"]);
const STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
const PLAIN_JSON: &str = "application/json";

pub fn request_body(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<RefOr<RequestBody>> {
    reference::or(cx, node, at, |cx, node, at| {
        let fields = Fields::of(cx, node, at, &REQUEST_BODY)?;
        let description = fields.remark(cx, "description");
        let required = fields.flag(cx, "required");
        let content = if fields.has("content") { content(cx, &fields) } else { Err(fields.missing(cx, "content")) };
        fields.finish(cx)?;
        let (at, required, content) = (at.clone(), required?.unwrap_or(false), content?);
        Ok(RequestBody { at, description, required, content })
    })
}

/// The `responses` of an operation; that one of them is a success is checked in `lower`.
pub fn responses(cx: &mut Context<'_>, operation: &Fields<'_>) -> Vec<Known<(Status, Known<RefOr<Response>>)>> {
    let (entries, at) = match operation.map(cx, "responses") {
        Ok(Some(found)) => found,
        Ok(None) => return Vec::new(),
        Err(refused) => return vec![Err(refused)],
    };
    let mut responses = Vec::new();
    for (status, node) in entries {
        let at = at.child(status);
        if status.starts_with("x-") {
            responses.extend(super::extensions::unknown(cx, (status, node), at, "`responses`", &[]).err().map(Err));
            continue;
        }
        responses.push(match Status::parse(status) {
            Some(status) => Ok((status, response(cx, node, &at))),
            None => {
                let message = format!("`{status}` is not a status");
                let help = "write a code such as `200`, a range such as `4XX`, or `default`";
                Err(cx.push(Diagnostic::at_key(Code::InvalidValue, &at, message).help(help)))
            }
        });
    }
    // The order of keys must not show in what is generated.
    responses.sort_by(|one, other| {
        let status = |entry: &Known<(Status, _)>| entry.as_ref().ok().map(|(status, _)| status.clone());
        status(one).cmp(&status(other))
    });
    responses
}

impl Status {
    fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            b"default" => Some(Self::Default),
            [first @ b'1'..=b'5', b'X', b'X'] => Some(Self::Range(first - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(Self::Code),
            _ => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(first) => write!(f, "{first}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

pub fn response(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<RefOr<Response>> {
    reference::or(cx, node, at, |cx, node, at| {
        let fields = Fields::of(cx, node, at, &RESPONSE)?;
        if !fields.has("description") {
            fields.missing(cx, "description");
        }
        let description = fields.remark(cx, "description");
        let content = content(cx, &fields);
        fields.finish(cx)?;
        Ok(Response { at: at.clone(), description, content: content? })
    })
}

/// By name, plain JSON first: the order of keys must not show in what is generated.
fn content(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<(String, Known<MediaType>)>> {
    let Some((entries, at)) = fields.map(cx, "content")? else { return Ok(Vec::new()) };
    let read = entries.iter().map(|(name, node)| (name.clone(), media_type(cx, node, &at.child(name))));
    let mut content: Vec<_> = read.collect();
    content.sort_by(|(one, _), (other, _)| (one != PLAIN_JSON, one).cmp(&(other != PLAIN_JSON, other)));
    Ok(content)
}

fn media_type(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<MediaType> {
    let fields = Fields::of(cx, node, at, &MEDIA_TYPE)?;
    let encoding = encodings(cx, &fields);
    let schema = fields.take("schema").map(|(node, at)| schema::read(cx, node, &at));
    let example = example(cx, &fields);
    fields.finish(cx)?;
    Ok(MediaType { at: at.clone(), schema, example, encoding: encoding? })
}

/// How the properties of a form are written, by name.
fn encodings(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<Encoding>> {
    let Some((entries, at)) = fields.map(cx, "encoding")? else { return Ok(Vec::new()) };
    all(entries.iter().map(|(property, node)| encoding(cx, property, node, &at.child(property))))
}

fn encoding(cx: &mut Context<'_>, property: &str, node: &Node, at: &Pointer) -> Known<Encoding> {
    let fields = Fields::of(cx, node, at, &ENCODING)?;
    let content_type = fields.text(cx, "contentType");
    let explode = fields.flag(cx, "explode");
    let style = fields.word(cx, "style").and_then(|word| match word {
        Some(word) if !STYLES.contains(&word.text.as_str()) => {
            let message = format!("there is no style `{}` of a property of a form", word.text);
            Err(cx.error(Code::InvalidValue, &word.at, message, did_you_mean(&word.text, STYLES)))
        }
        word => Ok(word.map(|word| word.text)),
    });
    let headers = header::of_part(cx, &fields);
    fields.finish(cx)?;
    let property = property.to_owned();
    Ok(Encoding { property, content_type: content_type?, style: style?, explode: explode?, headers: headers? })
}

/// `example`, or of `examples`, which is a mapping of examples with names, the one whose name comes first.
fn example(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Known<RefOr<Option<Sited>>>> {
    let named = fields.map(cx, "examples");
    if let Some((value, at)) = fields.take("example") {
        return Some(value.to_json().map(|value| RefOr::Here(Some(Sited { at, value }))));
    }
    let (examples, at) = match named {
        Ok(named) => named?,
        Err(refused) => return Some(Err(refused)),
    };
    let has_value = |example: &Node| example.get("value").or(example.get("$ref")).is_some();
    let (name, example) = examples.iter().filter(|(_, example)| has_value(example)).min_by_key(|(name, _)| name)?;
    Some(named_example(cx, example, &at.child(name)))
}

/// An example with a name, whose value may stand elsewhere (`externalValue`). What it says of itself besides its value shows
/// nowhere.
pub fn named_example(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<RefOr<Option<Sited>>> {
    reference::or(cx, node, at, |_, node, at| {
        let Some(value) = node.get("value") else { return Ok(None) };
        Ok(Some(Sited { at: at.child("value"), value: value.to_json()? }))
    })
}
