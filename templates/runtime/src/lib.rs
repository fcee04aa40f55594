//! The runtime of the generated crate, built on its own so that it can be linted and tested without the generator.

#[doc(hidden)]
pub mod runtime;
