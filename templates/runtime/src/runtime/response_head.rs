//! What came with a response besides its body.

use std::fmt::{self, Debug};
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use super::redact;
use super::request_id::request_id;

/// Status, headers and request id of a successful response, and how many attempts it took. Cheap to clone.
///
/// `Debug` shows no header that could hold a secret.
#[derive(Clone)]
pub struct ResponseHead(Arc<Parts>);

struct Parts {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
}

impl ResponseHead {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, attempts: u32) -> Self {
        Self(Arc::new(Parts { status, headers, attempts }))
    }

    /// The status, which is always a success.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The id the service gave this request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// How many times the request was sent; more than 1 when it was repeated.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }
}

impl Debug for ResponseHead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseHead")
            .field("status", &self.status())
            .field("headers", &redact::Headers(self.headers()))
            .field("attempts", &self.attempts())
            .finish()
    }
}
