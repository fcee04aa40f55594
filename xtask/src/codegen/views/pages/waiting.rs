//! Waiting for the end of something, shown beside the operation that reads it and the one that makes it.

use serde::Serialize;

use super::example::{self, ResponseView, ResultView};
use crate::codegen::api::{Api, Operation, Phase, Resource, TypeRef};
use crate::codegen::names::in_code;
use crate::codegen::views::operations::accessors;
use crate::codegen::views::wait;

#[derive(Clone, Debug, Serialize)]
pub struct WaitingView {
    /// `.and_wait()`, or `batches().wait`.
    pub way: String,
    /// Whether it follows what the operation makes.
    pub follows: bool,
    /// `let batch = client.batches().wait("batch-id").await?;`
    pub statement: String,
    pub names_types: bool,
    pub result: ResultView,
    /// The answer that ends it.
    pub response: ResponseView,
}

/// `None` where nothing can be waited for, or the description has no example of it.
pub(super) fn waiting(api: &Api, resource: &Resource, operation: &Operation) -> Option<WaitingView> {
    match (&operation.lifecycle, &operation.created) {
        (Some(lifecycle), _) => {
            let path = format!("{}{}", accessors(resource), in_code(lifecycle.method_name.as_str()));
            let arguments = example::arguments(api, operation)?;
            view(api, operation, format!("client.{path}({arguments})"), path, false)
        }
        (None, Some(created)) => {
            let call = example::call(api, resource, operation)?;
            view(api, api.operation(&created.poll), format!("{call}.and_wait()"), ".and_wait()".to_owned(), true)
        }
        (None, None) => None,
    }
}

fn view(api: &Api, polled: &Operation, call: String, way: String, follows: bool) -> Option<WaitingView> {
    let body = wait::body_in(api, polled, polled.lifecycle.as_ref()?, Phase::Succeeded)?;
    let ty = TypeRef::Named(polled.output_model()?.clone());
    let result = example::result(api, polled);
    Some(WaitingView {
        names_types: call.contains("types::"),
        statement: example::statement(&call, &result),
        way,
        follows,
        result,
        response: ResponseView { json: format!("{body:#}"), ty: example::path(api, &ty) },
    })
}
