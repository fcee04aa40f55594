//! What lies in an output folder, without looking into what is none of the generator's business. Links are not followed.

use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::FileSet;

/// The names of new files and folders begin so until they are renamed.
pub(super) const STAGED_PREFIX: &str = ".codegen-staged-";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A socket, a device.
    Other,
    /// What Cargo and Git keep in a package's folder.
    Tools,
    /// A folder with another package: it may be another generated crate, whose files are not orphans of this one.
    Package,
    /// A new file of a run that was killed before it was renamed, or a folder of such files.
    Leftover,
}

/// Every path below the root (with `/`), a folder before what is in it. Nothing is listed below tools, packages and leftovers.
pub(super) fn walk(set: &FileSet, root: &Path) -> io::Result<Vec<(String, Kind)>> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry?;
        let path = relative(root, entry.path());
        let kind = kind(&entry, &path, set);
        let is_closed = matches!(kind, Kind::Tools | Kind::Package | Kind::Leftover);
        if is_closed && entry.file_type().is_dir() {
            walk.skip_current_dir();
        }
        found.push((path, kind));
    }
    Ok(found)
}

fn kind(entry: &DirEntry, path: &str, set: &FileSet) -> Kind {
    let file_type = entry.file_type();
    if matches!(path, "target" | "Cargo.lock" | ".git") {
        Kind::Tools
    } else if !file_type.is_symlink() && entry.file_name().to_string_lossy().starts_with(STAGED_PREFIX) {
        Kind::Leftover
    } else if file_type.is_dir() && entry.path().join("Cargo.toml").exists() && !holds_ours(path, set) {
        Kind::Package
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

fn holds_ours(path: &str, set: &FileSet) -> bool {
    let prefix = format!("{path}/");
    set.files.range(prefix.clone()..).next().is_some_and(|(path, _)| path.starts_with(&prefix))
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).expect("the walk stays below its root");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
