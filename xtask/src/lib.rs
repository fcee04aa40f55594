//! The project's own tools, as a library: `tests/` and the fuzzers call the generator through it.

pub mod audit;
pub mod bench;
pub mod changes;
pub mod ci;
pub mod codegen;
pub mod corpus;
pub mod description;
pub mod explain;
pub mod explain_item;
mod git;
pub mod locations;
pub mod outcome;
pub mod rust_paths;
pub mod summary;
#[cfg(test)]
mod testing;
pub mod timings;
