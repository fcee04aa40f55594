//! What the description says, as it says it: OpenAPI's own terms, `$ref`s unresolved, every node with the pointer it
//! stands at. Comes from the text (`read`), goes to `lower`. Nothing Rust-shaped is decided here, and no keyword is
//! dropped: what the model has no place for is a diagnostic.

mod document;
mod encoding;
mod method;
mod node;
pub mod path_items;
mod read;
mod scalars;
mod scan;
#[cfg(test)]
mod tests;
mod tree;

pub use document::*;
pub use method::Method;
pub use node::Node;
pub use read::{parse, read};

pub use super::source::{Limits, Pointer, Positions, Source, position};
