//! One pass over the events of a YAML parser before any value is built: limits, and what a value reader cannot tell
//! (duplicate keys, unquoted scalars that are no text). Comes from the text; goes to diagnostics only.
//!
//! The pass never recurses and stops at the first limit, so its cost does not depend on how hostile the text is.

mod frame;
mod problem;
pub mod syntax;

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use self::frame::{Frame, Keys, Kind, SchemaHints};
use self::problem::Problem;
use super::encoding::is_forbidden;
use super::{Limits, Pointer};
use crate::diagnostics::{Code, Diagnostics};

/// Whether a tree may be built of the text. `offset` is where it starts in the file.
pub fn scan(text: &str, offset: usize, is_json: bool, limits: &Limits, diagnostics: &mut Diagnostics) -> bool {
    let mut scan = Scan::new(is_json, limits);
    let sound = scan.run(Parser::new_from_str(text)).is_ok();
    problem::report(scan.problems, text, offset, diagnostics);
    sound
}

/// The message about `<<`.
pub const MERGE_KEY: &str = "unsupported: YAML merge keys (`<<`)";

/// A problem after which the tree cannot be built.
struct Stop;

struct Scan<'t> {
    is_json: bool,
    limits: &'t Limits,
    frames: Vec<Frame<'t>>,
    /// By anchor: how many nodes stand under it.
    sizes: HashMap<usize, usize>,
    /// Nodes so far, those behind aliases included.
    nodes: usize,
    /// Those behind aliases alone.
    expanded: usize,
    documents: usize,
    problems: Vec<Problem>,
}

impl<'t> Scan<'t> {
    fn new(is_json: bool, limits: &'t Limits) -> Self {
        Self {
            is_json,
            limits,
            frames: Vec::new(),
            sizes: HashMap::new(),
            nodes: 0,
            expanded: 0,
            documents: 0,
            problems: Vec::new(),
        }
    }

    fn run(&mut self, mut parser: Parser<'t, StrInput<'t>>) -> Result<(), Stop> {
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => return self.syntax(&error),
            }
        }
        if self.documents == 0 {
            self.problems.push(Problem::empty());
            return Err(Stop);
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Stop> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.scalar(text, style, anchor, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.open(Kind::List { index: 0 }, anchor, span)
            }
            Event::MappingStart(anchor, tag) => {
                self.tag(tag.as_deref(), span)?;
                let kind = Kind::Map { keys: Keys::default(), current: None, hints: SchemaHints::default() };
                self.open(kind, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close();
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second YAML document starts here";
        self.problems.push(Problem::new(Code::SeveralDocuments, span, message).help("keep one description per file"));
        Err(Stop)
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, anchor: usize, span: Span) -> Result<(), Stop> {
        if self.frames.is_empty() && text.is_empty() && style == ScalarStyle::Plain {
            self.problems.push(Problem::empty());
            return Err(Stop);
        }
        self.nodes += 1;
        if anchor != 0 {
            self.sizes.insert(anchor, 1);
        }
        if style == ScalarStyle::DoubleQuoted {
            self.escapes(&text, span);
        }
        if self.expects_key() {
            self.key(text, style, span);
            return Ok(());
        }
        if !self.is_json {
            self.note_schema_hint(&text, style, span);
        }
        self.value_done();
        Ok(())
    }

    /// Escapes such as `\0` bring back what the bytes did not contain.
    fn escapes(&mut self, text: &str, span: Span) {
        if let Some(character) = text.chars().find(|&character| is_forbidden(character)) {
            let pointer = self.pointer();
            self.problems.push(Problem::control_character(character, span).at(pointer));
        }
    }

    fn key(&mut self, text: Cow<'t, str>, style: ScalarStyle, span: Span) {
        let Some(Frame { kind: Kind::Map { keys, current, .. }, .. }) = self.frames.last_mut() else { return };
        let first = keys.first_place(text.clone(), span);
        let is_merge = style == ScalarStyle::Plain && text == "<<";
        *current = Some(text);
        if is_merge {
            let problem = Problem::new(Code::Unsupported, span, MERGE_KEY);
            self.problems.push(problem.at(self.pointer()).help("write the merged keys out, or use `$ref`"));
        } else if first != span {
            let pointer = self.pointer();
            let message = format!("the key `{}` is given twice", pointer.last().unwrap_or_default());
            let problem = Problem::new(Code::DuplicateKey, span, message).at(pointer);
            self.problems.push(problem.related(first, "first given here").help("delete one of the two"));
        }
    }

    fn open(&mut self, kind: Kind<'t>, anchor: usize, span: Span) -> Result<(), Stop> {
        if self.expects_key() {
            return self.collection_key(span);
        }
        if self.frames.len() >= self.limits.max_depth {
            return self.too_deep(span);
        }
        self.frames.push(Frame { kind, anchor, opened: span, nodes_before: self.nodes });
        self.nodes += 1;
        Ok(())
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.anchor != 0 {
            self.sizes.insert(frame.anchor, self.nodes - frame.nodes_before);
        }
        if let Kind::Map { hints, .. } = frame.kind
            && hints.has_suspects()
        {
            self.problems.extend(hints.problems(&self.pointer()));
        }
        self.value_done();
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        if self.expects_key() {
            return self.collection_key(span);
        }
        if let Some(frame) = self.frames.iter().find(|frame| frame.anchor == anchor) {
            let problem = Problem::new(Code::AliasCycle, span, "this alias stands inside the node it refers to");
            let problem = problem.at(self.pointer()).related(frame.opened, "the node begins here");
            self.problems.push(problem.help("use `$ref` for things that contain themselves"));
            return Err(Stop);
        }
        let size = self.sizes.get(&anchor).copied().unwrap_or(1);
        self.nodes = self.nodes.saturating_add(size);
        self.expanded = self.expanded.saturating_add(size);
        if self.expanded > self.limits.max_nodes {
            let message = format!("aliases expand to more than {} nodes", self.limits.max_nodes);
            let problem = Problem::new(Code::AliasExpansion, span, message).at(self.pointer());
            self.problems.push(problem.help("use `$ref` for what is repeated; it is not expanded"));
            return Err(Stop);
        }
        self.value_done();
        Ok(())
    }

    fn tag(&mut self, tag: Option<&Tag>, span: Span) -> Result<(), Stop> {
        const PLAIN: [&str; 7] = ["str", "int", "float", "bool", "null", "map", "seq"];
        let Some(tag) = tag.filter(|tag| !(tag.is_yaml_core_schema() && PLAIN.contains(&tag.suffix.as_str()))) else {
            return Ok(());
        };
        let problem = Problem::new(Code::Unsupported, span, format!("unsupported: the YAML tag `{tag}`"));
        self.problems.push(problem.at(self.pointer()).help("delete the tag"));
        Err(Stop)
    }

    fn collection_key(&mut self, span: Span) -> Result<(), Stop> {
        let problem = Problem::new(Code::WrongType, span, "a key must be a single word or a quoted text");
        self.problems.push(problem.at(self.pointer()));
        Err(Stop)
    }

    fn too_deep(&mut self, span: Span) -> Result<(), Stop> {
        let message = format!("nesting is deeper than {} levels", self.limits.max_depth);
        let problem = Problem::new(Code::TooDeep, span, message).at(self.pointer());
        self.problems.push(problem.help("name the inner parts under `components` and refer to them with `$ref`"));
        Err(Stop)
    }

    /// The parser's words, except where they would send a reader the wrong way.
    fn syntax(&mut self, error: &ScanError) -> Result<(), Stop> {
        let span = Span::empty(*error.marker());
        // The parser counts brackets itself, a little ahead of its events.
        if error.info().contains("recursion limit") {
            return self.too_deep(span);
        }
        self.problems.push(Problem::syntax(error.info(), span));
        Err(Stop)
    }

    /// Whether the next node is a key.
    fn expects_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: Kind::Map { current: None, .. }, .. }))
    }

    /// The node a key or an index led to has ended.
    fn value_done(&mut self) {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Map { current, .. }) => *current = None,
            Some(Kind::List { index }) => *index += 1,
            None => {}
        }
    }

    /// Where the pass is: only built for problems.
    fn pointer(&self) -> Pointer {
        self.frames.iter().fold(Pointer::root(), |at, frame| match &frame.kind {
            Kind::Map { current: Some(key), .. } => at.child(key),
            Kind::Map { current: None, .. } => at,
            Kind::List { index } => at.child(index),
        })
    }

    /// Remembers what decides whether an enum wants strings: `type`, `nullable`, and its unquoted values.
    fn note_schema_hint(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let [.., parent, frame] = self.frames.as_mut_slice() else { return };
        match (&mut parent.kind, &mut frame.kind) {
            (Kind::Map { current: Some(key), hints, .. }, Kind::List { index }) => {
                hints.list_item(key, *index, text, style, span);
            }
            (_, Kind::Map { current: Some(key), hints, .. }) => hints.value(key, text, style, span),
            _ => {}
        }
    }
}
