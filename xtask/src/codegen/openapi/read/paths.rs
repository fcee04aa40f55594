//! `paths`: path items, and the parameters their operations share.

use super::context::Context;
use super::fields::Fields;
use super::operation::{self, Shared};
use super::shape::Shape;
use super::{parameter, servers};
use crate::codegen::diagnostics::{Code, Diagnostic, Known};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Method, Operation, Pointer};

const PATH_ITEM: Shape = Shape::new(
    "a path item",
    &["$ref", "servers", "parameters", "get", "head", "options", "put", "post", "patch", "delete", "trace"],
)
.annotations(&["summary", "description"]);

/// All operations, in the order they are written.
pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Vec<Known<Operation>> {
    let mut operations = Vec::new();
    if !root.has("paths") {
        root.missing(cx, "paths");
    }
    let Ok(Some((entries, at))) = root.map(cx, "paths") else { return operations };
    for (path, node) in entries {
        let at = at.child(path);
        if path.starts_with("x-") {
            // Reported; no operation is lost.
            let _ = super::extensions::unknown(cx, (path, node), at, "`paths`", &[]);
            continue;
        }
        if !path.starts_with('/') {
            let message = format!("the path `{path}` does not start with `/`");
            cx.push(Diagnostic::at_key(Code::PathWithoutSlash, &at, message).help(format!("write `/{path}`")));
        }
        // An operation may be missing for what was refused.
        let refused = path_item(cx, path, node, &at, &mut operations).err();
        operations.extend(refused.map(Err));
    }
    operations
}

fn path_item(
    cx: &mut Context<'_>,
    path: &str,
    node: &Node,
    at: &Pointer,
    operations: &mut Vec<Known<Operation>>,
) -> Known<()> {
    let fields = Fields::of(cx, node, at, &PATH_ITEM)?;
    let reference = fields.refuse(cx, "$ref", "a `$ref` to a path item");
    let shared = Shared { parameters: parameter::list(cx, &fields).into(), servers: servers::own(cx, &fields) };
    let Node::Map(entries) = node else { return reference };
    for (key, node) in entries {
        let Some(method) = Method::of_key(key) else { continue };
        operations.push(operation::read(cx, node, &at.child(key), method, path, &shared));
    }
    fields.finish(cx).and(reference)
}
