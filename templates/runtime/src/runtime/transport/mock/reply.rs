//! What a test makes the service answer, or how it makes the connection fail.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::runtime::transport::TransportErrorKind;

/// What the transport answers. A [`Value`] is a reply with status 200.
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
    /// A JSON body.
    ///
    /// # Panics
    ///
    /// When `status` is not a number from 100 to 999.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string()).header("content-type", "application/json")
    }

    /// A body of any kind, without a content type.
    ///
    /// # Panics
    ///
    /// When `status` is not a number from 100 to 999.
    pub fn text(status: u16, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::from_u16(status).expect("a test scripts a status from 100 to 999");
        Outcome::Response(status, HeaderMap::new(), body.into()).into()
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
        Outcome::Fault(kind).into()
    }

    /// No answer, ever: the client has to give up.
    pub fn never() -> Self {
        Outcome::Never.into()
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
}

impl From<Outcome> for Reply {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, delay: Duration::ZERO }
    }
}

impl From<Value> for Reply {
    fn from(body: Value) -> Self {
        Self::json(200, &body)
    }
}
