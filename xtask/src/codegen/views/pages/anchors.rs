//! Anchors, made from names alone: adding something to the description moves none of them, unless a page comes to a type
//! in another place first. They are written out on the pages, because those a renderer makes from headings differ from one
//! renderer to the next.

use model::api::{Operation, PathTemplate};

/// Names joined by dots: `list.response.items.status`. What cannot stand in a link is escaped as in one, so an anchor
/// and the link to it are the same text.
pub(super) fn join<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(escaped).collect();
    names.join(".")
}

/// One more name behind an anchor.
pub(super) fn below(anchor: &str, name: &str) -> String {
    format!("{anchor}.{}", escaped(name))
}

/// `list.page_size`. What an operation gives and how it fails have anchors of that form too.
pub(super) fn parameter(method: &str, name: &str) -> String {
    match name.trim_end_matches('_') {
        // A sign more for each of them, so that `response_` keeps an anchor of its own.
        "response" | "errors" => join([method, &format!("{name}_")]),
        _ => join([method, name]),
    }
}

/// `get/api/v2/batches/batch_id`.
pub(super) fn operation(operation: &Operation) -> String {
    let path = plain(&operation.path);
    let path: Vec<String> = path.split('/').map(escaped).collect();
    format!("{}{}", operation.http_method.as_str().to_lowercase(), path.join("/"))
}

fn plain(path: &PathTemplate) -> String {
    path.as_str().replace(['{', '}'], "")
}

fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_takes_no_anchor_of_its_operation() {
        assert_eq!(parameter("list", "page_size"), "list.page_size");
        assert_eq!(parameter("list", "response"), "list.response_");
        assert_eq!(parameter("list", "response_"), "list.response__");
    }

    #[test]
    fn what_cannot_stand_in_a_link_is_escaped() {
        assert_eq!(join(["list", "status", "in progress"]), "list.status.in%20progress");
        assert_eq!(below("Kind", "a/b"), "Kind.a%2Fb");
    }
}
