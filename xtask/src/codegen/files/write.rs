//! Makes a folder equal to a set of files.
//!
//! Every new file is written out in full beside its target before the first is renamed over it, and the record of what
//! the crate was made from comes last. So a write that fails (a full disk) changes nothing. Only a kill between two
//! renames leaves old files beside new ones: `diff` names them, and the next run replaces the rest. Power loss is left to
//! the file system.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::scan::{Scan, State, scan};
use super::walk::STAGED_PREFIX;
use super::{FileSet, OutputError, RECORD_PATH, Refusal};

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Removals come after what is written, and last of all the record of what the crate was made from.
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
    let scan = scan(set, root)?;
    refuse_foreign(set, &scan)?;
    for leftover in &scan.leftovers {
        // A leftover has no effect on the crate, so failing to remove it is no reason to fail.
        let _ = fs::remove_file(leftover);
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

/// Writes each new file beside its target, so that whatever can fail has failed before a file of the crate changes. One
/// for each change; a removal needs none. An error leaves no trace.
pub(super) fn stage(set: &FileSet, root: &Path, changes: &[Change]) -> Result<Vec<Option<TempPath>>, OutputError> {
    let mut folders = Folders::default();
    let stage_one = |change: &Change| {
        let text = (change.action != Action::Removed).then(|| set.get(&change.path)).flatten();
        let target = root.join(&change.path);
        let staged = text.map(|text| write_beside(&target, text, &mut folders)).transpose();
        staged.map_err(OutputError::io(&target, "write"))
    };
    let staged: Result<Vec<_>, _> = changes.iter().map(stage_one).collect();
    if staged.is_err() {
        folders.created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    staged
}

/// The folders that files were written to: most files share theirs with others.
#[derive(Default)]
struct Folders {
    /// With the absolute path, which a new file is kept by: the system would be asked for it once for each file.
    known: HashMap<PathBuf, PathBuf>,
    /// A folder before what is in it.
    created: Vec<PathBuf>,
}

impl Folders {
    /// The absolute path of a folder that is there afterwards.
    fn make(&mut self, folder: &Path) -> io::Result<&Path> {
        if !self.known.contains_key(folder) {
            let missing: Vec<_> =
                folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
            self.created.extend(missing.into_iter().rev());
            fs::create_dir_all(folder)?;
            let absolute = if folder.is_absolute() { folder.to_owned() } else { std::env::current_dir()?.join(folder) };
            self.known.insert(folder.to_owned(), absolute);
        }
        Ok(&self.known[folder])
    }
}

fn write_beside(target: &Path, text: &str, folders: &mut Folders) -> io::Result<TempPath> {
    let folder = folders.make(target.parent().unwrap_or(Path::new(".")))?;
    // Created like any other file, with the permissions that the system gives.
    let mut file = tempfile::Builder::new().prefix(STAGED_PREFIX).make_in(folder, |path| File::create_new(path))?;
    file.write_all(text.as_bytes())?;
    Ok(file.into_temp_path())
}

/// Renames and removes only.
pub(super) fn commit(root: &Path, changes: &[Change], staged: Vec<Option<TempPath>>) -> Result<(), OutputError> {
    for (change, staged) in changes.iter().zip(staged) {
        let target = root.join(&change.path);
        let result = match staged {
            Some(file) => file.persist(&target).map_err(|error| error.error),
            None => fs::remove_file(&target),
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
