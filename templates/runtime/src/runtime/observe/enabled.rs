//! Spans and events for `tracing`, with the field names of OpenTelemetry's HTTP client conventions where it has one, and
//! those that `tracing-opentelemetry` reads (`otel.*`).

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode, Uri};
use tracing::instrument::WithSubscriber;
use tracing::{Instrument, Span, field};

use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::operation::OperationSpec;
use crate::runtime::redact::REDACTED;
use crate::runtime::request_id::request_id;

/// The span of one call, all of its attempts included.
#[derive(Clone, Debug)]
pub struct CallSpan(Span);

impl CallSpan {
    /// A span that knows the operation and where it is sent; the outcome is recorded by [`answered`](Self::answered)
    /// and [`failed`](Self::failed).
    pub fn new(spec: &OperationSpec, base_url: &str) -> Self {
        // What is fixed in the query is no part of the template.
        let path = spec.path.split_once('?').map_or(spec.path, |(path, _)| path);
        let span = tracing::info_span!(
            "call",
            otel.name = format_args!("{} {path}", spec.method.as_str()),
            otel.kind = "client",
            otel.status_code = field::Empty,
            operation = spec.id,
            http.request.method = spec.method.as_str(),
            url.template = path,
            server.address = field::Empty,
            server.port = field::Empty,
            http.response.status_code = field::Empty,
            http.request.resend_count = field::Empty,
            error.type = field::Empty,
            request_id = field::Empty,
        );
        if !span.is_disabled()
            && let Some((host, port)) = server(base_url)
        {
            span.record("server.address", host);
            span.record("server.port", port);
        }
        Self(span)
    }

    /// No span, which records nothing.
    pub fn none() -> Self {
        Self(Span::none())
    }

    /// Runs the call inside the span.
    pub fn around<F: Future>(self, call: F) -> impl Future<Output = F::Output> {
        call.instrument(self.0)
    }

    /// Records the latest response.
    pub fn answered(&self, status: StatusCode, headers: &HeaderMap) {
        self.0.record("http.response.status_code", status.as_u16());
        if let Some(id) = request_id(headers) {
            self.0.record("request_id", id);
        }
    }

    /// Records that the call, or reading what it brought, ends with this error.
    pub fn failed(&self, error: &Error) {
        self.0.record("otel.status_code", "ERROR");
        match error.status() {
            Some(status) if error.kind() == ErrorKind::Status => self.0.record("error.type", status.as_str()),
            Some(_) | None => self.0.record("error.type", error.kind().name()),
        };
    }

    /// Reports that the request will be sent again after `delay`; `attempts` counts those already made.
    pub fn retrying(&self, reason: &str, attempts: u32, delay: Duration) {
        self.0.record("http.request.resend_count", attempts);
        tracing::info!(parent: &self.0, reason, attempts, delay_ms = delay.as_millis() as u64, "retrying");
    }

    /// Reports that the request would be sent again, had the retry budget not been used up.
    pub fn budget_exhausted(&self, reason: &str, attempts: u32) {
        tracing::warn!(parent: &self.0, reason, attempts, "not retrying: the retry budget is used up");
    }
}

/// The future, to be run elsewhere on behalf of whoever runs now: with the span and the subscriber of this place.
pub fn carried<F: Future>(future: F) -> impl Future<Output = F::Output> + use<F> {
    future.in_current_span().with_current_subscriber()
}

/// The host and port of a URL; an IPv6 address without its brackets.
fn server(url: &str) -> Option<(String, u16)> {
    let url: Uri = url.parse().ok()?;
    let host = url.host()?.trim_start_matches('[').trim_end_matches(']').to_owned();
    let usual = if url.scheme_str() == Some("http") { 80 } else { 443 };
    Some((host, url.port_u16().unwrap_or(usual)))
}

/// Warns of an enum value this version does not know, once for each value. The value is shown only if it looks like the
/// name of something: what a service echoes may be a secret, and nobody here knows whose.
pub fn unknown_value(type_name: &'static str, value: &str) {
    /// Beyond this many the service is sending something that is no enum, and memory matters more than a warning.
    const LIMIT: usize = 256;
    static SEEN: Mutex<BTreeSet<(&'static str, String)>> = Mutex::new(BTreeSet::new());

    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.len() < LIMIT && seen.insert((type_name, value.chars().take(64).collect())) {
        drop(seen);
        let shown = if is_a_name(value) { value } else { REDACTED };
        tracing::warn!(type_name, value = shown, "the service sent a value that this version does not know");
    }
}

/// Whether it is a short word such as `PARTLY_DONE`, `parse_v3`, `inProgress` or `in-progress`. Keys have letters and
/// hyphens too, but hardly so few digits.
fn is_a_name(value: &str) -> bool {
    let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    let most_digits = if is_mixed || value.contains('-') { 0 } else { 4 };
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    value.len() <= 32 && is_word && digits <= most_digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_a_name_is_logged() {
        for name in ["PARTLY_DONE", "parse_v3", "in-progress", "inProgress", "batch.done", "PLAN_2026"] {
            assert!(is_a_name(name), "{name}");
        }
        for secret in ["llx-4f9a", "0123456789abcdef", "aB3dE5fG7hI9", "two words", "clé", "x".repeat(33).as_str()] {
            assert!(!is_a_name(secret), "{secret}");
        }
    }

    #[test]
    fn a_server_is_a_host_and_a_port() {
        for (url, host, port) in [
            ("https://api.example.com/prefix", "api.example.com", 443),
            ("http://localhost", "localhost", 80),
            ("http://127.0.0.1:8080", "127.0.0.1", 8080),
            ("https://[::1]:8443/a", "::1", 8443),
        ] {
            assert_eq!(server(url), Some((host.to_owned(), port)), "{url}");
        }
    }
}
