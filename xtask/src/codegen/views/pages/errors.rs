//! What can go wrong with an operation: what its description declares, and what any service may respond besides.

use serde::Serialize;

use super::facts;
use model::api::{Api, HttpMethod, Operation, Payload, Place, ResponseCase, ResponseRole};
use model::markdown::{cell, code};
use model::openapi::Status;

#[derive(Clone, Debug, Serialize)]
pub struct ErrorsView {
    /// Whether it is sent again after it may have arrived.
    pub is_repeated: bool,
    /// A row for each status, or for several that mean the same.
    pub statuses: Vec<ErrorRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ErrorRow {
    /// What anchors end in: `404`, `5xx`, `default`.
    pub anchors: Vec<String>,
    /// `404: there is no such thing`.
    pub what: String,
    /// The methods of the error that tell it from others.
    pub tells: String,
    /// Whether the request is sent again.
    pub again: &'static str,
}

/// Statuses that mean the same to callers, and what they mean where the description does not say.
const USUAL: [(&[u16], &str); 7] = [
    (&[400, 422], "a value is not accepted"),
    (&[401], "no key, or not a valid one"),
    (&[403], "the key may not do this"),
    (&[404], "there is no such thing, or not for this key"),
    (&[409], "it does not fit the state of the thing"),
    (&[429], "too many requests"),
    (&[408, 425], "the service did not wait, or will not yet"),
];

pub(super) fn errors(api: &Api, operation: &Operation) -> ErrorsView {
    let declared = || operation.responses.iter().filter(|case| case.role == ResponseRole::Error);
    let is_declared = |status: &u16| declared().any(|case| case.status == Status::Code(*status));
    let mut rows: Vec<(u16, ErrorRow)> = Vec::new();
    for (statuses, words) in USUAL {
        let left: Vec<u16> = statuses.iter().copied().filter(|status| !is_declared(status)).collect();
        if let Some(&first) = left.first().filter(|first| can_come(operation, **first)) {
            let names: Vec<String> = left.iter().map(u16::to_string).collect();
            let what = format!("{}: {words}", names.join(", "));
            let (tells, again) = (tells(first).to_owned(), again(operation, first));
            rows.push((first, ErrorRow { anchors: names, what, tells, again }));
        }
    }
    rows.extend(declared().map(|case| row(api, operation, case)));
    if !declared().any(|case| case.status == Status::Range(5)) {
        let what = "5xx but 501 and 505: the service failed".to_owned();
        let (tells, again) = (tells(500).to_owned(), again(operation, 500));
        rows.push((599, ErrorRow { anchors: vec!["5xx".to_owned()], what, tells, again }));
    }
    rows.sort_by_key(|(status, _)| *status);
    ErrorsView { is_repeated: operation.is_repeated(), statuses: rows.into_iter().map(|(_, row)| row).collect() }
}

/// A response that the description declares, with what its rows are sorted by.
fn row(api: &Api, operation: &Operation, case: &ResponseCase) -> (u16, ErrorRow) {
    let (order, status, name) = match case.status {
        Status::Code(status) => (status, status, status.to_string()),
        Status::Range(digit) => (u16::from(digit) * 100 + 99, u16::from(digit) * 100, format!("{digit}xx")),
        Status::Default => (u16::MAX, 0, "any other status".to_owned()),
    };
    let described = case.description.as_deref().map(first_line).filter(|words| !words.is_empty());
    let usual = || USUAL.iter().find(|(statuses, _)| statuses.contains(&status)).map(|(_, words)| (*words).to_owned());
    let words = described.map(cell).or_else(usual).map_or(String::new(), |words| format!(": {words}"));
    let body = case.payload.as_ref().map_or(String::new(), |payload| format!("; its body is {}", body(api, payload)));
    let anchor = if case.status == Status::Default { "default".to_owned() } else { name.clone() };
    let (tells, again) = (format!("{}{body}", tells(status)), again(operation, status));
    (order, ErrorRow { anchors: vec![anchor], what: format!("{name}{words}"), tells, again })
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

fn body(api: &Api, payload: &Payload) -> String {
    match payload.json() {
        Some(ty) => ty.named().map_or_else(|| facts::json(api, ty), facts::link),
        None => code(&payload.media_type),
    }
}

/// Whether the status makes sense for the operation where it does not declare it.
fn can_come(operation: &Operation, status: u16) -> bool {
    match status {
        404 => operation.arguments.iter().any(|argument| argument.place == Place::Path),
        409 => !matches!(
            operation.http_method,
            HttpMethod::Get | HttpMethod::Head | HttpMethod::Options | HttpMethod::Trace
        ),
        _ => true,
    }
}

fn tells(status: u16) -> &'static str {
    match status {
        400 | 422 => "`is_invalid()`, `validation_errors()`",
        401 => "`is_unauthorized()`",
        403 => "`is_forbidden()`",
        404 => "`is_not_found()`; `.optional()` makes it `None`",
        409 => "`is_conflict()`",
        429 => "`is_rate_limited()`, `retry_after()`",
        500..=599 => "`is_server_error()`, `status()`",
        _ => "`status()`",
    }
}

/// As the retries of the runtime have it.
fn again(operation: &Operation, status: u16) -> &'static str {
    match (status, operation.is_repeated()) {
        (429, _) => "yes",
        (501 | 505, _) => "no",
        (408 | 425 | 500..=599, true) => "yes",
        (408 | 425 | 500..=599, false) => "no; `sent()` is `Maybe`",
        // What any other status is follows from its number.
        (0, _) => "by its number",
        _ => "no",
    }
}
