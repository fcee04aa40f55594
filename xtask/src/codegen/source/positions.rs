//! From a pointer to the bytes it stands at. Only made when there is something to show.
//!
//! An alias has the content of its anchor: a pointer that leads through one ends in the text of the anchored node.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::json::{is_json, without_surrogates};
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

/// Where every node of a description stands.
#[derive(Debug)]
pub struct Positions {
    nodes: Vec<Node>,
    children: HashMap<(usize, String), usize>,
}

#[derive(Clone, Debug)]
struct Node {
    key: Option<Range<usize>>,
    value: Range<usize>,
    is_collection: bool,
    /// Where its children hang: the node itself, or the one its alias refers to.
    content: usize,
}

impl Positions {
    /// As far as the text is well-formed; nothing where it is not text.
    pub fn new(source: &Source) -> Self {
        let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
        let offset = source.mark_length();
        let text = text.get(offset..).unwrap_or_default();
        Builder::new(ByteIndex::new(text), offset).build(text)
    }

    /// Bytes of the file. The value of a mapping or list is shown by its key, which is shorter and says more.
    pub fn span(&self, pointer: &Pointer, part: Part) -> Option<Range<usize>> {
        let mut at = 0;
        for segment in pointer.segments() {
            let content = self.nodes.get(at)?.content;
            at = *self.children.get(&(content, segment.to_owned()))?;
        }
        let node = self.nodes.get(at)?;
        match (&node.key, part) {
            (Some(key), Part::Key) => Some(key.clone()),
            (Some(key), Part::Value) if node.is_collection => Some(key.clone()),
            (_, Part::Key | Part::Value) => Some(node.value.clone()),
        }
    }
}

struct Builder<'t> {
    bytes: ByteIndex<'t>,
    offset: usize,
    positions: Positions,
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
    fn new(bytes: ByteIndex<'t>, offset: usize) -> Self {
        let positions = Positions { nodes: Vec::new(), children: HashMap::new() };
        Self { bytes, offset, positions, anchors: HashMap::new(), open: Vec::new() }
    }

    fn build(mut self, text: &str) -> Positions {
        let parsed = if is_json(text) { without_surrogates(text) } else { text.into() };
        let mut parser = Parser::new_from_str(&parsed);
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
                    self.positions.nodes[node].content = self.anchors.get(&anchor).copied().unwrap_or(node);
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
            }
        }
        self.positions
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
        let node = self.positions.nodes.len();
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
            self.positions.children.entry((open.node, name)).or_insert(node);
        }
        self.positions.nodes.push(Node { key, value, is_collection, content: node });
        node
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.offset + self.bytes.at(span.start.index())..self.offset + self.bytes.at(span.end.index())
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
