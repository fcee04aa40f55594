//! Descriptions that are written as JSON, as far as a YAML parser has to know.

use std::borrow::Cow;

/// Whether the text means to be JSON: its root is written with braces.
pub fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// JSON writes characters beyond U+FFFF as two escapes (`\ud83d\ude00`), each of which YAML refuses. Moved to the
/// private use area they stay distinct, and every position stays what it was.
pub fn without_surrogates(text: &str) -> Cow<'_, str> {
    let is_surrogate =
        |rest: &[u8]| matches!(rest, [b'\\', b'u', b'd' | b'D', b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F', ..]);
    if !["\\ud", "\\uD"].iter().any(|start| text.contains(start)) {
        return Cow::Borrowed(text);
    }
    let mut moved = text.to_owned().into_bytes();
    let mut at = 0;
    while at < moved.len() {
        if is_surrogate(&moved[at..]) {
            moved[at + 2] = b'e';
            moved[at + 3] = match moved[at + 3] {
                digit @ (b'8' | b'9') => digit - 8,
                letter => letter.to_ascii_lowercase() - b'a' + b'2',
            };
        }
        // An escaped backslash must not lend its second half to an escape.
        at += if moved[at] == b'\\' { 2 } else { 1 };
    }
    Cow::Owned(String::from_utf8(moved).expect("only ASCII bytes were exchanged for ASCII bytes"))
}
