//! From bytes to text: UTF-8, with or without a byte order mark, and without control characters.

use super::Source;
use crate::diagnostics::{CAP, Code, Diagnostic, Diagnostics, Location};

/// The text without its byte order mark, or `None` when it cannot be read as text at all.
pub fn decode<'s>(source: &'s Source, diagnostics: &mut Diagnostics) -> Option<&'s str> {
    if let Some(encoding) = other_encoding(&source.bytes) {
        let message = format!("the text looks like {encoding}, not UTF-8");
        diagnostics.push(
            Diagnostic::new(Code::Encoding, Location::File, message)
                .help(format!("save the file as UTF-8, for example with `iconv -f {encoding} -t UTF-8`")),
        );
        return None;
    }
    match std::str::from_utf8(&source.bytes) {
        Ok(text) => check_controls(text, diagnostics).then(|| &text[source.mark_length()..]),
        Err(error) => {
            let offset = error.valid_up_to();
            let message = format!(
                "the text is not UTF-8: byte 0x{:02X} at offset {offset} cannot stand here",
                source.bytes[offset]
            );
            diagnostics.push(
                Diagnostic::new(Code::Encoding, Location::Bytes(offset..offset + 1, None), message)
                    .help("save the file as UTF-8; if it is Latin-1, `iconv -f ISO-8859-1 -t UTF-8` does it"),
            );
            None
        }
    }
}

/// UTF-16 and UTF-32 betray themselves by a byte order mark, or by the zero bytes around the first character.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [1..=255, 0, 0, 0, ..] | [0, 0, 0, 1..=255, ..] => {
            Some("UTF-32")
        }
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [1..=255, 0, 1..=255, 0, ..] | [0, 1..=255, 0, 1..=255, ..] => {
            Some("UTF-16")
        }
        _ => None,
    }
}

fn check_controls(text: &str, diagnostics: &mut Diagnostics) -> bool {
    if are_harmless(text.as_bytes()) {
        return true;
    }
    let controls = text.char_indices().filter(|&(_, character)| is_forbidden(character));
    let mut clean = true;
    for (offset, character) in controls.take(CAP) {
        clean = false;
        diagnostics.push(control_character(character, Location::Bytes(offset..offset + character.len_utf8(), None)));
    }
    clean
}

/// Whether the bytes cannot hold a control character. Nearly every text ends here: looking at bytes is several times faster
/// than at characters. 0xC2 begins the control characters of Latin-1, among others.
pub fn are_harmless(text: &[u8]) -> bool {
    // A chunk is looked at to its end, which lets the processor look at many bytes at once.
    text.chunks(64).all(|chunk| {
        let harmful = |byte: &u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 0x7F | 0xC2);
        !chunk.iter().fold(false, |found, byte| found | harmful(byte))
    })
}

/// The problem with a control character, written as itself or as an escape.
pub fn control_character(character: char, place: Location) -> Diagnostic {
    let message = format!("control character U+{:04X} in the text", u32::from(character));
    Diagnostic::new(Code::ControlCharacter, place, message)
        .help("delete it; only tabs and line breaks may stand in a text")
}

/// Control characters other than tab, line feed, carriage return and next line.
pub fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}')
}
