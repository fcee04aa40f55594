//! `cargo xtask audit`: holds the curated description against another one of the same service, by the names that go over
//! the wire: what it lacks, what it adds, and what it says otherwise. What is meant to differ stands in a file, with the
//! reason.
//!
//! `changes` compares two models of a crate, by the names in Rust, and needs both descriptions to make one. A service's own
//! document has other names and what no crate can be made of, so this compares what the descriptions mean, one stage
//! before anything gets a name.

mod command;
mod comparison;
mod deviations;
mod facts;
mod report;
#[cfg(test)]
mod tests;

pub use command::{Args, run};
