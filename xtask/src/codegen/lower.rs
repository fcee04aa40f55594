//! From what the description says to what will be generated: names, references, types, pagination, lifecycle. Every
//! independent problem of a description is told in one run, so each step goes on after an error with what it has; the
//! result counts only if there was none. What a newcomer gets wrong: types are made while operations are read, because
//! inline schemas are named after them, but how a field is held is settled last, when it is known who sends it.

mod auth;
mod bodies;
mod collisions;
mod context;
mod cycles;
mod docs;
mod finish;
mod headers;
mod idle_extensions;
mod lifecycle;
mod merge;
mod models;
mod naming;
mod nesting;
mod operations;
mod outcome;
mod pagination;
mod parameters;
mod paths;
mod reconcile;
mod recursion;
mod references;
mod registry;
mod resources;
mod responses;
mod sentences;
mod service;
mod shape;
mod targets;
mod types;
mod usage;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::api::{Api, Resource, TypeDef, Webhook};
use crate::codegen::diagnostics::{Diagnostics, suggest as nearest};
use crate::codegen::names::TypeName;
use crate::codegen::openapi::Document;
use context::Context;
use operations::Lowered;
use registry::Draft;
pub(crate) use sentences::documented_default;

/// The model of what will be generated; `None` if the description cannot be, which `diagnostics` then tells.
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Option<Api> {
    let cx = &mut Context::new(document, diagnostics);
    let package = service::package(cx);
    let service = service::service(cx);
    types::lower_components(cx);
    let mut operations = operations::lower_operations(cx);
    let webhook = service::webhook(cx);
    idle_extensions::refuse(cx);
    pagination::apply(cx, &mut operations);
    lifecycle::apply(cx, &mut operations);
    reconcile::apply(cx, &mut operations);
    let types = types(cx, &operations, webhook.as_ref());
    values::check(cx, &operations, &types);
    let root: Resource = resources::tree(cx, operations);
    (!diagnostics.has_errors()).then_some(Api { package, service, types, root, webhook })
}

fn types(cx: &mut Context<'_, '_>, operations: &[Lowered<'_>], webhook: Option<&Webhook>) -> Vec<TypeDef> {
    let mut drafts = cx.registry.take();
    let is_finite = recursion::refuse_infinite(cx, &drafts);
    let usage = usage::analyse(&drafts, operations.iter().map(|lowered| &lowered.operation));
    let outcomes = outcome::resolve(cx, &drafts, &usage);
    drop_taken_apart(&mut drafts, operations, webhook);
    let types = finish::finish(drafts, &usage, outcomes);
    if is_finite {
        nesting::refuse_deep(cx, &types);
    }
    types
}

/// A request body that was taken apart, and that nothing else refers to, needs no type.
fn drop_taken_apart(drafts: &mut BTreeMap<TypeName, Draft>, operations: &[Lowered<'_>], webhook: Option<&Webhook>) {
    let taken_apart: BTreeSet<&TypeName> =
        operations.iter().filter_map(|lowered| lowered.taken_apart.as_ref()).collect();
    let mut needed: Vec<TypeName> = drafts.keys().filter(|name| !taken_apart.contains(name)).cloned().collect();
    needed.extend(operations.iter().flat_map(|lowered| usage::named_in(&lowered.operation)).cloned());
    needed.extend(webhook.and_then(|webhook| webhook.event.clone()));
    let reached = usage::reach(drafts, needed);
    drafts.retain(|name, _| reached.contains(name));
}

#[cfg(test)]
mod tests;
