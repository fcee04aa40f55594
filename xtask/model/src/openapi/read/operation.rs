//! One operation.

use std::sync::Arc;

use super::content;
use super::context::Context;
use super::extensions::{idempotency, lifecycle, pagination, retry};
use super::fields::Fields;
use super::parameter;
use super::security;
use super::servers;
use super::shape::Shape;
use crate::diagnostics::{Code, Diagnostic, Known, Refused};
use crate::names;
use crate::openapi::node::Node;
use crate::openapi::{Method, Operation, Parameter, Pointer, RefOr, Server};

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
.extensions(&["x-resource", "x-rust-name", "x-pagination", "x-retry", "x-idempotency", "x-lifecycle", "x-reconcile"]);

/// What a path item says for all of its operations.
pub struct Shared {
    pub parameters: Arc<[Known<RefOr<Parameter>>]>,
    pub servers: Option<Arc<[Server]>>,
}

/// An operation is refused only as a whole mapping; of what it says wrong, the rest is still looked at.
pub fn read(
    cx: &mut Context<'_>,
    node: &Node,
    at: &Pointer,
    method: Method,
    path: &str,
    shared: &Shared,
) -> Known<Operation> {
    let fields = Fields::of(cx, node, at, &OPERATION)?;
    fields.calls_of_the_service(cx, "callbacks");
    let servers = match fields.has("servers") {
        true => servers::own(cx, &fields),
        false => shared.servers.clone(),
    };
    let unknown = fields.finish(cx).err();
    let mut operation_id = fields.text(cx, "operationId");
    if let Some(refused) = unknown {
        refuse(&mut operation_id, refused);
    }
    let mut operation = Operation {
        at: at.clone(),
        method,
        path: path.to_owned(),
        operation_id: operation_id.map(|id| id.unwrap_or_else(|| made_up_id(cx, at, path))),
        summary: fields.remark(cx, "summary"),
        description: fields.remark(cx, "description"),
        tags: fields.texts(cx, "tags").unwrap_or_default(),
        deprecated: fields.mark(cx, "deprecated"),
        shared_parameters: Arc::clone(&shared.parameters),
        parameters: parameter::list(cx, &fields),
        request_body: fields.take("requestBody").map(|(node, at)| content::request_body(cx, node, &at)),
        responses: content::responses(cx, &fields),
        security: security::requirements(cx, &fields),
        servers,
        resource: fields.remark(cx, "x-resource"),
        rust_name: fields.remark(cx, "x-rust-name"),
        pagination: pagination::read(cx, &fields),
        retry: retry::read(cx, &fields).unwrap_or_default(),
        idempotency: idempotency::read(cx, &fields).unwrap_or_default(),
        lifecycle: lifecycle::lifecycle(cx, &fields),
        reconcile: lifecycle::reconcile(cx, &fields),
    };
    if let Some(refused) = unknown {
        operation.refuse_absent(refused);
    }
    Ok(operation)
}

/// Every operation needs a name, and method and path are what it has for good.
fn made_up_id(cx: &mut Context<'_>, at: &Pointer, path: &str) -> String {
    let id = names::proposed_operation_id(at.last().unwrap_or_default(), path);
    let message = format!("the operation has no operationId, and is called `{id}`");
    let problem = Diagnostic::at_key(Code::MissingOperationId, at, message);
    cx.push(problem.help(format!("to choose the name, add `operationId: {id}`, or another one")));
    id
}

/// What is absent may be what an unknown keyword was meant to be.
fn refuse<T>(part: &mut Known<Option<T>>, refused: Refused) {
    if matches!(part, Ok(None)) {
        *part = Err(refused);
    }
}

impl Operation {
    fn refuse_absent(&mut self, refused: Refused) {
        refuse(&mut self.pagination, refused);
        refuse(&mut self.lifecycle, refused);
        refuse(&mut self.reconcile, refused);
        if self.parameters.is_empty() {
            self.parameters.push(Err(refused));
        }
        if self.responses.is_empty() {
            self.responses.push(Err(refused));
        }
    }
}
