//! The tree of `client.beta().batch()`, made of the accessors that lead to each operation.

use std::collections::BTreeMap;

use super::context::Context;
use super::docs;
use super::operations::Lowered;
use super::sentences;
use crate::api::{NamingRule, Operation, Origin, Resource};
use crate::names::{ModuleName, TypeName};
use crate::openapi::Pointer;
use crate::resolve;

/// All operations that are whole, each under its resource.
pub(super) fn tree(cx: &Context<'_, '_>, operations: Vec<Lowered<'_>>) -> Resource {
    let mut root = Node::new(Origin { pointer: Pointer::root().child("paths"), rule: NamingRule::Place });
    for lowered in operations.into_iter().filter(Lowered::is_whole) {
        let mut node = &mut root;
        for accessor in lowered.resource {
            let origin = Origin { pointer: origin(lowered.source), rule: accessor.rule };
            node = node.children.entry(accessor.name).or_insert_with(|| Node::new(origin));
        }
        node.operations.push(lowered.operation);
    }
    root.into_resource(&tag_descriptions(cx), &[])
}

struct Node {
    origin: Origin,
    operations: Vec<Operation>,
    children: BTreeMap<ModuleName, Node>,
}

impl Node {
    fn new(origin: Origin) -> Self {
        Self { origin, operations: Vec::new(), children: BTreeMap::new() }
    }

    fn into_resource(self, descriptions: &TagDescriptions<'_>, path: &[ModuleName]) -> Resource {
        let dotted = path.iter().map(ModuleName::as_str).collect::<Vec<_>>().join(".");
        let type_name = (!path.is_empty()).then(|| TypeName::of_resource(path).name);
        let mut operations = self.operations;
        // Paths are keys of a mapping, and the order of keys must not show in what is generated.
        operations.sort_by(|one, other| (&one.path, one.http_method).cmp(&(&other.path, other.http_method)));
        let children = self.children.into_iter().map(|(accessor, child)| {
            let path = [path, &[accessor]].concat();
            child.into_resource(descriptions, &path)
        });
        Resource {
            children: children.collect(),
            accessor: path.last().cloned(),
            type_name,
            docs: docs::of(descriptions.get(&dotted).copied().flatten(), || sentences::resource(&dotted)),
            path: dotted,
            operations,
            origin: self.origin,
        }
    }
}

/// What put an operation where it is.
fn origin(operation: &resolve::Operation<'_>) -> Pointer {
    match operation.resource {
        Some(_) => operation.at.child("x-resource"),
        None => operation.at.child("tags").child(0),
    }
}

/// By the path of a resource: a tag describes the one that is called like it.
type TagDescriptions<'a> = BTreeMap<String, Option<&'a str>>;

fn tag_descriptions<'a>(cx: &Context<'a, '_>) -> TagDescriptions<'a> {
    let mut descriptions = BTreeMap::new();
    for tag in cx.resolved.tags {
        let named = ModuleName::of_tag(&tag.name).ok().map(|named| named.name.as_str().to_owned());
        for path in named.into_iter().chain([tag.name.clone()]) {
            descriptions.entry(path).or_insert(tag.description.as_deref());
        }
    }
    descriptions
}
