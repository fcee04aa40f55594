//! Headers of the parts of a form. Those of responses are not read: they can be had from the raw response.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{reference, schema};
use crate::diagnostics::Known;
use crate::openapi::node::Node;
use crate::openapi::{Header, Pointer, RefOr, Schema};

const HEADER: Shape = Shape::new("a header", &["description", "required", "schema"]).annotations(&[
    "allowEmptyValue",
    "deprecated",
    "example",
    "examples",
    "explode",
    "style",
]);

const SECTION: &str = "#/components/headers/";

/// The `headers` of an encoding, by name: the order of keys must not show in what is generated. OpenAPI says to ignore a
/// `Content-Type` among them.
pub fn of_part(cx: &mut Context<'_>, encoding: &Fields<'_>) -> Known<Vec<(String, Known<RefOr<Header>>)>> {
    let Some((entries, at)) = encoding.map(cx, "headers")? else { return Ok(Vec::new()) };
    let entries = entries.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    let mut headers: Vec<_> =
        entries.map(|(name, node)| (name.clone(), read_or_ref(cx, node, &at.child(name)))).collect();
    headers.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(headers)
}

/// The components that parts of forms were found to refer to, and what these refer to in their turn.
pub fn components(cx: &mut Context<'_>, tree: &Node) -> Vec<(String, Known<RefOr<Header>>)> {
    let mut headers: Vec<(String, _)> = Vec::new();
    while let Some(target) = cx.header_references.pop_first() {
        let Some(at) = Pointer::of_reference(&target) else { continue };
        let ["components", "headers", name] = at.segments()[..] else { continue };
        if headers.iter().any(|(known, _)| known == name) {
            continue;
        }
        let node = at.segments().into_iter().try_fold(tree, |node, segment| node.inside(segment));
        if let Some(node) = node {
            headers.push((name.to_owned(), read_or_ref(cx, node, &at)));
        }
    }
    headers
}

fn read_or_ref(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<RefOr<Header>> {
    let header = reference::or(cx, node, at, read);
    if let Ok(RefOr::Ref(reference)) = &header
        && reference.target.starts_with(SECTION)
    {
        cx.header_references.insert(reference.target.clone());
    }
    header
}

fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<Header> {
    let fields = Fields::of(cx, node, at, &HEADER)?;
    let description = fields.remark(cx, "description");
    let required = fields.flag(cx, "required");
    let schema = match fields.take("schema") {
        Some((node, at)) => schema::read(cx, node, &at),
        None => Ok(Schema::any(at.clone())),
    };
    fields.finish(cx)?;
    Ok(Header { at: at.clone(), description, required: required?.unwrap_or(false), schema })
}
