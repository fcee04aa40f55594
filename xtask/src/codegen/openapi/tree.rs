//! From text to the value tree. JSON goes through serde_json, which knows its escapes better than any YAML reader;
//! everything else, and JSON that is not quite JSON, through serde_yaml.

use super::Source;
use super::node::Node;
use super::scan::syntax;
use crate::codegen::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::codegen::source::is_json;

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
