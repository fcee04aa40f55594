//! `--only`: the operations of some tags, or of some ids, and the components they need.

use std::collections::BTreeSet;

use super::references::references;
use super::{EditError, EditedTree};
use crate::names::proposed_operation_id;
use crate::openapi::{Method, Node, path_items};
use crate::source::Pointer;

/// What is looked at for its own sake, although nothing may refer to it.
const PRUNED: [&str; 6] = ["schemas", "parameters", "requestBodies", "responses", "examples", "headers"];

pub fn keep(wanted: &[String], tree: &mut EditedTree) -> Result<(), EditError> {
    let mut found = BTreeSet::new();
    for (path, item) in paths(tree.root()) {
        let at = Pointer::root().child("paths").child(&path);
        // What is left out here is not left out of another path that has the same item, nor the other way round.
        if item.get("$ref").is_none() {
            tree.replace(&at, item.clone());
        }
        let names: Vec<_> = operations(&item).map(|(key, operation)| (key, names(key, &path, operation))).collect();
        let mut is_needed = false;
        for (key, names) in &names {
            let matched: Vec<&String> = wanted.iter().filter(|wanted| names.contains(wanted)).collect();
            is_needed |= !matched.is_empty();
            if matched.is_empty() {
                tree.remove(&at.child(key));
            }
            found.extend(matched);
        }
        if !is_needed {
            tree.remove(&at);
        }
    }
    if let Some(missing) = wanted.iter().find(|wanted| !found.contains(wanted)) {
        return Err(EditError(format!("--only {missing}: the description has no such tag and no such operationId")));
    }
    prune(tree);
    Ok(())
}

/// How many operations a description has.
pub fn operations_of(root: &Node) -> usize {
    paths(root).iter().map(|(_, item)| operations(item).count()).sum()
}

/// The operations of a path item, by their keys.
fn operations(item: &Node) -> impl Iterator<Item = (&str, &Node)> {
    item.entries().iter().filter(|(key, _)| Method::of_key(key).is_some()).map(|(key, node)| (key.as_str(), node))
}

/// The path items by their paths, those that stand elsewhere among them.
fn paths(root: &Node) -> Vec<(String, Node)> {
    let entries = root.get("paths").map_or(&[][..], Node::entries).iter().filter(|(path, _)| path.starts_with('/'));
    let found = entries.map(|(path, item)| {
        let followed = path_items::follow(root, Pointer::root().child("paths").child(path), item);
        (path.clone(), followed.map_or(item, |(_, item)| item).clone())
    });
    found.collect()
}

/// What an operation can be selected by.
fn names(key: &str, path: &str, operation: &Node) -> Vec<String> {
    let id = operation.get("operationId").and_then(Node::as_text).map(str::to_owned);
    let tags = match operation.get("tags") {
        Some(Node::List(tags)) => tags.iter().filter_map(Node::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    [vec![id.unwrap_or_else(|| proposed_operation_id(key, path))], tags].concat()
}

/// Leaves out the components that nothing needs any more.
fn prune(tree: &mut EditedTree) {
    let mut needed = BTreeSet::new();
    let mut open = Vec::new();
    for (_, node) in tree.root().entries().iter().filter(|(key, _)| key != "components") {
        references(node, &mut open);
    }
    let event = tree.root().get("x-client").and_then(|client| client.get("webhook")?.get("event-schema")?.as_text());
    open.extend(event.map(|name| ("schemas".to_owned(), name.to_owned())));
    let components = tree.root().get("components");
    while let Some((section, name)) = open.pop() {
        if needed.insert((section.clone(), name.clone()))
            && let Some(node) = components.and_then(|components| components.get(&section)?.get(&name))
        {
            references(node, &mut open);
        }
    }
    for section in PRUNED {
        let at = Pointer::root().child("components").child(section);
        let entries = tree.get(&at).map_or(&[][..], Node::entries);
        let names: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
        for name in names.into_iter().filter(|name| !needed.contains(&(section.to_owned(), name.clone()))) {
            tree.remove(&at.child(name));
        }
    }
}
