//! Brackets that do not match, and commas that are missing between them.

use super::lines::line_at;
use super::{Cause, Error};

pub fn cause(error: &Error<'_>) -> Option<Cause> {
    if error.says(&["misplaced bracket"]) {
        return stray(error);
    }
    if !error.says(&["flow", "illegal placement of ':'"]) {
        return None;
    }
    let (open, bracket) = open_before(&error.text[..error.at])?;
    let opened = line_at(error.text, open);
    Some(if opened.start == error.line.start {
        Cause {
            span: error.at..error.at + 1,
            message: format!("what stands in `{bracket}` does not go on like this"),
            help: "put a comma between entries, and quotes around text that holds `: `".to_owned(),
        }
    } else if error.line.indent() > opened.indent() {
        Cause {
            span: error.line.span(),
            message: "a comma is missing before this line".to_owned(),
            help: format!("inside of `{bracket}`, entries end with a comma"),
        }
    } else {
        Cause {
            span: open..open + 1,
            message: format!("the bracket `{bracket}` is not closed"),
            help: format!("put `{}` behind what belongs into it", closing(bracket)),
        }
    })
}

fn stray(error: &Error<'_>) -> Option<Cause> {
    let bracket = error.text[error.at..].chars().next()?;
    Some(Cause {
        span: error.at..error.at + 1,
        message: format!("the bracket `{bracket}` closes nothing"),
        help: "delete it, or put the text in quotes if it belongs to it".to_owned(),
    })
}

/// The innermost bracket that is still open. A bracket begins a value, or stands inside of another.
fn open_before(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = before == ' ' || "[{,".contains(before);
        match (quote, c) {
            (Some(quoted), _) if quoted == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if begins && !open.is_empty() => quote = Some(c),
            (None, '[' | '{') if begins => open.push((at, c)),
            (None, ']' | '}') => drop(open.pop()),
            (None, _) => {}
        }
        before = c;
    }
    open.pop()
}

fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}
