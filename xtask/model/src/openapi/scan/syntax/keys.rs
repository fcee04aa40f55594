//! Lines that should be a key with a value, and lack a sign or a space. The parser takes such a line for the beginning of a
//! longer text, and gives up at the next one.

use super::lines::{Line, above};
use super::{Cause, Error};

pub fn cause(error: &Error<'_>) -> Option<Cause> {
    if !error.says(&["simple key", "mapping values are not allowed", "did not find expected key"]) {
        return None;
    }
    let mut above = above(error.text, error.line);
    let before = above.next();
    std::iter::once(error.line).chain(before).find_map(sign).or_else(|| no_colon(before?, above))
}

/// A dash or a colon without a space, or a colon without a key.
fn sign(line: Line<'_>) -> Option<Cause> {
    let rest = &line.text[line.key_column()..];
    let cause = |message: &str, help: String| Some(Cause { span: line.span(), message: message.to_owned(), help });
    if rest.starts_with(':') {
        return cause("there is no key before the colon", "write the key, or delete the line".to_owned());
    }
    if let Some(item) = rest.strip_prefix('-').filter(|item| item.starts_with(|c: char| c.is_alphanumeric())) {
        let first = item.split([' ', ':']).next().unwrap_or_default();
        return cause("there is no space behind the dash", format!("write `- {first}`"));
    }
    let (key, value) = rest.split_once(':').filter(|_| line.entry().is_none())?;
    let is_glued = is_word(key) && value.starts_with(|c: char| c.is_alphanumeric() || "\"'[{".contains(c));
    if is_glued { cause("there is no space behind the colon", format!("write `{key}: {value}`")) } else { None }
}

fn no_colon<'t>(line: Line<'t>, above: impl Iterator<Item = Line<'t>>) -> Option<Cause> {
    let content = line.content();
    if line.entry().is_some() || line.is_item() || content.ends_with(['"', '\'', ']', '}', ',']) {
        return None;
    }
    let key = content.split(' ').next().unwrap_or_default();
    match parent(line, above) {
        Some(Parent::Block(block)) if line.indent() <= block.key_column() => Some(Cause {
            span: line.span(),
            message: "the line is indented less than the text above, and is no key either".to_owned(),
            help: "indent it like the text, if it belongs to it".to_owned(),
        }),
        // The line goes on with the text of that key.
        Some(Parent::Block(_) | Parent::Value) => None,
        Some(Parent::Mapping) | None => is_word(key).then(|| Cause {
            span: line.span(),
            message: format!("there is no colon behind `{key}`"),
            help: format!("write `{key}:{}`", &content[key.len()..]),
        }),
    }
}

/// What a line stands under.
enum Parent<'t> {
    /// A key with a text of several lines.
    Block(Line<'t>),
    /// A key that has a value on its own line.
    Value,
    /// Keys of the same mapping, or the key of the mapping.
    Mapping,
}

fn parent<'t>(line: Line<'t>, above: impl Iterator<Item = Line<'t>>) -> Option<Parent<'t>> {
    let mut least = usize::MAX;
    for other in above {
        let column = other.key_column();
        if other.opens_block() && least > column {
            return Some(Parent::Block(other));
        }
        if let Some((_, value)) = other.entry().filter(|_| column <= line.indent()) {
            let goes_on = column < line.indent() && !value.is_empty();
            return Some(if goes_on { Parent::Value } else { Parent::Mapping });
        }
        least = least.min(other.indent());
    }
    None
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-$/{}.".contains(c))
}
