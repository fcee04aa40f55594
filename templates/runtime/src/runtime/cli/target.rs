//! Where the output goes: to standard output, or into a file, which is written beside and takes its name when all of it
//! is there. So a command that fails leaves no half of a file, and nothing is overwritten unasked.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

use http::HeaderMap;

use super::failure::Failure;
use super::file_name;
use super::globals::Globals;
use super::output::Output;
use super::pager::Pager;

/// What a file in a folder is called if the service has no name for it.
const UNNAMED: &str = "response";

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output; whether that was asked for in so many words.
    Stdout { is_explicit: bool },
    /// A program that shows standard output, which is a terminal, page by page.
    Pager,
    /// A file of this name.
    File(PathBuf, Existing),
    /// A file of the name that the service says, in this folder.
    Folder(PathBuf, Existing),
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    Kept,
    Replaced,
}

impl Target {
    /// What the flags say.
    pub(super) fn of(globals: &Globals<'_>) -> Self {
        let existing = if globals.is_set("overwrite") { Existing::Replaced } else { Existing::Kept };
        match globals.text("output") {
            None if globals.is_set("pager") && io::stdout().is_terminal() => Self::Pager,
            None => Self::Stdout { is_explicit: false },
            Some("-") => Self::Stdout { is_explicit: true },
            Some(path) if path.ends_with('/') || Path::new(path).is_dir() => Self::Folder(path.into(), existing),
            Some(path) => Self::File(path.into(), existing),
        }
    }

    /// Whether a terminal shows it.
    pub(super) fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout { .. } => io::stdout().is_terminal(),
            Self::Pager => true,
            Self::File(..) | Self::Folder(..) => false,
        }
    }

    /// Begins to write.
    ///
    /// # Errors
    ///
    /// There is such a file, or it cannot be written.
    pub(super) fn open(&self) -> Result<Sink, Failure> {
        match self {
            Self::Stdout { .. } => Ok(Sink::Stdout(BufWriter::new(io::stdout()))),
            Self::Pager => Ok(Sink::Pager(Pager::start()?)),
            Self::File(path, _) if path.as_os_str().is_empty() => {
                Err(Failure::usage("`--output` has to name a file, or be `-` for standard output"))
            }
            Self::File(path, existing) => Ok(Sink::File(Beside::create(path, *existing)?)),
            Self::Folder(folder, _) => {
                let folder = folder.display();
                Err(Failure::Usage(format!("`--output {folder}` is a folder; name a file in it")))
            }
        }
    }

    /// As the file that the service has a name for, if only a folder was named.
    pub(super) fn named_by(self, headers: &HeaderMap) -> Self {
        match self {
            Self::Folder(folder, existing) => {
                Self::File(folder.join(file_name::of(headers).unwrap_or_else(|| UNNAMED.to_owned())), existing)
            }
            other => other,
        }
    }
}

/// What is written to.
#[derive(Debug)]
pub(super) enum Sink {
    Stdout(BufWriter<Stdout>),
    Pager(Pager),
    File(Beside),
}

impl Sink {
    /// Brings out all that was written, under the name that it should have.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut writer) => Ok(writer.flush()?),
            Self::Pager(mut pager) => Ok(pager.flush()?),
            Self::File(file) => file.finish(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::Pager(pager) => pager.write(bytes),
            Self::File(file) => file.writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::Pager(pager) => pager.flush(),
            Self::File(file) => file.writer.flush(),
        }
    }
}

/// Ends the output of what came to this result. What has all of its output keeps it, whether that is good news or not.
///
/// # Errors
///
/// Those of the result, or what is to be shown cannot be written.
pub(super) fn end(mut output: Output<'_, Sink>, result: Result<(), Failure>) -> Result<(), Failure> {
    output.flush()?;
    if result.as_ref().err().is_none_or(Failure::is_of_the_outcome) {
        output.into_writer().finish()?;
    }
    result
}

/// A file beside the one that it will be; what was not finished goes.
#[derive(Debug)]
pub(super) struct Beside {
    writer: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
    existing: Existing,
}

impl Beside {
    fn create(path: &Path, existing: Existing) -> Result<Self, Failure> {
        refuse_existing(path, existing)?;
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let cannot = |error: io::Error| {
            let (path, part) = (path.display(), part.display());
            match error.kind() {
                io::ErrorKind::AlreadyExists => Failure::Usage(format!(
                    "{part} is there already: another command writes {path}, or one was ended; remove it in that case"
                )),
                _ => Failure::Usage(format!("`--output`: cannot write {path}: {error}")),
            }
        };
        let file = File::create_new(&part).map_err(cannot)?;
        Ok(Self { writer: BufWriter::new(file), part, path: path.to_owned(), existing })
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush()?;
        refuse_existing(&self.path, self.existing)?;
        Ok(fs::rename(&self.part, &self.path)?)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After a success it has its name, and there is nothing left to remove.
        let _ = fs::remove_file(&self.part);
    }
}

fn refuse_existing(path: &Path, existing: Existing) -> Result<(), Failure> {
    match existing {
        Existing::Kept if path.symlink_metadata().is_ok() => {
            let path = path.display();
            Err(Failure::Usage(format!("{path} is there already; `--overwrite` lets another take its place")))
        }
        Existing::Kept | Existing::Replaced => Ok(()),
    }
}

#[cfg(test)]
mod tests;
