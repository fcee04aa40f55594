//! The example that waits for something to end: replies for an in-memory service, made from the example responses of
//! the operation that is polled, and of others that return the same model. Without them there is no example.

use serde::Serialize;
use serde_json::Value;

use super::expressions;
use super::literals::{rust_literal, rust_text_literal};
use super::operations::accessors;
use model::api::{Api, Lifecycle, Operation, Phase, TypeRef};
use model::names::in_code;
use model::names::{FieldName, TypeName};

#[derive(Clone, Debug, Serialize)]
pub struct WaitView {
    /// What is waited for, in the case of file names: `batch`.
    pub noun: String,
    /// `client.batches().wait("batch-id")`.
    pub call: String,
    /// `batches().wait`.
    pub path: String,
    /// `GET /api/v2/batches/{batch_id}`, as a literal.
    pub route_literal: String,
    /// A body in which it has not ended, as a literal.
    pub unfinished_literal: String,
    /// A body in which it has ended well, as a literal.
    pub done_literal: String,
}

/// For the first operation that has a lifecycle and an example.
pub(super) fn wait(api: &Api) -> Option<WaitView> {
    let mut current = api.placed_operations().filter(|(_, operation)| !operation.deprecated);
    current.find_map(|(place, operation)| view(api, operation, operation.lifecycle.as_ref()?, &accessors(place)))
}

fn view(api: &Api, operation: &Operation, lifecycle: &Lifecycle, accessors: &str) -> Option<WaitView> {
    let in_phase = |phase: Phase| {
        let body = body_in(api, operation, lifecycle, phase)?;
        Some(rust_text_literal(&serde_json::to_string_pretty(&body).ok()?))
    };
    let waiter = lifecycle.waiter.module();
    let arguments = expressions::arguments(api, operation)?;
    let path = format!("{accessors}{}", in_code(lifecycle.method_name.as_str()));
    Some(WaitView {
        noun: waiter.as_str().trim_start_matches("wait_").to_owned(),
        call: format!("client.{path}({arguments})"),
        path,
        route_literal: rust_literal(&operation.endpoint()),
        unfinished_literal: in_phase(Phase::InFlight)?,
        done_literal: in_phase(Phase::Succeeded)?,
    })
}

/// An example response in which what is waited for is in this phase; `None` if there is no example.
pub(super) fn body_in(api: &Api, operation: &Operation, lifecycle: &Lifecycle, phase: Phase) -> Option<Value> {
    let path = status_path(api, operation, lifecycle)?;
    let statuses = statuses_in(api, lifecycle, phase);
    let is_in_phase =
        |body: &Value| body.pointer(&path).and_then(Value::as_str).is_some_and(|it| statuses.contains(&it));
    let mut bodies = bodies(api, operation);
    let mut body = bodies.next()?;
    if !is_in_phase(&body) {
        body = bodies.find(is_in_phase).unwrap_or(body);
    }
    let status = body.pointer_mut(&path)?;
    if !status.as_str().is_some_and(|status| statuses.contains(&status)) {
        *status = Value::from(*statuses.first()?);
    }
    Some(body)
}

/// Where the status stands in a response body, as a JSON pointer.
fn status_path(api: &Api, operation: &Operation, lifecycle: &Lifecycle) -> Option<String> {
    let mut path = String::new();
    let mut ty = operation.output_model()?.clone();
    for name in &lifecycle.status_path {
        let (wire, next) = field(api, &ty, name)?;
        path += &format!("/{}", wire.replace('~', "~0").replace('/', "~1"));
        ty = next;
    }
    Some(path)
}

fn field(api: &Api, ty: &TypeName, name: &FieldName) -> Option<(String, TypeName)> {
    let definition = api.model(ty).as_struct()?;
    let field = definition.fields.iter().find(|field| field.name == *name)?;
    match &field.ty {
        TypeRef::Named(next) => Some((field.wire.clone(), next.clone())),
        _ => None,
    }
}

/// The example responses that show the model, that of the operation itself first.
fn bodies<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = Value> {
    let model = operation.output_model();
    let others = api.operations().filter(move |other| model.is_some() && other.output_model() == model);
    let examples =
        std::iter::once(operation).chain(others).filter_map(|operation| operation.examples.response.as_ref());
    examples.filter_map(|text| serde_json::from_str(text).ok())
}

/// The values of this phase, as they are written.
fn statuses_in<'a>(api: &'a Api, lifecycle: &Lifecycle, phase: Phase) -> Vec<&'a str> {
    let Some(status) = api.model(&lifecycle.status_type).as_enum() else { return Vec::new() };
    let names = lifecycle.phases.iter().filter(|(_, this)| *this == phase).map(|(name, _)| name);
    names
        .filter_map(|name| status.variants.iter().find(|variant| variant.name == *name))
        .map(|variant| variant.wire.as_str())
        .collect()
}
