//! From the places of diagnostics to lines and columns.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::source::{Pointer, Positions, Source};

/// The description, ready to be pointed at.
pub struct Spots<'s> {
    pub path: &'s str,
    pub text: Cow<'s, str>,
    /// Where each line starts.
    lines: Vec<usize>,
    /// Absent where no place needs it.
    positions: Option<Positions<'s>>,
}

/// A place, found.
#[derive(Debug)]
pub struct Spot {
    /// Bytes of the text; `None` for the file as a whole.
    pub span: Option<Range<usize>>,
    /// From 1.
    pub line: usize,
    pub pointer: Option<Pointer>,
}

/// A diagnostic with its places found.
pub struct Shown<'d> {
    pub diagnostic: &'d Diagnostic,
    pub spot: Spot,
    pub related: Vec<(Spot, &'d str)>,
}

impl Shown<'_> {
    /// Document order, but what can follow from other mistakes after those; at one place by code, then by words, so that
    /// nothing depends on the order of finding.
    pub fn order(&self) -> (bool, usize, Code, String) {
        let Diagnostic { code, message, .. } = self.diagnostic;
        let start = self.spot.span.as_ref().map_or(0, |span| span.start);
        (code.can_follow_from_others(), start, *code, message.clone())
    }
}

impl<'s> Spots<'s> {
    pub fn new(diagnostics: &Diagnostics, source: &'s Source) -> Self {
        // A file that is only named, because it is too large or empty, need not be read.
        let text =
            if places(diagnostics).all(|place| *place == Location::File) { "".into() } else { readable(&source.bytes) };
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let needs_positions = |place: &Location| matches!(place, Location::Node(..));
        let positions = places(diagnostics).any(needs_positions).then(|| Positions::new(source));
        Self { path: &source.path, text, lines, positions }
    }

    pub fn shown<'d>(&self, diagnostic: &'d Diagnostic) -> Shown<'d> {
        let related = diagnostic.related.iter().map(|related| (self.spot(&related.place), related.message.as_str()));
        Shown { diagnostic, spot: self.spot(&diagnostic.place), related: related.collect() }
    }

    /// The bytes of a line, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = self.lines[line - 1];
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        // A byte order mark is no part of the first line.
        if line == 1 && self.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8()..end } else { start..end }
    }

    fn spot(&self, place: &Location) -> Spot {
        let (span, pointer) = match place {
            Location::Node(pointer, part) => (self.node(pointer, *part), Some(pointer.clone())),
            Location::Bytes(span, pointer) => (Some(span.clone()), pointer.clone()),
            Location::File => (None, None),
        };
        let span = span.map(|span| self.boundary(span.start)..self.boundary(span.end.max(span.start)));
        let start = span.as_ref().map_or(0, |span| span.start);
        let line = self.lines.partition_point(|&line_start| line_start <= start);
        Spot { span, line, pointer }
    }

    /// The column of a place, from 1, in characters. Counted where it is shown: all of a file may be one line.
    pub fn column(&self, spot: &Spot) -> usize {
        let start = spot.span.as_ref().map_or(0, |span| span.start);
        let line_start = self.line(spot.line).start;
        self.text.get(line_start..start).map_or(1, |before| before.chars().count() + 1)
    }

    /// A node that is not in the text (an absent key) is shown by the nearest one around it that is.
    fn node(&self, pointer: &Pointer, part: crate::diagnostics::Part) -> Option<Range<usize>> {
        let positions = self.positions.as_ref()?;
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(span) = positions.span(&pointer, part) {
                return Some(span);
            }
            at = pointer.parent();
        }
        None
    }

    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

fn places(diagnostics: &Diagnostics) -> impl Iterator<Item = &Location> {
    diagnostics.iter().flat_map(|diagnostic| {
        std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|related| &related.place))
    })
}

/// The text, or as much of it as can be shown: up to the end of the line where it stops being UTF-8.
fn readable(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let rest = &bytes[error.valid_up_to()..];
            let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
            String::from_utf8_lossy(&bytes[..error.valid_up_to() + end])
        }
    }
}
