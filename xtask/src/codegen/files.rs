//! The files of a generated crate, complete and in memory, and the two things that are done with them: `write` makes
//! a folder equal to them, `diff` tells how a folder differs from them.
//!
//! Every file opens with a header that says what made it and bears a hash of the rest, so that a file edited by hand
//! is told from one that is merely old. Nothing here knows what the files contain.

mod drift;
mod plan;
mod record;
mod scan;
mod stage;
#[cfg(test)]
mod tests;
mod walk;
mod write;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

pub use drift::{Cause, Drift, DriftKind};
pub use plan::{Action, Change, Written};
pub use record::Record;

use model::edits::EditOptions;
use model::header;

/// Where the record of the inputs lies in the output folder.
pub const RECORD_PATH: &str = ".codegen.lock";

/// Path below the output folder (with `/`) to file. Two stages that make the same path are a defect of the generator.
#[derive(Clone, Debug)]
pub struct FileSet {
    /// As the headers name it.
    description: String,
    files: BTreeMap<String, File>,
    record: Option<Record>,
}

#[derive(Clone, Debug)]
struct File {
    text: Cow<'static, str>,
    origin: Origin,
}

/// What a file was made from. It stands in the header and decides which cause a difference can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The description alone.
    Description,
    /// The template of this path below `templates/crate`, and the description.
    Template(String),
    /// A copy of the file of this path below `templates/runtime/src/runtime`.
    Runtime(String),
    /// All inputs: the record of them.
    Inputs,
    /// A licence text: a copy, and without a header, because it must stay what its authors wrote.
    Licence,
}

/// What was done to the description of the crate in a folder, with paths that lead there from here; nothing if there is no
/// record, or none to rely on.
pub fn recorded_edits(root: &Path) -> EditOptions {
    let text = std::fs::read_to_string(root.join(RECORD_PATH)).unwrap_or_default();
    let mut edits = Record::edits_of(&text).unwrap_or_default();
    edits.overlays = edits.overlays.iter().map(|path| root.join(path)).collect();
    edits
}

/// The description that the crate in a folder was made from, as its record names it; nothing if there is no record.
pub fn recorded_description(root: &Path) -> Option<String> {
    let text = std::fs::read_to_string(root.join(RECORD_PATH)).ok()?;
    header::read(&text).map(|header| header.source)
}

impl FileSet {
    /// `description` is the name of the description as the headers show it.
    pub fn new(description: &str) -> Self {
        Self { description: header::safe(description), files: BTreeMap::new(), record: None }
    }

    /// Adds a file, under the header that its origin asks for.
    pub fn insert(&mut self, path: impl Into<String>, body: &str, origin: Origin) {
        let path = path.into();
        let text = match &origin {
            Origin::Licence => body.to_owned(),
            _ => header::with_header(&path, &origin.to_source(&self.description), body),
        };
        self.insert_whole(path, text, origin);
    }

    /// Adds a file as it is: of the runtime, under the header that the generator was built with.
    pub fn insert_whole(&mut self, path: impl Into<String>, text: impl Into<Cow<'static, str>>, origin: Origin) {
        let before = self.files.insert(path.into(), File { text: text.into(), origin });
        assert!(before.is_none(), "every path is made by one stage, from names that are unique");
    }

    /// Adds the record of what the files were made from.
    pub fn insert_record(&mut self, record: Record) {
        self.insert(RECORD_PATH, &record.to_text(), Origin::Inputs);
        self.record = Some(record);
    }

    /// Path and full text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, file)| (path.as_str(), &*file.text))
    }

    /// The full text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| &*file.text)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Makes the folder equal to these files, and touches nothing that it did not write itself.
    ///
    /// # Errors
    ///
    /// The folder is as it was before, but for [`OutputError::Unfinished`].
    pub fn write(&self, root: &Path) -> Result<Written, OutputError> {
        write::write(self, root)
    }

    /// How the folder differs from these files. Writes nothing.
    ///
    /// # Errors
    ///
    /// Only where the folder cannot be read.
    pub fn diff(&self, root: &Path) -> Result<Vec<Drift>, OutputError> {
        drift::diff(self, root)
    }
}

impl Origin {
    fn to_source(&self, description: &str) -> String {
        match self {
            Self::Description | Self::Inputs | Self::Licence => description.to_owned(),
            Self::Template(path) => format!("templates/crate/{path} and {description}"),
            Self::Runtime(path) => format!("templates/runtime/src/runtime/{path}"),
        }
    }
}

/// What a generated file was made from, by its header: paths below the project's root.
pub fn sources(text: &str) -> Option<Vec<String>> {
    Some(header::read(text)?.source.split(" and ").map(str::to_owned).collect())
}

/// Why the output folder could not be written or compared.
#[derive(Debug)]
pub enum OutputError {
    /// Writing would touch something that is not this command's own.
    Refused(Vec<Refusal>),
    /// The system said no.
    Io { path: String, action: &'static str, error: io::Error },
    /// The system said no after the first file was renamed or removed: the folder is partly new.
    Unfinished { path: String, error: io::Error },
}

/// A path that is not written, and why. An empty path is the output folder itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub path: String,
    pub reason: &'static str,
    pub help: &'static str,
}

impl OutputError {
    fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { path: path.display().to_string(), action, error }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusals) => {
                write!(f, "{} in the output folder cannot be written", places(refusals.len()))
            }
            Self::Io { path, action, error } => write!(f, "cannot {action} {path}: {error}"),
            Self::Unfinished { path, error } => {
                write!(f, "cannot replace {path}: {error}; the folder is partly new; run it again to complete it")
            }
        }
    }
}

impl std::error::Error for OutputError {}

fn places(count: usize) -> String {
    if count == 1 { "1 path".to_owned() } else { format!("{count} paths") }
}
