//! The id of a request, by which its operators find it.

use http::{HeaderMap, HeaderName};

/// The id of a request among the headers of its response, under the names services and their proxies use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    static NAMES: [HeaderName; 5] = [
        HeaderName::from_static("x-request-id"),
        HeaderName::from_static("request-id"),
        HeaderName::from_static("x-correlation-id"),
        HeaderName::from_static("x-amzn-requestid"),
        HeaderName::from_static("cf-ray"),
    ];
    NAMES.iter().find_map(|name| headers.get(name).filter(|value| !value.is_sensitive())?.to_str().ok())
}
