//! A request as a test sees it: taken apart, decoded, and without secrets.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::runtime::redact;
use crate::runtime::transport::HttpRequest;

/// A request as it reached the transport, one for each attempt. `Debug` shows no query and no body.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, in capitals.
    pub method: String,
    /// The path, percent-encoded as it was sent.
    pub path: String,
    /// The query, decoded, in the order it was sent.
    pub query: Vec<(String, String)>,
    /// The headers. The value of a header that can hold a secret is `<redacted>`.
    pub headers: HeaderMap,
    /// The body, if there is one.
    pub body: Option<Bytes>,
    /// The time the client gives this attempt.
    pub timeout: Duration,
}

impl RecordedRequest {
    /// The record of a request, whose body was read.
    pub(super) fn of(request: HttpRequest, body: Bytes) -> Self {
        let (address, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..]);
        Self {
            method: request.method.to_string(),
            path: path.to_owned(),
            query: query.split('&').filter(|pair| !pair.is_empty()).map(decode_pair).collect(),
            headers: masked(request.headers),
            body: Some(body).filter(|body| !body.is_empty()),
            timeout: request.timeout,
        }
    }

    /// The first value of a query parameter.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON, if it is JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.body.as_deref()?).ok()
    }

    pub(super) fn matches(&self, pattern: &str) -> bool {
        let Some((method, path)) = pattern.split_once(' ') else { return false };
        // A fragment is not sent, and what the path has in its query stands among the parameters.
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut fixed = query.split('&').filter(|pair| !pair.is_empty()).map(decode_pair);
        if !fixed.all(|pair| self.query.contains(&pair)) {
            return false;
        }
        let wanted: Vec<_> = path.split('/').collect();
        let found: Vec<_> = self.path.split('/').collect();
        let fits = |(wanted, found): (&&str, &&str)| wanted == found || is_placeholder(wanted);
        method == self.method && wanted.len() == found.len() && wanted.iter().zip(&found).all(fits)
    }
}

fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.query.iter().map(|(name, _)| name).collect();
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &names)
            .field("headers", &self.headers)
            .field("body", &self.body.as_ref().map(Bytes::len))
            .finish()
    }
}

fn decode_pair(pair: &str) -> (String, String) {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (decode(name), decode(value))
}

fn masked(mut headers: HeaderMap) -> HeaderMap {
    for (name, value) in &mut headers {
        if value.is_sensitive() || redact::is_sensitive(name) {
            *value = HeaderValue::from_static(redact::REDACTED);
        }
    }
    headers
}
