//! Names on a resource, which share a file and an `impl`, and those of what an operation takes.

use super::{Claimant, Collisions, quoted};
use crate::api::{Api, Argument, Operation, Place, Resource};
use crate::diagnostics::{Code, Location, Part};

pub(super) fn check(api: &Api, collisions: &mut Collisions<'_>) {
    for resource in api.resources() {
        names(resource, collisions);
        resource.operations.iter().for_each(|operation| arguments(operation, collisions));
    }
    let types = api
        .resources()
        .filter_map(|resource| Some(Claimant::new(resource.type_name.as_ref()?, quoted(&resource.path), at(resource))));
    let help = "give one of them another `x-resource`";
    collisions.refuse(Code::NameCollision, "resource type", help, types.collect());
}

fn at(resource: &Resource) -> Location {
    Location::Node(resource.origin.pointer.clone(), Part::Value)
}

fn names(resource: &Resource, collisions: &mut Collisions<'_>) {
    let mut methods = Vec::new();
    let own = resource.type_name.iter().map(|name| Claimant::new(name, "the resource", at(resource)));
    let mut types: Vec<Claimant> = own.collect();
    for operation in &resource.operations {
        let here = &operation.origin.pointer;
        methods.push(Claimant::of_node(&operation.method_name, &operation.id, &operation.origin));
        types.push(Claimant::key(&operation.builder, &operation.id, here));
        // Two equal builders make two equal markers, which need no words of their own.
        if !resource.operations.iter().any(|other| other.id != operation.id && other.builder == operation.builder) {
            types.push(Claimant::key(&operation.marker, &operation.id, here));
        }
        types.extend(operation.successes().map(|successes| Claimant::key(&successes.name, &operation.id, here)));
        if operation.reconcile.is_some() {
            methods.push(Claimant::key(
                operation.method_name.after("reconcile").as_str().to_owned(),
                "x-reconcile",
                here,
            ));
        }
        if let Some(lifecycle) = &operation.lifecycle {
            methods.push(Claimant::key(&lifecycle.method_name, "x-lifecycle", &lifecycle.origin.pointer));
            types.push(Claimant::key(&lifecycle.waiter, "x-lifecycle", &lifecycle.origin.pointer));
        }
    }
    methods.extend(resource.children.iter().filter_map(|child| {
        let accessor = child.accessor.as_ref()?;
        Some(Claimant::new(accessor, format!("the resource `{accessor}`"), at(child)))
    }));
    let help = "name one of them with `x-rust-name`, or move it with `x-resource`";
    collisions.refuse(Code::MethodCollision, "method", help, methods);
    let help = "change one of the operationIds, or move one with `x-resource`";
    collisions.refuse(Code::NameCollision, "type", help, types);
}

/// Arguments among each other, and setters with the `maybe_` and `clear_` that stand beside others.
fn arguments(operation: &Operation, collisions: &mut Collisions<'_>) {
    const HELP: &str = "name all but one of them with `x-rust-name`";
    let all = operation.inputs().map(|argument| claimant(argument.name.as_str(), argument));
    collisions.refuse(Code::NameCollision, "argument", HELP, all.collect());
    let is_prefixed = |name: &str| name.starts_with("maybe_") || name.starts_with("clear_");
    for setter in operation.setters.iter().filter(|setter| is_prefixed(setter.name.as_str())) {
        for beside in &operation.setters {
            let takes = |word: &str| setter.name == beside.name.after(word);
            if takes("maybe") || (beside.nullable && takes("clear")) {
                let pair = [beside, setter].map(|argument| claimant(setter.name.as_str(), argument));
                collisions.refuse(Code::NameCollision, "method", HELP, pair.to_vec());
            }
        }
    }
}

fn claimant(identifier: &str, argument: &Argument) -> Claimant {
    let (noun, part) = match argument.place {
        Place::Path => ("path parameter", Part::Value),
        Place::Query => ("query parameter", Part::Value),
        Place::Header => ("header", Part::Value),
        Place::Cookie => ("cookie", Part::Value),
        Place::BodyField => ("body property", Part::Key),
        Place::Body => ("body", Part::Value),
    };
    let label = format!("the {noun} {}", quoted(&argument.wire));
    let origin = &argument.origin;
    Claimant::new(identifier, label, Location::Node(origin.pointer.clone(), part)).chosen(
        "x-rust-name",
        origin.rule,
        origin.pointer.child("x-rust-name"),
    )
}
