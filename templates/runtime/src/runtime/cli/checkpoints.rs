//! Where a list was, in a file: a command that is given again with the same file goes on from there.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::failure::Failure;
use crate::runtime::checkpoint::Checkpoint;

/// The place in the file; `None` if there is no such file yet.
///
/// # Errors
///
/// The file cannot be read, holds something else, or has no folder to be in.
pub(super) fn load(file: &str) -> Result<Option<Checkpoint>, Failure> {
    match fs::read(file) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(checkpoint) => Ok(Some(checkpoint)),
            Err(_) => Err(Failure::Usage(format!("`--checkpoint`: {file} holds no place of a list"))),
        },
        Err(_) if file.is_empty() => Err(Failure::usage("`--checkpoint` has to name a file")),
        Err(error) if error.kind() == ErrorKind::NotFound => match Path::new(file).parent() {
            // It could not be written either, which would be noticed only after a page.
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(Failure::Usage(format!("`--checkpoint`: there is no folder {}", folder.display())))
            }
            Some(_) | None => Ok(None),
        },
        Err(error) => Err(Failure::Usage(format!("`--checkpoint`: cannot read {file}: {error}"))),
    }
}

/// Stores a place. The file is whole at any time: it is written beside the old one, and then takes its place.
///
/// # Errors
///
/// The file cannot be written.
pub(super) fn store(file: &str, checkpoint: &Checkpoint) -> Result<(), Failure> {
    let text = serde_json::to_vec(checkpoint).map_err(|error| Failure::Output(error.into()))?;
    let new = format!("{file}.new");
    fs::write(&new, text).and_then(|()| fs::rename(&new, file)).map_err(|error| Failure::unwritten(file, error))
}
