//! JSON text to JSON text: only the spaces change. Numbers, escapes, the order of members and members that stand twice
//! stay as the service wrote them.

use super::colors::{Paint, Token};

/// One level deeper.
const INDENT: &str = "  ";

/// The text over several lines. What is not JSON comes out as it is, more or less.
pub(super) fn indented(text: &str, paint: Paint) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut tokens = Tokens { rest: text }.peekable();
    while let Some(token) = tokens.next() {
        match token {
            "{" | "[" => {
                out.push_str(token);
                match tokens.peek() {
                    Some(&next) if matches!(next, "}" | "]") => {
                        out.push_str(next);
                        tokens.next();
                    }
                    _ => {
                        depth += 1;
                        new_line(&mut out, depth);
                    }
                }
            }
            "}" | "]" => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push_str(token);
            }
            "," => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ":" => out.push_str(": "),
            token => paint.push(&mut out, meaning(token, tokens.peek().copied()), token),
        }
    }
    out
}

/// The text on one line.
pub(super) fn compact(text: &str, paint: Paint) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tokens = Tokens { rest: text }.peekable();
    while let Some(token) = tokens.next() {
        paint.push(&mut out, meaning(token, tokens.peek().copied()), token);
    }
    out
}

/// What a piece of JSON is, by itself and by what follows.
fn meaning(token: &str, next: Option<&str>) -> Token {
    match (token.as_bytes().first(), next) {
        (Some(b'"'), Some(":")) => Token::Name,
        (Some(b'"'), _) => Token::Text,
        (Some(b'{' | b'}' | b'[' | b']' | b',' | b':') | None, _) => Token::Sign,
        (Some(b'n'), _) => Token::Null,
        (Some(_), _) => Token::Word,
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(INDENT, depth));
}

/// The signs, strings and words of a text.
struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let end = match self.rest.as_bytes() {
            [] => return None,
            [b'"', ..] => end_of_string(self.rest),
            [b'{' | b'}' | b'[' | b']' | b',' | b':', ..] => 1,
            _ => {
                let is_end = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ',' | ':' | '"');
                self.rest.find(is_end).unwrap_or(self.rest.len())
            }
        };
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(token)
    }
}

fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spaces_change() {
        let text = r#"{"b":1.50,"a":["x\"]",{},[]],"b":1e400,"é":null}"#;
        let expected =
            "{\n  \"b\": 1.50,\n  \"a\": [\n    \"x\\\"]\",\n    {},\n    []\n  ],\n  \"b\": 1e400,\n  \"é\": null\n}";
        assert_eq!(indented(text, Paint::Plain), expected);
        assert_eq!(compact(&indented(text, Paint::Plain), Paint::Plain), text);
        assert_eq!(indented("7", Paint::Plain), "7");
    }

    #[test]
    fn names_and_values_have_colours_of_their_own() {
        let painted = compact(r#"{"a":["b",1,null]}"#, Paint::Colored);
        let [name, text, word, null] = [("34", "\"a\""), ("32", "\"b\""), ("36", "1"), ("2", "null")]
            .map(|(code, text)| format!("\x1b[{code}m{text}\x1b[0m"));
        assert_eq!(painted, format!("{{{name}:[{text},{word},{null}]}}"));
    }
}
