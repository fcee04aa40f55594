//! Makes a folder equal to a set of files.
//!
//! What is guaranteed: nothing changes unless every file could be written out in full beside its target; every file is
//! at all times the old one or the new one; an error on the way puts the old files back. A run that is killed between
//! two renames leaves old files beside new ones, each of them whole, and the next run completes it: that is why the
//! record of the inputs comes last. Power loss is left to the file system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::scan::{STAGING_PREFIX, Scan, State, scan};
use super::{FileSet, OutputError, RECORD_PATH, Refusal};

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// In the order in which they were made.
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
    let written = apply(set, root, &scan)?;
    for leftover in scan.leftovers {
        // A leftover does no harm but to the eye, so failing to remove it is no reason to fail.
        let _ = fs::remove_dir_all(leftover);
    }
    Ok(written)
}

pub(super) fn apply(set: &FileSet, root: &Path, scan: &Scan) -> Result<Written, OutputError> {
    let written = plan(scan);
    if !written.changes.is_empty() {
        let staging = Staging::new(set, root, &written.changes)?;
        staging.commit(&written.changes)?;
        remove_empty_folders(root, &written.changes);
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

fn plan(scan: &Scan) -> Written {
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

/// A folder inside the output folder, and so on the same file system, that holds the new files, and the old ones until
/// all is done. Dropping it removes it.
struct Staging<'a> {
    root: &'a Path,
    folder: TempDir,
}

impl<'a> Staging<'a> {
    fn new(set: &FileSet, root: &'a Path, changes: &[Change]) -> Result<Self, OutputError> {
        fs::create_dir_all(root).map_err(OutputError::io(root, "create"))?;
        let folder = TempDir::with_prefix_in(STAGING_PREFIX, root).map_err(OutputError::io(root, "write to"))?;
        let staging = Self { root, folder };
        for change in changes {
            let target = root.join(&change.path);
            staging.stage(set, change).map_err(OutputError::io(&target, "write"))?;
        }
        Ok(staging)
    }

    /// Writes the new text out, and gives the old file a second name.
    fn stage(&self, set: &FileSet, change: &Change) -> io::Result<()> {
        let target = self.root.join(&change.path);
        if change.action != Action::Removed {
            let new = self.new_file(change);
            create_parent(&new)?;
            create_parent(&target)?;
            fs::write(new, set.get(&change.path).expect("only wanted files are created or updated"))?;
        }
        if change.action != Action::Created {
            let old = self.old_file(change);
            create_parent(&old)?;
            // Not every file system has hard links.
            fs::hard_link(&target, &old).or_else(|_| fs::copy(&target, &old).map(|_| ()))?;
        }
        Ok(())
    }

    fn commit(&self, changes: &[Change]) -> Result<(), OutputError> {
        for (done, change) in changes.iter().enumerate() {
            let target = self.root.join(&change.path);
            let result = match change.action {
                Action::Removed => fs::remove_file(&target),
                _ => fs::rename(self.new_file(change), &target),
            };
            if let Err(error) = result {
                let first = OutputError::io(&target, "replace")(error);
                return Err(self.take_back(&changes[..done], first));
            }
        }
        Ok(())
    }

    fn take_back(&self, done: &[Change], first: OutputError) -> OutputError {
        for change in done.iter().rev() {
            let target = self.root.join(&change.path);
            let result = match change.action {
                Action::Created => fs::remove_file(&target),
                _ => fs::rename(self.old_file(change), &target),
            };
            if let Err(error) = result {
                let path = target.display().to_string();
                return OutputError::NotRestored { first: Box::new(first), path, error };
            }
        }
        remove_empty_folders(self.root, done);
        first
    }

    fn new_file(&self, change: &Change) -> PathBuf {
        self.folder.path().join("new").join(&change.path)
    }

    fn old_file(&self, change: &Change) -> PathBuf {
        self.folder.path().join("old").join(&change.path)
    }
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
