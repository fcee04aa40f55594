//! What has to be done to a folder, by what was found in it.

use super::RECORD_PATH;
use super::scan::{Scan, State};

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Removals come after what is written, and last of all the record of what the crate was made from.
    pub changes: Vec<Change>,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files that the generator did not write, and left alone.
    pub left_alone: Vec<String>,
    /// Files that are no longer generated but were edited by hand, and left alone too: the edit may be wanted. So are those of
    /// a version whose hashes nobody checks any more: there may be an edit.
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
