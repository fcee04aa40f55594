//! Which failures of a poll are waited out. A pure table: polling again costs nothing, so it is wider than the rules
//! for repeating a request, but it has no room for what will never change.

use std::error::Error as _;

use http::StatusCode;

use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::transport::{TransportError, TransportErrorKind};

/// Whether polling again later may succeed without anybody doing anything.
pub(crate) fn passes_by_itself(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connection | ErrorKind::Timeout => true,
        ErrorKind::Connect => connecting_may_succeed_later(error),
        ErrorKind::Status => error.status().is_some_and(status_passes),
        _ => false,
    }
}

fn status_passes(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::NOT_IMPLEMENTED | StatusCode::HTTP_VERSION_NOT_SUPPORTED => false,
        other => other.is_server_error(),
    }
}

/// Whether the connection failed for a reason that can pass; a rejected certificate or password stays rejected.
fn connecting_may_succeed_later(error: &Error) -> bool {
    let cause = error.source().and_then(|source| source.downcast_ref::<TransportError>());
    cause.is_none_or(|cause| cause.kind() == TransportErrorKind::NotSent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_told_apart() {
        let passing: Vec<u16> = (300..600)
            .filter(|&status| status_passes(StatusCode::from_u16(status).expect("a status")))
            .filter(|status| !(506..600).contains(status))
            .collect();
        assert_eq!(passing, [408, 425, 429, 500, 502, 503, 504]);
    }

    #[test]
    fn what_was_rejected_will_not_be_accepted_later() {
        let connect = |kind| Error::new(ErrorKind::Connect, "").with_source(TransportError::new(kind));
        assert!(passes_by_itself(&connect(TransportErrorKind::NotSent)));
        assert!(!passes_by_itself(&connect(TransportErrorKind::CertificateRejected)));
        assert!(!passes_by_itself(&connect(TransportErrorKind::ProxyAuthentication)));
    }

    #[test]
    fn only_failures_of_the_way_are_waited_out() {
        for kind in [ErrorKind::Decode, ErrorKind::InvalidRequest, ErrorKind::BodyTooLarge, ErrorKind::RuntimeGone] {
            assert!(!passes_by_itself(&Error::new(kind, "")));
        }
        assert!(passes_by_itself(&Error::new(ErrorKind::Timeout, "")));
    }
}
