//! Places of a description as people look for them: file, line and column.

use model::diagnostics::Part;
use model::openapi::{Pointer, Positions, Source};

/// Finds places in one description.
#[derive(Debug)]
pub struct Locations<'s> {
    source: &'s Source,
    positions: Positions<'s>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'s> Locations<'s> {
    pub fn new(source: &'s Source) -> Self {
        let ends = source.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { source, positions: Positions::new(source), lines }
    }

    /// As messages name the description.
    pub fn path(&self) -> &'s str {
        &self.source.path
    }

    /// Line and column of the node, both from 1, the column in characters. Some things have no node of their own, such
    /// as a setting that was left out; then it is the nearest node around it.
    pub fn line_column(&self, pointer: &Pointer) -> (usize, usize) {
        let segments = pointer.segments();
        let around = |length: usize| segments[..length].iter().fold(Pointer::root(), |at, name| at.child(name));
        let nodes = (1..=segments.len()).rev().map(around);
        let start = nodes.filter_map(|node| self.positions.span(&node, Part::Key)).next().map_or(0, |span| span.start);
        let line = self.lines.partition_point(|line| *line <= start);
        let begin = self.lines[line - 1];
        let before = String::from_utf8_lossy(&self.source.bytes[begin..start]);
        (line, before.chars().filter(|c| *c != '\u{feff}').count() + 1)
    }

    /// `schema/api.yaml:12:5`.
    pub fn shown(&self, pointer: &Pointer) -> String {
        let (line, column) = self.line_column(pointer);
        format!("{}:{line}:{column}", self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_and_a_missing_one_is_its_nearest_surroundings() {
        let source = Source::new("a.yaml", "info:\n  title: Lab\npaths:\n  /b:\n    get: {}\n");
        let locations = Locations::new(&source);
        let check = |names: &[&str], expected| {
            let pointer = names.iter().fold(Pointer::root(), |at, name| at.child(name));
            assert_eq!(locations.shown(&pointer), expected, "{names:?}");
        };
        check(&["paths", "/b", "get"], "a.yaml:5:5");
        check(&["info", "title"], "a.yaml:2:3");
        check(&["info", "version"], "a.yaml:1:1");
        check(&["x-client", "package"], "a.yaml:1:1");
        check(&[], "a.yaml:1:1");
    }
}
