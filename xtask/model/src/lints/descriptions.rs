//! What the description gives no text for, so that its documentation would only repeat its name.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::diagnostics::Known;
use crate::openapi::{
    AdditionalProperties, Document, MediaType, Operation, Parameter, Pointer, RefOr, RequestBody, Response, Schema,
};

const SAY: &str = "say in `description` what it is";

/// Operations, parameters, properties and values without a description.
pub fn missing(document: &Document) -> Vec<Finding> {
    let components = &document.components;
    let schemas = known(&components.schemas).collect();
    let mut search = Search { schemas, found: Vec::new(), seen: BTreeSet::new() };
    document.operations.iter().flatten().for_each(|operation| search.operation(operation));
    known(&components.parameters).for_each(|(_, parameter)| search.parameter(parameter));
    known(&components.request_bodies).for_each(|(_, body)| search.body(body));
    known(&components.responses).for_each(|(_, response)| search.response(response));
    known(&components.schemas).for_each(|(name, schema)| search.schema(name, schema));
    search.found
}

/// What was read of the parts of a mapping.
fn known<T>(parts: &[(String, Known<T>)]) -> impl Iterator<Item = (&str, &T)> {
    parts.iter().filter_map(|(name, part)| Some((name.as_str(), part.as_ref().ok()?)))
}

struct Search<'d> {
    /// Those that have a name.
    schemas: BTreeMap<&'d str, &'d Schema>,
    found: Vec<Finding>,
    /// The operations of a path may share a parameter.
    seen: BTreeSet<Pointer>,
}

impl Search<'_> {
    fn report(&mut self, at: &Pointer, what: String, help: &'static str) {
        if self.seen.insert(at.clone()) {
            self.found.push(Finding::new(at, format!("{what} has no description"), help));
        }
    }

    fn operation(&mut self, operation: &Operation) {
        if operation.summary.is_none() && operation.description.is_none() {
            let id = operation.operation_id.as_deref().unwrap_or(&operation.path);
            let help = "say in `summary` or `description` what it does";
            self.report(&operation.at, format!("the operation `{id}`"), help);
        }
        let parameters = operation.shared_parameters.iter().chain(&operation.parameters);
        parameters.flatten().for_each(|parameter| self.parameter(parameter));
        operation.request_body.iter().flatten().for_each(|body| self.body(body));
        let responses = operation.responses.iter().flatten().filter_map(|(_, response)| response.as_ref().ok());
        responses.for_each(|response| self.response(response));
    }

    fn parameter(&mut self, parameter: &RefOr<Parameter>) {
        let RefOr::Here(parameter) = parameter else { return };
        let Ok(schema) = &parameter.schema else { return };
        if parameter.description.is_none() && !self.is_described(schema) {
            self.report(&parameter.at, format!("the parameter `{}`", parameter.name), SAY);
        }
        self.schema(&parameter.name, schema);
    }

    fn body(&mut self, body: &RefOr<RequestBody>) {
        if let RefOr::Here(body) = body {
            self.content("request", &body.content);
        }
    }

    fn response(&mut self, response: &RefOr<Response>) {
        if let RefOr::Here(response) = response {
            self.content("response", &response.content);
        }
    }

    fn content(&mut self, name: &str, content: &[(String, Known<MediaType>)]) {
        let schemas = known(content).filter_map(|(_, media)| media.schema.as_ref());
        schemas.flatten().for_each(|schema| self.schema(name, schema));
    }

    /// `name` is what a reader calls the schema: its own name, or that of what holds it.
    fn schema(&mut self, name: &str, schema: &Schema) {
        for (property, inner) in known(&schema.properties) {
            if !self.is_described(inner) {
                self.report(&inner.at, format!("the property `{property}` of `{name}`"), SAY);
            }
            self.schema(property, inner);
        }
        let values = schema.enumeration.as_deref().unwrap_or_default();
        for value in values.iter().filter(|_| values.len() > 1) {
            let Some(text) = value.value.as_str() else { continue };
            if schema.enum_descriptions.iter().all(|(described, _)| described != text) {
                let help = "describe it in `x-enum-descriptions`";
                self.report(&value.at, format!("the value `{text}` of `{name}`"), help);
            }
        }
        schema.items.as_deref().into_iter().flatten().for_each(|items| self.schema(name, items));
        if let AdditionalProperties::Schema(values) = &schema.additional_properties {
            values.iter().for_each(|values| self.schema(name, values));
        }
        let parts = schema.all_of.iter().chain(&schema.any_of).chain(&schema.one_of);
        parts.flatten().for_each(|part| self.schema(name, part));
    }

    /// Whether there is a text at the place or at what it refers to.
    fn is_described(&self, schema: &Schema) -> bool {
        let target = || {
            let at = Pointer::of_reference(&schema.reference.as_ref()?.target)?;
            let ["components", "schemas", name] = at.segments()[..] else { return None };
            self.schemas.get(name)
        };
        schema.description.is_some()
            || target().is_some_and(|target| target.description.is_some())
            || schema.all_of.iter().flatten().any(|part| self.is_described(part))
    }
}

/// Resources that were named by hand and that no tag describes.
pub fn untagged(document: &Document) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let described = document.tags.iter().filter(|tag| tag.description.is_some());
    let described: BTreeSet<&String> = described.map(|tag| &tag.name).collect();
    for operation in document.operations.iter().flatten() {
        let Some(resource) = &operation.resource else { continue };
        if !described.contains(resource) && seen.insert(resource) {
            let message = format!("no tag describes the resource `{resource}`");
            let help = "add a tag of this name with a `description` to `tags`";
            found.push(Finding::new(&operation.at.child("x-resource"), message, help));
        }
    }
    found
}
