//! The seam between the client and the network: plain values in, plain values or a classified failure out.
//!
//! A [`Transport`] sends one request once. It does not retry, follow redirects or interpret a status. What only it can
//! know, and must report, is how far a failed request got ([`TransportErrorKind`]): whether repeating a create is safe
//! rests on that.

pub(in crate::runtime) mod body;
mod error;
#[cfg(feature = "test-util")]
pub mod mock;
pub mod reqwest;

use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use super::BoxFuture;
use super::redact;

pub use body::Body;
pub use error::{TransportError, TransportErrorKind};

/// The largest body a client reads, after decompression: 64 MiB.
pub const MAX_BODY: usize = 64 * 1024 * 1024;

/// The most that is read of the body of an unsuccessful response: 64 KiB. The rest is left unread.
pub const MAX_ERROR_BODY: usize = 64 * 1024;

/// Sends requests; implemented over reqwest, and by whoever wants to stand in for the network or to see what passes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send requests",
    note = "implement `Transport` for it; a client of reqwest is given with `http_client`"
)]
pub trait Transport: Send + Sync + Debug {
    /// Sends one request once and reads the whole response.
    ///
    /// Dropping the future abandons the request. The caller limits the time, so an implementation need not; it may use
    /// [`HttpRequest::timeout`] to give up on something optional, such as the rest of an error's body.
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }
}

/// A request, ready to be sent. `Debug` shows no header value that could be a secret, no query and no body.
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL, already encoded.
    pub url: String,
    /// All headers but those a transport adds on its own (`Host`, `Content-Length`, `Accept-Encoding`).
    pub headers: HeaderMap,
    /// The body; empty if the request has none.
    pub body: Body,
    /// The time left for this attempt, headers and body together; without the body, where that is read as it comes.
    pub timeout: Duration,
    /// How the body of a successful response is wanted.
    pub reading: Reading,
}

/// How the body of a successful response is wanted. A transport that always reads it whole is right as well, for bodies
/// that it can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// In memory, up to [`MAX_BODY`].
    #[default]
    Whole,
    /// As a [`Body`] that is read as it comes, whatever its size. The response is there as soon as its head is.
    AsItComes,
}

impl HttpRequest {
    /// A request without headers or body.
    pub fn new(method: Method, url: impl Into<String>, timeout: Duration) -> Self {
        Self {
            method,
            url: url.into(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            timeout,
            reading: Reading::Whole,
        }
    }

    /// The same request once more; `None` if its body can be read only once, as a stream of the caller can.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            method: self.method.clone(),
            url: self.url.clone(),
            headers: self.headers.clone(),
            body: self.body.try_clone()?,
            timeout: self.timeout,
            reading: self.reading,
        })
    }
}

impl Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &redact::without_query(&self.url))
            .field("headers", &redact::Headers(&self.headers))
            .field("body", &self.body)
            .field("timeout", &self.timeout)
            .field("reading", &self.reading)
            .finish()
    }
}

/// A response of any status, with its body as [`Reading`] says (or the first [`MAX_ERROR_BODY`] bytes of an unsuccessful
/// one).
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Body,
}

impl HttpResponse {
    /// A response of these parts.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Body>) -> Self {
        Self { status, headers, body: body.into() }
    }
}

impl Debug for HttpResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &redact::Headers(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}
