//! A description for commands that only look at it: from a path to the text, from the text to the model. Nothing is
//! generated, so templates and runtime are not needed.

mod refusal;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::codegen::api::Api;
use crate::codegen::diagnostics::Diagnostics;
use crate::codegen::openapi::{self, Limits, Source};
use crate::codegen::{lower, paths};

pub use refusal::Refusal;

/// A description on disk.
///
/// # Errors
///
/// What could not be read, and why.
pub fn read(path: &Path, limits: &Limits) -> Result<Source, Refusal> {
    let shown = paths::shown(path);
    let bytes = File::open(path).and_then(|file| at_most(file, limits));
    bytes.map(|bytes| Source::new(&shown, bytes)).map_err(|error| format!("cannot read {shown}: {error}").into())
}

/// One byte more than allowed, so that the reader sees that there is too much.
pub fn at_most(stream: impl Read, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What would be generated. Warnings are left to the generator.
///
/// # Errors
///
/// All problems of the description.
pub fn model(source: &Source, limits: &Limits) -> Result<Api, Refusal> {
    let mut found = Diagnostics::default();
    let document = openapi::read(source, limits, &mut found);
    let api = document.and_then(|document| lower::lower(&document, &mut found));
    match api {
        Some(api) if !found.has_errors() => Ok(api),
        _ => Err(Refusal::Description { problems: found, source: source.clone() }),
    }
}
