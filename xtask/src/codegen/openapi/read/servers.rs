//! Servers of single paths and operations. A client has one base URL, so they are refused; many descriptions repeat those
//! of the whole there, which says nothing new.

use super::context::Context;
use super::fields::Fields;
use crate::codegen::diagnostics::Known;
use crate::codegen::openapi::node::Node;

/// Refuses servers that are not those of the whole description.
pub fn refuse_others(cx: &mut Context<'_>, fields: &Fields<'_>, what: &str) -> Known<()> {
    match fields.take("servers") {
        Some((node, _)) if urls(node) == cx.servers => Ok(()),
        Some(_) => fields.refuse(cx, "servers", what),
        None => Ok(()),
    }
}

/// What a list of servers says of where to send requests.
pub fn urls(servers: &Node) -> Vec<String> {
    let Node::List(servers) = servers else { return Vec::new() };
    servers.iter().filter_map(|server| Some(server.get("url")?.as_text()?.to_owned())).collect()
}
