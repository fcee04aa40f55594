//! The project's own tools, as a library: `tests/` and the fuzzers call the generator through it.

pub mod changes;
pub mod ci;
pub mod codegen;
pub mod explain;
pub mod locations;
pub mod rust_paths;
