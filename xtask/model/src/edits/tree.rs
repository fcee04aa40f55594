//! A value tree that changes while places in it keep their names: pointers are those of the text, also where items of a
//! list before them are gone, so that a problem is shown where it stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::Node;
use crate::source::Pointer;

/// A tree, and which items of its lists are gone.
#[derive(Clone, Debug)]
pub struct EditedTree {
    root: Node,
    origins: Origins,
}

/// Where the text has what is now at a place: by list, the indexes of the items that are gone, as the text has them.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<Pointer, BTreeSet<usize>>);

impl EditedTree {
    pub fn new(root: Node) -> Self {
        Self { root, origins: Origins::default() }
    }

    /// As it is now.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The tree, which leaves nothing behind but the places in it.
    pub fn take_root(&mut self) -> Node {
        std::mem::replace(&mut self.root, Node::Null)
    }

    pub fn into_origins(self) -> Origins {
        self.origins
    }

    /// The node at a place of the text, if it is still there.
    pub fn get(&self, at: &Pointer) -> Option<&Node> {
        self.origins.now(at)?.iter().try_fold(&self.root, |node, segment| node.inside(segment))
    }

    fn get_mut(&mut self, at: &Pointer) -> Option<&mut Node> {
        let way = self.origins.now(at)?;
        way.iter().try_fold(&mut self.root, |node, segment| node.inside_mut(segment))
    }

    /// Removes an entry or an item; says whether it was there.
    pub fn remove(&mut self, at: &Pointer) -> bool {
        let (Some(way), Some(parent)) = (self.origins.now(at), at.parent()) else { return false };
        let (Some(key), Some(name)) = (way.last(), at.last()) else { return false };
        match self.get_mut(&parent) {
            Some(Node::Map(entries)) => {
                let before = entries.len();
                entries.retain(|(known, _)| known != key);
                entries.len() < before
            }
            Some(Node::List(items)) => {
                let (Ok(index), Ok(name)) = (key.parse::<usize>(), name.parse()) else { return false };
                if index >= items.len() {
                    return false;
                }
                items.remove(index);
                self.origins.0.entry(parent).or_default().insert(name)
            }
            _ => false,
        }
    }

    /// Puts another value in the place of one; says whether anything changed.
    pub fn replace(&mut self, at: &Pointer, value: Node) -> bool {
        match self.get_mut(at) {
            Some(node) if *node != value => {
                *node = value;
                true
            }
            _ => false,
        }
    }

    /// Sets an entry of a mapping; says whether anything changed.
    pub fn set(&mut self, map: &Pointer, key: &str, value: Node) -> bool {
        match self.get_mut(map) {
            Some(Node::Map(entries)) => match entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) if *known == value => false,
                Some((_, known)) => {
                    *known = value;
                    true
                }
                None => {
                    entries.push((key.to_owned(), value));
                    true
                }
            },
            _ => false,
        }
    }

    /// Where the text has the node that is now at a place.
    pub fn origin(&self, now: &Pointer) -> Pointer {
        self.origins.of(now)
    }
}

impl Origins {
    /// Where the text has the node that is now at a place.
    pub fn of(&self, now: &Pointer) -> Pointer {
        let mut origin = Pointer::root();
        for segment in now.segments() {
            let shifted = self.0.get(&origin).and_then(|gone| {
                let index = segment.parse::<usize>().ok()?;
                Some(gone.iter().fold(index, |index, gone| if *gone <= index { index + 1 } else { index }))
            });
            origin = match shifted {
                Some(index) => origin.child(index),
                None => origin.child(segment),
            };
        }
        origin
    }

    /// The keys and indexes that lead to a place of the text; `None` if it is gone.
    fn now(&self, at: &Pointer) -> Option<Vec<String>> {
        let mut around = Pointer::root();
        let mut way = Vec::new();
        for segment in at.segments() {
            let index = segment.parse::<usize>().ok();
            match (self.0.get(&around), index) {
                (Some(gone), Some(index)) if gone.contains(&index) => return None,
                (Some(gone), Some(index)) => way.push((index - gone.range(..index).count()).to_string()),
                _ => way.push(segment.to_owned()),
            }
            around = around.child(segment);
        }
        Some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(segments: &[&str]) -> Pointer {
        segments.iter().fold(Pointer::root(), |at, segment| at.child(segment))
    }

    #[test]
    fn places_keep_their_names_when_items_before_them_are_gone() {
        let node: Node = serde_json::from_str(r#"{"list": ["a", "b", "c", "d"]}"#).unwrap();
        let mut tree = EditedTree::new(node);
        let at = |index: &str| pointer(&["list", index]);
        assert!(tree.remove(&at("0")) && tree.remove(&at("2")));
        assert!(!tree.remove(&at("2")), "it is gone");
        let text =
            |tree: &EditedTree, index: &str| tree.get(&at(index)).and_then(|node| node.as_text().map(str::to_owned));
        assert_eq!([text(&tree, "1"), text(&tree, "2"), text(&tree, "3")], [Some("b".into()), None, Some("d".into())]);
        assert_eq!([tree.origin(&at("0")), tree.origin(&at("1"))], [at("1"), at("3")]);
    }
}
