//! The id of a request, by which its operators find it.

use http::HeaderMap;

/// The id of a request among the headers of its response, under the names services and their proxies use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [&str; 5] = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"];
    NAMES.iter().find_map(|name| headers.get(*name).filter(|value| !value.is_sensitive())?.to_str().ok())
}
