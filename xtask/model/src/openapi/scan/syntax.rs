//! What is wrong where the YAML parser gave up. The parser tells what it expected, which is rarely what the writer did
//! wrong, and often only at the line after the mistake; so the lines around are looked at.

mod brackets;
mod indentation;
mod keys;
mod lines;
mod quotes;
#[cfg(test)]
mod tests;
mod unquoted;

use std::ops::Range;

use lines::{Line, line_at};

use crate::diagnostics::{Code, Diagnostic, Location};

/// The problem at this byte of the text, which a parser put into these words. `offset` is where the text starts in the file.
pub fn diagnostic(text: &str, offset: usize, at: usize, words: &str) -> Diagnostic {
    let cause = cause(text, at, words).unwrap_or_else(|| Cause {
        span: at..text[at..].chars().next().map_or(at, |next| at + next.len_utf8()),
        message: words.to_owned(),
        help: "look at the indentation, the colons and the quotes of this line and of the one above".to_owned(),
    });
    let place = Location::Bytes(offset + cause.span.start..offset + cause.span.end, None);
    Diagnostic::new(Code::Syntax, place, cause.message).help(cause.help)
}

/// A mistake that explains what the parser said.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// Bytes of the text.
    pub span: Range<usize>,
    pub message: String,
    pub help: String,
}

pub fn cause(text: &str, at: usize, words: &str) -> Option<Cause> {
    let error = Error { text, at, words, line: line_at(text, at) };
    let causes = [tabs, quotes::cause, brackets::cause, unquoted::cause, keys::cause, indentation::cause];
    causes.into_iter().find_map(|cause| cause(&error))
}

/// Where and how the parser gave up.
struct Error<'t> {
    text: &'t str,
    at: usize,
    words: &'t str,
    line: Line<'t>,
}

impl Error<'_> {
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.words.contains(words))
    }
}

/// A tab before the first word of a line is hard to see.
fn tabs(error: &Error<'_>) -> Option<Cause> {
    let indentation = error.line.text.len() - error.line.text.trim_start_matches([' ', '\t']).len();
    let tab = error.line.start + error.line.text[..indentation].find('\t')?;
    Some(Cause {
        span: tab..tab + 1,
        message: "tabs cannot indent YAML".to_owned(),
        help: "indent with spaces".to_owned(),
    })
}
