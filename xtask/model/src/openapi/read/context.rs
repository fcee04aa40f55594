//! What every reader is handed: where problems go.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Refused};
use crate::openapi::Pointer;
use crate::openapi::node::Node;

#[derive(Debug)]
pub struct Context<'d> {
    diagnostics: &'d mut Diagnostics,
    /// By name: where it first stood, and all its places. A schema that is referred to where it stands is read twice.
    foreign: BTreeMap<String, (Pointer, BTreeSet<Pointer>)>,
    /// By format and message: the first problem of the kind, and all its places.
    odd_formats: BTreeMap<(String, String), (Diagnostic, BTreeSet<Pointer>)>,
    /// What schemas refer to.
    pub schema_references: BTreeSet<String>,
    /// What parts of forms refer to as their headers.
    pub header_references: BTreeSet<String>,
    /// How many schemas and enum values were read.
    pub schemas: usize,
    /// Where the description as a whole says to send requests.
    pub servers: Vec<(Node, Option<Node>)>,
    /// Whether the description says it follows OpenAPI 3.0; 3.1 otherwise.
    pub is_3_0: bool,
}

impl<'d> Context<'d> {
    pub fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            diagnostics,
            foreign: BTreeMap::new(),
            odd_formats: BTreeMap::new(),
            schema_references: BTreeSet::new(),
            header_references: BTreeSet::new(),
            schemas: 0,
            servers: Vec::new(),
            is_3_0: false,
        }
    }

    pub fn push(&mut self, diagnostic: Diagnostic) -> Refused {
        self.diagnostics.push(diagnostic)
    }

    /// At a value.
    pub fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: impl Into<String>) -> Refused {
        self.push(Diagnostic::at(code, at, message).help(help))
    }

    /// The generator understands what is meant, and cannot do it.
    pub fn unsupported(&mut self, at: &Pointer, what: &str) -> Refused {
        let message = format!("unsupported: {what} at #{at}");
        self.push(
            Diagnostic::at_key(Code::Unsupported, at, message)
                .help("leave it out of the description given to the generator, or say the same by other means"),
        )
    }

    /// An extension of another tool. One warning stands for all its occurrences.
    pub fn foreign_extension(&mut self, name: &str, at: Pointer) {
        self.foreign.entry(name.to_owned()).or_insert_with(|| (at.clone(), BTreeSet::new())).1.insert(at);
    }

    /// A format that has no effect. One warning stands for all its occurrences.
    pub fn odd_format(&mut self, format: &str, at: Pointer, message: String, help: String) {
        let first = || (Diagnostic::at(Code::OddFormat, &at, message.clone()).help(help), BTreeSet::new());
        self.odd_formats.entry((format.to_owned(), message.clone())).or_insert_with(first).1.insert(at);
    }

    /// Pushes what was gathered.
    pub fn finish(self) {
        for (mut diagnostic, places) in self.odd_formats.into_values() {
            diagnostic.message += &elsewhere(places.len());
            self.diagnostics.push(diagnostic);
        }
        for (name, (at, places)) in self.foreign {
            let times = elsewhere(places.len());
            let message = format!("`{name}` is an extension this generator does not know{times}; it has no effect");
            let help = "leave it if another tool reads it; delete it otherwise";
            self.diagnostics.push(Diagnostic::at_key(Code::ForeignExtension, &at, message).help(help));
        }
    }
}

/// Words for the other places of a problem that is shown at the first one.
fn elsewhere(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => ", here and at one more place".to_owned(),
        _ => format!(", here and at {} more places", count - 1),
    }
}
