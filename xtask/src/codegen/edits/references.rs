//! Which components a part of a description refers to.

use crate::codegen::openapi::Node;
use crate::codegen::source::percent_decoded;

/// The components that a node refers to, by section and name.
pub fn references(node: &Node, found: &mut Vec<(String, String)>) {
    match node {
        Node::Map(entries) => {
            for (key, value) in entries {
                // A reference, or an entry of the mapping of a discriminator.
                found.extend(value.as_text().filter(|text| key == "$ref" || text.starts_with("#/")).and_then(target));
                references(value, found);
            }
        }
        Node::List(items) => items.iter().for_each(|item| references(item, found)),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Refused(_) => {}
    }
}

fn target(reference: &str) -> Option<(String, String)> {
    let pointer = percent_decoded(reference.strip_prefix("#/components/")?)?;
    let mut segments = pointer.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~"));
    Some((segments.next()?, segments.next()?))
}
