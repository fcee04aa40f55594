//! Git, asked as a command, so that it need not be there unless it is needed.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::codegen::inputs::read_limited;
use model::openapi::Limits;

/// What git says in this folder, or as much of it as the limit allows.
///
/// # Errors
///
/// Git is not there, or its own words.
pub fn output(
    folder: &Path,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    limits: &Limits,
) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "the command `git` is not installed".to_owned(),
        _ => format!("the command `git` cannot be run: {error}"),
    })?;
    let stdout = child.stdout.take().expect("standard output was piped");
    let bytes = read_limited(stdout, 0, limits).map_err(|error| error.to_string())?;
    let rest = child.wait_with_output().map_err(|error| error.to_string())?;
    // What is too large is cut off on purpose; git then ends with an error of its own.
    if rest.status.success() || bytes.len() > limits.max_bytes {
        return Ok(bytes);
    }
    let words = String::from_utf8_lossy(&rest.stderr);
    Err(words.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").trim_end_matches('.').to_owned())
}

/// [`output`] as lines of text.
///
/// # Errors
///
/// As above.
pub fn lines(
    folder: &Path,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    limits: &Limits,
) -> Result<Vec<String>, String> {
    let bytes = output(folder, arguments, limits)?;
    Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
}
