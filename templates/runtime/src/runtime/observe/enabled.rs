//! Spans and events for `tracing`, with the field names of OpenTelemetry's HTTP client conventions where it has one.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::StatusCode;
use tracing::{Instrument, Span, field};

use crate::runtime::operation::OperationSpec;
use crate::runtime::redact::REDACTED;

/// The span of one call, all of its attempts included.
#[derive(Clone, Debug)]
pub struct CallSpan(Span);

impl CallSpan {
    /// A span that knows the operation and where it is sent; the outcome is recorded by [`answered`](Self::answered).
    pub fn new(spec: &OperationSpec, origin: &str) -> Self {
        Self(tracing::info_span!(
            "call",
            operation = spec.id,
            http.request.method = spec.method.as_str(),
            url.template = spec.path,
            server.address = origin,
            http.response.status_code = field::Empty,
            http.request.resend_count = field::Empty,
            request_id = field::Empty,
        ))
    }

    /// Runs the call inside the span.
    pub async fn around<F: Future>(self, call: F) -> F::Output {
        call.instrument(self.0).await
    }

    /// Records the latest answer; `attempts` counts from 1.
    pub fn answered(&self, status: StatusCode, request_id: Option<&str>, attempts: u32) {
        self.0.record("http.response.status_code", status.as_u16());
        self.0.record("http.request.resend_count", attempts.saturating_sub(1));
        if let Some(id) = request_id {
            self.0.record("request_id", id);
        }
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

/// Whether it is a short word such as `PARTLY_DONE`, `parse_v3` or `in-progress`. Keys have hyphens too (`llx-…`), but
/// hardly without a digit or a capital.
fn is_a_name(value: &str) -> bool {
    let is_word = |more: &[u8]| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte));
    let is_plain = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    value.len() <= 32 && (is_word(b"_.") || is_plain)
}
