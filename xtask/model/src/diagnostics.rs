//! What is wrong with a description. Stages push into [`Diagnostics`] and go on, so that one run tells everything;
//! a place is a JSON pointer, and becomes line and column only when a problem is shown.

mod codes;
mod help;
mod lint;
mod render;
pub mod suggest;
mod visible;

pub use codes::Code;
pub use help::Help;
pub use lint::Lint;
pub use render::{MessageFormat, render, render_colored};
pub use visible::{spelled, visible};

pub use crate::source::Part;

use crate::source::Pointer;

/// How many problems one run shows.
pub const CAP: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// A place in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
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
    pub place: Location,
    pub message: String,
}

#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Location,
    /// One line: the cause.
    pub message: String,
    /// What to do about it.
    pub help: Option<Help>,
    pub related: Vec<Related>,
    severity: Severity,
}

impl Diagnostic {
    pub fn new(code: Code, place: Location, message: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), help: None, related: Vec::new(), severity: code.severity() }
    }

    /// At the value of a node.
    pub fn at(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Location::Node(pointer.clone(), Part::Value), message)
    }

    /// At the key of a node.
    pub fn at_key(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Location::Node(pointer.clone(), Part::Key), message)
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn related(mut self, pointer: &Pointer, part: Part, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Location::Node(pointer.clone(), part), message: message.into() });
        self
    }

    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// An error that the run went on after, as a warning that says how.
    #[must_use]
    pub fn carried_on(mut self, done: &str) -> Self {
        self.message = format!("{}; {done}", self.message);
        self.severity = Severity::Warning;
        self
    }

    /// The node it is about, if there is one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.place {
            Location::Node(at, _) => Some(at),
            Location::Bytes(_, at) => at.as_ref(),
            Location::File => None,
        }
    }

    /// With its places moved to where the text has them.
    #[must_use]
    pub fn relocated(&self, origin: impl Fn(&Pointer) -> Pointer) -> Self {
        let mut moved = self.clone();
        let related = moved.related.iter_mut().map(|related| &mut related.place);
        for place in related.chain([&mut moved.place]) {
            if let Location::Node(at, _) = place {
                *at = origin(at);
            }
        }
        moved
    }
}

/// What has been reported. It is made by reporting alone, so nothing more need be said of what it stands for; stages pass
/// it on in silence, and what follows from a mistake is not reported beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(());

/// What could be read, resolved or named; or could not, which has been reported.
pub type Known<T> = Result<T, Refused>;

/// The problems of a run, in the order they were found; rendering puts them in document order.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Reports a problem; what it is about is refused.
    pub fn push(&mut self, diagnostic: Diagnostic) -> Refused {
        self.list.push(diagnostic);
        Refused(())
    }

    /// The nodes that errors were found at before there was a tree.
    pub fn refused_nodes(&self) -> impl Iterator<Item = (&Diagnostic, &Pointer, Refused)> {
        self.list.iter().filter_map(|diagnostic| match &diagnostic.place {
            Location::Bytes(_, Some(at)) if diagnostic.severity() == Severity::Error => {
                Some((diagnostic, at, Refused(())))
            }
            Location::Bytes(..) | Location::Node(..) | Location::File => None,
        })
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

    /// With all places moved to where the text has them.
    pub fn relocate(&mut self, origin: impl Fn(&Pointer) -> Pointer) {
        self.list = self.list.iter().map(|diagnostic| diagnostic.relocated(&origin)).collect();
    }

    #[must_use]
    pub fn without_errors(mut self) -> Self {
        self.list.retain(|diagnostic| diagnostic.severity() == Severity::Warning);
        self
    }

    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }
}
