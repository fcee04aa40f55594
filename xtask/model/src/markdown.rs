//! Foreign words in Markdown, where they must stay words.

use super::characters::longest_run;
use super::diagnostics::visible;

/// A code span that shows any text as it is, on one line.
pub fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(1 + longest_run(&text, '`'));
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A code span in a cell of a table.
pub fn code_cell(text: &str) -> String {
    code(&visible(text)).replace('|', "\\|")
}

/// Text in a cell of a table, on one line.
pub fn cell(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ")
}
