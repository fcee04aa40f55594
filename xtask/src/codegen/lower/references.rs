//! The components of a description by name. Every `$ref` is checked here once; after that a target that is missing, or
//! that only leads back to itself, is simply not there, and lowering goes on without it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cycles::{self, Graph};
use super::nearest::nearest;
use crate::codegen::diagnostics::{Code, Diagnostic, Diagnostics, Help, Part, suggest};
use crate::codegen::openapi::{
    AdditionalProperties, Document, MediaType, Parameter, Ref, RefOr, RequestBody, Response, Schema, percent_decoded,
};

/// How many references, parts of `allOf` and unnamed lists may lead from one to the next.
const LONGEST_CHAIN: usize = 64;

/// What else `components` holds: not misspelled, but of another kind.
const SECTIONS: [&str; 10] = [
    "schemas",
    "parameters",
    "requestBodies",
    "responses",
    "headers",
    "examples",
    "links",
    "securitySchemes",
    "callbacks",
    "pathItems",
];

#[derive(Debug)]
pub(super) struct References<'a> {
    schemas: BTreeMap<&'a str, &'a Schema>,
    parameters: BTreeMap<&'a str, &'a RefOr<Parameter>>,
    request_bodies: BTreeMap<&'a str, &'a RefOr<RequestBody>>,
    responses: BTreeMap<&'a str, &'a RefOr<Response>>,
    /// Schemas that are nothing but a way back to themselves.
    circular: BTreeSet<&'a str>,
}

impl<'a> References<'a> {
    pub(super) fn check(document: &'a Document, diagnostics: &mut Diagnostics) -> Self {
        let mut references = Self {
            schemas: document.schemas.iter().map(|(name, schema)| (name.as_str(), schema)).collect(),
            parameters: by_name(&document.parameters),
            request_bodies: by_name(&document.request_bodies),
            responses: by_name(&document.responses),
            circular: BTreeSet::new(),
        };
        Checker { references: &references, diagnostics, names: BTreeMap::new() }.document(document);
        let graph = references.schemas.iter().map(|(name, schema)| (*name, references.stands_for(schema))).collect();
        for cycle in cycles::cycles(&graph) {
            report_cycle(&references, &cycle, diagnostics);
            references.circular.extend(cycle);
        }
        references.refuse_long_chains(&graph, diagnostics);
        references
    }

    /// A schema that is told only by way of many others. Each is looked through for every use, so a chain costs more than
    /// its length; no description written by a person has such.
    fn refuse_long_chains(&mut self, graph: &Graph<&'a str>, diagnostics: &mut Diagnostics) {
        // In rounds rather than by recursion, which a long chain would bring to the end of the stack. Whoever leads to
        // one that lasted a round lasts the next.
        let at: BTreeMap<&str, usize> = graph.keys().enumerate().map(|(at, name)| (*name, at)).collect();
        let leads_to: Vec<Vec<usize>> =
            graph.values().map(|next| next.iter().filter_map(|name| at.get(name).copied()).collect()).collect();
        let mut lasted: Vec<bool> = graph.keys().map(|name| !self.circular.contains(name)).collect();
        for _ in 0..LONGEST_CHAIN {
            lasted = (0..lasted.len()).map(|at| lasted[at] && leads_to[at].iter().any(|next| lasted[*next])).collect();
        }
        let open: Vec<&str> = graph.keys().zip(lasted).filter(|(_, lasted)| *lasted).map(|(name, _)| *name).collect();
        if let Some(first) = open.first() {
            let message = format!("{} is told only by way of more than {LONGEST_CHAIN} other schemas", quoted(first));
            let problem = Diagnostic::at_key(Code::TooDeep, &self.schemas[first].at, message);
            diagnostics.push(problem.help("refer to what is meant, or merge some of the parts of `allOf`"));
        }
        self.circular.extend(open);
    }

    /// The component schema a reference leads to, under its name.
    pub(super) fn schema(&self, reference: &Ref) -> Option<(&'a str, &'a Schema)> {
        let name = component("schemas", &reference.target)?;
        let (name, schema) = self.schemas.get_key_value(name.as_str())?;
        (!self.circular.contains(name)).then_some((*name, *schema))
    }

    pub(super) fn named_schema(&self, name: &str) -> Option<(&'a str, &'a Schema)> {
        let (name, schema) = self.schemas.get_key_value(name)?;
        (!self.circular.contains(name)).then_some((*name, *schema))
    }

    /// A parameter, and the name of the component it comes from.
    pub(super) fn parameter(&self, parameter: &'a RefOr<Parameter>) -> Option<(Option<&'a str>, &'a Parameter)> {
        follow("parameters", &self.parameters, parameter)
    }

    pub(super) fn request_body(&self, body: &'a RefOr<RequestBody>) -> Option<(Option<&'a str>, &'a RequestBody)> {
        follow("requestBodies", &self.request_bodies, body)
    }

    pub(super) fn response(&self, response: &'a RefOr<Response>) -> Option<(Option<&'a str>, &'a Response)> {
        follow("responses", &self.responses, response)
    }

    /// The schemas a schema cannot be told without: those it refers to, merges, or holds while being no type of its own.
    fn stands_for(&self, schema: &'a Schema) -> Vec<&'a str> {
        if let Some(reference) = &schema.reference {
            let name = component("schemas", &reference.target);
            return name
                .and_then(|name| self.schemas.get_key_value(name.as_str()))
                .map(|(name, _)| *name)
                .into_iter()
                .collect();
        }
        let mut names: Vec<&str> = schema.all_of.iter().flat_map(|part| self.stands_for(part)).collect();
        if schema.properties.is_empty() {
            names.extend(schema.items.iter().flat_map(|items| self.stands_for(items)));
            if let AdditionalProperties::Schema(values) = &schema.additional_properties {
                names.extend(self.stands_for(values));
            }
        }
        names
    }
}

fn by_name<T>(components: &[(String, T)]) -> BTreeMap<&str, &T> {
    components.iter().map(|(name, component)| (name.as_str(), component)).collect()
}

fn follow<'a, T>(
    section: &str,
    components: &BTreeMap<&'a str, &'a RefOr<T>>,
    start: &'a RefOr<T>,
) -> Option<(Option<&'a str>, &'a T)> {
    let mut name = None;
    let mut next = start;
    for _ in 0..=components.len() {
        match next {
            RefOr::Here(found) => return Some((name, found)),
            RefOr::Ref(reference) => {
                let target = component(section, &reference.target)?;
                let (key, found) = components.get_key_value(target.as_str())?;
                name = Some(*key);
                next = found;
            }
        }
    }
    None
}

/// The name of the component a reference such as `#/components/schemas/Batch` is about.
fn component(section: &str, target: &str) -> Option<String> {
    let name = target.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
    if name.contains('/') {
        return None;
    }
    Some(percent_decoded(name)?.replace("~1", "/").replace("~0", "~"))
}

fn report_cycle(references: &References<'_>, cycle: &[&str], diagnostics: &mut Diagnostics) {
    let message = format!("{} leads back to itself: {}", quoted(cycle[0]), cycles::way_around(cycle));
    let mut diagnostic = Diagnostic::at_key(Code::RefCycle, &references.schemas[cycle[0]].at, message)
        .help("make one of them an object whose property refers to the next");
    for at in cycles::told(cycle.len()).skip(1) {
        diagnostic = diagnostic.related(&references.schemas[cycle[at]].at, Part::Key, "also part of the cycle");
    }
    diagnostics.push(diagnostic);
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// What was meant by a target that only spells its section in another way, such as `schema` for `schemas`.
fn misspelled(section: &str, target: &str) -> Option<String> {
    let (written, name) = target.strip_prefix("#/components/")?.split_once('/')?;
    let is_near = suggest::distance(written, section).is_some();
    (is_near && written != section && !SECTIONS.contains(&written)).then(|| format!("#/components/{section}/{name}"))
}

/// Looks at every `$ref` of the document.
struct Checker<'c, 'a, 'd> {
    references: &'c References<'a>,
    diagnostics: &'d mut Diagnostics,
    /// The names of each section, once one of them was missed.
    names: BTreeMap<&'static str, Arc<[String]>>,
}

impl Checker<'_, '_, '_> {
    fn document(&mut self, document: &Document) {
        for operation in &document.operations {
            operation.parameters.iter().for_each(|parameter| self.parameter(parameter));
            operation.request_body.iter().for_each(|body| self.request_body(body));
            operation.responses.iter().for_each(|(_, response)| self.response(response));
        }
        document.parameters.iter().for_each(|(_, parameter)| self.parameter(parameter));
        document.request_bodies.iter().for_each(|(_, body)| self.request_body(body));
        document.responses.iter().for_each(|(_, response)| self.response(response));
        document.schemas.iter().for_each(|(_, schema)| self.schema(schema));
    }

    fn parameter(&mut self, parameter: &RefOr<Parameter>) {
        match parameter {
            RefOr::Here(parameter) => self.schema(&parameter.schema),
            RefOr::Ref(reference) => self.reference("parameters", &self.references.parameters, reference),
        }
    }

    fn request_body(&mut self, body: &RefOr<RequestBody>) {
        match body {
            RefOr::Here(body) => self.content(&body.content),
            RefOr::Ref(reference) => self.reference("requestBodies", &self.references.request_bodies, reference),
        }
    }

    fn response(&mut self, response: &RefOr<Response>) {
        match response {
            RefOr::Here(response) => self.content(&response.content),
            RefOr::Ref(reference) => self.reference("responses", &self.references.responses, reference),
        }
    }

    fn content(&mut self, content: &[(String, MediaType)]) {
        content.iter().filter_map(|(_, media)| media.schema.as_ref()).for_each(|schema| self.schema(schema));
    }

    fn schema(&mut self, schema: &Schema) {
        if let Some(reference) = &schema.reference {
            self.reference("schemas", &self.references.schemas, reference);
        }
        let parts = schema.properties.iter().map(|(_, property)| property).chain(schema.items.as_deref());
        parts.chain(&schema.all_of).chain(&schema.one_of).for_each(|part| self.schema(part));
        if let AdditionalProperties::Schema(values) = &schema.additional_properties {
            self.schema(values);
        }
    }

    fn reference<T>(&mut self, section: &'static str, known: &BTreeMap<&str, T>, reference: &Ref) {
        match component(section, &reference.target) {
            Some(name) if known.contains_key(name.as_str()) => {}
            Some(name) => self.missing(section, name, known.keys().copied(), reference),
            None => self.elsewhere(section, reference),
        }
    }

    fn missing<'n>(
        &mut self,
        section: &'static str,
        name: String,
        known: impl Iterator<Item = &'n str>,
        reference: &Ref,
    ) {
        let message = format!("there is no `{name}` in `#/components/{section}`");
        let known = self.names.entry(section).or_insert_with(|| known.map(str::to_owned).collect()).clone();
        let help = Help::later(move || match nearest(&name, known.iter().map(String::as_str)).as_slice() {
            [] => format!("declare `{name}` in `components: {section}:`"),
            near => format!("did you mean {}?", near.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(" or ")),
        });
        self.diagnostics.push(Diagnostic::at(Code::RefTargetMissing, &reference.at, message).help(help));
    }

    /// Well-formed, as reading has seen to it, but not a whole component of the kind this place needs.
    fn elsewhere(&mut self, section: &str, reference: &Ref) {
        let target = &reference.target;
        let (code, message) = if target.starts_with(&format!("#/components/{section}/")) {
            (Code::Unsupported, format!("unsupported: a reference into the middle of a component, `{target}`"))
        } else {
            (Code::RefKind, format!("`{target}` is not below `#/components/{section}/`, which this place needs"))
        };
        let help = match misspelled(section, target) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("make it a component, and refer to `#/components/{section}/NAME`"),
        };
        self.diagnostics.push(Diagnostic::at(code, &reference.at, message).help(help));
    }
}
