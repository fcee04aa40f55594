//! Everything a run reads, read before it begins. Line ends are made equal here, so that a checkout with CRLF gives
//! the same crate.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::paths;
use model::edits::{EditOptions, Edits, Extent, Overlay};
use model::openapi::{Limits, Source};

/// The description and the templates, as text in memory.
#[derive(Clone, Debug)]
pub struct Inputs {
    pub description: Source,
    /// As headers of files name it: the path below the project's root. What lies elsewhere has no name that would be
    /// the same on every machine.
    pub description_name: String,
    pub limits: Limits,
    pub edits: Edits,
    /// By path below `templates/crate`.
    pub templates: BTreeMap<String, String>,
    /// The project's own licence texts, by file name.
    pub licences: BTreeMap<String, String>,
}

impl Inputs {
    /// `root` holds the templates, `schema` is the description.
    ///
    /// # Errors
    ///
    /// The first file or folder that cannot be read.
    pub fn read(root: &Path, schema: &Path, limits: Limits) -> Result<Self, InputError> {
        Self::read_for(root, schema, limits, Extent::Whole)
    }

    /// As [`Self::read`], without what is not needed for so much of a crate.
    ///
    /// # Errors
    ///
    /// As of [`Self::read`].
    pub fn read_for(root: &Path, schema: &Path, limits: Limits, extent: Extent) -> Result<Self, InputError> {
        Ok(Self {
            description: read_description(schema, &limits)?,
            description_name: name_of(root, schema),
            limits,
            edits: Edits::default(),
            templates: read_folder(&root.join("templates/crate"), |path| needs_template(extent, path))?,
            licences: ["LICENSE-APACHE", "LICENSE-MIT"]
                .into_iter()
                .map(|name| Ok((name.to_owned(), read_text(&root.join(name))?)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// With what is to be done to the description, and without what is not to be made; `out` is where the record of it will
    /// lie.
    ///
    /// # Errors
    ///
    /// An overlay that cannot be read.
    pub fn with_edits(mut self, options: &EditOptions, out: &Path) -> Result<Self, InputError> {
        self.templates.retain(|path, _| needs_template(options.extent, path));
        Ok(Self { edits: read_edits(options, out)?, ..self })
    }
}

fn needs_template(extent: Extent, path: &str) -> bool {
    extent.is_whole() || !["docs/", "tests/"].iter().any(|folder| path.starts_with(folder))
}

/// What is to be done to a description; `out` is where the record of it will lie.
///
/// # Errors
///
/// An overlay that cannot be read.
pub fn read_edits(options: &EditOptions, out: &Path) -> Result<Edits, InputError> {
    let overlay = |path: &PathBuf| {
        let (name, text) = (paths::shown(path), read_text(path)?);
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let from_output = paths::relative(&absolute(path), &absolute(out));
        Ok(Overlay { name, text, from_output: paths::with_slashes(&from_output) })
    };
    let overlays = options.overlays.iter().map(overlay).collect::<Result<_, _>>()?;
    Ok(Edits { overlays, only: options.only.clone(), strictness: options.strictness, extent: options.extent })
}

/// A file that could not be read.
#[derive(Debug)]
pub struct InputError {
    pub path: String,
    pub error: io::Error,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.path, self.error)
    }
}

impl std::error::Error for InputError {}

impl InputError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { path: paths::shown(path), error }
    }
}

/// The text of a description, or as much of it as shows that there is too much.
///
/// # Errors
///
/// The file cannot be read.
pub fn read_description(path: &Path, limits: &Limits) -> Result<Source, InputError> {
    let read = |file: fs::File| {
        let length = file.metadata()?.len();
        read_limited(file, length, limits)
    };
    let bytes = fs::File::open(path).and_then(read).map_err(InputError::at(path))?;
    Ok(Source::new(paths::shown(path), bytes))
}

/// One byte more than allowed is enough to see that there is too much. `length` is how long the stream says it is: there is
/// room for as much at once.
///
/// # Errors
///
/// The stream cannot be read.
pub fn read_limited(stream: impl Read, length: u64, limits: &Limits) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(limits.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or_default());
    stream.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn name_of(root: &Path, schema: &Path) -> String {
    let absolute = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let schema = absolute(schema);
    schema.strip_prefix(absolute(root)).map_or_else(|_| "an OpenAPI description".to_owned(), paths::with_slashes)
}

/// The files below a folder whose path below it is asked for.
fn read_folder(folder: &Path, is_needed: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>, InputError> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| InputError::at(folder)(error.into()))?;
        let below = entry.path().strip_prefix(folder).expect("the walk stays below its root");
        let below = paths::with_slashes(below);
        if entry.file_type().is_file() && is_needed(&below) {
            files.insert(below, read_text(entry.path())?);
        }
    }
    Ok(files)
}

fn read_text(path: &Path) -> Result<String, InputError> {
    let text = fs::read_to_string(path).map_err(InputError::at(path))?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_up_to_what_shows_that_there_is_too_much() {
        let read = |max_bytes| {
            let limits = Limits { max_bytes, ..Limits::default() };
            read_limited(&b"0123456789"[..], 0, &limits).unwrap().len()
        };
        assert_eq!((read(3), read(10), read(usize::MAX)), (4, 10, 10));
    }
}
