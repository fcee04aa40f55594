//! What a test makes the service answer, or how it makes the connection fail.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::runtime::transport::TransportErrorKind;

/// What the transport answers. Whatever can be written as JSON, such as a model, is a reply with status 200.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) outcome: Outcome,
    pub(super) delay: Duration,
}

#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Response(StatusCode, HeaderMap, Bytes),
    Fault(TransportErrorKind),
    Never,
}

impl Reply {
    /// A body as JSON: a model, or what `serde_json::json!` makes.
    ///
    /// # Panics
    ///
    /// When `status` is not a number from 100 to 999, or the body cannot be written as JSON.
    pub fn json(status: u16, body: impl Serialize) -> Self {
        let body = serde_json::to_vec(&body).expect("a test scripts what can be written as JSON");
        Self::text(status, body).header("content-type", "application/json")
    }

    /// A body of any kind, without a content type.
    ///
    /// # Panics
    ///
    /// When `status` is not a number from 100 to 999.
    pub fn text(status: u16, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::from_u16(status).expect("a test scripts a status from 100 to 999");
        Self::at_once(Outcome::Response(status, HeaderMap::new(), body.into()))
    }

    /// The connection cannot be made: nothing of the request was sent.
    pub fn not_sent() -> Self {
        Self::fault(TransportErrorKind::NotSent)
    }

    /// The connection breaks after sending had begun: the service may have seen the request.
    pub fn ambiguous() -> Self {
        Self::fault(TransportErrorKind::Ambiguous)
    }

    /// The transport gives up waiting after sending had begun.
    pub fn timeout() -> Self {
        Self::fault(TransportErrorKind::Timeout)
    }

    /// Any other failure a transport can report.
    pub fn fault(kind: TransportErrorKind) -> Self {
        Self::at_once(Outcome::Fault(kind))
    }

    /// No response, ever: the client has to give up.
    pub fn never() -> Self {
        Self::at_once(Outcome::Never)
    }

    /// Adds a header; failures have none, and stay as they are.
    ///
    /// # Panics
    ///
    /// When the name or the value is not legal in a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a test scripts a legal header name");
        let value = HeaderValue::try_from(value).expect("a test scripts a legal header value");
        if let Outcome::Response(_, headers, _) = &mut self.outcome {
            headers.append(name, value);
        }
        self
    }

    /// Answers only after `delay`, by the clock of the transport.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    fn at_once(outcome: Outcome) -> Self {
        Self { outcome, delay: Duration::ZERO }
    }
}

impl<T: Serialize> From<T> for Reply {
    fn from(body: T) -> Self {
        Self::json(200, body)
    }
}
