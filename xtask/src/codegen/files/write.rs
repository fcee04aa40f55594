//! Makes a folder equal to a set of files.
//!
//! Every new file is written out in full (see `stage`) before the first is renamed over its target, and the record of what
//! the crate was made from comes last. So a write that fails (a full disk) changes nothing. Only a kill between two
//! renames leaves old files beside new ones: `diff` names them, and the next run replaces the rest. Power loss is left to
//! the file system.

use std::fs;
use std::path::Path;

use super::plan::{Action, Change, Written, plan};
use super::scan::{Scan, State, scan};
use super::stage::{Staged, stage};
use super::{FileSet, OutputError, Refusal};

pub(super) fn write(set: &FileSet, root: &Path) -> Result<Written, OutputError> {
    let scan = scan(set, root)?;
    refuse_foreign(set, &scan)?;
    for leftover in &scan.leftovers {
        // A leftover has no effect on the crate, so failing to remove it is no reason to fail.
        let _ = fs::remove_file(leftover).or_else(|_| fs::remove_dir_all(leftover));
    }
    let written = plan(&scan);
    commit(root, &written.changes, stage(set, root, &written.changes)?)?;
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

/// Renames and removes only.
pub(super) fn commit(root: &Path, changes: &[Change], staged: Vec<Staged>) -> Result<(), OutputError> {
    for (change, staged) in changes.iter().zip(staged) {
        let target = root.join(&change.path);
        let result = match staged {
            Staged::File(file) => file.persist(&target).map_err(|error| error.error),
            Staged::Folder(folder) => folder.persist(),
            Staged::Inside => Ok(()),
            Staged::Nothing => fs::remove_file(&target),
        };
        result.map_err(|error| OutputError::Unfinished { path: target.display().to_string(), error })?;
    }
    remove_empty_folders(root, changes);
    Ok(())
}

/// The folders that the last file has left. Only empty folders can be removed this way, so trying is safe.
fn remove_empty_folders(root: &Path, changes: &[Change]) {
    for change in changes.iter().filter(|change| change.action == Action::Removed) {
        let path = root.join(&change.path);
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
