//! From what a description means to what will be generated: names, types, operations, lists, lifecycles. Each step goes on
//! after an error with what it has, so that one run reports every independent problem; what is refused is left out. What a
//! newcomer gets wrong: types are made while operations are read, because inline schemas are named after them, but how a
//! field is held is settled last, when it is known who sends it.

mod arms;
mod auth;
mod bodies;
mod boxes;
mod context;
mod docs;
mod encoding;
mod facts;
mod finish;
mod headers;
mod lifecycle;
mod make;
mod media;
mod models;
mod naming;
mod operations;
mod outcome;
mod pagination;
mod parameters;
mod paths;
mod plain;
mod reconcile;
mod registry;
mod resources;
mod responses;
mod sentences;
mod servers;
mod service;
mod tags;
mod targets;
mod token_client;
mod tree;
mod types;
mod unions;
mod usage;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::{Api, Pagination, TypeDef, TypeRef, Webhook, by_name};
use crate::bounds::Bounds;
use crate::diagnostics::Diagnostics;
use crate::names::TypeName;
use crate::openapi::{Pointer, Sited};
use crate::resolve::Resolved;
use context::Context;
use operations::Lowered;
use registry::Drafts;

/// The model of what will be generated before it is checked, with the values of the description that have to fit it.
#[derive(Debug)]
pub struct Unchecked<'a> {
    pub api: Api,
    pub values: Vec<GivenValue<'a>>,
}

/// A value that the description gives: an example, or a default.
#[derive(Debug)]
pub struct GivenValue<'a> {
    pub at: &'a Pointer,
    pub value: &'a Value,
    pub what: What,
    pub bounds: Bounds,
}

/// What a value is given for, with what it has to fit.
#[derive(Debug)]
pub enum What {
    /// The body of the request of this operation.
    Request(TypeName),
    /// The body of a response, read as this type.
    Response(TypeRef),
    Default(TypeRef),
    /// The default of the size of a page.
    PageSize(TypeRef),
}

/// What is refused is left out of the model; `diagnostics` has the reasons.
pub fn lower<'a>(resolved: &'a Resolved<'a>, diagnostics: &mut Diagnostics) -> Unchecked<'a> {
    let cx = &mut Context::new(resolved, diagnostics);
    let package = service::package(cx);
    let service = service::service(cx);
    make::components(cx);
    let mut operations = operations::lower_operations(cx, &service);
    let webhook = service::webhook(cx);
    pagination::apply(cx, &mut operations);
    lifecycle::apply(cx, &mut operations);
    reconcile::apply(cx, &mut operations);
    let types = by_name(types(cx, &operations, webhook.as_ref()));
    let values = values(cx, &operations);
    let mut root = tree::tree(cx, operations);
    lifecycle::give_phases(&mut root, &types, &mut BTreeSet::new());
    Unchecked { api: Api { package, service, types, root, webhook }, values }
}

fn types(cx: &mut Context<'_, '_>, operations: &[Lowered<'_>], webhook: Option<&Webhook>) -> Vec<TypeDef> {
    let mut drafts = cx.registry.take();
    usage::mark(&mut drafts, operations.iter().map(|lowered| &lowered.operation));
    let outcomes = outcome::resolve(cx, &drafts);
    drop_taken_apart(&mut drafts, operations, webhook);
    finish::finish(drafts, outcomes)
}

fn values<'a>(cx: &Context<'a, '_>, operations: &[Lowered<'a>]) -> Vec<GivenValue<'a>> {
    let mut values = Vec::new();
    let mut give = |sited: &'a Sited, what, bounds| {
        // Null stands for nothing: a body that may be null as a whole, or no default.
        if !sited.value.is_null() {
            values.push(GivenValue { at: &sited.at, value: &sited.value, what, bounds });
        }
    };
    for lowered in operations.iter().filter(|lowered| lowered.is_whole()) {
        let operation = &lowered.operation;
        if let Some(example) = lowered.request_example {
            give(example, What::Request(operation.marker.clone()), Bounds::default());
        }
        let read_as = match (&operation.pagination, &operation.output) {
            (Some(Pagination { page: Some(page), .. }), _) => Some(TypeRef::Named(page.clone())),
            (_, output) => output.json().cloned(),
        };
        if let (Some(example), Some(ty)) = (lowered.response_example, read_as) {
            give(example, What::Response(ty), Bounds::default());
        }
    }
    for (slot, ty) in &cx.defaults {
        let Some(default) = slot.default else { continue };
        let is_page_size = cx.page_sizes.contains(&default.at);
        let what = if is_page_size { What::PageSize(ty.clone()) } else { What::Default(ty.clone()) };
        give(default, what, slot.bounds);
    }
    values
}

/// A request body that was taken apart, and that nothing else refers to, needs no type.
fn drop_taken_apart(drafts: &mut Drafts, operations: &[Lowered<'_>], webhook: Option<&Webhook>) {
    let whole = operations.iter().filter(|lowered| lowered.is_whole());
    let taken_apart: BTreeSet<&TypeName> = whole.filter_map(|lowered| lowered.taken_apart.as_ref()).collect();
    let others = drafts.keys().filter(|name| !taken_apart.contains(name));
    let named = operations.iter().flat_map(|lowered| usage::named_in(&lowered.operation));
    let event = webhook.and_then(|webhook| webhook.event.as_ref());
    // In the order of the drafts, in which they are looked at again.
    let mut reached = usage::reach(drafts, others.chain(named).chain(event)).into_iter();
    drafts.retain(|_, _| reached.next() == Some(true));
}

#[cfg(test)]
mod tests;
