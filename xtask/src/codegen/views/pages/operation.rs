//! One operation as a page shows it.

use heck::ToTitleCase;
use serde::Serialize;

use super::command::{self, FlagView};
use super::elsewhere::{self, ElsewhereView};
use super::errors::{self, ErrorsView};
use super::example::{self, ExampleView, ResponseView};
use super::members::{Member, Members};
use super::reconcile::{self, ReconcileView};
use super::waiting::{self, WaitingView};
use super::{anchors, facts};
use crate::codegen::rust_types;
use crate::codegen::views::literals::first_paragraph;
use crate::codegen::views::operations::accessors;
use model::api::{Api, Argument, Operation, Output, PayloadValue, Resource, Success, Successes};
use model::names::in_code;

#[derive(Clone, Debug, Serialize)]
pub struct OperationPage {
    pub anchor: String,
    /// `List Batches`.
    pub title: String,
    /// `batches().list`.
    pub rust_path: String,
    /// The method in front of the anchors of its parts: `list`.
    pub name: String,
    /// `client.batches().get(batch_id: impl Into<BatchId>) -> GetBatch`.
    pub signature: String,
    /// What awaiting it gives: `Batch`.
    pub awaited: String,
    /// In lower case.
    pub http_method: String,
    pub path: String,
    /// The header by which the service tells a repeat from another request.
    pub idempotency_header: Option<String>,
    /// The server of its own that it has.
    pub server: Option<String>,
    /// One line, or empty.
    pub summary: String,
    pub docs: Vec<String>,
    pub deprecated: bool,
    /// `llamacloud batches list`.
    pub command: String,
    pub flags: Vec<FlagView>,
    pub parameters: Vec<Member>,
    pub returns: ReturnsView,
    pub example: Option<ExampleView>,
    pub response: Option<ResponseView>,
    pub errors: ErrorsView,
    pub is_list: bool,
    /// How other clients write the call.
    pub elsewhere: ElsewhereView,
    /// The call with the types of its arguments left out: `batches().get(batch_id)`.
    pub outline: String,
    pub waiting: Option<WaitingView>,
    pub reconcile: Option<ReconcileView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReturnsView {
    /// Whether it is a stream of events and nothing else.
    pub is_stream: bool,
    /// The events that it gives as they come: `Change`.
    pub events: Option<String>,
    /// Whether its bytes can be had as they come.
    pub is_download: bool,
    /// The variants of an enum by status, each as a line.
    pub by_status: Vec<String>,
    /// The link to its page.
    pub link: Option<String>,
    /// Empty if they stand elsewhere on the page, or there are none.
    pub members: Vec<Member>,
    /// The anchor where they stand.
    pub shown_at: Option<String>,
}

pub(super) fn page<'a>(
    api: &'a Api,
    resource: &Resource,
    operation: &'a Operation,
    members: &mut Members<'a>,
) -> OperationPage {
    let parameters: Vec<Member> =
        operation.inputs().flat_map(|argument| members.of_argument(operation, argument)).collect();
    OperationPage {
        anchor: anchors::operation(operation),
        title: operation.id.to_title_case(),
        rust_path: format!("{}{}", accessors(resource), in_code(operation.method_name.as_str())),
        name: operation.method_name.to_string(),
        signature: signature(resource, operation),
        awaited: rust_types::awaited(operation),
        http_method: operation.http_method.as_str().to_lowercase(),
        path: operation.path.to_string(),
        idempotency_header: operation.idempotency_header.clone(),
        server: operation.server.as_ref().map(|server| server.url.clone()),
        summary: first_paragraph(&operation.docs),
        docs: operation.docs.0.clone(),
        deprecated: operation.deprecated,
        command: command::call(api, resource, operation),
        flags: command::flags(operation),
        parameters,
        returns: returns(api, operation, members),
        example: example::example(api, resource, operation),
        response: example::response(api, operation),
        errors: errors::errors(api, operation),
        is_list: operation.pagination.is_some(),
        elsewhere: elsewhere::call(resource, operation),
        outline: example::outline(resource, operation),
        waiting: waiting::waiting(api, resource, operation),
        reconcile: reconcile::reconcile(api, resource, operation),
    }
}

fn signature(resource: &Resource, operation: &Operation) -> String {
    let argument = |argument: &Argument| {
        format!("{}: {}", in_code(argument.name.as_str()), rust_types::required_argument(argument))
    };
    let arguments: Vec<String> = operation.arguments.iter().map(argument).collect();
    let (accessors, method) = (accessors(resource), in_code(operation.method_name.as_str()));
    format!("client.{accessors}{method}({}) -> {}", arguments.join(", "), operation.builder)
}

fn by_status(api: &Api, successes: &Successes) -> Vec<String> {
    let other = "`Other(OtherResponse)` for any other success, as it came".to_owned();
    let other = successes.is_open().then_some(other);
    successes.cases.iter().map(|case| success(api, case)).chain(other).collect()
}

/// `` `Accepted(Box<Job>)` for 202: [Job](../types/job.md). It will be made. ``
fn success(api: &Api, case: &Success) -> String {
    let (name, status) = (&case.name, &case.status);
    let (held, what) = match &case.body {
        Some(PayloadValue::Json(ty)) => {
            (format!("({})", rust_types::held(ty)), ty.named().map_or_else(|| facts::json(api, ty), facts::link))
        }
        Some(PayloadValue::Text) => ("(String)".to_owned(), "text".to_owned()),
        Some(PayloadValue::Binary) => ("(Bytes)".to_owned(), "bytes".to_owned()),
        None => (String::new(), "no body".to_owned()),
    };
    format!("`{name}{held}` for {status}: {what}. {}", first_paragraph(&case.docs))
}

fn returns<'a>(api: &Api, operation: &'a Operation, members: &mut Members<'a>) -> ReturnsView {
    let model = operation.shown_model();
    let shown_at = model.and_then(|model| members.place_of(model)).map(str::to_owned);
    let by_status = operation.successes().map_or_else(Vec::new, |successes| by_status(api, successes));
    ReturnsView {
        is_stream: operation.is_stream(),
        events: operation.events.as_ref().map(|stream| rust_types::held(&stream.event)),
        is_download: operation.output == Output::Binary,
        by_status,
        link: model.map(facts::link),
        members: members.of_output(operation),
        shown_at,
    }
}
