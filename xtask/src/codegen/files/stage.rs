//! New files, written out in full but not in their places yet: each beside its target, or with all others in a folder that is
//! to take the place of one that is missing. So whatever can fail has failed before a file of the crate changes, and an
//! error leaves no trace.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::plan::{Action, Change};
use super::walk::STAGED_PREFIX;
use super::{FileSet, OutputError};

/// What a change waits for. Goes away unless it takes its place.
#[derive(Debug)]
pub(super) enum Staged {
    File(TempPath),
    /// For the first of the changes below it.
    Folder(StagedFolder),
    /// In a folder that takes its place as a whole.
    Inside,
    /// For a removal.
    Nothing,
}

/// A folder, and the one whose place it is to take.
#[derive(Debug)]
pub(super) struct StagedFolder {
    path: PathBuf,
    target: PathBuf,
}

impl StagedFolder {
    pub(super) fn persist(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        // It has a name of its own, so once it was renamed there is nothing here.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// One for each change.
pub(super) fn stage(set: &FileSet, root: &Path, changes: &[Change]) -> Result<Vec<Staged>, OutputError> {
    let missing: Vec<_> = root.ancestors().take_while(|folder| !folder.exists()).collect();
    let mut stage = Stage { root, there: HashSet::new(), staged: HashMap::new(), made: HashSet::new() };
    let made = fs::create_dir_all(root).map_err(OutputError::io(root, "write"));
    let staged: Result<Vec<_>, _> =
        made.and_then(|()| changes.iter().map(|change| stage.change(set, change)).collect());
    if staged.is_err() {
        missing.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    staged
}

struct Stage<'c> {
    root: &'c Path,
    /// Folders below the root that were there before.
    there: HashSet<&'c str>,
    /// The folders that are missing, and not inside of another one, by where they wait.
    staged: HashMap<&'c str, PathBuf>,
    /// Folders inside of those.
    made: HashSet<PathBuf>,
}

impl<'c> Stage<'c> {
    fn change(&mut self, set: &FileSet, change: &'c Change) -> Result<Staged, OutputError> {
        let text = (change.action != Action::Removed).then(|| set.get(&change.path)).flatten();
        let Some(text) = text else { return Ok(Staged::Nothing) };
        self.file(&change.path, text).map_err(OutputError::io(&self.root.join(&change.path), "write"))
    }

    fn file(&mut self, path: &'c str, text: &str) -> io::Result<Staged> {
        for (end, _) in path.match_indices('/') {
            let (folder, below) = (&path[..end], &path[end + 1..]);
            if self.there.contains(folder) {
                continue;
            }
            if let Some(staged) = self.staged.get(folder) {
                let target = staged.join(below);
                self.inside(&target, text)?;
                return Ok(Staged::Inside);
            }
            let target = self.root.join(folder);
            if !target.exists() {
                let around = target.parent().unwrap_or(self.root);
                // Created like any other folder, with the permissions that the system gives.
                let staged = builder().make_in(around, |path| fs::create_dir(path))?;
                let path = staged.into_temp_path().keep().map_err(|error| error.error)?;
                let staged = StagedFolder { path, target };
                self.staged.insert(folder, staged.path.clone());
                self.inside(&staged.path.join(below), text)?;
                return Ok(Staged::Folder(staged));
            }
            self.there.insert(folder);
        }
        let target = self.root.join(path);
        let mut file = builder().make_in(target.parent().unwrap_or(self.root), |path| File::create_new(path))?;
        file.write_all(text.as_bytes())?;
        Ok(Staged::File(file.into_temp_path()))
    }

    fn inside(&mut self, target: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = target.parent().filter(|folder| !self.made.contains(*folder)) {
            fs::create_dir_all(folder)?;
            self.made.insert(folder.to_owned());
        }
        File::create_new(target)?.write_all(text.as_bytes())
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED_PREFIX);
    builder
}
