//! Finds the description to compare with: a file, or the same file at a git revision. Git is asked as a command, so
//! that it need not be there unless a revision is named.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use semver::Version;

use crate::codegen::inputs::read_limited;
use crate::codegen::openapi::{Limits, Source};
use crate::codegen::paths;
use crate::description::{self, Refusal};

/// What is compared with.
#[derive(Debug)]
pub struct Since {
    pub source: Source,
    /// Whether there may be users of an earlier release: a tag names a version, or the description is a file, of which
    /// nobody knows.
    pub is_released: bool,
}

/// The description at `since`, which is a path if there is such a file, and else a revision in which `schema` is
/// looked up.
///
/// # Errors
///
/// What could not be read, why, and what to do instead.
pub fn read_since(since: &str, schema: &Path, limits: &Limits) -> Result<Since, Refusal> {
    let file = Path::new(since);
    if file.is_file() {
        return Ok(Since { source: description::read(file, limits)?, is_released: true });
    }
    let source = read_revision(since, schema, limits)?;
    Ok(Since { source, is_released: is_a_version_tagged(schema, limits)? })
}

/// Whether a tag such as `v0.1.0` or `package-0.1.0` was set.
fn is_a_version_tagged(schema: &Path, limits: &Limits) -> Result<bool, String> {
    let mut command = git(schema);
    command.args(["tag", "--list"]);
    let tags = output(command, limits)?;
    let is_version = |tag: &str| {
        let number = tag.trim_start_matches(|c: char| !c.is_ascii_digit());
        Version::parse(number).is_ok()
    };
    Ok(String::from_utf8_lossy(&tags).lines().any(is_version))
}

/// Git in the folder of the description.
fn git(schema: &Path) -> Command {
    let folder = schema.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    command
}

fn read_revision(revision: &str, schema: &Path, limits: &Limits) -> Result<Source, String> {
    let shown = paths::shown(schema);
    // Git would take it for an option.
    if revision.starts_with('-') || revision.is_empty() {
        return Err(format!("`{revision}` is neither a file nor a git revision"));
    }
    let name = schema.file_name().ok_or_else(|| format!("{shown} is not a file"))?;
    let mut object = OsString::from(format!("{revision}:./"));
    object.push(name);
    let mut command = git(schema);
    command.args(["cat-file", "blob"]).arg(object);
    let bytes = output(command, limits).map_err(|problem| {
        format!("cannot read {shown} at `{revision}`: {problem}; to compare with a file, give its path: --since FILE")
    })?;
    Ok(Source::new(format!("{revision}:{shown}"), bytes))
}

fn output(mut command: Command, limits: &Limits) -> Result<Vec<u8>, String> {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "the command `git` is not installed".to_owned(),
        _ => format!("the command `git` cannot be run: {error}"),
    })?;
    let stdout = child.stdout.take().expect("standard output was piped");
    let bytes = read_limited(stdout, limits).map_err(|error| error.to_string())?;
    let rest = child.wait_with_output().map_err(|error| error.to_string())?;
    // What is too large is cut off on purpose; git then ends with an error of its own.
    if rest.status.success() || bytes.len() > limits.max_bytes {
        return Ok(bytes);
    }
    let words = String::from_utf8_lossy(&rest.stderr);
    Err(words.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").trim_end_matches('.').to_owned())
}
