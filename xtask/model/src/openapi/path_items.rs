//! Path items that stand elsewhere: below `components: pathItems:`, or under another path.

use super::method::Method;
use super::node::Node;
use crate::source::Pointer;

/// Why a reference leads to no path item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    Missing,
    /// What it leads to is something else.
    Kind,
    Circle,
    /// It has operations of its own, beside a reference to another one.
    Beside,
}

/// The path item itself, with its place, behind any number of references.
///
/// # Errors
///
/// A reference leads nowhere.
pub fn follow<'n>(root: &'n Node, mut at: Pointer, mut item: &'n Node) -> Result<(Pointer, &'n Node), Lost> {
    let mut seen = vec![at.clone()];
    while let Some(target) = item.get("$ref") {
        if beside(item).is_some() {
            return Err(Lost::Beside);
        }
        let target = target.as_text().ok_or(Lost::Kind)?;
        at = Pointer::of_reference(target).filter(is_path_item).ok_or(Lost::Kind)?;
        if seen.contains(&at) {
            return Err(Lost::Circle);
        }
        seen.push(at.clone());
        item = at.segments().into_iter().try_fold(root, |node, key| node.inside(key)).ok_or(Lost::Missing)?;
    }
    Ok((at, item))
}

/// What would be lost of a path item that is a reference.
pub fn beside(item: &Node) -> Option<&str> {
    let counts = |key: &&str| Method::of_key(key).is_some() || matches!(*key, "parameters" | "servers");
    item.entries().iter().map(|(key, _)| key.as_str()).find(counts)
}

fn is_path_item(at: &Pointer) -> bool {
    matches!(at.segments()[..], ["paths", path] if path.starts_with('/'))
        || matches!(at.segments()[..], ["components", "pathItems", _])
}
