//! `paths`: path items, and the parameters their operations share.

use super::context::Context;
use super::fields::Fields;
use super::operation::{self, Shared};
use super::shape::Shape;
use super::{parameter, reference, servers};
use crate::diagnostics::{Code, Diagnostic, Known, spelled};
use crate::openapi::node::Node;
use crate::openapi::path_items::{self, Lost};
use crate::openapi::{Method, Operation, Pointer};

const PATH_ITEM: Shape = Shape::new(
    "a path item",
    &["$ref", "servers", "parameters", "get", "head", "options", "put", "post", "patch", "delete", "trace"],
)
.annotations(&["summary", "description"]);

/// All operations, in the order they are written.
pub fn read(cx: &mut Context<'_>, tree: &Node, root: &Fields<'_>) -> Vec<Known<Operation>> {
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
        let refused =
            found(cx, tree, node, &at).and_then(|(at, node)| path_item(cx, path, node, &at, &mut operations)).err();
        operations.extend(refused.map(Err));
    }
    operations
}

/// The path item of a path, which may stand elsewhere.
fn found<'n>(cx: &mut Context<'_>, tree: &'n Node, node: &'n Node, at: &Pointer) -> Known<(Pointer, &'n Node)> {
    if node.get("$ref").is_none() {
        return Ok((at.clone(), node));
    }
    let fields = Fields::of(cx, node, at, &PATH_ITEM)?;
    let reference = reference::target(cx, &fields);
    if let Some(key) = path_items::beside(node) {
        return Err(cx.unsupported(&at.child(key), "a path item beside a `$ref` to another one"));
    }
    fields.finish(cx)?;
    let Some(reference) = reference? else { return Ok((at.clone(), node)) };
    path_items::follow(tree, at.clone(), node).map_err(|lost| {
        let target = spelled(&reference.target);
        let (code, message, help) = match lost {
            Lost::Missing => {
                (Code::RefTargetMissing, format!("there is no `{target}`"), "write the path item out here")
            }
            Lost::Circle => {
                (Code::RefCycle, format!("`{target}` leads back to itself"), "write the path item out here")
            }
            Lost::Beside => (
                Code::Unsupported,
                format!("`{target}` leads to a path item beside a `$ref` to another one"),
                "write the path item out here",
            ),
            Lost::Kind => (
                Code::RefKind,
                format!("`{target}` is no path item"),
                "refer to `#/components/pathItems/NAME`, or to another path",
            ),
        };
        cx.error(code, &reference.at, message, help)
    })
}

fn path_item(
    cx: &mut Context<'_>,
    path: &str,
    node: &Node,
    at: &Pointer,
    operations: &mut Vec<Known<Operation>>,
) -> Known<()> {
    let fields = Fields::of(cx, node, at, &PATH_ITEM)?;
    let shared = Shared { parameters: parameter::list(cx, &fields).into(), servers: servers::own(cx, &fields) };
    let Node::Map(entries) = node else { return Ok(()) };
    for (key, node) in entries {
        let Some(method) = Method::of_key(key) else { continue };
        operations.push(operation::read(cx, node, &at.child(key), method, path, &shared));
    }
    fields.finish(cx)
}
