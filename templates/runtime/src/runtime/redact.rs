//! What may be shown. Secrets are named here once, and every `Debug`, log line and error goes through this file.
//!
//! Two nets, because one leaks: header values are judged by name, and text that came from outside (an error body, a
//! message of a library) is searched for the client's own secrets before it is kept.

use std::fmt::{self, Debug};
use std::sync::Arc;

use http::{HeaderMap, HeaderName};
use serde_json::Value;

/// What stands in place of a secret.
pub const REDACTED: &str = "<redacted>";

/// Words before a credential that are none themselves.
const SCHEMES: [&str; 3] = ["Bearer", "Basic", "Token"];

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
    is_telling(name.as_str())
}

/// Whether a name, in lower case, is that of a secret.
fn is_telling(name: &str) -> bool {
    const PARTS: [&str; 8] = ["auth", "cookie", "key", "secret", "token", "password", "credential", "signature"];
    PARTS.iter().any(|part| name.contains(part))
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

/// The secrets of one client, to be taken out of text that came from elsewhere.
#[derive(Clone, Default)]
pub struct Secrets(Arc<[String]>);

impl Secrets {
    /// Texts shorter than this are not searched for: taking out every `a` would hide everything and protect nothing.
    const SHORTEST: usize = 4;

    /// What is long enough not to be a word of everyday use.
    const LONG: usize = 12;

    /// The given secrets; ones that are too short to search for are left out.
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        Self(secrets.into_iter().filter(|secret| secret.len() >= Self::SHORTEST).collect())
    }

    /// The secrets of a request: among its headers, words of `Authorization`, values of cookies, and whatever has a
    /// telling name; in its body, every text below a telling name.
    ///
    /// A header of another name that a caller set counts as a whole and only if it is long: `true` or `eu-1` is said
    /// in too many places.
    pub fn of(headers: &HeaderMap, body: Option<&Value>) -> Self {
        let mut secrets = Vec::new();
        for (name, value) in headers {
            let Ok(text) = value.to_str().map(str::trim) else { continue };
            if is_sensitive(name) {
                let words = text.split([' ', ';']).filter(|word| !SCHEMES.contains(word));
                let parts = words.flat_map(|word| [Some(word), word.split_once('=').map(|(_, value)| value)]);
                secrets.extend(parts.flatten().map(str::to_owned));
            } else if value.is_sensitive() && text.len() >= Self::LONG {
                secrets.push(text.to_owned());
            }
        }
        if let Some(body) = body {
            texts_of_secrets(body, false, &mut secrets);
        }
        Self::new(secrets)
    }

    /// The text with every secret replaced.
    pub fn scrub(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| match text.contains(secret) {
            true => text.replace(secret, REDACTED),
            false => text,
        })
    }

    /// Marks the values that hold a secret, so that nothing shows them: a service may repeat what it was sent.
    pub fn hide_in(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let text = String::from_utf8_lossy(value.as_bytes());
            if self.0.iter().any(|secret| text.contains(secret)) {
                value.set_sensitive(true);
            }
        }
    }
}

/// Collects the texts below names that tell of a secret. Headers are among these: what else would they be sent for.
fn texts_of_secrets(value: &Value, secret: bool, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if secret => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts_of_secrets(value, secret, texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.to_ascii_lowercase();
                texts_of_secrets(value, secret || is_telling(&name) || name.ends_with("headers"), texts);
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secrets({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_of_foreign_text() {
        let secrets = Secrets::new(["llx-canary".to_owned(), "a".to_owned()]);
        assert_eq!(secrets.scrub("bad key llx-canary, again llx-canary"), "bad key <redacted>, again <redacted>");
        assert_eq!(secrets.scrub("a banana"), "a banana");
        assert_eq!(format!("{secrets:?}"), "Secrets(1)");
    }

    #[test]
    fn the_secrets_of_headers_are_their_words() {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", http::HeaderValue::from_static("Basic dXNlcjpw=="));
        headers.insert("cookie", http::HeaderValue::from_static("session=abcdef; theme=dark"));
        headers.insert("accept", http::HeaderValue::from_static("text/plain"));
        let text = "Basic dXNlcjpw== abcdef dark text/plain";
        assert_eq!(Secrets::of(&headers, None).scrub(text), "Basic <redacted> <redacted> <redacted> text/plain");
    }

    #[test]
    fn a_long_value_of_a_caller_is_a_secret_whatever_its_name() {
        let mut headers = HeaderMap::new();
        for (name, value) in [("x-tenant", "acme-production-7"), ("x-region", "eu-1")] {
            let mut value = http::HeaderValue::from_static(value);
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        headers.insert("user-agent", http::HeaderValue::from_static("llamacloud-rust/1"));
        let text = "acme-production-7 eu-1 llamacloud-rust/1";
        assert_eq!(Secrets::of(&headers, None).scrub(text), "<redacted> eu-1 llamacloud-rust/1");
    }

    #[test]
    fn the_secrets_of_a_body_stand_below_telling_names() {
        let body = serde_json::json!({
            "config": {"api_Key": "llx-canary", "name": "invoices"},
            "hooks": [{"webhook_signing_secret": "whsec", "webhook_headers": {"x-a": "value-a"}}],
        });
        let text = "llx-canary invoices whsec value-a";
        let secrets = Secrets::of(&HeaderMap::new(), Some(&body));
        assert_eq!(secrets.scrub(text), "<redacted> invoices <redacted> <redacted>");
    }

    #[test]
    fn a_header_that_repeats_a_secret_is_hidden() {
        let secrets = Secrets::new(["llx-canary".to_owned()]);
        let mut headers = HeaderMap::new();
        headers.insert("location", http::HeaderValue::from_static("https://a.example/?key=llx-canary"));
        headers.insert("server", http::HeaderValue::from_static("canary"));
        secrets.hide_in(&mut headers);
        assert_eq!(format!("{:?}", Headers(&headers)), r#"{"location": <redacted>, "server": "canary"}"#);
    }

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
