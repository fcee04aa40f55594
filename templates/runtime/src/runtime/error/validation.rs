//! FastAPI's `detail`, in both of its forms, as values.

use std::fmt::{self, Display};

use http::StatusCode;
use serde_json::Value;

use crate::runtime::redact::Secrets;

/// One thing the service found wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ValidationError {
    /// Where the value stands, outermost first: `["body", "config", "job", "type"]`. Empty when the service did not say.
    pub location: Vec<String>,
    /// What is wrong with it, in the words of the service.
    pub message: String,
    /// The service's name for the problem, such as `missing` or `enum`; empty when it gave none.
    pub kind: String,
}

/// Shows `query.status: Input should be …`.
impl Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.location.is_empty() {
            true => formatter.write_str(&self.message),
            false => write!(formatter, "{}: {}", self.location.join("."), self.message),
        }
    }
}

/// Reads the entries from a response; empty unless its status is 400 or 422 and its body has a `detail`.
pub(super) fn read(status: StatusCode, body: &[u8], secrets: &Secrets) -> Vec<ValidationError> {
    if !matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY) {
        return Vec::new();
    }
    let Ok(Value::Object(mut body)) = serde_json::from_slice(body) else {
        return Vec::new();
    };
    let mut entries = body.remove("detail").map(entries).unwrap_or_default();
    for ValidationError { location, message, kind } in &mut entries {
        location.iter_mut().chain([message, kind]).for_each(|text| *text = secrets.scrub(text));
    }
    entries
}

/// The entries of a `detail`: a text is one, a list is one for each element that has a message.
pub(super) fn entries(detail: Value) -> Vec<ValidationError> {
    match detail {
        Value::String(message) => vec![ValidationError { location: Vec::new(), message, kind: String::new() }],
        Value::Array(entries) => entries.iter().filter_map(entry).collect(),
        _ => Vec::new(),
    }
}

fn entry(value: &Value) -> Option<ValidationError> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let location = value.get("loc").and_then(Value::as_array).map(|parts| parts.iter().map(part).collect());
    Some(ValidationError {
        location: location.unwrap_or_default(),
        message: text("msg")?,
        kind: text("type").unwrap_or_default(),
    })
}

fn part(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &'static str, expected: &[&str]) {
        let status = StatusCode::from_u16(status).unwrap();
        let shown: Vec<String> =
            read(status, body.as_bytes(), &Secrets::default()).iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected, "{status} {body}");
    }

    #[test]
    fn both_forms_of_detail_are_read() {
        check(422, r#"{"detail":"no such directory"}"#, &["no such directory"]);
        check(
            422,
            r#"{"detail":[{"loc":["query","status"],"msg":"Input should be 'PENDING'","type":"enum"},
                          {"loc":["body","rules",0,"type"],"msg":"Field required","type":"missing"},{"odd":1}]}"#,
            &["query.status: Input should be 'PENDING'", "body.rules.0.type: Field required"],
        );
    }

    #[test]
    fn other_answers_have_no_validation_errors() {
        check(404, r#"{"detail":"Not Found"}"#, &[]);
        check(422, "<html>", &[]);
        check(422, r#"{"detail":{"code":1}}"#, &[]);
        check(422, "[]", &[]);
    }
}
