//! One operation. Its parameters are its own here; those of the path item are added outside.

use super::content;
use super::context::Context;
use super::extensions::{lifecycle, pagination, retry};
use super::fields::Fields;
use super::parameter;
use super::security;
use super::shape::Shape;
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Method, Operation, Pointer};

const OPERATION: Shape = Shape::new(
    "an operation",
    &[
        "operationId",
        "summary",
        "description",
        "tags",
        "deprecated",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "security",
        "servers",
    ],
)
.annotations(&["externalDocs"])
.extensions(&["x-resource", "x-rust-name", "x-pagination", "x-retry", "x-lifecycle", "x-reconcile"]);

pub fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer, method: Method, path: &str) -> Option<Operation> {
    let fields = Fields::of(cx, node, at, &OPERATION)?;
    fields.refuse(cx, "callbacks", "callbacks");
    fields.refuse(cx, "servers", "servers of a single operation");
    let operation = Operation {
        at: at.clone(),
        method,
        path: path.to_owned(),
        operation_id: fields.text(cx, "operationId"),
        summary: fields.text(cx, "summary"),
        description: fields.text(cx, "description"),
        tags: fields.texts(cx, "tags"),
        deprecated: fields.flag(cx, "deprecated").unwrap_or(false),
        parameters: parameter::list(cx, &fields),
        request_body: fields.take("requestBody").and_then(|(node, at)| content::request_body(cx, node, &at)),
        responses: content::responses(cx, &fields),
        security: security::requirements(cx, &fields),
        resource: fields.text(cx, "x-resource"),
        rust_name: fields.text(cx, "x-rust-name"),
        pagination: pagination::read(cx, &fields),
        retry: retry::read(cx, &fields),
        lifecycle: lifecycle::lifecycle(cx, &fields),
        reconcile: lifecycle::reconcile(cx, &fields),
    };
    fields.finish(cx);
    Some(operation)
}
