//! How far a failed request got, read from reqwest's errors.

use std::error::Error as StdError;

use ::reqwest::Error;

use crate::runtime::transport::{TransportError, TransportErrorKind};

/// Sorts a failure before the head of an answer came. `begun` tells whether the request may have been on its way.
pub(super) fn sending(error: Error, begun: bool) -> TransportError {
    let kind = if is_certificate(&error) {
        TransportErrorKind::CertificateRejected
    } else if !begun || error.is_connect() || error.is_builder() {
        // A timeout of connecting is among these: reqwest counts name resolution, TCP and TLS as connecting.
        TransportErrorKind::NotSent
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Ambiguous
    };
    TransportError::new(kind).with_source(error.without_url())
}

/// Sorts a failure in the middle of a successful answer.
pub(super) fn receiving(error: Error) -> TransportError {
    let kind = if error.is_timeout() { TransportErrorKind::Timeout } else { TransportErrorKind::Truncated };
    TransportError::new(kind).with_source(error.without_url())
}

/// Whether the other side's certificate is the reason. It is told by type with rustls; a platform's TLS library has
/// only its words.
fn is_certificate(error: &Error) -> bool {
    error.is_connect() && causes(error).any(|cause| is_rustls_certificate(cause) || names_a_certificate(cause))
}

#[cfg(feature = "rustls")]
fn is_rustls_certificate(cause: &(dyn StdError + 'static)) -> bool {
    matches!(cause.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(not(feature = "rustls"))]
fn is_rustls_certificate(_cause: &(dyn StdError + 'static)) -> bool {
    false
}

fn names_a_certificate(cause: &(dyn StdError + 'static)) -> bool {
    let text = cause.to_string().to_ascii_lowercase();
    text.contains("certificate verify failed") || text.contains("certificate was not trusted")
}

/// The error and everything beneath it. An I/O error hides what it wraps from `source()`, so it is opened here.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        match cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(wrapped) => Some(wrapped as _),
            None => cause.source(),
        }
    })
}
