//! `cargo xtask explain`: what a code means, at the length that a diagnostic has no room for.

use crate::codegen::diagnostics::Code;

/// The explanation of one code, or the list of all.
///
/// # Errors
///
/// A message, if there is no such code.
pub fn explain(code: Option<&str>) -> Result<String, String> {
    let Some(wanted) = code else { return Ok(list()) };
    let code = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(wanted));
    code.map(|code| one(*code))
        .ok_or_else(|| format!("there is no code `{wanted}`; `cargo xtask explain` lists all of them"))
}

fn list() -> String {
    Code::ALL.iter().map(|code| format!("{} {}\n", code.as_str(), code.title())).collect()
}

fn one(code: Code) -> String {
    let explanation = code.explanation();
    format!(
        "{}: {}\n\n{}\n\nWrong:\n\n{}\n\nRight:\n\n{}\n",
        code.as_str(),
        explanation.title,
        explanation.meaning.trim(),
        indented(explanation.wrong),
        indented(explanation.right),
    )
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    text.trim_matches('\n').lines().map(line).collect::<Vec<_>>().join("\n")
}
