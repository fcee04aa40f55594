//! A description for commands that only look at it: from a path to the text, from the text to the model. Nothing is
//! generated, so templates and runtime are not needed.

mod reading;
mod refusal;

use std::path::Path;

use crate::codegen::inputs::read_description;
use model::edits::Edits;
use model::openapi::{Limits, Source};
use model::reading::{Model, ReadError, read_edited};

pub use reading::{ReadingArgs, is_same_file};
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
/// All problems of the description, or an edit that cannot be made.
pub fn model(source: &Source, limits: &Limits, edits: &Edits) -> Result<Model, Refusal> {
    read_edited(source, limits, edits, &mut |_| {}).map_err(|error| match error {
        ReadError::Description(problems) => Refusal::Description { problems, source: source.clone() },
        ReadError::Edit(error) => Refusal::Message(format!("{}: {error}", source.path)),
    })
}
