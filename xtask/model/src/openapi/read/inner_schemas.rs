//! Schemas that have no name and are referred to where they stand: a property, the items of a list, an entry of `$defs`,
//! the body of another operation.

use std::collections::BTreeSet;

use super::context::Context;
use super::schema;
use crate::diagnostics::Known;
use crate::openapi::node::Node;
use crate::openapi::{Pointer, Schema};

/// Reads what schemas were found to refer to, and what that refers to in its turn. A target that is not there is reported
/// by whoever follows the reference.
pub fn read(cx: &mut Context<'_>, tree: &Node) -> Vec<(String, Known<Schema>)> {
    let mut schemas = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(target) = cx.schema_references.pop_first() {
        let at = Pointer::of_reference(&target).filter(is_inner_schema);
        let Some(at) = at.filter(|_| seen.insert(target.clone())) else { continue };
        let node = at.segments().into_iter().try_fold(tree, |node, segment| node.inside(segment));
        schemas.extend(node.map(|node| (target, schema::read(cx, node, &at))));
    }
    schemas
}

/// Whether a place can only hold a schema, and is no component.
fn is_inner_schema(at: &Pointer) -> bool {
    const MANY: [&str; 7] = ["properties", "allOf", "anyOf", "oneOf", "prefixItems", "$defs", "definitions"];
    match at.segments()[..] {
        ["components", "schemas", _] => false,
        [.., many, _] if MANY.contains(&many) => true,
        [.., last] => matches!(last, "schema" | "items" | "additionalProperties"),
        [] => false,
    }
}
