//! The part of a line that is shown: short enough for a screen, and without characters that would act on it.

use std::ops::Range;

use super::spots::{Spot, Spots};
use crate::diagnostics::visible::push_visible;

/// How many characters of a line are shown before and after the start of what is pointed at.
const BEFORE: usize = 60;
const AFTER: usize = 70;

/// A line as shown, and what to underline in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Window {
    pub text: String,
    pub mark: Range<usize>,
}

/// What is pointed at may go over several lines; the first is shown.
pub fn window(spots: &Spots<'_>, spot: &Spot) -> Option<Window> {
    let span = spot.span.clone()?;
    let line = spots.line(spot.line);
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    Some(cut(&spots.text[line.start..line.end], start - line.start..end - line.start))
}

fn cut(line: &str, span: Range<usize>) -> Window {
    let from = line[..span.start].char_indices().rev().take(BEFORE).last().map_or(span.start, |(at, _)| at);
    let to = line[span.start..].char_indices().nth(AFTER).map_or(line.len(), |(at, _)| span.start + at);
    let end = span.end.min(to);
    let mut text = String::new();
    if from > 0 {
        text.push('…');
    }
    push(&mut text, &line[from..span.start]);
    let mark_start = text.len();
    push(&mut text, &line[span.start..end]);
    let mark_end = text.len();
    push(&mut text, &line[end..to]);
    if to < line.len() {
        text.push('…');
    }
    Window { text, mark: mark_start..mark_end }
}

fn push(shown: &mut String, text: &str) {
    for character in text.chars() {
        push_visible(shown, character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_around_the_mark() {
        let check = |line: &str, span: Range<usize>, text: &str, mark: &str| {
            let window = cut(line, span);
            assert_eq!(window.text, text);
            assert_eq!(&window.text[window.mark], mark);
        };
        check("  type: strng", 8..13, "  type: strng", "strng");
        check("\ttype: \u{202E}x", 7..11, " type: <U+202E>x", "<U+202E>x");
        check("", 0..0, "", "");
        check("ü: é", 4..6, "ü: é", "é");
        let long = format!("{}NAME{}", "a".repeat(1_000), "b".repeat(1_000));
        let shown = format!("…{}NAME{}…", "a".repeat(60), "b".repeat(66));
        check(&long, 1_000..1_004, &shown, "NAME");
    }
}
