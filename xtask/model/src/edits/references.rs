//! Which components a part of a description refers to.

use crate::openapi::Node;
use crate::source::Pointer;

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
    match Pointer::of_reference(reference)?.segments()[..] {
        ["components", section, name, ..] => Some((section.to_owned(), name.to_owned())),
        _ => None,
    }
}
