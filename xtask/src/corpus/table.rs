//! The corpus as a Markdown table, and what is wrong with it.

use std::fmt::Write as _;

use super::cost::Cost;
use model::edits::Strictness;

/// A description, and what became of it.
#[derive(Debug)]
pub struct Entry {
    pub name: String,
    /// Why there is no crate, or the crate.
    pub crate_of_it: Result<Crate, String>,
}

#[derive(Debug)]
pub struct Crate {
    pub strictness: Strictness,
    pub kept: usize,
    /// The operations that the description has.
    pub declared: usize,
    /// Values that have no type because of an error.
    pub untyped: usize,
    /// Of Rust, without the runtime.
    pub lines: usize,
    pub generation: Cost,
    /// What the compiler said, if it does not accept the crate.
    pub check: Result<Cost, String>,
}

/// One row for each description, and one for all of them.
pub fn table(entries: &[Entry]) -> String {
    let mut text = "| description | accepted | operations | untyped | lines | generation | check |\n".to_owned();
    text += "|---|---|--:|--:|--:|--:|--:|\n";
    let (mut all_kept, mut all_declared) = (0, 0);
    for Entry { name, crate_of_it } in entries {
        let Ok(made) = crate_of_it else {
            let _ = writeln!(text, "| {name} | no | | | | | |");
            continue;
        };
        let Crate { strictness, kept, declared, untyped, lines, generation, check } = made;
        let accepted = match strictness {
            Strictness::Strict => "strictly",
            Strictness::Lenient => "leniently",
        };
        let check = check.as_ref().map_or_else(|_| "fails".to_owned(), ToString::to_string);
        let operations = format!("{kept} of {declared}");
        let _ = writeln!(text, "| {name} | {accepted} | {operations} | {untyped} | {lines} | {generation} | {check} |");
        all_kept += kept;
        all_declared += declared;
    }
    let _ = writeln!(text, "| all {} | | {all_kept} of {all_declared} | | | | |", entries.len());
    text
}

/// Why there is no crate, or why it does not compile; empty if all is well.
pub fn problems(entries: &[Entry]) -> String {
    let problems = entries.iter().filter_map(|Entry { name, crate_of_it }| match crate_of_it {
        Err(reason) => Some(format!("{name}: no crate: {reason}\n")),
        Ok(made) => {
            made.check.as_ref().err().map(|output| format!("{name}: does not compile, or a test fails:\n{output}\n"))
        }
    });
    problems.collect()
}
