//! Replaces the whole output folder in one step: the new crate is put together in a folder beside it, and the system
//! exchanges the two. Whenever the process is killed, the output folder holds one crate or the other.
//!
//! What the generator did not write has to come along. Files get a second name (a hard link) in the new folder before
//! the exchange. Folders cannot have two names, so `target/`, `.git/` and packages of their own are moved right after
//! it; if a kill comes between, the next run finds them in the old folder.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::{Action, Change, create_parent, remove_empty_folders};
use crate::codegen::files::walk::{Kind, walk};
use crate::codegen::files::{FileSet, OutputError, header};

/// `false`: that cannot be done here, and nothing has happened.
pub(super) fn swap(set: &FileSet, root: &Path, changes: &[Change]) -> Result<bool, OutputError> {
    let Ok(place) = fs::create_dir_all(root).and_then(|()| Place::of(root)) else { return Ok(false) };
    // The shell that stands in the folder would be left in one that is gone.
    if env::current_dir().is_ok_and(|folder| folder.starts_with(&place.root)) {
        return Ok(false);
    }
    let Ok(beside) = tempfile::Builder::new()
        .prefix(&place.prefix)
        .permissions(Permissions::from_mode(0o777))
        .tempdir_in(&place.parent)
    else {
        return Ok(false);
    };
    let changed = changes.iter().map(|change| (change.path.as_str(), change.action)).collect();
    let exchanged = build(set, &place.root, beside.path(), &changed).and_then(|()| {
        remove_empty_folders(beside.path(), changes);
        exchange(beside.path(), &place.root)
    });
    if exchanged.is_err() {
        return Ok(false);
    }
    if let Err(error) = bring_over(set, beside.path(), &place.root, &changed) {
        // It holds files of others: it must not be removed, and the next run tries again.
        let path = beside.keep().display().to_string();
        return Err(OutputError::NotBroughtOver { path, error });
    }
    Ok(true)
}

/// Moves what a killed run had no time to move, and removes what it left.
pub(super) fn recover(set: &FileSet, root: &Path) {
    let Ok(place) = Place::of(root) else { return };
    let Ok(siblings) = fs::read_dir(&place.parent) else { return };
    for sibling in siblings.flatten() {
        let is_ours = sibling.file_name().to_string_lossy().starts_with(&place.prefix);
        if is_ours && sibling.file_type().is_ok_and(|kind| kind.is_dir()) {
            let beside = sibling.path();
            // A leftover does no harm but to the eye, so failing to remove it is no reason to fail.
            let _ = rescue(set, &beside, &place.root).and_then(|()| fs::remove_dir_all(beside));
        }
    }
}

/// Moves what a killed run had no time to bring over. What bears the generator's header, or is in the folder already, is
/// not missed.
fn rescue(set: &FileSet, beside: &Path, root: &Path) -> io::Result<()> {
    move_apart(set, beside, root)?;
    for (path, kind) in walk(set, beside)? {
        let (old, new) = (beside.join(&path), root.join(&path));
        let is_missed = kind == Kind::File && !new.exists() && !is_generated(&old)?;
        if is_missed {
            create_parent(&new)?;
            fs::rename(old, new)?;
        }
    }
    Ok(())
}

fn is_generated(path: &Path) -> io::Result<bool> {
    let text = fs::read(path)?;
    Ok(text.is_empty() || header::read(&String::from_utf8_lossy(&text)).is_some())
}

struct Place {
    root: PathBuf,
    parent: PathBuf,
    /// Of the folders beside the root that are ours.
    prefix: String,
}

impl Place {
    fn of(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let name = root.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        let parent = root.parent().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        Ok(Self { root, parent, prefix: format!(".{name}.codegen-") })
    }
}

/// The new crate, with everything that comes along.
fn build(set: &FileSet, root: &Path, beside: &Path, changed: &BTreeMap<&str, Action>) -> io::Result<()> {
    fs::set_permissions(beside, fs::metadata(root)?.permissions())?;
    for (path, kind) in walk(set, root)? {
        let (old, new) = (root.join(&path), beside.join(&path));
        if kind == Kind::Folder {
            fs::create_dir(&new)?;
            fs::set_permissions(new, fs::metadata(old)?.permissions())?;
        } else if is_carried(&path, kind, &old, changed) {
            fs::hard_link(old, new)?;
        }
    }
    for (path, _) in changed.iter().filter(|(_, action)| **action != Action::Removed) {
        let new = beside.join(path);
        create_parent(&new)?;
        fs::write(new, set.get(path).expect("only wanted files are created or updated"))?;
    }
    Ok(())
}

/// A file that is in both crates.
fn is_carried(path: &str, kind: Kind, old: &Path, changed: &BTreeMap<&str, Action>) -> bool {
    !changed.contains_key(path) && kind != Kind::Leftover && !is_apart(kind, old)
}

/// A folder that is moved as it is.
fn is_apart(kind: Kind, path: &Path) -> bool {
    matches!(kind, Kind::Tools | Kind::Package) && path.is_dir() && !path.is_symlink()
}

fn exchange(beside: &Path, root: &Path) -> io::Result<()> {
    Ok(renameat_with(CWD, beside, CWD, root, RenameFlags::EXCHANGE)?)
}

/// After the exchange: moves the folders that are apart, and what others saved while the new crate was put together.
fn bring_over(set: &FileSet, beside: &Path, root: &Path, changed: &BTreeMap<&str, Action>) -> io::Result<()> {
    move_apart(set, beside, root)?;
    for (path, kind) in walk(set, beside)? {
        let (old, new) = (beside.join(&path), root.join(&path));
        if kind == Kind::Folder || !is_carried(&path, kind, &old, changed) || is_same_file(&old, &new) {
            continue;
        }
        create_parent(&new)?;
        fs::rename(old, new)?;
    }
    Ok(())
}

fn move_apart(set: &FileSet, beside: &Path, root: &Path) -> io::Result<()> {
    for (path, kind) in walk(set, beside)? {
        let (old, new) = (beside.join(&path), root.join(&path));
        let is_new_cache = path == "target" && new.exists();
        if is_apart(kind, &old) && !is_new_cache {
            create_parent(&new)?;
            fs::rename(old, new)?;
        }
    }
    Ok(())
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let number = |path: &Path| fs::symlink_metadata(path).map(|data| (data.dev(), data.ino())).ok();
    number(one) == number(other)
}
