//! From a pointer to the bytes it stands at. Only made when there is something to show.
//!
//! An alias has the content of its anchor: a pointer that leads through one ends in the text of the anchored node.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::json::{is_json, without_surrogates};
use super::json_positions::{JsonPositions, Place};
use super::pointer::Pointer;
use super::text::Source;

/// Which part of a node is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key of a mapping entry (the node's name).
    Key,
    /// The value.
    Value,
}

/// Line and column, both from 1, the column in characters.
pub fn position(source: &Source, pointer: &Pointer, part: Part) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(&source.bytes).ok()?;
    let span = Positions::new(source).span(pointer, part)?;
    let before = &text[..span.start];
    let line_start = before.rfind('\n').map_or(source.mark_length(), |newline| newline + 1);
    Some((before.matches('\n').count() + 1, text[line_start..span.start].chars().count() + 1))
}

/// Where the nodes of a description stand.
#[derive(Debug)]
pub struct Positions<'s> {
    /// Of the text, which begins after a byte order mark.
    offset: usize,
    places: Places<'s>,
}

#[derive(Debug)]
enum Places<'s> {
    Json(JsonPositions<'s>),
    Parsed(Parsed),
}

impl<'s> Positions<'s> {
    /// As far as the text is well-formed; nothing where it is not text.
    pub fn new(source: &'s Source) -> Self {
        let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
        let offset = source.mark_length();
        let text = text.get(offset..).unwrap_or_default();
        let parsed = || Places::Parsed(Builder::new(ByteIndex::new(text)).build(text));
        Self { offset, places: JsonPositions::new(text).map_or_else(parsed, Places::Json) }
    }

    /// Bytes of the file. The value of a mapping or list is shown by its key, which is shorter and says more.
    pub fn span(&self, pointer: &Pointer, part: Part) -> Option<Range<usize>> {
        let way = pointer.segments();
        let Place { key, value, is_collection } = match &self.places {
            Places::Json(json) => json.place(&way)?,
            Places::Parsed(parsed) => parsed.place(&way)?,
        };
        let span = match (key, part) {
            (Some(key), Part::Key) => key,
            (Some(key), Part::Value) if is_collection => key,
            (_, Part::Key | Part::Value) => value,
        };
        Some(self.offset + span.start..self.offset + span.end)
    }
}

/// All nodes of a text, as the YAML parser finds them.
#[derive(Debug, Default)]
struct Parsed {
    nodes: Vec<Node>,
    children: HashMap<(usize, String), usize>,
}

#[derive(Clone, Debug)]
struct Node {
    place: Place,
    /// Where its children hang: the node itself, or the one its alias refers to.
    content: usize,
}

impl Parsed {
    fn place(&self, way: &[&str]) -> Option<Place> {
        let mut at = 0;
        for segment in way {
            let content = self.nodes.get(at)?.content;
            at = *self.children.get(&(content, (*segment).to_owned()))?;
        }
        Some(self.nodes.get(at)?.place.clone())
    }
}

struct Builder<'t> {
    bytes: ByteIndex<'t>,
    parsed: Parsed,
    anchors: HashMap<usize, usize>,
    open: Vec<Open>,
}

/// A mapping or list whose end has not come.
struct Open {
    node: usize,
    is_map: bool,
    /// The key that waits for its value.
    key: Option<(String, Range<usize>)>,
    index: usize,
}

impl<'t> Builder<'t> {
    fn new(bytes: ByteIndex<'t>) -> Self {
        Self { bytes, parsed: Parsed::default(), anchors: HashMap::new(), open: Vec::new() }
    }

    fn build(mut self, text: &str) -> Parsed {
        let text = if is_json(text) { without_surrogates(text) } else { text.into() };
        let mut parser = Parser::new_from_str(&text);
        while let Some(Ok((event, span))) = parser.next_event() {
            match event {
                Event::Scalar(text, _, anchor, _) => self.scalar(&text, anchor, span),
                Event::SequenceStart(anchor, _) => self.collection(false, anchor, span),
                Event::MappingStart(anchor, _) => self.collection(true, anchor, span),
                Event::SequenceEnd | Event::MappingEnd => {
                    self.open.pop();
                }
                Event::Alias(anchor) => {
                    let node = self.add(span, false);
                    self.parsed.nodes[node].content = self.anchors.get(&anchor).copied().unwrap_or(node);
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
            }
        }
        self.parsed
    }

    fn scalar(&mut self, text: &str, anchor: usize, span: Span) {
        let range = self.range(span);
        match self.open.last_mut() {
            Some(open @ Open { is_map: true, key: None, .. }) => open.key = Some((text.to_owned(), range)),
            _ => {
                let node = self.add(span, false);
                self.anchors.insert(anchor, node);
            }
        }
    }

    fn collection(&mut self, is_map: bool, anchor: usize, span: Span) {
        let node = self.add(span, true);
        self.anchors.insert(anchor, node);
        self.open.push(Open { node, is_map, key: None, index: 0 });
    }

    fn add(&mut self, span: Span, is_collection: bool) -> usize {
        let node = self.parsed.nodes.len();
        let value = self.range(span);
        let mut key = None;
        if let Some(open) = self.open.last_mut() {
            let name = match open.key.take() {
                Some((name, range)) => {
                    key = Some(range);
                    name
                }
                None => open.index.to_string(),
            };
            open.index += 1;
            // Of a key that is given twice the first counts, as it does for the reader.
            self.parsed.children.entry((open.node, name)).or_insert(node);
        }
        self.parsed.nodes.push(Node { place: Place { key, value, is_collection }, content: node });
        node
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.bytes.at(span.start.index())..self.bytes.at(span.end.index())
    }
}

/// From character to byte positions: the parser counts characters.
#[derive(Debug)]
pub struct ByteIndex<'t> {
    text: &'t str,
    /// Byte position of every `STEP`th character; empty when the two counts agree.
    steps: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> ByteIndex<'t> {
    pub fn new(text: &'t str) -> Self {
        let steps = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect()
        };
        Self { text, steps }
    }

    /// The byte a character starts at; the end of the text for those beyond.
    pub fn at(&self, character: usize) -> usize {
        if self.steps.is_empty() {
            return character.min(self.text.len());
        }
        let Some(&start) = self.steps.get(character / STEP) else { return self.text.len() };
        let rest = &self.text[start..];
        rest.char_indices().nth(character % STEP).map_or(self.text.len(), |(byte, _)| start + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each node of the text is, and what lies below.
    fn compare(json: &JsonPositions<'_>, parsed: &Parsed, node: &serde_json::Value, way: &mut Vec<String>) -> usize {
        let segments: Vec<_> = way.iter().map(String::as_str).collect();
        let of = |place: Option<Place>| format!("{way:?} {:?}", place.expect("the text has the node"));
        assert_eq!(of(json.place(&segments)), of(parsed.place(&segments)));
        let inner: Vec<_> = match node {
            serde_json::Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
            serde_json::Value::Array(items) => {
                items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
            }
            _ => Vec::new(),
        };
        inner.into_iter().fold(1, |count, (name, inner)| {
            way.push(name);
            let below = compare(json, parsed, inner, way);
            way.pop();
            count + below
        })
    }

    #[test]
    fn places_in_json_are_those_that_the_yaml_parser_finds() {
        let text = concat!(
            " {\"a\": [1, -2.5e3,true ,\r\n null, \"ü\\\"]}\", [], { \n}, [[\t ]]],\n\t\"\\u00fc\\\\\": {\"b\" : \"]\" },",
            "\"\":{\"c\":0}, \"d\": \"\" \n ,\"a\": 2 , \"e\":false}\n"
        );
        let json = JsonPositions::new(text).expect("it is JSON");
        let parsed = Builder::new(ByteIndex::new(text)).build(text);
        let mut node: serde_json::Value = serde_json::from_str(text).unwrap();
        // The second one counts for this reader alone.
        node["a"] = serde_json::json!([0, 0, 0, 0, 0, [], {}, [[]]]);
        assert_eq!(compare(&json, &parsed, &node, &mut Vec::new()), 17);
        assert!(json.place(&["a", "8"]).is_none() && json.place(&["d", "x"]).is_none());
        assert!(JsonPositions::new("{\"a\": 1,}").is_none() && JsonPositions::new("a: 1").is_none());
    }
}
