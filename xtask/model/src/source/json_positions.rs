//! Places in a text that is JSON without a fault. Only what lies on the way to a place is looked at, and the rest passed
//! over: a large description has many places, and few of them are asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use serde::de::IgnoredAny;

use super::json::is_json;

/// Where the nodes of a text stand, in bytes.
#[derive(Debug)]
pub struct JsonPositions<'t> {
    text: &'t str,
    /// What is inside of the mappings and lists that have been asked for, by where they begin.
    inside: RefCell<HashMap<usize, Rc<Inside<'t>>>>,
}

/// By key or index. Of a key that is given twice the first counts, as it does for the reader.
type Inside<'t> = HashMap<Cow<'t, str>, Place>;

/// Where a node stands. To brackets and strings belong the blanks behind them, as the YAML parser has it.
#[derive(Clone, Debug)]
pub struct Place {
    /// That of its key.
    pub key: Option<Range<usize>>,
    /// Of a mapping or list, its bracket.
    pub value: Range<usize>,
    pub is_collection: bool,
}

impl<'t> JsonPositions<'t> {
    /// `None` if the text is not JSON.
    pub fn new(text: &'t str) -> Option<Self> {
        let is_sound = is_json(text) && serde_json::from_str::<IgnoredAny>(text).is_ok();
        is_sound.then(|| Self { text, inside: RefCell::default() })
    }

    /// The place that the keys and indexes lead to.
    pub fn place(&self, way: &[&str]) -> Option<Place> {
        let root = Place::new(self.text, None, after_space(self.text.as_bytes(), 0));
        way.iter().try_fold(root, |at, segment| {
            at.is_collection.then(|| self.inside(at.value.start).get(*segment).cloned()).flatten()
        })
    }

    fn inside(&self, start: usize) -> Rc<Inside<'t>> {
        let mut known = self.inside.borrow_mut();
        Rc::clone(known.entry(start).or_insert_with(|| Rc::new(inside(self.text, start))))
    }
}

impl Place {
    fn new(text: &str, key: Option<Range<usize>>, start: usize) -> Self {
        let bytes = text.as_bytes();
        let (end, is_collection) = match bytes[start] {
            b'{' | b'[' => (after_blanks(bytes, start + 1), true),
            b'"' => (after_blanks(bytes, end_of_scalar(bytes, start)), false),
            _ => (end_of_scalar(bytes, start), false),
        };
        Self { key, value: start..end, is_collection }
    }
}

/// What is inside of the mapping or list that begins here.
fn inside(text: &str, start: usize) -> Inside<'_> {
    let bytes = text.as_bytes();
    let is_map = bytes[start] == b'{';
    let mut inside = Inside::new();
    let mut at = after_space(bytes, start + 1);
    for index in 0.. {
        if matches!(bytes[at], b'}' | b']') {
            break;
        }
        let (name, key) = if is_map {
            let (start, end) = (at, end_of_scalar(bytes, at));
            // Its value comes after a colon.
            at = after_space(bytes, after_space(bytes, end) + 1);
            (unquoted(&text[start..end]), Some(start..after_blanks(bytes, end)))
        } else {
            (Cow::Owned(index.to_string()), None)
        };
        inside.entry(name).or_insert_with(|| Place::new(text, key, at));
        at = after_space(bytes, end_of_value(bytes, at));
        if bytes[at] == b',' {
            at = after_space(bytes, at + 1);
        }
    }
    inside
}

/// The text that a string means.
fn unquoted(string: &str) -> Cow<'_, str> {
    let escaped = string.contains('\\').then(|| serde_json::from_str(string).ok()).flatten();
    escaped.map_or(Cow::Borrowed(&string[1..string.len() - 1]), Cow::Owned)
}

fn after_space(bytes: &[u8], at: usize) -> usize {
    let space = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    at + space.count()
}

fn after_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn end_of_value(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    loop {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            // Until a bracket closes, what separates the nodes does not matter.
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => at = end_of_scalar(bytes, at) - 1,
        }
        at += 1;
        if depth == 0 {
            return at;
        }
    }
}

/// Of a string, or of a number or word.
fn end_of_scalar(bytes: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| matches!(byte, b',' | b':' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
    if bytes[start] != b'"' {
        return start + bytes[start..].iter().position(ends).unwrap_or(bytes.len() - start);
    }
    let mut at = start + 1;
    while bytes[at] != b'"' {
        // What follows a backslash is no end.
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}
