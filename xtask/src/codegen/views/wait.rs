//! The example that waits for something to end: replies for an in-memory service, made from the example response of
//! the operation that is polled. Without such a response there is no example.

use serde::Serialize;
use serde_json::Value;

use super::expressions;
use super::operations::{endpoint, visit};
use super::{rust_literal, rust_text_literal};
use crate::codegen::api::{Api, Lifecycle, Operation, Output, Phase, TypeDef, TypeRef};
use crate::codegen::emit::{ToIdent, tree};
use crate::codegen::names::{FieldName, TypeName};

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
    /// A body in which it still runs, as a literal.
    pub running_literal: String,
    /// A body in which it has ended well, as a literal.
    pub done_literal: String,
}

/// For the first operation that has a lifecycle and an example.
pub(super) fn wait(api: &Api) -> Option<WaitView> {
    let mut found = None;
    visit(&api.root, "", &mut |operation, accessors| {
        if found.is_none() && !operation.deprecated {
            found = operation.lifecycle.as_ref().and_then(|lifecycle| view(api, operation, lifecycle, accessors));
        }
    });
    found
}

fn view(api: &Api, operation: &Operation, lifecycle: &Lifecycle, accessors: &str) -> Option<WaitView> {
    let body: Value = serde_json::from_str(operation.examples.response.as_ref()?).ok()?;
    let path = status_path(api, operation, lifecycle)?;
    let in_phase = |phase: Phase| {
        let mut body = body.clone();
        *body.pointer_mut(&path)? = Value::from(status_in(api, lifecycle, phase)?);
        Some(rust_text_literal(&serde_json::to_string_pretty(&body).ok()?))
    };
    let waiter = lifecycle.waiter.module();
    let arguments = expressions::arguments(api, operation)?;
    let path = format!("{accessors}{}", lifecycle.method_name.ident());
    Some(WaitView {
        noun: waiter.as_str().trim_start_matches("wait_").to_owned(),
        call: format!("client.{path}({arguments})"),
        path,
        route_literal: rust_literal(&endpoint(operation)),
        running_literal: in_phase(Phase::InFlight)?,
        done_literal: in_phase(Phase::Succeeded)?,
    })
}

/// Where the status stands in a response body, as a JSON pointer.
fn status_path(api: &Api, operation: &Operation, lifecycle: &Lifecycle) -> Option<String> {
    let Output::Json(TypeRef::Named(output)) = &operation.output else { return None };
    let mut path = String::new();
    let mut ty = output.clone();
    for name in &lifecycle.status_path {
        let (wire, next) = field(api, &ty, name)?;
        path += &format!("/{}", wire.replace('~', "~0").replace('/', "~1"));
        ty = next;
    }
    Some(path)
}

fn field(api: &Api, ty: &TypeName, name: &FieldName) -> Option<(String, TypeName)> {
    let TypeDef::Struct(definition) = tree::model(api, ty) else { return None };
    let field = definition.fields.iter().find(|field| field.name == *name)?;
    match &field.ty {
        TypeRef::Named(next) => Some((field.wire.clone(), next.clone())),
        _ => None,
    }
}

fn status_in(api: &Api, lifecycle: &Lifecycle, phase: Phase) -> Option<String> {
    let (name, _) = lifecycle.phases.iter().find(|(_, this)| *this == phase)?;
    let TypeDef::Enum(status) = tree::model(api, &lifecycle.status_type) else { return None };
    status.variants.iter().find(|variant| variant.name == *name).map(|variant| variant.wire.clone())
}
