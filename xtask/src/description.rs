//! A description for commands that only look at it: from a path to the text, from the text to the model. Nothing is
//! generated, so templates and runtime are not needed.

mod refusal;

use std::path::Path;

use crate::codegen::api::Api;
use crate::codegen::inputs::read_description;
use crate::codegen::openapi::{Limits, Source};
use crate::codegen::read_model;

pub use refusal::Refusal;

/// A description on disk.
///
/// # Errors
///
/// What could not be read, and why.
pub fn read(path: &Path, limits: &Limits) -> Result<Source, Refusal> {
    read_description(path, limits).map_err(|error| error.to_string().into())
}

/// What would be generated. Warnings are left to the generator.
///
/// # Errors
///
/// All problems of the description.
pub fn model(source: &Source, limits: &Limits) -> Result<Api, Refusal> {
    let model = read_model(source, limits);
    model.map(|model| model.api).map_err(|problems| Refusal::Description { problems, source: source.clone() })
}
