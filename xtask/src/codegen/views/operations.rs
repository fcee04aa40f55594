//! Operations as a reader of the crate meets them: the call, and the request it makes.

use serde::Serialize;

use super::expressions;
use super::literals::first_paragraph;
use model::api::{Api, HttpMethod, Operation, PaginationStyle, Place, Resource, TypeRef};
use model::names::in_code;

#[derive(Clone, Debug, Serialize)]
pub struct OperationView {
    /// An expression with arguments that show their kind: `client.batches().get("batch-id")`.
    pub call: String,
    /// The call without its arguments: `batches().get`.
    pub path: String,
    /// `GET /api/v2/batches/{batch_id}`.
    pub endpoint: String,
    /// One paragraph in one line, or empty.
    pub summary: String,
    pub is_cursor_list: bool,
    pub is_offset_list: bool,
    /// A GET that is no list.
    pub is_get: bool,
    /// Of a list: what narrows it to one value of an enum, such as `.status(types::BatchStatus::Pending)`.
    pub filter: Option<String>,
    /// Of a list: the setter that takes a time.
    pub time_setter: Option<String>,
    /// Whether `call` is short enough to be read at a glance, and not deprecated: fit for an example.
    pub is_plain: bool,
}

/// Every operation, resource by resource.
pub(super) fn operations(api: &Api) -> Vec<OperationView> {
    api.placed_operations().map(|(place, operation)| view(api, operation, &accessors(place))).collect()
}

/// What leads from the client to a resource: `batches().`, or nothing.
pub(super) fn accessors(resource: &Resource) -> String {
    resource.accessors().map(|accessor| format!("{}().", in_code(accessor))).collect()
}

fn view(api: &Api, operation: &Operation, accessors: &str) -> OperationView {
    let path = format!("{accessors}{}", in_code(operation.method_name.as_str()));
    let arguments = expressions::arguments(api, operation);
    let narrowing = || operation.setters.iter().filter(|setter| setter.place == Place::Query && !setter.deprecated);
    let is_enum = |ty: &TypeRef| matches!(ty, TypeRef::Named(name) if api.model(name).as_enum().is_some());
    let filter = narrowing().find(|setter| is_enum(&setter.ty)).and_then(|setter| {
        let value = expressions::value_of(api, setter)?;
        Some(format!(".{}({})", in_code(setter.name.as_str()), expressions::shortened(api, &value)))
    });
    let time_setter = narrowing().find(|setter| setter.ty == TypeRef::Timestamp);
    let style = operation.pagination.as_ref().map(|pagination| &pagination.style);
    OperationView {
        call: format!("client.{path}({})", arguments.as_deref().unwrap_or_default()),
        path,
        endpoint: operation.endpoint(),
        summary: first_paragraph(&operation.docs),
        is_cursor_list: matches!(style, Some(PaginationStyle::Cursor { .. })),
        is_offset_list: matches!(style, Some(PaginationStyle::Offset { .. })),
        is_get: operation.http_method == HttpMethod::Get && style.is_none(),
        filter: filter.filter(|_| style.is_some()),
        time_setter: time_setter.filter(|_| style.is_some()).map(|setter| in_code(setter.name.as_str())),
        is_plain: arguments.is_some_and(|arguments| arguments.len() < 80) && !operation.deprecated,
    }
}
