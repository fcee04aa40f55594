//! Schemas that are nothing but a way back to themselves, or a way that is too long. They are found before any is looked
//! at, so that looking comes to an end.

use std::collections::BTreeMap;

use super::own::is_null;
use super::references::component;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Known, Part, Refused};
use crate::graph::{Graph, shown, way_around};
use crate::openapi::{AdditionalProperties, Schema};

/// How many references, parts of `allOf` and unnamed lists may lead from one to the next.
const LONGEST_CHAIN: usize = 64;

type Named<'d> = BTreeMap<&'d str, &'d Schema>;

/// The component schemas that cannot be resolved.
pub fn refuse<'d>(
    schemas: impl Iterator<Item = &'d (String, Known<Schema>)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'d str, Refused> {
    let known = schemas.filter_map(|(name, schema)| Some((name.as_str(), schema.as_ref().ok()?)));
    let named: Named<'d> = known.collect();
    let graph: Graph<&str> = named.iter().map(|(name, schema)| (*name, stands_for(&named, schema))).collect();
    let mut refused = BTreeMap::new();
    for cycle in graph.cycles() {
        let problem = diagnostics.push(leads_back(&named, &cycle));
        refused.extend(cycle.into_iter().map(|name| (name, problem)));
    }
    long_chains(&named, &graph, diagnostics, &mut refused);
    refused
}

fn leads_back(named: &Named<'_>, cycle: &[&str]) -> Diagnostic {
    let message = format!("`{}` leads back to itself: {}", cycle[0], way_around(cycle));
    let problem = Diagnostic::at_key(Code::RefCycle, &named[cycle[0]].at, message)
        .help("make one of them an object whose property refers to the next");
    let others = shown(cycle.len()).skip(1);
    others.fold(problem, |problem, at| problem.related(&named[cycle[at]].at, Part::Key, "also part of the cycle"))
}

/// A schema that is known only by way of many others. Each is looked at by way of all before it, and looking recurs; no
/// description written by a person has such.
fn long_chains<'d>(
    named: &Named<'d>,
    graph: &Graph<&'d str>,
    diagnostics: &mut Diagnostics,
    refused: &mut BTreeMap<&'d str, Refused>,
) {
    // In rounds rather than by recursion, which a long chain would bring to the end of the stack. Whoever leads to
    // one that lasted a round lasts the next.
    let mut lasted: Vec<bool> = graph.nodes.iter().map(|name| !refused.contains_key(name)).collect();
    for _ in 0..LONGEST_CHAIN {
        lasted =
            (0..lasted.len()).map(|at| lasted[at] && graph.successors[at].iter().any(|next| lasted[*next])).collect();
    }
    let open: Vec<&str> = graph.nodes.iter().zip(lasted).filter(|(_, lasted)| *lasted).map(|(name, _)| *name).collect();
    if let Some(first) = open.first() {
        let message = format!("`{first}` is known only by way of more than {LONGEST_CHAIN} other schemas");
        let problem = Diagnostic::at_key(Code::TooDeep, &named[first].at, message)
            .help("refer to what is meant, or merge some of the parts of `allOf`");
        let problem = diagnostics.push(problem);
        refused.extend(open.into_iter().map(|name| (name, problem)));
    }
}

/// The schemas a schema cannot be known without: those it refers to, merges, or holds while being no type of its own.
fn stands_for<'d>(named: &Named<'d>, schema: &'d Schema) -> Vec<&'d str> {
    let target = schema.reference.as_ref().and_then(|reference| {
        let name = component("schemas", &reference.target);
        named.get_key_value(name.as_deref().unwrap_or(&reference.target))
    });
    let target = target.map(|(name, _)| *name);
    let held = if schema.properties.is_empty() { held(schema) } else { Vec::new() };
    let parts = schema.all_of.iter().chain(only_branch(schema)).chain(held);
    let parts = parts.filter_map(|part| part.as_ref().ok());
    target.into_iter().chain(parts.flat_map(|part| stands_for(named, part))).collect()
}

fn held(schema: &Schema) -> Vec<&Known<Schema>> {
    let values = match &schema.additional_properties {
        AdditionalProperties::Schema(values) => Some(&**values),
        AdditionalProperties::Any | AdditionalProperties::No => None,
    };
    schema.items.as_deref().into_iter().chain(values).collect()
}

/// A choice between one schema and null is that schema.
pub fn only_branch(schema: &Schema) -> Option<&Known<Schema>> {
    let mut branches = schema.any_of.iter().chain(&schema.one_of).filter(|branch| !is_null(branch));
    branches.next().filter(|_| branches.next().is_none())
}
