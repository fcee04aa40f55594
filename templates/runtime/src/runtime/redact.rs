//! What may be shown. Secrets are named here once, and every `Debug`, log line and error goes through this file.
//!
//! Two nets, because one leaks: header values are judged by name, and text that came from outside (an error body, a
//! message of a library) is searched for the request's own secrets before it is kept.

mod encodings;
mod names;
mod secrets;

use std::fmt::{self, Debug};

use http::{HeaderMap, HeaderName};

use names::{Meaning, meaning};
pub use secrets::Secrets;

/// What stands in place of a secret.
pub const REDACTED: &str = "<redacted>";

/// Shows [`REDACTED`], without quotes: stands for a secret field in a `Debug` of many fields.
#[derive(Clone, Copy)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

/// Whether the value of a header must never be shown.
pub fn is_sensitive(name: &HeaderName) -> bool {
    meaning(name.as_str()) == Meaning::Secret
}

/// A URL up to its query, which may hold tokens and ids of a customer.
pub fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Shows header names, and the values of those that cannot hold a secret.
pub struct Headers<'a>(pub &'a HeaderMap);

impl Debug for Headers<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = formatter.debug_map();
        for (name, value) in self.0 {
            match value.is_sensitive() || is_sensitive(name) {
                true => map.entry(name, &Redacted),
                false => map.entry(name, value),
            };
        }
        map.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensitive_headers_are_known_by_name_or_mark() {
        let mut headers = HeaderMap::new();
        for name in ["authorization", "cookie", "set-cookie", "x-api-key", "x-webhook-secret"] {
            headers.insert(name, http::HeaderValue::from_static("canary"));
        }
        let mut marked = http::HeaderValue::from_static("canary");
        marked.set_sensitive(true);
        headers.insert("x-plain", marked);
        headers.insert("accept", http::HeaderValue::from_static("application/json"));
        let shown = format!("{:?}", Headers(&headers));
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("application/json"), "{shown}");
    }

    #[test]
    fn a_url_is_shown_without_its_query() {
        assert_eq!(without_query("https://a.example/b?token=1#f"), "https://a.example/b");
    }
}
