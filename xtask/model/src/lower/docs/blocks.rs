//! The block structure of Markdown, rebuilt line by line with indentation of our own, so that no line can be read as
//! indented code, a quote or a heading by underline, and no list item runs on where rustdoc would warn.

use super::inline::{WIDTH, clean_inline, wrap};
use crate::lower::plain::visible;

/// Lines for a doc comment. Neither the first nor the last is blank, and no two blank ones follow each other.
pub(super) fn clean(text: &str) -> Vec<String> {
    if is_plain_sentence(text) {
        return vec![text.to_owned()];
    }
    let text = visible(text);
    let mut writer = Writer::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match fence(line) {
            Some(fence) => writer.code(&fence, &mut lines),
            None => writer.line(line),
        }
    }
    writer.flush();
    while writer.lines.last().is_some_and(String::is_empty) {
        writer.lines.pop();
    }
    writer.lines
}

/// Whether the text is one short line without any mark-up, as most descriptions of fields are: it stays what it is. A
/// description may have tens of thousands of them.
fn is_plain_sentence(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() <= WIDTH
        && bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last().is_some_and(|byte| *byte != b' ')
        && bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b' ' | b'A'..=b'Z' | b'0'..=b'9' | b',' | b'.'))
}

struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

/// The opening of a fenced code block.
fn fence(line: &str) -> Option<Fence> {
    let indent = indent(line);
    let rest = line.trim_start();
    let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = rest.chars().take_while(|c| *c == mark).count();
    let backtick_behind = mark == '`' && rest[length..].contains('`');
    (length >= 3 && !backtick_behind).then_some(Fence { mark, length, indent })
}

fn closes(fence: &Fence, line: &str) -> bool {
    let line = line.trim();
    line.len() >= fence.length && line.chars().all(|c| c == fence.mark)
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The open list items, outermost first.
    items: Vec<Item>,
    /// What has been read of a paragraph: its lines are joined, and broken anew where it ends.
    paragraph: Option<Paragraph>,
    after_blank: bool,
}

struct Item {
    /// Where its text begins in the source; deeper lines belong to it.
    source_indent: usize,
    /// Where its text begins in what is written.
    indent: usize,
}

struct Paragraph {
    /// What stands before its first line, and how far the others are indented.
    first: String,
    indent: usize,
    text: String,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let source_indent = indent(line);
        let rest = line.trim().trim_start_matches('>').trim_start();
        if rest.is_empty() {
            self.blank();
            return;
        }
        match (marker(rest), heading(rest)) {
            (Some(marker), _) => self.item(source_indent, &rest[..marker], rest[marker..].trim_start()),
            (None, Some(level)) => self.heading(&rest[..level], rest[level..].trim()),
            (None, None) => self.text(source_indent, rest),
        }
        self.after_blank = false;
    }

    fn blank(&mut self) {
        self.flush();
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.after_blank = true;
    }

    fn item(&mut self, source_indent: usize, marker: &str, text: &str) {
        self.flush();
        if self.items.is_empty() {
            self.blank();
        }
        self.leave_items(source_indent);
        let at = self.indent();
        let marker = if marker.starts_with(|c: char| c.is_ascii_digit()) { marker } else { "-" };
        let indent = at + marker.len() + 1;
        self.items.push(Item { source_indent: source_indent + marker.len() + 1, indent });
        self.paragraph =
            Some(Paragraph { first: format!("{}{marker} ", " ".repeat(at)), indent, text: text.to_owned() });
    }

    fn heading(&mut self, hashes: &str, title: &str) {
        self.items.clear();
        self.blank();
        self.lines.push(format!("{hashes} {}", clean_inline(title)));
        self.lines.push(String::new());
    }

    /// Rows of a table stay lines of their own.
    fn text(&mut self, source_indent: usize, text: &str) {
        match &mut self.paragraph {
            Some(paragraph) if !text.contains('|') && !paragraph.text.contains('|') => {
                paragraph.text.push(' ');
                paragraph.text.push_str(text);
            }
            _ => {
                self.flush();
                if self.after_blank {
                    self.leave_items(with_grace(source_indent));
                }
                let indent = self.indent();
                self.paragraph = Some(Paragraph { first: " ".repeat(indent), indent, text: text.to_owned() });
            }
        }
    }

    fn flush(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let mut prefix = paragraph.first;
        for line in wrap(&start_of_line(&paragraph.text)) {
            self.lines.push(format!("{prefix}{line}").trim_end().to_owned());
            prefix = " ".repeat(paragraph.indent);
        }
    }

    /// A fenced block up to its end, or that of the text. Its own fence is longer than any inside.
    fn code(&mut self, fence: &Fence, lines: &mut std::str::Lines<'_>) {
        self.flush();
        let body: Vec<&str> = lines.take_while(|line| !closes(fence, line)).collect();
        let inner = body.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
        let marks = "`".repeat(inner.max(2) + 1);
        if self.after_blank {
            self.leave_items(with_grace(fence.indent));
        }
        let at = " ".repeat(self.indent());
        self.lines.push(format!("{at}{marks}text"));
        for line in body {
            let line = line.get(fence.indent.min(indent(line))..).unwrap_or_default();
            self.lines.push(format!("{at}{line}").trim_end().to_owned());
        }
        self.lines.push(format!("{at}{marks}"));
        self.after_blank = false;
    }

    /// Closes the items that a line at this column cannot belong to.
    fn leave_items(&mut self, column: usize) {
        while self.items.last().is_some_and(|item| column < item.source_indent) {
            self.items.pop();
        }
    }

    fn indent(&self) -> usize {
        self.items.last().map_or(0, |item| item.indent)
    }
}

/// People indent the second paragraph of a list item by less than its text begins.
fn with_grace(column: usize) -> usize {
    if column == 0 { 0 } else { column + 2 }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The length of a list marker in front of a line.
fn marker(text: &str) -> Option<usize> {
    let length = match text.as_bytes().first()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let ended = digits <= 9 && matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
            ended.then_some(digits + 1)?
        }
        _ => return None,
    };
    (text[length..].starts_with(' ') && !is_rule(text)).then_some(length)
}

/// The length of the hashes of a heading.
fn heading(text: &str) -> Option<usize> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&level) && text[level..].starts_with(' ') && !text[level..].trim().is_empty()).then_some(level)
}

/// A line of nothing but marks, which would be a rule or make a heading of the line before.
fn is_rule(text: &str) -> bool {
    !text.contains('|') && text.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | ' '))
}

/// Text that may begin a line: what would open a block there is escaped. An item without text keeps a mark, so that
/// the next line cannot become its text.
fn start_of_line(text: &str) -> String {
    let cleaned = clean_inline(text);
    let number = cleaned.find(['.', ')']).filter(|_| marker(&cleaned).is_some() || is_bare_number(&cleaned));
    match number {
        Some(at) if cleaned.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{}\\{}", &cleaned[..at], &cleaned[at..])
        }
        _ if cleaned.is_empty() => "\\-".to_owned(),
        _ if marker(&cleaned).is_some() || is_rule(text) || cleaned.starts_with(['>', '#', '~']) => {
            format!("\\{cleaned}")
        }
        _ => cleaned,
    }
}

fn is_bare_number(text: &str) -> bool {
    text.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
