//! Text of the description as readers may see it: without characters that hide or that turn it around.

use crate::characters::is_invisible;

/// One line of plain text, such as a package summary: nothing in it is Markdown.
pub(super) fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with characters that cannot be seen, or that turn its direction around, written out: `U+202E`. Line breaks
/// of any system are `\n`, tabs are spaces.
pub(super) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => visible.push('\n'),
            '\n' => visible.push('\n'),
            '\t' => visible.push_str("    "),
            c if c.is_control() || is_invisible(c) => visible.push_str(&format!("U+{:04X}", u32::from(c))),
            c => visible.push(c),
        }
    }
    visible
}
