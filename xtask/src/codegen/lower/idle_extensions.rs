//! Extensions of schemas that have nothing to act on. Passed over, they would quietly have no effect.

use super::context::Context;
use super::shape::{Shape, shape_of};
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::{AdditionalProperties, Document, MediaType, Parameter, RefOr, Schema};

pub(super) fn refuse(cx: &mut Context<'_, '_>) {
    let mut open = roots(cx.document);
    while let Some(schema) = open.pop() {
        check(cx, schema);
        open.extend(parts(schema));
    }
}

fn check<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) {
    // What an extension would act on may be what was refused.
    if cx.has_refused(&schema.at) {
        return;
    }
    for (extension, entries) in
        [("x-rust-names", &schema.rust_names), ("x-enum-descriptions", &schema.enum_descriptions)]
    {
        if !entries.is_empty() && schema.enumeration.is_empty() {
            report(cx, schema, extension, "without `enum`", "put it beside the `enum` that declares the values");
        }
    }
    if schema.outcome.is_some() && !matches!(shape_of(cx, schema), Shape::Object(_)) {
        report(cx, schema, "x-outcome", "without `properties`", "put it beside the `properties` that hold the results");
    }
}

/// A name for a schema that gets no type: what it is stands wherever it is used.
pub(super) fn refuse_name<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) {
    if schema.rust_name.is_some() && !cx.has_refused(&schema.at) {
        let help = "delete it; it names properties, objects, enums, and components of text";
        report(cx, schema, "x-rust-name", "that gets no type of its own", help);
    }
}

fn report(cx: &mut Context<'_, '_>, schema: &Schema, extension: &str, lacking: &str, help: &str) {
    let message = format!("`{extension}` has no meaning in a schema {lacking}");
    cx.report(Diagnostic::at_key(Code::UnknownExtension, &schema.at.child(extension), message).help(help));
}

/// The schemas that stand in no other.
fn roots(document: &Document) -> Vec<&Schema> {
    let operations = || document.operations.iter();
    let parameters = operations().flat_map(|operation| &operation.parameters);
    let parameters = parameters.chain(document.parameters.iter().map(|(_, parameter)| parameter)).filter_map(here);
    let bodies = operations().filter_map(|operation| operation.request_body.as_ref());
    let bodies = bodies.chain(document.request_bodies.iter().map(|(_, body)| body)).filter_map(here);
    let responses = operations().flat_map(|operation| &operation.responses).chain(&document.responses);
    let responses = responses.filter_map(|(_, response)| here(response));
    let contents = bodies.map(|body| &body.content).chain(responses.map(|response| &response.content));
    let components = document.schemas.iter().map(|(_, schema)| schema);
    let parameters = parameters.map(|parameter: &Parameter| &parameter.schema);
    components.chain(parameters).chain(contents.flatten().filter_map(schema_of)).collect()
}

fn here<T>(node: &RefOr<T>) -> Option<&T> {
    match node {
        RefOr::Here(node) => Some(node),
        RefOr::Ref(_) => None,
    }
}

fn schema_of((_, media): &(String, MediaType)) -> Option<&Schema> {
    media.schema.as_ref()
}

fn parts(schema: &Schema) -> impl Iterator<Item = &Schema> {
    let values = match &schema.additional_properties {
        AdditionalProperties::Schema(values) => Some(&**values),
        AdditionalProperties::Any | AdditionalProperties::No => None,
    };
    let properties = schema.properties.iter().map(|(_, property)| property);
    properties.chain(schema.items.as_deref()).chain(values).chain(&schema.all_of).chain(&schema.one_of)
}
