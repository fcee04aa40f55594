//! How far a failed request got, read from reqwest's errors.

use std::error::Error as StdError;

use ::reqwest::Error;

use super::body::Departure;
use crate::runtime::transport::{TransportError, TransportErrorKind};

/// Sorts a failure before the head of a response came, and sees to it that a request which is reported as not sent stays
/// unsent: its body is revoked.
///
/// A request without a body has no departure to watch. It counts as sent unless there was no connection at all.
pub(super) fn sending(error: Error, departure: Option<&Departure>) -> TransportError {
    let nothing_sent = match departure {
        Some(departure) => departure.revoke(),
        None => error.is_connect() || error.is_builder(),
    };
    let kind = if nothing_sent { before_sending(&error) } else { after_sending_began(&error) };
    match unfit_certificate(&error) {
        Some(reason) => TransportError::new(kind).with_source(reason),
        None => TransportError::new(kind).with_source(error.without_url()),
    }
}

/// Sorts a failure in the middle of a successful response.
pub(super) fn receiving(error: Error) -> TransportError {
    let kind = if error.is_timeout() { TransportErrorKind::Timeout } else { TransportErrorKind::Truncated };
    TransportError::new(kind).with_source(error.without_url())
}

fn before_sending(error: &Error) -> TransportErrorKind {
    if error.is_builder() {
        TransportErrorKind::Unsendable
    } else if causes(error).any(|cause| is_rustls_certificate(cause) || names_a_certificate(cause)) {
        TransportErrorKind::CertificateRejected
    } else if causes(error).any(names_proxy_credentials) {
        TransportErrorKind::ProxyAuthentication
    } else {
        // A timeout of connecting is among these: reqwest counts name resolution, TCP and TLS as connecting.
        TransportErrorKind::NotSent
    }
}

fn after_sending_began(error: &Error) -> TransportErrorKind {
    if causes(error).filter_map(|cause| cause.downcast_ref()).any(was_not_processed) {
        TransportErrorKind::NotProcessed
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Ambiguous
    }
}

/// Whether the server vouches for not having touched the request (RFC 9113, 8.7). Of the streams that a `GOAWAY` finds
/// open, h2 ends only those above its last stream with it; the others go on, and fail with the connection if that breaks.
fn was_not_processed(error: &h2::Error) -> bool {
    let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    error.is_remote() && (is_refused || error.is_go_away())
}

/// Whether the other side's certificate is the reason. It has a type of its own with rustls; a platform's TLS library has
/// only its words.
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

/// Whether an HTTP proxy answered 407 to CONNECT, or a SOCKS proxy does not accept the user. hyper-util keeps the types
/// of these errors to itself.
fn names_proxy_credentials(cause: &(dyn StdError + 'static)) -> bool {
    const TEXTS: [&str; 3] = [
        "tunnel error: proxy authorization required",
        "credentials not accepted",
        "server does not support user/pass authentication",
    ];
    let text = cause.to_string();
    TEXTS.iter().any(|known| text.ends_with(known))
}

/// What is wrong with a certificate that no trust helps, where rustls has but the name of a variant for it.
fn unfit_certificate(error: &Error) -> Option<&'static str> {
    const REASONS: [(&str, &str); 2] = [
        (
            "CaUsedAsEndEntity",
            "it is the certificate of an authority, which rustls takes from no server, not even if it was added: make it \
             with `basicConstraints=CA:FALSE`, or let the authority issue one for the server",
        ),
        ("UnsupportedCertVersion", "it is of version 1 or 2 of X.509, and rustls takes only version 3 from a server"),
    ];
    let text = causes(error).last()?.to_string();
    REASONS.iter().find(|(name, _)| text.contains(name)).map(|(_, reason)| *reason)
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
