//! The lines of a YAML text, as far as one can tell without parsing it.

use std::ops::Range;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    pub text: &'t str,
    /// Byte of the text.
    pub start: usize,
}

/// The line that holds this byte.
pub fn line_at(text: &str, at: usize) -> Line<'_> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    Line { text: text[start..].lines().next().unwrap_or_default(), start }
}

/// The lines above this one that are neither empty nor comments, the nearest first.
pub fn above<'t>(text: &'t str, line: Line<'t>) -> impl Iterator<Item = Line<'t>> {
    let before = |line: &Line<'t>| line.start.checked_sub(1).map(|end| line_at(text, end));
    std::iter::successors(before(&line), before).filter(|line| line.says_something())
}

/// The lines below this one, the nearest first.
pub fn below<'t>(text: &'t str, line: Line<'t>) -> impl Iterator<Item = Line<'t>> {
    let after = |line: &Line<'t>| {
        let next = line.start + text[line.start..].find('\n')? + 1;
        (next < text.len()).then(|| line_at(text, next))
    };
    std::iter::successors(after(&line), after)
}

impl<'t> Line<'t> {
    fn says_something(&self) -> bool {
        !self.content().is_empty() && !self.content().starts_with('#')
    }

    pub fn content(&self) -> &'t str {
        self.text.trim()
    }

    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The bytes of what is not indentation.
    pub fn span(&self) -> Range<usize> {
        let start = self.start + self.indent();
        start..start + self.content().len()
    }

    pub fn is_item(&self) -> bool {
        self.content() == "-" || self.content().starts_with("- ")
    }

    /// Where its key would begin: behind the dashes of lists.
    pub fn key_column(&self) -> usize {
        let mut column = self.indent();
        while let Some(item) = self.text[column..].strip_prefix("- ") {
            column = self.text.len() - item.trim_start().len();
        }
        column
    }

    /// Key and value, or what looks like them.
    pub fn entry(&self) -> Option<(&'t str, &'t str)> {
        let rest = self.text[self.key_column()..].trim_end();
        let (key, value) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
        Some((key, value.trim()))
    }

    /// Whether the lines below, where they are indented further, are text of this one.
    pub fn opens_block(&self) -> bool {
        let value = self.entry().map_or(self.text[self.key_column()..].trim(), |(_, value)| value);
        value.starts_with(['|', '>']) && value.len() <= 3
    }
}
