//! The call that examples read one thing with: it takes an id and nothing else, and gives a model.

use serde::Serialize;

use super::literals::rust_literal;
use super::operations::accessors;
use crate::codegen::samples::fixtures;
use model::api::{Api, HttpMethod, Operation, Place, TypeDef, TypeRef};
use model::names::in_code;

#[derive(Clone, Debug, Serialize)]
pub struct ReadView {
    /// The call without its argument: `batches().get`.
    pub path: String,
    /// `GET /api/v2/batches/{batch_id}`, as a literal.
    pub route_literal: String,
    /// What it gives: `Batch`.
    pub model: String,
    /// The function that makes an example of that, if there is one: `batch`.
    pub fixture: Option<String>,
}

/// For the first operation of this kind, one with a fixture before others.
pub(super) fn read(api: &Api) -> Option<ReadView> {
    let views = || api.placed_operations().filter_map(|(place, operation)| view(api, operation, &accessors(place)));
    views().find(|view| view.fixture.is_some()).or_else(|| views().next())
}

fn view(api: &Api, operation: &Operation, accessors: &str) -> Option<ReadView> {
    let takes_an_id = matches!(operation.arguments.as_slice(), [id] if id.place == Place::Path && is_text(api, &id.ty));
    let is_read = operation.http_method == HttpMethod::Get && operation.pagination.is_none();
    if operation.deprecated || !is_read || !takes_an_id {
        return None;
    }
    let model = operation.output_model()?;
    let fixture = fixtures::all(api).into_iter().find(|fixture| fixture.model == model);
    Some(ReadView {
        path: format!("{accessors}{}", in_code(operation.method_name.as_str())),
        route_literal: rust_literal(&operation.endpoint()),
        model: in_code(model.as_str()),
        fixture: fixture.map(|fixture| in_code(fixture.model.module().as_str())),
    })
}

fn is_text(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::String => true,
        TypeRef::Named(name) => matches!(api.model(name), TypeDef::Newtype(_)),
        _ => false,
    }
}
