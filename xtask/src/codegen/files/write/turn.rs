//! One run at a time: what one run puts together beside the output folder looks to another like the leavings of a killed
//! run, and would be cleared away.

use std::fs::File;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

/// Waits until no other run writes below the same parent. The system ends the turn with the process, however that ends.
/// `None` where folders cannot be locked; runs then have to keep out of each other's way.
pub(super) fn wait(root: &Path) -> Option<File> {
    // The output folder itself will be exchanged for another one, so its parent is locked.
    let root = std::path::absolute(root).ok()?;
    let parent = root.ancestors().skip(1).find(|folder| folder.is_dir())?;
    let parent = File::open(parent).ok()?;
    flock(&parent, FlockOperation::LockExclusive).ok()?;
    Some(parent)
}
