//! A success whose status the description does not name, where what is read depends on the status.

use std::fmt::{self, Debug};

use bytes::Bytes;
use http::StatusCode;

/// A successful response that the description does not declare, as it came.
///
/// `Debug` shows no body.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherResponse {
    status: StatusCode,
    body: Bytes,
}

impl OtherResponse {
    #[doc(hidden)]
    pub fn new(status: StatusCode, body: &Bytes) -> Self {
        Self { status, body: body.clone() }
    }

    /// The status, which is always a success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body, decompressed.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }
}

impl Debug for OtherResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OtherResponse")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
