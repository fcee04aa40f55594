//! Path items that stand elsewhere: below `components: pathItems:`, or under another path.

use super::node::Node;
use crate::codegen::source::Pointer;

/// Why a reference leads to no path item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    Missing,
    /// What it leads to is something else.
    Kind,
    Circle,
}

/// The path item itself, with its place, behind any number of references.
///
/// # Errors
///
/// A reference leads nowhere.
pub fn follow<'n>(root: &'n Node, mut at: Pointer, mut item: &'n Node) -> Result<(Pointer, &'n Node), Lost> {
    let mut seen = vec![at.clone()];
    while let Some(target) = item.get("$ref").and_then(Node::as_text) {
        at = Pointer::of_reference(target).filter(is_path_item).ok_or(Lost::Kind)?;
        if seen.contains(&at) {
            return Err(Lost::Circle);
        }
        seen.push(at.clone());
        item = at.segments().into_iter().try_fold(root, |node, key| node.inside(key)).ok_or(Lost::Missing)?;
    }
    Ok((at, item))
}

fn is_path_item(at: &Pointer) -> bool {
    matches!(at.segments()[..], ["paths", path] if path.starts_with('/'))
        || matches!(at.segments()[..], ["components", "pathItems", _])
}
