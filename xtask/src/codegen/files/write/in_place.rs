//! Replaces files one by one: each is written out in full beside its target first, and an error on the way puts the
//! old ones back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Action, Change, create_parent, remove_empty_folders};
use crate::codegen::files::walk::STAGING_PREFIX;
use crate::codegen::files::{FileSet, OutputError};

pub(in crate::codegen::files) fn replace(set: &FileSet, root: &Path, changes: &[Change]) -> Result<(), OutputError> {
    Staging::new(set, root, changes)?.commit(changes)?;
    remove_empty_folders(root, changes);
    Ok(())
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
