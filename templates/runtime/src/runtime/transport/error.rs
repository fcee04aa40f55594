//! How an exchange fails: how far the request got, which decides whether it may be sent again.

use std::fmt::{self, Display};

use crate::runtime::BoxError;

/// How far a failed request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The service does not have the request and will not get it: name resolution, connecting or the TLS handshake
    /// failed, a proxy did not connect through, or the time was up before a connection asked for the body.
    NotSent,
    /// The other side showed a certificate that is not trusted. Nothing was sent, and trying again changes nothing.
    CertificateRejected,
    /// The proxy did not accept the user name and password it was given, or was given none (407). Nothing was sent to the
    /// service, and trying again changes nothing.
    ProxyAuthentication,
    /// The request cannot be sent as it is, such as one whose URL is too long. Nothing was sent, and trying again changes
    /// nothing.
    Unsendable,
    /// The server said that it did not process the request: an HTTP/2 stream refused with `REFUSED_STREAM`, or above the
    /// last one that a `GOAWAY` names.
    NotProcessed,
    /// Sending had begun, and no response came: the service may or may not have the request.
    Ambiguous,
    /// The transport's own time limit passed after sending had begun.
    Timeout,
    /// A successful response began and ended before its body was complete, or has a body that cannot be decompressed.
    Truncated,
    /// The body of a successful response is larger than [`MAX_BODY`](super::MAX_BODY).
    TooLarge,
}

impl TransportErrorKind {
    /// Whether nothing of the request was sent to the service.
    pub(crate) fn is_before_sending(self) -> bool {
        match self {
            Self::NotSent | Self::CertificateRejected | Self::ProxyAuthentication | Self::Unsendable => true,
            Self::NotProcessed | Self::Ambiguous | Self::Timeout | Self::Truncated | Self::TooLarge => false,
        }
    }
}

/// A request that brought no complete response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<BoxError>,
}

impl TransportError {
    /// A failure of this kind, without a cause.
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
            TransportErrorKind::ProxyAuthentication => {
                "the proxy requires a user name and password, or rejects those it was given"
            }
            TransportErrorKind::Unsendable => "the request cannot be sent",
            TransportErrorKind::NotProcessed => "the server did not process the request",
            TransportErrorKind::Ambiguous => "the connection was lost before a response came",
            TransportErrorKind::Timeout => "the response took too long",
            TransportErrorKind::Truncated => "the response broke off, or cannot be decompressed",
            TransportErrorKind::TooLarge => "the response is larger than 64 MiB",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
