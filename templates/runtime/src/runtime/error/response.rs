//! The response that came with an error: status, headers, a bounded body, and the one line to show of it.

use std::fmt::{self, Debug};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::validation::{self, ValidationError};
use crate::runtime::decode::without_mark;
use crate::runtime::one_line::{beginning, shown};
use crate::runtime::redact::{self, Secrets};
use crate::runtime::request_id::request_id;
use crate::runtime::transport::MAX_ERROR_BODY;

/// A response, kept for the caller of [`Error`](super::Error).
#[derive(Clone)]
pub struct ErrorResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    detail: String,
    secrets: Secrets,
}

impl ErrorResponse {
    /// The most characters of a body that an error message shows.
    const SHOWN: usize = 200;

    /// Keeps a response; of its body, the first 64 KiB, and for messages 200 escaped characters without `secrets`.
    pub fn new(status: StatusCode, headers: HeaderMap, mut body: Bytes, secrets: &Secrets) -> Self {
        if body.len() > MAX_ERROR_BODY {
            // A copy, so that a small error does not hold on to a large response.
            body = Bytes::copy_from_slice(&body[..MAX_ERROR_BODY]);
        }
        let said = match redirect(status, &headers) {
            Some(target) => target,
            None => detail(without_mark(&body)),
        };
        let detail = shown(&said, Self::SHOWN, secrets);
        Self { status, headers, body, detail, secrets: secrets.clone() }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first 64 KiB of the body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text, without the secrets of the request, which the service may repeat.
    #[cfg(feature = "cli")]
    pub(super) fn scrubbed_body(&self) -> String {
        self.secrets.scrub(&String::from_utf8_lossy(&self.body))
    }

    /// What the service found wrong with the request, value by value.
    pub(super) fn validation_errors(&self) -> Vec<ValidationError> {
        validation::read(self.status, without_mark(&self.body), &self.secrets)
    }

    /// The id the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// What the service said, on one line of at most 200 characters; empty when it said nothing.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl Debug for ErrorResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ErrorResponse")
            .field("status", &self.status)
            .field("headers", &redact::Headers(&self.headers))
            .field("detail", &self.detail)
            .finish_non_exhaustive()
    }
}

/// Names where a redirect points, but only its origin: the rest may hold what the query held.
fn redirect(status: StatusCode, headers: &HeaderMap) -> Option<String> {
    if !status.is_redirection() {
        return None;
    }
    let location = headers.get(header::LOCATION)?.to_str().ok()?;
    // What begins with two slashes names a host and leaves out the scheme; to a browser, they may lean either way.
    let has_host = location.trim_start().replace('\\', "/").starts_with("//");
    Some(match reqwest::Url::parse(location) {
        Ok(url) if url.has_host() => format!("redirects to {} are not followed", url.origin().ascii_serialization()),
        Err(_) if !has_host => "redirects are not followed; this one stays on the same origin".to_owned(),
        Ok(_) | Err(_) => "redirects are not followed; this one leads elsewhere".to_owned(),
    })
}

/// What a body says: FastAPI's `detail`, else a `message` or `error` text, else the body itself.
fn detail(body: &[u8]) -> String {
    let text = || beginning(&String::from_utf8_lossy(body)).trim().to_owned();
    let Ok(Value::Object(mut object)) = serde_json::from_slice::<Value>(body) else {
        return text();
    };
    if let Some(detail) = object.remove("detail") {
        let entries = validation::entries(detail);
        if !entries.is_empty() {
            return entries.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        }
    }
    let error = object.get("error");
    let candidates = [object.get("message"), error, error.and_then(|error| error.get("message"))];
    candidates.into_iter().flatten().find_map(Value::as_str).map_or_else(text, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::one_line::shorten;

    #[test]
    fn the_body_is_told_in_one_line() {
        for (body, expected) in [
            (r#"{"detail":"batch not found"}"#, "batch not found"),
            (r#"{"detail":[{"loc":["query","status"],"msg":"bad","type":"enum"}]}"#, "query.status: bad"),
            (r#"{"message":"no"}"#, "no"),
            (r#"{"error":{"message":"deep"}}"#, "deep"),
            (r#"{"error":"flat"}"#, "flat"),
            (r#"{"code":7}"#, r#"{"code":7}"#),
            ("<html>\n  <body>Bad\u{1b}[31m gateway", "<html> <body>Bad\\u{1b}[31m gateway"),
            ("", ""),
        ] {
            assert_eq!(shorten(&detail(body.as_bytes()), 200), expected, "{body}");
        }
    }

    #[test]
    fn a_redirect_names_the_origin_only() {
        let mut headers = HeaderMap::new();
        headers.insert(header::LOCATION, "https://elsewhere.example:8443/a?token=canary".parse().unwrap());
        let response = ErrorResponse::new(StatusCode::FOUND, headers, Bytes::new(), &Secrets::default());
        assert_eq!(response.detail(), "redirects to https://elsewhere.example:8443 are not followed");
    }

    #[test]
    fn only_a_redirect_that_names_no_host_stays_on_the_same_origin() {
        let stays = |location: &'static str| {
            let headers = [(header::LOCATION, http::HeaderValue::from_static(location))].into_iter().collect();
            ErrorResponse::new(StatusCode::FOUND, headers, Bytes::new(), &Secrets::default()).detail().contains("stays")
        };
        assert!(["/a", "a", "?a=1", "#a", "../a", "/a//b"].into_iter().all(stays));
        for elsewhere in
            ["//b.example/a", " //b.example", "/\\b.example", "\\\\b.example", "data:,a", "mailto:a@b.example"]
        {
            assert!(!stays(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn a_byte_order_mark_hides_nothing_of_what_the_service_said() {
        let body = Bytes::from("\u{feff}{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"bad\"}]}");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let response = ErrorResponse::new(status, HeaderMap::new(), body, &Secrets::default());
        assert_eq!((response.detail(), response.validation_errors().len()), ("body: bad", 1));
    }

    #[test]
    fn a_key_that_the_service_echoes_is_taken_out() {
        let secrets = Secrets::new(["llx-canary".to_owned()]);
        let body = Bytes::from_static(br#"{"detail":"bad key llx-canary"}"#);
        let response = ErrorResponse::new(StatusCode::UNAUTHORIZED, HeaderMap::new(), body, &secrets);
        assert_eq!(response.detail(), "bad key <redacted>");
    }

    #[test]
    fn half_a_key_at_the_end_of_what_is_kept_of_a_body_is_not_shown() {
        let secrets = Secrets::new(["llx-canary".to_owned()]);
        let body = Bytes::from(format!("{}llx-canary", " ".repeat(MAX_ERROR_BODY - 6)));
        for body in [body.slice(..MAX_ERROR_BODY), body] {
            let response = ErrorResponse::new(StatusCode::BAD_GATEWAY, HeaderMap::new(), body, &secrets);
            assert_eq!(response.detail(), "");
        }
    }
}
