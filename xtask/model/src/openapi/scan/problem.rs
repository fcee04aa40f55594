//! Problems as the pass finds them, counted in characters, and their way to diagnostics, which count in bytes.

use saphyr_parser::Span;

use super::syntax;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Related};
use crate::openapi::Pointer;
use crate::openapi::encoding;
use crate::source::ByteIndex;

pub struct Problem {
    diagnostic: Diagnostic,
    /// `None` for the file as a whole.
    span: Option<Span>,
    pointer: Option<Pointer>,
    related: Option<(Span, &'static str)>,
}

impl Problem {
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            diagnostic: Diagnostic::new(code, Location::File, message),
            span: Some(span),
            pointer: None,
            related: None,
        }
    }

    pub fn empty() -> Self {
        let message = "the description is empty";
        let help = "a description starts with `openapi: 3.1.0`, `info` and `paths`";
        let diagnostic = Diagnostic::new(Code::EmptyDescription, Location::File, message).help(help);
        Self { diagnostic, span: None, pointer: None, related: None }
    }

    pub fn control_character(character: char, span: Span) -> Self {
        let diagnostic = encoding::control_character(character, Location::File);
        Self { diagnostic, span: Some(span), pointer: None, related: None }
    }

    /// The parser's words where it gave up.
    pub fn syntax(cause: &str, span: Span) -> Self {
        Self::new(Code::Syntax, span, cause)
    }

    pub fn at(mut self, pointer: Pointer) -> Self {
        self.pointer = Some(pointer);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.help(help);
        self
    }

    pub fn related(mut self, span: Span, message: &'static str) -> Self {
        self.related = Some((span, message));
        self
    }

    fn into_diagnostic(self, bytes: &ByteIndex<'_>, offset: usize) -> Diagnostic {
        let place = |span: Span, pointer| {
            Location::Bytes(offset + bytes.at(span.start.index())..offset + bytes.at(span.end.index()), pointer)
        };
        let mut diagnostic = self.diagnostic;
        if let Some(span) = self.span {
            diagnostic.place = place(span, self.pointer);
        }
        if let Some((span, message)) = self.related {
            diagnostic.related.push(Related { place: place(span, None), message: message.to_owned() });
        }
        diagnostic
    }
}

/// Pushes all of them. `offset` is where the text starts in the file.
pub fn report(problems: Vec<Problem>, text: &str, offset: usize, diagnostics: &mut Diagnostics) {
    if problems.is_empty() {
        return;
    }
    let bytes = ByteIndex::new(text);
    for problem in problems {
        diagnostics.push(explained(problem.into_diagnostic(&bytes, offset), text, offset));
    }
}

fn explained(diagnostic: Diagnostic, text: &str, offset: usize) -> Diagnostic {
    match diagnostic.place {
        Location::Bytes(span, _) if diagnostic.code == Code::Syntax => {
            syntax::diagnostic(text, offset, span.start - offset, &diagnostic.message)
        }
        _ => diagnostic,
    }
}
