//! Lines that are indented like nothing they could belong to.

use std::collections::BTreeSet;

use super::lines::{Line, above};
use super::{Cause, Error};

pub fn cause(error: &Error<'_>) -> Option<Cause> {
    let is_of_blocks =
        ["mapping values are not allowed", "did not find expected key", "expected '-' indicator", "block end"];
    if !error.says(&is_of_blocks) {
        return None;
    }
    let line = error.line;
    let indent = line.indent();
    let columns = columns(error.text, line);
    let cause = |message: String, help: String| Some(Cause { span: line.span(), message, help });
    let before = above(error.text, line).next()?;
    if let Some((key, value)) = before.entry()
        && !value.is_empty()
        && indent > before.key_column()
    {
        let message = format!("the line is indented further than `{key}` above, which has a value already");
        return cause(message, format!("indent it by {} spaces", before.key_column()));
    }
    if !columns.contains(&indent) {
        let lower = columns.range(..indent).next_back();
        let near: Vec<String> = lower.into_iter().chain(columns.range(indent..).next()).map(usize::to_string).collect();
        let near = near.join(" or ");
        let message = format!("the line is indented by {indent} spaces, and what it could belong to by {near}");
        return cause(message, format!("indent it by {near} spaces"));
    }
    if line.is_item() {
        let message = "an item of a list stands among keys".to_owned();
        return cause(
            message,
            "delete the dash, begin what stands above with one too, or put a key before the list".to_owned(),
        );
    }
    None
}

/// How the mappings and lists that are open above a line are indented.
fn columns(text: &str, line: Line<'_>) -> BTreeSet<usize> {
    let mut columns = BTreeSet::new();
    let mut least = usize::MAX;
    for line in above(text, line).filter(|line| line.is_item() || line.entry().is_some()) {
        if line.indent() < least {
            least = line.indent();
            columns.extend([line.indent(), line.key_column()]);
        }
        if least == 0 {
            break;
        }
    }
    columns
}
