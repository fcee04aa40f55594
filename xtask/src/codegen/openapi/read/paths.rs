//! `paths`: path items, and the parameters their operations share.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{operation, parameter};
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Method, Operation, Parameter, Pointer, RefOr};

const PATH_ITEM: Shape = Shape::new(
    "a path item",
    &["$ref", "servers", "parameters", "get", "head", "options", "put", "post", "patch", "delete", "trace"],
)
.annotations(&["summary", "description"]);

const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("head", Method::Head),
    ("options", Method::Options),
    ("put", Method::Put),
    ("post", Method::Post),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
    ("trace", Method::Trace),
];

/// All operations, in the order they are written.
pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Vec<Operation> {
    let mut operations = Vec::new();
    if !root.has("paths") {
        root.missing(cx, "paths");
    }
    let Some((entries, at)) = root.map(cx, "paths") else { return operations };
    for (path, node) in entries {
        let at = at.child(path);
        if path.starts_with("x-") {
            super::extensions::unknown(cx, path, at, "`paths`", &[]);
            continue;
        }
        if !path.starts_with('/') {
            let message = format!("the path `{path}` does not start with `/`");
            cx.push(Diagnostic::at_key(Code::PathWithoutSlash, &at, message).help(format!("write `/{path}`")));
        }
        path_item(cx, path, node, &at, &mut operations);
    }
    operations
}

fn path_item(cx: &mut Context<'_>, path: &str, node: &Node, at: &Pointer, operations: &mut Vec<Operation>) {
    let Some(fields) = Fields::of(cx, node, at, &PATH_ITEM) else { return };
    fields.refuse(cx, "$ref", "a `$ref` to a path item");
    fields.refuse(cx, "servers", "servers of a single path");
    let shared = parameter::list(cx, &fields);
    let Node::Map(entries) = node else { return };
    for (key, node) in entries {
        let Some(&(_, method)) = METHODS.iter().find(|(name, _)| name == key) else { continue };
        if let Some(mut operation) = operation::read(cx, node, &at.child(key), method, path) {
            operation.parameters = merged(&shared, operation.parameters);
            operations.push(operation);
        }
    }
    fields.finish(cx);
}

/// An operation's own parameters, after those of its path item that it does not redefine. What hides behind a `$ref`
/// is only known to be the same if the references are.
fn merged(shared: &[RefOr<Parameter>], own: Vec<RefOr<Parameter>>) -> Vec<RefOr<Parameter>> {
    let redefines = |shared: &RefOr<Parameter>, own: &RefOr<Parameter>| match (shared, own) {
        (RefOr::Here(shared), RefOr::Here(own)) => shared.name == own.name && shared.place == own.place,
        (RefOr::Ref(shared), RefOr::Ref(own)) => shared.target == own.target,
        (RefOr::Here(_), RefOr::Ref(_)) | (RefOr::Ref(_), RefOr::Here(_)) => false,
    };
    let kept = shared.iter().filter(|shared| !own.iter().any(|own| redefines(shared, own))).cloned();
    kept.collect::<Vec<_>>().into_iter().chain(own).collect()
}
