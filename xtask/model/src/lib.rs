//! From the text of a description to the model of what will be generated: the half of the generator that knows OpenAPI and
//! no Rust but its names. The [`runtime`] is here because nothing else may take the names that it has.
//!
//! A crate of its own, so that it cannot reach for what is made of the model, and so that the other half need not be built
//! anew with it, nor wait for all of it when both are.

pub mod annotation;
pub mod api;
pub mod bounds;
pub mod characters;
pub mod check;
pub mod diagnostics;
pub mod edits;
mod graph;
pub mod hash;
pub mod header;
pub mod json_kind;
pub mod lenient;
mod lints;
mod lower;
pub mod markdown;
pub mod names;
pub mod openapi;
pub mod reading;
pub mod resolve;
pub mod runtime;
mod source;
pub mod stage;

pub use reading::read_model;
