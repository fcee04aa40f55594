//! The text of a description, and places in it: what diagnostics point at, and every later stage bears along.

mod json;
mod json_positions;
mod pointer;
mod positions;
mod text;

pub use json::{is_json, without_surrogates};
pub use pointer::{Pointer, segments_of_reference};
pub use positions::{ByteIndex, Part, Positions, position};
pub use text::{Limits, Source};
