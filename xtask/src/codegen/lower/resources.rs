//! The tree of `client.beta().batch()`: where each operation hangs, and what the nodes are called. Names on one node
//! share a file and an `impl`, so they are compared with each other here.

use std::collections::BTreeMap;

use super::collisions::{self, Claimant};
use super::context::Context;
use super::docs;
use super::naming::{self, Given, Text};
use super::operations::Lowered;
use super::sentences;
use crate::codegen::api::{Operation, Origin, Resource};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, Place, spelled};
use crate::codegen::names::{ModuleName, Named, TypeName};
use crate::codegen::openapi::{self, Pointer};

/// The accessors that lead to an operation: those of `x-resource`, or its first tag; none for one without either.
pub(super) fn path_of(cx: &mut Context<'_, '_>, operation: &openapi::Operation) -> Option<Vec<Named<ModuleName>>> {
    if let Some(path) = &operation.resource {
        let at = operation.at.child("x-resource");
        if path.split('.').any(str::is_empty) {
            let message = format!("`x-resource` cannot be `{}`: one of its names is empty", spelled(path));
            let problem = Diagnostic::at(Code::NoIdentifier, &at, message);
            cx.report(problem.help("write names in snake case with a dot between them, such as `beta.batch`"));
            return None;
        }
        return path.split('.').map(|segment| given(cx, segment, &at)).collect();
    }
    let Some(tag) = operation.tags.first() else { return Some(Vec::new()) };
    let at = operation.at.child("tags").child(0);
    let text = Text { way_out: "`x-resource` on the operation", ..Text::value(tag, &at, &operation.at, None) };
    naming::accessor(cx, &text).map(|accessor| vec![accessor])
}

pub(super) fn dotted(path: &[Named<ModuleName>]) -> String {
    path.iter().map(|accessor| accessor.name.as_str()).collect::<Vec<_>>().join(".")
}

pub(super) fn tree(cx: &mut Context<'_, '_>, operations: Vec<Lowered<'_>>) -> Resource {
    let mut root =
        Node::new(Origin { pointer: Pointer::root().child("paths"), rule: crate::codegen::api::NamingRule::Place });
    for lowered in operations {
        let mut node = &mut root;
        for accessor in lowered.resource {
            let origin = Origin { pointer: origin(lowered.source), rule: accessor.rule };
            node = node.children.entry(accessor.name).or_insert_with(|| Node::new(origin));
        }
        node.operations.push(lowered.operation);
    }
    let mut types = Vec::new();
    let resource = root.into_resource(cx, &[], &mut types);
    let help = "give one of them another `x-resource`";
    collisions::refuse(cx, Code::NameCollision, "resource type", help, types);
    resource
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

    fn into_resource(self, cx: &mut Context<'_, '_>, path: &[ModuleName], types: &mut Vec<Claimant>) -> Resource {
        let dotted = path.iter().map(ModuleName::as_str).collect::<Vec<_>>().join(".");
        let at = Place::Node(self.origin.pointer.clone(), Part::Value);
        let type_name = (!path.is_empty()).then(|| TypeName::of_resource(path).name);
        types.extend(type_name.iter().map(|name| Claimant::new(name, collisions::quoted(&dotted), at.clone())));
        self.refuse_equal_names(cx, type_name.as_ref(), &at);
        let mut operations = self.operations;
        // Paths are keys of a mapping, and the order of keys must not show in what is generated.
        operations.sort_by(|one, other| (&one.path, one.http_method).cmp(&(&other.path, other.http_method)));
        let children = self.children.into_iter().map(|(accessor, child)| {
            let path = [path, &[accessor]].concat();
            child.into_resource(cx, &path, types)
        });
        Resource {
            children: children.collect(),
            accessor: path.last().cloned(),
            type_name,
            docs: docs::of(tag_description(cx, &dotted), || sentences::resource(&dotted)),
            path: dotted,
            operations,
            origin: self.origin,
        }
    }

    fn refuse_equal_names(&self, cx: &mut Context<'_, '_>, type_name: Option<&TypeName>, at: &Place) {
        let mut methods = Vec::new();
        let mut types: Vec<Claimant> =
            type_name.iter().map(|name| Claimant::new(name, "the resource", at.clone())).collect();
        for operation in &self.operations {
            let here = &operation.origin.pointer;
            methods.push(Claimant::of_node(&operation.method_name, &operation.id, &operation.origin));
            types.push(Claimant::key(&operation.builder, &operation.id, here));
            // Two equal builders make two equal markers, which need no words of their own.
            if !self.operations.iter().any(|other| other.id != operation.id && other.builder == operation.builder) {
                types.push(Claimant::key(&operation.marker, &operation.id, here));
            }
            if operation.reconcile.is_some() {
                methods.push(Claimant::key(format!("reconcile_{}", operation.method_name), "x-reconcile", here));
            }
            if let Some(lifecycle) = &operation.lifecycle {
                methods.push(Claimant::key(&lifecycle.method_name, "x-lifecycle", &lifecycle.origin.pointer));
                types.push(Claimant::key(&lifecycle.waiter, "x-lifecycle", &lifecycle.origin.pointer));
            }
        }
        methods.extend(self.children.iter().map(|(accessor, child)| {
            Claimant::new(
                accessor,
                format!("the resource `{accessor}`"),
                Place::Node(child.origin.pointer.clone(), Part::Value),
            )
        }));
        let help = "name one of them with `x-rust-name`, or move it with `x-resource`";
        collisions::refuse(cx, Code::MethodCollision, "method", help, methods);
        let help = "change one of the operationIds, or move one with `x-resource`";
        collisions::refuse(cx, Code::NameCollision, "type", help, types);
    }
}

fn given(cx: &mut Context<'_, '_>, segment: &str, at: &Pointer) -> Option<Named<ModuleName>> {
    let text = Text {
        wire: segment,
        at: Place::Node(at.clone(), Part::Value),
        given: Some(Given { name: segment, at: at.clone() }),
        way_out: "another `x-resource`",
    };
    naming::accessor(cx, &text)
}

/// What put an operation where it is.
fn origin(operation: &openapi::Operation) -> Pointer {
    match operation.resource {
        Some(_) => operation.at.child("x-resource"),
        None => operation.at.child("tags").child(0),
    }
}

/// A tag describes the resource that is called like it.
fn tag_description<'a>(cx: &Context<'a, '_>, path: &str) -> Option<&'a str> {
    let is_meant = |tag: &&openapi::Tag| {
        tag.name == path || ModuleName::of_tag(&tag.name).is_ok_and(|named| named.name.as_str() == path)
    };
    cx.document.tags.iter().find(is_meant)?.description.as_deref()
}
