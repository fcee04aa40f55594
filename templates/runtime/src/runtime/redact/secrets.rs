//! The secrets of one request, to be taken out of whatever comes back.

use std::collections::BTreeSet;
use std::fmt::{self, Debug};
use std::ops::Range;
use std::sync::Arc;

use http::header::{AUTHORIZATION, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::REDACTED;
use super::encodings::readings;
use super::names::{Meaning, meaning};

/// The secrets of a request, to be taken out of text that came from elsewhere. Clones share them.
#[derive(Clone, Default)]
pub struct Secrets(Arc<[String]>);

impl Secrets {
    /// Texts shorter than this are not searched for: taking out every `a` would hide everything and protect nothing.
    const SHORTEST: usize = 4;

    /// What is long enough not to be a word of everyday use.
    const LONG: usize = 12;

    /// The given secrets; ones that are too short to search for are left out.
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        let long_enough = secrets.into_iter().filter(|secret| secret.chars().count() >= Self::SHORTEST);
        let distinct: BTreeSet<_> =
            long_enough.flat_map(|secret| [as_latin_1(&secret), Some(secret)]).flatten().collect();
        Self(distinct.into_iter().collect())
    }

    /// The secrets of a request: among its headers, words of `Authorization`, values of cookies, and whatever has a
    /// telling name; among the fields of its body, every string below a telling name.
    ///
    /// A header of another name that a caller set counts as a whole and only if it is long: `true` or `eu-1` is said
    /// in too many places.
    pub fn of<'a>(headers: &HeaderMap, body: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Self {
        let mut secrets = Vec::new();
        for (name, value) in headers {
            let text = String::from_utf8_lossy(value.as_bytes());
            match meaning(name.as_str()) {
                Meaning::Secret => secrets.extend(credentials(name, &text).map(str::to_owned)),
                Meaning::Unknown if value.is_sensitive() && text.trim().len() >= Self::LONG => {
                    secrets.push(text.trim().to_owned());
                }
                Meaning::Unknown | Meaning::Ordinary => {}
            }
        }
        for (name, value) in body {
            strings_of_secrets(name, value, false, &mut secrets);
        }
        Self::new(secrets)
    }

    /// These secrets and others.
    pub fn and(&self, others: impl IntoIterator<Item = String>) -> Self {
        Self::new(self.0.iter().cloned().chain(others))
    }

    /// The text with every secret replaced, in whichever encoding it stands there.
    pub fn scrub(&self, text: &str) -> String {
        let mut places = self.places(text.as_bytes());
        places.sort_by_key(|place| (place.start, place.end));
        let (mut scrubbed, mut done) = (String::new(), 0);
        for Range { start, end } in places {
            if start >= done {
                scrubbed.push_str(&text[done..start]);
                scrubbed.push_str(REDACTED);
            }
            done = done.max(end);
        }
        scrubbed + &text[done..]
    }

    /// Marks the values that hold a secret, so that nothing shows them: a service may repeat what it was sent.
    pub fn hide_in(&self, headers: &mut HeaderMap) {
        let holds_secret = |value: &HeaderValue| !self.places(value.as_bytes()).is_empty();
        headers.values_mut().filter(|value| holds_secret(value)).for_each(|value| value.set_sensitive(true));
    }

    /// Where secrets stand. A place begins and ends between characters if the bytes are UTF-8, as the secrets are.
    fn places(&self, text: &[u8]) -> Vec<Range<usize>> {
        // No encoding makes a text shorter, and most header values are shorter than a key.
        if self.0.iter().all(|secret| secret.len() > text.len()) {
            return Vec::new();
        }
        let readings = readings(text);
        let pairs = readings.iter().flat_map(|reading| self.0.iter().map(move |secret| (reading, secret)));
        pairs.flat_map(|(reading, secret)| reading.find(secret)).collect()
    }
}

impl Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secrets({})", self.0.len())
    }
}

/// The text as it reads to a service that takes the bytes of a header for Latin-1; `None` if that is the same.
fn as_latin_1(text: &str) -> Option<String> {
    (!text.is_ascii()).then(|| text.bytes().map(char::from).collect())
}

/// The value of a header that holds credentials, its words, and of `name=value` the value. The first of several words
/// of `Authorization` is the scheme, which is no secret.
fn credentials<'a>(name: &HeaderName, text: &'a str) -> impl Iterator<Item = &'a str> {
    let text = text.trim();
    let text = match text.split_once(' ') {
        Some((_, rest)) if [AUTHORIZATION, PROXY_AUTHORIZATION].contains(name) => rest,
        Some(_) | None => text,
    };
    let words = text.split([' ', ';', ',']);
    let values = words.clone().filter_map(|word| Some(word.split_once('=')?.1.trim_matches('"')));
    std::iter::once(text).chain(words).chain(values)
}

/// Collects the strings below names that tell of a secret. Headers are among these: what else would they be sent for.
fn strings_of_secrets(name: &str, value: &Value, below_secret: bool, secrets: &mut Vec<String>) {
    let is_secret = below_secret || meaning(name) == Meaning::Secret || name.to_ascii_lowercase().ends_with("headers");
    match value {
        Value::String(text) if is_secret => secrets.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings_of_secrets("", value, is_secret, secrets)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| strings_of_secrets(name, value, is_secret, secrets));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::Headers;
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        pairs.collect()
    }

    fn none() -> [(&'static str, &'static Value); 0] {
        []
    }

    #[test]
    fn secrets_are_taken_out_of_foreign_text() {
        let secrets = Secrets::new(["llx-canary".to_owned(), "a".to_owned()]);
        assert_eq!(secrets.scrub("bad key llx-canary, again llx-canary"), "bad key <redacted>, again <redacted>");
        assert_eq!(secrets.scrub("a banana"), "a banana");
        assert_eq!(format!("{secrets:?}"), "Secrets(1)");
    }

    #[test]
    fn secrets_that_overlap_are_taken_out_together() {
        let secrets = Secrets::new(["canary-a".to_owned(), "a-canary".to_owned(), "canary-a-canary".to_owned()]);
        assert_eq!(secrets.scrub("a-canary-a-canary, canary-a"), "<redacted>, <redacted>");
    }

    #[test]
    fn a_secret_is_taken_out_however_it_is_encoded() {
        let secrets = Secrets::new([r#"kéy"a/b+c"#.to_owned()]);
        for text in [
            r#"kéy"a/b+c"#,
            r#"k\u00e9y\"a\/b\u002bc"#,
            r#"k\\u00e9y\\\"a/b+c"#,
            "k%C3%A9y%22a%2Fb%2Bc",
            "k&#233;y&quot;a/b+c",
            r#"k\xe9y"a/b+c"#,
            "kÃ©y\"a/b+c",
        ] {
            assert_eq!(secrets.scrub(&format!("é {text} é")), "é <redacted> é", "{text}");
        }
    }

    #[test]
    fn the_secrets_of_headers_are_their_words() {
        let headers = headers(&[
            ("authorization", "Basic dXNlcjpw=="),
            ("cookie", "session=abcdef; theme=dark"),
            ("accept", "text/plain"),
        ]);
        let text = "Basic dXNlcjpw== abcdef dark text/plain";
        assert_eq!(Secrets::of(&headers, none()).scrub(text), "Basic <redacted> <redacted> <redacted> text/plain");
    }

    #[test]
    fn a_key_is_searched_for_as_a_whole_whatever_it_is_made_of() {
        let secrets = Secrets::of(&headers(&[("authorization", "Bearer a,b;c=d")]), none());
        assert_eq!(secrets.scrub("no key a,b;c=d"), "no key <redacted>");
    }

    #[test]
    fn a_scheme_is_no_secret_in_any_case() {
        let digest = headers(&[("authorization", r#"digest username="mallory", response="0a1b2c3d""#)]);
        let shown = Secrets::of(&digest, none()).scrub("the digest of mallory is not 0a1b2c3d");
        assert_eq!(shown, "the digest of <redacted> is not <redacted>");
    }

    #[test]
    fn a_header_that_is_not_ascii_is_searched_for_as_utf_8_and_as_latin_1() {
        let secrets = Secrets::of(&headers(&[("authorization", "Bearer llx-clé")]), none());
        assert_eq!(secrets.scrub(r"llx-clé llx-clÃ© llx-cl\u00e9"), "<redacted> <redacted> <redacted>");
        let mut echo = headers(&[("x-echo", "llx-clé")]);
        secrets.hide_in(&mut echo);
        assert!(echo["x-echo"].is_sensitive());
    }

    #[test]
    fn a_long_value_of_a_caller_is_a_secret_unless_its_name_says_otherwise() {
        let mut headers = headers(&[("x-tenant", "acme-production-7"), ("x-region", "eu-1")]);
        headers.insert("x-partition-key", "orders-of-november".parse().unwrap());
        headers.values_mut().for_each(|value| value.set_sensitive(true));
        headers.insert("user-agent", HeaderValue::from_static("llamacloud-rust/1"));
        let text = "acme-production-7 eu-1 orders-of-november llamacloud-rust/1";
        let shown = Secrets::of(&headers, none()).scrub(text);
        assert_eq!(shown, "<redacted> eu-1 orders-of-november llamacloud-rust/1");
    }

    #[test]
    fn the_secrets_of_a_body_stand_below_telling_names() {
        let body = serde_json::json!({
            "config": {"api_Key": "llx-canary", "name": "invoices", "author": "Ada Lovelace", "keywords": ["engine"]},
            "hooks": [{"webhook_signing_secret": "whsec", "webhook_headers": {"x-a": "value-a"}}],
        });
        let fields = body.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value));
        let shown =
            Secrets::of(&HeaderMap::new(), fields).scrub("llx-canary invoices Ada Lovelace engine whsec value-a");
        assert_eq!(shown, "<redacted> invoices Ada Lovelace engine <redacted> <redacted>");
    }

    #[test]
    fn a_header_that_repeats_a_secret_is_hidden() {
        let secrets = Secrets::new(["llx+canary".to_owned()]);
        let mut headers = headers(&[
            ("location", "https://a.example/?key=llx%2Bcanary"),
            ("x-echo", r"llx\u002bcanary"),
            ("server", "canary"),
        ]);
        secrets.hide_in(&mut headers);
        let shown = format!("{:?}", Headers(&headers));
        assert_eq!(shown, r#"{"location": <redacted>, "x-echo": <redacted>, "server": "canary"}"#);
    }
}
