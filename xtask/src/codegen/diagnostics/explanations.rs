//! The long texts of `explain`: for every code why it is refused and the way out, a description that gets it, and the
//! same description mended.
//!
//! The descriptions are tried out by a test. Those that do not begin with `openapi` are parts of one: the test puts
//! the required beginning before them.

mod extensions;
mod names;
mod operations;
mod schemas;
mod text;

use super::Code;

pub struct Entry {
    pub code: Code,
    pub meaning: &'static str,
    pub wrong: &'static str,
    pub right: &'static str,
}

const TABLES: [&[Entry]; 5] =
    [text::ENTRIES, operations::ENTRIES, names::ENTRIES, schemas::ENTRIES, extensions::ENTRIES];

pub fn of(code: Code) -> &'static Entry {
    let mut entries = TABLES.iter().flat_map(|table| table.iter());
    entries.find(|entry| entry.code == code).expect("a test keeps the tables complete")
}

#[cfg(test)]
mod tests;
