//! One attempt that did not succeed: a failure on the way, or a response that says no.

use std::fmt::{self, Display};

use http::{HeaderMap, StatusCode};

use crate::runtime::error::{Error, ErrorKind, ErrorResponse};
use crate::runtime::redact::Secrets;
use crate::runtime::retry::Outcome;
use crate::runtime::transport::{HttpResponse, TransportError, TransportErrorKind};

/// Why an attempt did not succeed.
pub(super) enum Failure {
    Transport(TransportError),
    Response(Box<HttpResponse>),
}

impl Failure {
    /// The failure as the retry rules see it.
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Transport(error) => Outcome::Transport(error.kind()),
            Self::Response(response) => Outcome::Status {
                code: response.status.as_u16(),
                should_retry: match response.headers.get("x-should-retry").map(|value| value.as_bytes()) {
                    Some(b"true") => Some(true),
                    Some(b"false") => Some(false),
                    Some(_) | None => None,
                },
            },
        }
    }

    /// Whether the service does not know who asks, or no longer.
    pub(super) fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Response(response) if response.status == StatusCode::UNAUTHORIZED)
    }

    /// The headers of the response, if there is one.
    pub(super) fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Transport(_) => None,
            Self::Response(response) => Some(&response.headers),
        }
    }

    /// The failure as the error of the call.
    pub(super) fn into_error(self, secrets: &Secrets) -> Error {
        match self {
            Self::Transport(error) => {
                let kind = match error.kind() {
                    TransportErrorKind::NotSent
                    | TransportErrorKind::CertificateRejected
                    | TransportErrorKind::ProxyAuthentication => ErrorKind::Connect,
                    TransportErrorKind::Unsendable => ErrorKind::InvalidRequest,
                    TransportErrorKind::NotProcessed
                    | TransportErrorKind::Ambiguous
                    | TransportErrorKind::Truncated => ErrorKind::Connection,
                    TransportErrorKind::Timeout => ErrorKind::Timeout,
                    TransportErrorKind::TooLarge => ErrorKind::BodyTooLarge,
                };
                Error::new(kind, error.to_string()).with_source(error)
            }
            Self::Response(response) => {
                let HttpResponse { status, headers, body } = *response;
                let response = ErrorResponse::new(status, headers, body.in_memory(), secrets);
                Error::new(ErrorKind::Status, "").with_response(response)
            }
        }
    }
}

/// Why a request is sent again, for logs: the status, or how far the request got. Nothing the service wrote.
impl Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => Display::fmt(error, formatter),
            Self::Response(response) => Display::fmt(&response.status, formatter),
        }
    }
}
