//! Quotes that are not closed, and text in quotes that is not what YAML makes of it.

use super::lines::{below, line_at};
use super::{Cause, Error};

pub fn cause(error: &Error<'_>) -> Option<Cause> {
    escape(error).or_else(|| not_closed(error)).or_else(|| closed_late(error)).or_else(|| goes_on(error))
}

fn escape(error: &Error<'_>) -> Option<Cause> {
    error.says(&["unknown escape character"]).then(|| Cause {
        span: error.at..error.at + 1,
        message: "a backslash in double quotes begins an escape that YAML does not have".to_owned(),
        help: r"write `\\` for a backslash, or put the text in single quotes".to_owned(),
    })
}

/// The parser points at the opening quote, and gave up at a line that is not indented as the text would have to be.
fn not_closed(error: &Error<'_>) -> Option<Cause> {
    let quote = error.text[error.at..].chars().next().filter(|first| matches!(first, '"' | '\''))?;
    if !error.says(&["quoted scalar", "quoted string"]) {
        return None;
    }
    let indent = error.line.indent();
    let next = below(error.text, error.line).find(|line| !line.content().is_empty() && line.indent() <= indent);
    match next.filter(|line| line.content().contains(quote) && line.entry().is_none()) {
        Some(line) => Some(Cause {
            span: line.span(),
            message: "the line belongs to a text in quotes, and is not indented further than the key of the text"
                .to_owned(),
            help: format!("indent it by more than {indent} spaces"),
        }),
        None => Some(Cause {
            span: error.at..error.at + 1,
            message: format!("the quote `{quote}` is not closed"),
            help: format!("put `{quote}` at the end of the text"),
        }),
    }
}

/// A quote that was forgotten makes text of everything up to the next one, which may be many lines below.
fn closed_late(error: &Error<'_>) -> Option<Cause> {
    let before = error.text[..error.at].trim_end();
    let quote = before.chars().next_back().filter(|last| matches!(last, '"' | '\''))?;
    let open = before[..before.len() - 1].rfind(quote)?;
    let is_at_start = error.text[..open].chars().next_back().is_none_or(|before| " [{,\n".contains(before));
    (is_at_start && line_at(error.text, open).start != error.line.start).then(|| Cause {
        span: open..open + 1,
        message: format!("the quote `{quote}` is not closed on this line"),
        help: format!("put `{quote}` at the end of the text"),
    })
}

/// `'the user's job'`, or two values without a comma.
fn goes_on(error: &Error<'_>) -> Option<Cause> {
    if !error.says(&["trailing content"]) {
        return None;
    }
    let quote = error.text[..error.at].trim_end().chars().next_back()?;
    let is_in_brackets = error.line.text[..error.at - error.line.start].contains(['{', '[']);
    let help = match quote {
        _ if is_in_brackets => "put a comma between the two, if they are two",
        '\'' => "write `''` for a quote inside of the text, or put the text in double quotes",
        _ => "write `\\\"` for a quote inside of the text, or put the text in single quotes",
    };
    Some(Cause {
        span: error.at..error.at,
        message: "the line goes on behind the closing quote".to_owned(),
        help: help.to_owned(),
    })
}
