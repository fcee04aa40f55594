//! Values for people: a member on a line, without quotes and brackets; what is inside another is indented below it, and the
//! items of a list are numbered.

use super::node::Node;
use super::visible::visible;

/// One level deeper.
const INDENT: &str = "  ";

/// The value over several lines. What cannot be read as JSON comes out as it is.
pub(super) fn listed(text: &str) -> String {
    let Ok(node) = Node::of_json(text) else { return text.to_owned() };
    let mut out = String::new();
    put(&mut out, &node, 0);
    out.trim_start_matches('\n').to_owned()
}

/// A value behind its name: on the same line where it is a single one.
fn put(out: &mut String, node: &Node, depth: usize) {
    match node {
        Node::Map(members) if !members.is_empty() => {
            for (name, value) in members {
                entry(out, &format!("{}:", visible(name)), value, depth);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                entry(out, &format!("{}.", index + 1), value, depth);
            }
        }
        Node::Map(_) | Node::List(_) => out.push_str("(empty)"),
        Node::Plain(word) => out.push_str(word),
        Node::Text(text) => lines(out, text, depth),
    }
}

fn entry(out: &mut String, label: &str, value: &Node, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(INDENT, depth));
    out.push_str(label);
    let is_below = match value {
        Node::Map(members) => !members.is_empty(),
        Node::List(items) => !items.is_empty(),
        Node::Text(text) => text.contains('\n'),
        Node::Plain(_) => false,
    };
    if !is_below {
        out.push(' ');
    }
    put(out, value, depth + 1);
}

/// Text of several lines stands below its name.
fn lines(out: &mut String, text: &str, depth: usize) {
    if !text.contains('\n') {
        return out.push_str(&visible(text));
    }
    for line in text.lines() {
        out.push('\n');
        out.extend(std::iter::repeat_n(INDENT, depth));
        out.push_str(&visible(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_on_lines_of_their_own() {
        let text = r#"{"id": "bat-1", "n": 1.50, "none": null, "config": {"job": {"type": "parse_v2"}}, "list": [{"a": 1, "b": 2}, "x"],
            "empty": [], "note": "one\ntwo\u001b[31m"}"#;
        let expected = "id: bat-1\nn: 1.50\nnone: null\nconfig:\n  job:\n    type: parse_v2\nlist:\n  1.\n    a: 1\n    b: 2\n  2. x\n\
                        empty: (empty)\nnote:\n  one\n  two\\u{1b}[31m";
        assert_eq!(listed(text), expected);
        assert_eq!(listed("\"x\""), "x");
    }
}
