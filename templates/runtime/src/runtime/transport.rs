//! The seam between the client and the network: plain values in, plain values or a classified failure out.
//!
//! A [`Transport`] sends one request once. It does not retry, follow redirects or interpret a status. What only it can
//! know, and must tell, is how far a failed request got ([`TransportErrorKind`]): whether repeating a create is safe
//! rests on that.

#[cfg(feature = "test-util")]
pub mod mock;
pub mod reqwest;

use std::fmt::{self, Debug, Display};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::redact;
use super::{BoxError, BoxFuture};

/// The largest body a client reads, after decompression: 64 MiB.
pub const MAX_BODY: usize = 64 * 1024 * 1024;

/// The most that is read of the body of an unsuccessful answer: 64 KiB. The rest is left unread.
pub const MAX_ERROR_BODY: usize = 64 * 1024;

/// Sends requests; implemented over reqwest, and by whoever wants to stand in for the network.
pub trait Transport: Send + Sync + Debug {
    /// Sends one request once and reads the whole answer.
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
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL, already encoded.
    pub url: String,
    /// All headers but those a transport adds on its own (`Host`, `Content-Length`, `Accept-Encoding`).
    pub headers: HeaderMap,
    /// The body, if the request has one.
    pub body: Option<Bytes>,
    /// The time left for this attempt, headers and body together.
    pub timeout: Duration,
}

impl HttpRequest {
    /// A request without headers or body.
    pub fn new(method: Method, url: impl Into<String>, timeout: Duration) -> Self {
        Self { method, url: url.into(), headers: HeaderMap::new(), body: None, timeout }
    }
}

impl Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &redact::without_query(&self.url))
            .field("headers", &redact::Headers(&self.headers))
            .field("body", &self.body.as_ref().map(Bytes::len))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// An answer of any status, with its whole body (or the first [`MAX_ERROR_BODY`] bytes of an unsuccessful one).
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Bytes,
}

impl HttpResponse {
    /// An answer of these parts.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into() }
    }
}

impl Debug for HttpResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &redact::Headers(&self.headers))
            .field("body", &self.body.len())
            .finish()
    }
}

/// How far a failed request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// Nothing of the request left this machine: name resolution, connecting, the TLS handshake, a proxy that refused.
    NotSent,
    /// The other side showed a certificate that is not trusted. Nothing was sent, and trying again changes nothing.
    CertificateRejected,
    /// Sending had begun, and no answer came: the service may or may not have the request.
    Ambiguous,
    /// The transport's own time limit passed after sending had begun.
    Timeout,
    /// A successful answer began and ended before its body was complete.
    Truncated,
    /// The body of a successful answer is larger than [`MAX_BODY`].
    TooLarge,
}

/// A request that brought no complete answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<BoxError>,
}

impl TransportError {
    /// A failure of this kind, with no cause to tell.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// The same failure, with its cause. The cause must hold no secret: it is shown to whoever reads the error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// How far the request got.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::NotSent => "could not connect",
            TransportErrorKind::CertificateRejected => "the server's certificate is not trusted",
            TransportErrorKind::Ambiguous => "the connection was lost before an answer came",
            TransportErrorKind::Timeout => "the answer took too long",
            TransportErrorKind::Truncated => "the connection was lost in the middle of the answer",
            TransportErrorKind::TooLarge => "the answer is larger than 64 MiB",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
