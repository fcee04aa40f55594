//! How a text may be written inside another: escaped by JSON, Rust or Python, percent-encoded, as entities of HTML.
//!
//! A service that repeats a secret rarely writes it as it came, so a text is searched in each of its readings. What is
//! found there is taken out of the text as it stands, which is why a reading knows where its bytes came from.

use std::borrow::Cow;
use std::ops::Range;

/// How many encodings may lie on top of each other, as in JSON within a string of JSON.
const LAYERS: usize = 2;

/// What stands decoded at the beginning of some bytes, and how many of them it takes.
type Decoder = fn(&[u8]) -> Option<(char, usize)>;

/// Each encoding, by the byte that all of its forms begin with.
const DECODERS: [(u8, Decoder); 3] = [(b'\\', backslash), (b'%', percent), (b'&', entity)];

/// A text with some of its encodings undone.
pub(super) struct Reading<'a> {
    bytes: Cow<'a, [u8]>,
    /// Where each byte came from in the original, and after the last of them the end of it; empty for the original.
    origins: Vec<usize>,
}

/// The text as it is, and with each encoding undone that occurs in it.
pub(super) fn readings(text: &[u8]) -> Vec<Reading<'_>> {
    let mut readings = vec![Reading { bytes: text.into(), origins: Vec::new() }];
    let mut newest = 0;
    for _ in 0..LAYERS {
        let decoded: Vec<_> = readings[newest..].iter().flat_map(Reading::decoded).collect();
        newest = readings.len();
        readings.extend(decoded);
    }
    readings
}

impl Reading<'_> {
    /// Where the text `wanted` stands in the original.
    pub(super) fn find(&self, wanted: &str) -> impl Iterator<Item = Range<usize>> {
        let wanted = wanted.as_bytes();
        let windows = self.bytes.windows(wanted.len()).enumerate();
        let found = windows.filter(move |(_, window)| *window == wanted);
        found.map(move |(at, _)| self.origin(at)..self.origin(at + wanted.len()))
    }

    fn origin(&self, at: usize) -> usize {
        self.origins.get(at).copied().unwrap_or(at)
    }

    fn decoded(&self) -> impl Iterator<Item = Reading<'static>> {
        let occurring = DECODERS.iter().filter(|(first, _)| self.bytes.contains(first));
        occurring.filter_map(|(_, decoder)| self.undo(*decoder))
    }

    /// This reading without one encoding; `None` where that does not occur.
    fn undo(&self, decoder: Decoder) -> Option<Reading<'static>> {
        let (mut bytes, mut origins) = (Vec::new(), Vec::new());
        let (mut at, mut occurs) = (0, false);
        while let Some(&byte) = self.bytes.get(at) {
            let origin = self.origin(at);
            match decoder(&self.bytes[at..]) {
                Some((character, length)) => {
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    at += length;
                    occurs = true;
                }
                None => {
                    bytes.push(byte);
                    at += 1;
                }
            }
            origins.resize(bytes.len(), origin);
        }
        origins.push(self.origin(at));
        occurs.then_some(Reading { bytes: bytes.into(), origins })
    }
}

/// `\"`, `\n`, `\u00e9`, `\ud83d\ude00` as in JSON; `\u{e9}` as in Rust; `\xe9` as in Python.
fn backslash(text: &[u8]) -> Option<(char, usize)> {
    let (kind, rest) = text.strip_prefix(b"\\")?.split_first()?;
    match kind {
        b'"' | b'\\' | b'/' | b'\'' => Some((char::from(*kind), 2)),
        b'n' => Some(('\n', 2)),
        b'r' => Some(('\r', 2)),
        b't' => Some(('\t', 2)),
        b'x' => Some((char::from_u32(hexadecimal(rest.get(..2)?)?)?, 4)),
        b'u' => match rest.strip_prefix(b"{") {
            Some(digits) => up_to(digits, b'}').map(|(character, length)| (character, 3 + length)),
            None => utf_16(rest),
        },
        _ => None,
    }
}

/// The four digits after `\u`, with the second half of a surrogate pair if they are a first one.
fn utf_16(digits: &[u8]) -> Option<(char, usize)> {
    let unit = |digits: &[u8]| u16::try_from(hexadecimal(digits.get(..4)?)?).ok();
    let first = unit(digits)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 6));
    }
    let second = unit(digits[4..].strip_prefix(b"\\u")?)?;
    Some((char::decode_utf16([first, second]).next()?.ok()?, 12))
}

/// `%2B`, and `%C3%A9` as one character.
fn percent(text: &[u8]) -> Option<(char, usize)> {
    let byte = |encoded: &[u8]| u8::try_from(hexadecimal(encoded.strip_prefix(b"%").filter(|d| d.len() == 2)?)?).ok();
    let bytes: Vec<u8> = text.chunks(3).take(4).map_while(byte).collect();
    (1..=bytes.len()).find_map(|length| {
        let character = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        Some((character, 3 * length))
    })
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn entity(text: &[u8]) -> Option<(char, usize)> {
    const NAMED: [(&[u8], char); 5] =
        [(b"&amp;", '&'), (b"&lt;", '<'), (b"&gt;", '>'), (b"&quot;", '"'), (b"&apos;", '\'')];

    if let Some((name, character)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*character, name.len()));
    }
    let number = text.strip_prefix(b"&#")?;
    if let Some(digits) = number.strip_prefix(b"x").or(number.strip_prefix(b"X")) {
        return up_to(digits, b';').map(|(character, length)| (character, 3 + length));
    }
    let end = number.iter().take(8).position(|byte| *byte == b';')?;
    let code = std::str::from_utf8(&number[..end]).ok()?.parse().ok()?;
    Some((char::from_u32(code)?, 2 + end + 1))
}

/// The character with the hexadecimal digits before `end`, and the length with `end`.
fn up_to(digits: &[u8], end: u8) -> Option<(char, usize)> {
    let count = digits.iter().take(7).position(|byte| *byte == end)?;
    Some((char::from_u32(hexadecimal(&digits[..count])?)?, count + 1))
}

/// The number that at most 8 digits are; `None` if there is none, or another character.
fn hexadecimal(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| Some(number * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, text: &str) {
        let readings = readings(text.as_bytes());
        let place = readings.iter().find_map(|reading| reading.find(wanted).next()).unwrap_or_else(|| panic!("{text}"));
        let (before, after) = (&text[..place.start], &text[place.end..]);
        assert_eq!((before, after), ("say ", " now"), "{text}");
    }

    #[test]
    fn a_text_is_found_in_every_encoding_of_it() {
        check("key", "say key now");
        check("a\"b/c", r#"say a\"b\/c now"#);
        check("a-b", r"say \u0061\u002db now");
        check("é😀\n", r"say \u00e9\ud83d\ude00\n now");
        check("é\u{7}", r"say \u{e9}\x07 now");
        check("é+😀", "say %C3%a9%2B%F0%9F%98%80 now");
        check("<a&'\">", "say &lt;a&amp;&#39;&quot;&#x3E; now");
    }

    #[test]
    fn encodings_may_lie_on_top_of_each_other() {
        check("a\"b", r#"say a\\\"b now"#);
        check("a\"b", r"say a%5C%22b now");
        check("é", r"say %5Cu00e9 now");
    }

    #[test]
    fn what_only_looks_like_an_encoding_is_left_as_it_is() {
        for text in [r"\", r"\q", r"\u12", r"\u{110000}", r"\u{}", r"\ud83d", r"\ud83d\q", "%", "%4", "%zz", "%+1"] {
            assert_eq!(readings(text.as_bytes()).len(), 1, "{text}");
        }
        for text in ["%ff", "&", "&amp", "&nothing;", "&#;", "&#x;", "&#x110000;", "&#99999999;"] {
            assert_eq!(readings(text.as_bytes()).len(), 1, "{text}");
        }
    }
}
