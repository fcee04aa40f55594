//! Finds the description to compare with: a file, or the same file at a git revision.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use semver::Version;

use crate::codegen::paths;
use crate::description::{self, Refusal};
use crate::git;
use model::openapi::{Limits, Source};

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
    let tags = git::lines(folder_of(schema), ["tag", "--list"], limits)?;
    let number = |tag: &String| Version::parse(tag.trim_start_matches(|c: char| !c.is_ascii_digit())).is_ok();
    Ok(tags.iter().any(number))
}

fn folder_of(schema: &Path) -> &Path {
    schema.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
    let arguments = [OsStr::new("cat-file"), OsStr::new("blob"), &object];
    let bytes = git::output(folder_of(schema), arguments, limits).map_err(|problem| {
        format!("cannot read {shown} at `{revision}`: {problem}; to compare with a file, give its path: --since FILE")
    })?;
    Ok(Source::new(format!("{revision}:{shown}"), bytes))
}
