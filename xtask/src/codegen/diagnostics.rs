//! What is wrong with a description. Stages push into [`Diagnostics`] and go on, so that one run tells everything;
//! a place is a JSON pointer, and becomes line and column only when a problem is shown.

mod codes;
mod help;
mod render;
pub mod suggest;
mod visible;

pub use codes::Code;
pub use help::Help;
pub use render::{MessageFormat, render, render_colored};
pub use visible::{spelled, visible};

use std::collections::BTreeSet;

use crate::codegen::openapi::Pointer;

/// How many problems one run shows.
pub const CAP: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// Which part of a node a message points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key of a mapping entry (the node's name).
    Key,
    /// The value.
    Value,
}

/// A place in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A node of the tree.
    Node(Pointer, Part),
    /// A byte range of the file, where there is no tree yet (syntax, encoding, limits), and the node it belongs to
    /// where that is known.
    Bytes(std::ops::Range<usize>, Option<Pointer>),
    /// The file as a whole.
    File,
}

/// Another place that belongs to a problem, with its words: "first defined here".
#[derive(Clone, Debug)]
pub struct Related {
    pub place: Place,
    pub message: String,
}

#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Place,
    /// One line: the cause.
    pub message: String,
    /// What to do about it.
    pub help: Option<Help>,
    pub related: Vec<Related>,
}

impl Diagnostic {
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), help: None, related: Vec::new() }
    }

    /// At the value of a node.
    pub fn at(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Place::Node(pointer.clone(), Part::Value), message)
    }

    /// At the key of a node.
    pub fn at_key(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Place::Node(pointer.clone(), Part::Key), message)
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn related(mut self, pointer: &Pointer, part: Part, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Place::Node(pointer.clone(), part), message: message.into() });
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The problems of a run, in the order they were found; rendering puts them in document order.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The nodes that cannot be judged, because there is an error at them or where they lead.
    refused: BTreeSet<Pointer>,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error
            && let Place::Node(at, _) | Place::Bytes(_, Some(at)) = &diagnostic.place
        {
            self.refuse(at);
        }
        self.list.push(diagnostic);
    }

    /// Marks a node that suffers from an error elsewhere.
    pub fn refuse(&mut self, at: &Pointer) {
        self.refused.insert(at.clone());
    }

    pub fn is_refused(&self, at: &Pointer) -> bool {
        self.refused.contains(at)
    }

    /// The refused nodes among a node and all inside it. What only follows from them need not be told.
    pub fn refused_in(&self, at: &Pointer) -> impl Iterator<Item = &Pointer> {
        // Pointers are sorted by their segments, so what is inside a node comes right after it.
        self.refused.range(at..).take_while(|inner| inner.is_in(at))
    }

    /// Puts a problem in the place of a more general one about the same node, which would only say the same again.
    pub fn push_instead(&mut self, general: Code, diagnostic: Diagnostic) {
        self.list.retain(|other| !(other.code == general && other.place == diagnostic.place));
        self.push(diagnostic);
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    pub fn extend(&mut self, other: Self) {
        other.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}
