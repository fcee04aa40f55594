//! `cargo xtask explain`: what a code means, at the length that a diagnostic has no room for.

use crate::outcome::Outcome;
use model::diagnostics::Code;

/// The explanation of one code, or the list of all. A code that does not exist is wrong usage.
pub fn explain(code: Option<&str>) -> Outcome {
    let Some(wanted) = code else { return Outcome::success(list()) };
    match Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(wanted)) {
        Some(code) => Outcome::success(one(*code)),
        None => {
            let message = format!("error: there is no code `{wanted}`; `cargo xtask explain` lists all of them\n");
            Outcome::failure(2, message)
        }
    }
}

fn list() -> String {
    Code::ALL.iter().map(|code| format!("{} {}\n", code.as_str(), code.title())).collect()
}

fn one(code: Code) -> String {
    format!("{}: {}\n\n{}", code.as_str(), code.title(), code.explanation())
}
