//! What is done to a description before it is read: overlays change it, and a selection keeps a part of it. Both work on the
//! value tree, so whatever they leave is read like any description. And how much is made of what was read.

mod error;
mod only;
mod overlay;
mod references;
mod tree;

use std::path::PathBuf;

pub use error::EditError;
pub use only::operations_of;
pub use overlay::Overlay;
pub use references::references;
pub use tree::{EditedTree, Origins};

/// What a run asks to be done to the description.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// In the order in which they are applied.
    pub overlays: Vec<Overlay>,
    /// Tags and operationIds; none for all operations.
    pub only: Vec<String>,
    pub strictness: Strictness,
    pub extent: Extent,
}

/// The same as the command line has it: overlays are paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditOptions {
    pub overlays: Vec<PathBuf>,
    pub only: Vec<String>,
    pub strictness: Strictness,
    pub extent: Extent,
}

/// What becomes of a description with errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// It is refused as a whole.
    #[default]
    Strict,
    /// What is wrong is left out, and listed.
    Lenient,
}

/// How much is made of a description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    #[default]
    Whole,
    /// The client alone: no program, no reference pages, no tests. Of a large description, that is a quarter of the text.
    Library,
}

impl Extent {
    pub fn is_whole(self) -> bool {
        self == Self::Whole
    }
}

/// Overlays first, so that a selection can name what they add.
///
/// # Errors
///
/// An overlay that cannot be read, an action that matches nothing, or a selection that names nothing.
pub fn apply(edits: &Edits, tree: &mut EditedTree) -> Result<(), EditError> {
    for overlay in &edits.overlays {
        overlay.apply(tree)?;
    }
    if edits.only.is_empty() { Ok(()) } else { only::keep(&edits.only, tree) }
}
