//! Waiting for the end of something, shown beside the operation that reads it and the one that makes it.

use serde::Serialize;

use super::example::{self, ResponseView, ResultView};
use super::{anchors, command, request};
use crate::codegen::views::operations::accessors;
use crate::codegen::views::wait;
use model::api::{Api, Operation, Phase, Resource, TypeRef};
use model::names::in_code;

#[derive(Clone, Debug, Serialize)]
pub struct WaitingView {
    pub anchor: String,
    /// Whether it follows what the operation makes.
    pub follows: bool,
    /// `.and_wait()`, or `batches().wait`.
    pub way: String,
    /// With its arguments, but not their types: `batches().wait(batch_id)`.
    pub outline: String,
    /// On the command line, without flags for arguments: `llamacloud-prod batches wait`. Another command may have taken
    /// the name.
    pub call: Option<String>,
    /// Nothing where the description has no example of an end.
    pub example: Option<WaitingExample>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WaitingExample {
    /// `let batch = client.batches().wait("batch-id").await?;`
    pub statement: String,
    pub names_types: bool,
    pub result: ResultView,
    /// The same on the command line.
    pub command: Option<String>,
    /// The response that ends it.
    pub response: ResponseView,
}

/// `None` where nothing can be waited for.
pub(super) fn waiting(api: &Api, resource: &Resource, operation: &Operation) -> Option<WaitingView> {
    let call = command::waiting_call(api, resource, operation);
    let command = call.clone().zip(request::example(api, operation));
    let command = command.map(|(call, request)| command::command(api, call, &request));
    let view = |follows, way, outline, example| WaitingView {
        anchor: format!("wait/{}", anchors::operation(operation)),
        follows,
        way,
        outline,
        call,
        example,
    };
    match (&operation.lifecycle, &operation.created) {
        (Some(lifecycle), _) => {
            let method = in_code(lifecycle.method_name.as_str());
            let way = format!("{}{method}", accessors(resource));
            let outline = format!("{way}({})", example::argument_names(operation));
            let arguments = example::arguments(api, operation);
            let call = arguments.map(|arguments| format!("client.{way}({arguments})"));
            let example = call.and_then(|call| of_polling(api, operation, &call, command));
            Some(view(false, way, outline, example))
        }
        (None, Some(created)) => {
            let outline = format!("{}.and_wait()", example::outline(resource, operation));
            let call = example::call(api, resource, operation).map(|call| format!("{call}.and_wait()"));
            let example = call.and_then(|call| of_polling(api, api.operation(&created.poll), &call, command));
            Some(view(true, ".and_wait()".to_owned(), outline, example))
        }
        (None, None) => None,
    }
}

fn of_polling(api: &Api, polled: &Operation, call: &str, command: Option<String>) -> Option<WaitingExample> {
    let body = wait::body_in(api, polled, polled.lifecycle.as_ref()?, Phase::Succeeded)?;
    let ty = TypeRef::Named(polled.output_model()?.clone());
    let result = example::result(api, polled);
    Some(WaitingExample {
        names_types: call.contains("types::"),
        statement: example::statement(call, &result),
        result,
        command,
        response: ResponseView { json: format!("{body:#}"), ty: example::path(api, &ty) },
    })
}
