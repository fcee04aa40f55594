//! Where requests go: servers of the whole, of a path and of an operation. Many descriptions repeat those of the whole at
//! each path, which says nothing new.

use std::sync::Arc;

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use crate::diagnostics::Known;
use crate::openapi::node::Node;
use crate::openapi::{Pointer, Server, ServerVariable};

const SERVER: Shape =
    Shape::new("a server", &["url", "description", "variables"]).annotations(&["name"]).extensions(&["x-rust-name"]);

const VARIABLE: Shape = Shape::new("a variable of a server", &["default", "enum", "description"]);

/// The servers that are listed here.
pub fn list(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<Server> {
    let Ok(Some((items, at))) = fields.list(cx, "servers") else { return Vec::new() };
    items.iter().enumerate().filter_map(|(index, node)| server(cx, node, &at.child(index)).ok()).collect()
}

/// Servers of a path or an operation, if they are not those of the description.
pub fn own(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Arc<[Server]>> {
    let (node, _) = fields.take("servers")?;
    let own = addresses(node);
    (!own.is_empty() && own != cx.servers).then(|| list(cx, fields).into())
}

/// What a list of servers says of where to send requests, without words about it.
pub fn addresses(servers: &Node) -> Vec<(Node, Option<Node>)> {
    let Node::List(servers) = servers else { return Vec::new() };
    servers.iter().filter_map(|server| Some((server.get("url")?.clone(), server.get("variables").cloned()))).collect()
}

fn server(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<Server> {
    let fields = Fields::of(cx, node, at, &SERVER)?;
    let url = fields.required_text(cx, "url");
    let variables = variables(cx, &fields);
    let description = fields.remark(cx, "description");
    let rust_name = fields.text(cx, "x-rust-name");
    fields.finish(cx)?;
    Ok(Server { at: at.clone(), url: url?, variables: variables?, description, rust_name: rust_name? })
}

fn variables(cx: &mut Context<'_>, server: &Fields<'_>) -> Known<Vec<ServerVariable>> {
    let Some((entries, at)) = server.map(cx, "variables")? else { return Ok(Vec::new()) };
    let variables = entries.iter().map(|(name, node)| variable(cx, name, node, &at.child(name)));
    super::fields::all(variables.collect::<Vec<_>>())
}

fn variable(cx: &mut Context<'_>, name: &str, node: &Node, at: &Pointer) -> Known<ServerVariable> {
    let fields = Fields::of(cx, node, at, &VARIABLE)?;
    let default = fields.required_text(cx, "default");
    let values = fields.texts(cx, "enum");
    let description = fields.remark(cx, "description");
    fields.finish(cx)?;
    Ok(ServerVariable { at: at.clone(), name: name.to_owned(), default: default?, values: values?, description })
}
