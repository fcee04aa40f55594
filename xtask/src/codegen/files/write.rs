//! Makes a folder equal to a set of files.
//!
//! What is guaranteed: a run that fails or is killed leaves the crate it found or the new one. Where folders can be
//! swapped, one step of the system brings all files at once (`swap`). Elsewhere they are renamed one by one, and a
//! kill between two renames leaves old files beside new ones, which the next run completes (`in_place`). Power loss is
//! left to the file system.

mod in_place;
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod swap;
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod turn;
/// Folders cannot be swapped in one step here.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod swap {
    pub(super) fn swap(_: &super::FileSet, _: &super::Path, _: &[super::Change]) -> Result<bool, super::OutputError> {
        Ok(false)
    }

    pub(super) fn recover(_: &super::FileSet, _: &super::Path) {}
}

use std::fs;
use std::io;
use std::path::Path;

#[cfg(test)]
pub(super) use in_place::replace as replace_in_place;

use super::scan::{Scan, State, scan};
use super::{FileSet, OutputError, RECORD_PATH, Refusal};

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Removals come last, and before them the record of what the crate was made from.
    pub changes: Vec<Change>,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files that the generator did not write, and left alone.
    pub left_alone: Vec<String>,
    /// Files that are no longer generated but were edited by hand, and left alone too: the edit may be wanted.
    pub kept: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    pub action: Action,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Created,
    Updated,
    /// The file had been edited by hand; the edit is gone.
    Restored,
    Removed,
}

pub(super) fn write(set: &FileSet, root: &Path) -> Result<Written, OutputError> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    let _turn = turn::wait(root);
    let scan = scan(set, root)?;
    refuse_foreign(set, &scan)?;
    swap::recover(set, root);
    let written = plan(&scan);
    if !written.changes.is_empty() && !swap::swap(set, root, &written.changes)? {
        in_place::replace(set, root, &written.changes)?;
    }
    for leftover in scan.leftovers {
        // A leftover does no harm but to the eye, so failing to remove it is no reason to fail.
        let _ = fs::remove_dir_all(leftover);
    }
    Ok(written)
}

fn refuse_foreign(set: &FileSet, scan: &Scan) -> Result<(), OutputError> {
    let mut refusals = Vec::new();
    for state in scan.states.values() {
        if let State::InTheWay(refusal) = state
            && !refusals.contains(refusal)
        {
            refusals.push(refusal.clone());
        }
    }
    for path in set.files.keys().filter(|path| !stays_inside(path)) {
        refusals.push(Refusal {
            path: path.clone(),
            reason: "the path leaves the output folder",
            help: "this is a defect of the generator; please report it",
        });
    }
    if refusals.is_empty() { Ok(()) } else { Err(OutputError::Refused(refusals)) }
}

fn stays_inside(path: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':', '\0']) && path.split('/').all(is_name)
}

pub(super) fn plan(scan: &Scan) -> Written {
    let mut written = Written::default();
    for (path, state) in &scan.states {
        let action = match state {
            State::Missing => Action::Created,
            State::Stale(_) => Action::Updated,
            State::Edited(_) => Action::Restored,
            State::Orphaned { intact: true, .. } => Action::Removed,
            State::Orphaned { intact: false, .. } => {
                written.kept.push(path.clone());
                continue;
            }
            State::Same => {
                written.unchanged += 1;
                continue;
            }
            State::Unknown => {
                written.left_alone.push(path.clone());
                continue;
            }
            State::InTheWay(_) => unreachable!("refused before anything is planned"),
        };
        written.changes.push(Change { path: path.clone(), action });
    }
    written.changes.sort_by_key(|change| (change.path == RECORD_PATH, change.action == Action::Removed));
    written
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The folders that the last file has left. Only empty folders can be removed this way, so trying is safe.
fn remove_empty_folders(root: &Path, changes: &[Change]) {
    for change in changes {
        let path = root.join(&change.path);
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
