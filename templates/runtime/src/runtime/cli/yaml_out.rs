//! JSON to YAML that reads back as the same JSON: numbers keep their text, and strings have quotes wherever YAML 1.1 or
//! 1.2 would read them as something else.

use super::node::Node;

/// The value as YAML, without a line end.
pub(super) fn block(text: &str) -> String {
    let Ok(node) = Node::of_json(text) else { return text.to_owned() };
    let mut out = String::new();
    write(&node, 0, &mut out);
    out.trim_end_matches('\n').to_owned()
}

fn write(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Map(members) if !members.is_empty() => {
            for (name, value) in members {
                out.push_str(&"  ".repeat(depth));
                out.push_str(&scalar(name));
                out.push(':');
                below(value, depth + 1, out);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for item in items {
                out.push_str(&"  ".repeat(depth));
                out.push('-');
                // The first member of an object in a list stands behind its dash.
                match item {
                    Node::Map(members) if !members.is_empty() => {
                        let mut inner = String::new();
                        write(item, depth + 1, &mut inner);
                        out.push(' ');
                        out.push_str(inner.trim_start());
                    }
                    item => below(item, depth + 1, out),
                }
            }
        }
        node => {
            out.push_str(&inline(node));
            out.push('\n');
        }
    }
}

fn below(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Map(members) if !members.is_empty() => {
            out.push('\n');
            write(node, depth, out);
        }
        Node::List(items) if !items.is_empty() => {
            out.push('\n');
            write(node, depth, out);
        }
        node => {
            out.push(' ');
            out.push_str(&inline(node));
            out.push('\n');
        }
    }
}

fn inline(node: &Node) -> String {
    match node {
        Node::Text(text) => scalar(text),
        Node::Plain(word) => word.clone(),
        Node::List(_) => "[]".to_owned(),
        Node::Map(_) => "{}".to_owned(),
    }
}

/// Text without quotes where nothing else could be meant: it begins with a letter, has only harmless characters, and is
/// no word of YAML. Anything else is a JSON string, which YAML reads alike.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "~"];
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ');
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(is_harmless)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A JSON string with everything that cannot be seen escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::cli::{values::untyped, yaml};

    #[test]
    fn a_value_is_laid_out_in_lines() {
        let text = r#"{"id":"bat-1","n":1.50,"none":null,"list":[{"a":1,"b":{"c":"x"}},[1,[]],"y"],"empty":{}}"#;
        let expected = "id: bat-1\n\"n\": 1.50\nnone: null\nlist:\n  - a: 1\n    b:\n      c: x\n  -\n    - 1\n    - []\n  \
                        - \"y\"\nempty: {}";
        assert_eq!(block(text), expected);
    }

    #[test]
    fn reading_it_back_gives_the_same() {
        for text in [
            r#"{"a":"no","b":"1e5","c":"007","d":"2026-01-01","e":"","f":" x ","g":"a: b","h":"a #b","i":"- a"}"#,
            r#"["\u001b[31m","line\nbreak","tab\t","quote\"","back\\slash","é","\u2028","~","null","0x1f","1_000","12:30"]"#,
            r#"{"":{"null":null,"true":[true,false],"n":[0,-1,1.5]}}"#,
            "7",
            r#""text""#,
        ] {
            let read = untyped(&yaml::read(&block(text)).unwrap());
            assert_eq!(read, serde_json::from_str::<serde_json::Value>(text).unwrap(), "{text}");
        }
    }
}
