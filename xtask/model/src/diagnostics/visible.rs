//! Text of a description as it may be shown: characters that act on a terminal or deceive the eye appear as their
//! numbers.

use std::borrow::Cow;

use crate::characters::is_invisible;

/// The text on one line, with `<U+202E>` for what would not be seen.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// A name of the description as a message quotes it: readable in any script, with control characters spelled as in code,
/// because which one it is may be what the message is about.
pub fn spelled(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            push_visible(&mut shown, character);
        }
    }
    shown
}

pub fn push_visible(shown: &mut String, character: char) {
    match character {
        '\n' | '\r' | '\t' => shown.push(' '),
        hidden if is_hidden(hidden) => shown.push_str(&format!("<U+{:04X}>", u32::from(hidden))),
        other => shown.push(other),
    }
}

fn is_hidden(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        for (text, expected) in [
            ("plain, ünïcode, 批", "plain, ünïcode, 批"),
            ("a\u{202E}b", "a<U+202E>b"),
            ("a\u{200B}b\u{FEFF}", "a<U+200B>b<U+FEFF>"),
            ("red \u{1B}[31m", "red <U+001B>[31m"),
            ("two\r\nlines\tand a tab", "two  lines and a tab"),
        ] {
            assert_eq!(visible(text), expected);
        }
        assert_eq!(spelled("Überblick \"批\"\r\n\u{202E}"), "Überblick \"批\"\\r\\n<U+202E>");
    }
}
