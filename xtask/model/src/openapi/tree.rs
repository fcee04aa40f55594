//! From text to the value tree. JSON goes through serde_json, which knows its escapes better than any YAML reader;
//! everything else, and JSON that is not quite JSON, through serde_yaml.

use std::collections::HashSet;

use super::encoding;
use super::node::Node;
use super::scan::syntax;
use super::{Limits, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::source::is_json;

/// The tree of a text that is JSON without a fault. Whether it has one is quicker seen in the tree than in the text; where
/// the faults are, the text has to tell.
pub fn of_sound_json(text: &str, limits: &Limits) -> Option<Node> {
    let tree = is_json(text).then(|| serde_json::from_str(text).ok()).flatten();
    tree.filter(|tree| is_sound(tree, limits.max_depth))
}

/// Whether nothing in the tree is forbidden in a description: keys that are given twice, control characters that were
/// escaped, more mappings and lists inside each other than may be.
fn is_sound(node: &Node, depth: usize) -> bool {
    match node {
        Node::Null | Node::Bool(_) | Node::Number(_) => true,
        Node::Text(text) => is_clean(text),
        Node::List(items) => depth > 0 && items.iter().all(|item| is_sound(item, depth - 1)),
        Node::Map(entries) => {
            depth > 0
                && are_different(entries)
                && entries.iter().all(|(key, value)| is_clean(key) && is_sound(value, depth - 1))
        }
        Node::Refused(_) => false,
    }
}

fn is_clean(text: &str) -> bool {
    encoding::are_harmless(text.as_bytes()) || !text.chars().any(encoding::is_forbidden)
}

/// Most mappings are small, and comparing all keys is faster for them.
fn are_different(entries: &[(String, Node)]) -> bool {
    const SMALL: usize = 12;
    if entries.len() > SMALL {
        let mut known = HashSet::with_capacity(entries.len());
        return entries.iter().all(|(key, _)| known.insert(key.as_str()));
    }
    entries.iter().enumerate().all(|(index, (key, _))| entries[..index].iter().all(|(other, _)| other != key))
}

/// The tree, or `None` after a syntax error.
pub fn parse(source: &Source, text: &str, offset: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let not_json = if is_json(text) {
        match serde_json::from_str(text) {
            Ok(node) => return Some(node),
            Err(error) => Some(error),
        }
    } else {
        None
    };
    match serde_yaml::from_str(text) {
        Ok(node) => {
            // serde_json stops one level before the limit that holds here; that is no fault of the file.
            let fault = not_json.filter(|error| !error.to_string().starts_with("recursion limit"));
            if let Some(error) = fault.filter(|_| source.is_named_json()) {
                diagnostics.push(lenient_json(text, offset, &error));
            }
            Some(node)
        }
        Err(error) => {
            diagnostics.push(match not_json {
                Some(error) => json_error(text, offset, &error),
                None => yaml_error(text, offset, &error),
            });
            None
        }
    }
}

/// The problem serde_json has with a text that means to be JSON.
pub fn json_error(text: &str, offset: usize, error: &serde_json::Error) -> Diagnostic {
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    Diagnostic::new(Code::Syntax, json_place(text, offset, error), format!("this is not JSON: {cause}"))
}

fn lenient_json(text: &str, offset: usize, error: &serde_json::Error) -> Diagnostic {
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    let message = format!("not strict JSON ({cause}); read as YAML");
    Diagnostic::new(Code::TrailingComma, json_place(text, offset, error), message)
        .help("other tools will refuse the file; delete the comma, or name the file `.yaml`")
}

fn json_place(text: &str, offset: usize, error: &serde_json::Error) -> Location {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    at_byte(text, offset, line_start + error.column().saturating_sub(1))
}

fn yaml_error(text: &str, offset: usize, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map_or(Location::File, |location| at_byte(text, offset, location.index()));
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    let code = match cause {
        "recursion limit exceeded" => Code::TooDeep,
        "repetition limit exceeded" => Code::AliasExpansion,
        _ => Code::Syntax,
    };
    match error.location().filter(|_| code == Code::Syntax) {
        Some(location) => syntax::diagnostic(text, offset, boundary(text, location.index()), cause),
        None => Diagnostic::new(code, place, cause),
    }
}

/// One character, or the end of the text.
fn at_byte(text: &str, offset: usize, at: usize) -> Location {
    let start = boundary(text, at);
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Location::Bytes(offset + start..offset + start + length, None)
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
