//! Values into URLs: one value, one path segment or one query component, whatever it contains.
//!
//! A path value can never add a segment, begin a query or climb up: everything but RFC 3986's `pchar` is
//! percent-encoded, `%` included, and the few values that no encoding makes harmless are refused.

use std::borrow::Cow;

use http::{HeaderName, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Enough for the ids of a path, so that a URL is put together in one place of the memory.
const ROOM_FOR_VALUES: usize = 64;

/// What RFC 3986 calls unreserved stays as it is everywhere.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// In a path segment, `pchar` stays as it is as well.
const SEGMENT: &AsciiSet = &QUERY
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Whether a header says where a message ends. That follows from the body; anything else sent there would make two
/// readers of one request see two different ones.
pub fn frames_the_message(name: &HeaderName) -> bool {
    [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::TRAILER, header::UPGRADE].contains(name)
}

/// Whether a value of `Authorization` names nobody: it is empty, or the scheme alone, as is left of `Bearer $KEY` where
/// the variable is not set. Sent like that, it would only take the place of the key.
pub fn lacks_credentials(value: &str) -> bool {
    let value = value.trim();
    value.is_empty() || ["bearer", "basic", "token"].iter().any(|scheme| value.eq_ignore_ascii_case(scheme))
}

/// Fills the parameters of a path template such as `/api/v2/batches/{batch_id}/cancel`, after what is there already.
///
/// # Errors
///
/// Says which parameter is missing, or has a value that cannot be a path segment. The value itself is not repeated.
pub fn path<'a>(base: &str, template: &str, value_of: impl Fn(&str) -> Option<&'a str>) -> Result<String, String> {
    let mut path = String::with_capacity(base.len() + template.len() + ROOM_FOR_VALUES);
    path.push_str(base);
    let mut rest = template;
    while let Some((literal, parameter)) = rest.split_once('{') {
        let (name, after) = parameter.split_once('}').ok_or("the path template has an open brace")?;
        let value = value_of(name).ok_or_else(|| format!("the path parameter `{name}` has no value"))?;
        path.push_str(literal);
        path.push_str(&segment(name, value)?);
        rest = after;
    }
    path.push_str(rest);
    // Several values in one segment may be together what none of them may be alone.
    let added = &path[base.len()..];
    match added.contains('.') && added.split('/').any(is_relative) {
        true => Err("the values of the path would point at another path".to_owned()),
        false => Ok(path),
    }
}

/// Whether a segment leads to another place than one of this name.
fn is_relative(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

/// Encodes a value as exactly one path segment.
fn segment<'a>(name: &str, value: &'a str) -> Result<Cow<'a, str>, String> {
    let refused = |reason| Err(format!("the path parameter `{name}` {reason}"));
    if value.is_empty() {
        return refused("is empty");
    }
    if value.chars().any(char::is_control) {
        return refused("holds a control character");
    }
    if value.trim().is_empty() {
        return refused("is blank");
    }
    if is_relative(value) {
        return refused("would point at another path");
    }
    Ok(utf8_percent_encode(value, SEGMENT).into())
}

/// Commas between values are no part of them.
const ROW: &AsciiSet = &QUERY.remove(b',');

/// Encodes pairs as a query, without the `?`. A space becomes `%20`, which every server reads.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    query_with_rows(pairs, &[])
}

/// [`query`], where commas separate in the values of `rows`, and stay.
pub fn query_with_rows<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, rows: &[String]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(name, QUERY));
        query.push('=');
        let is_row = rows.iter().any(|row| row == name);
        query.extend(utf8_percent_encode(value, if is_row { ROW } else { QUERY }));
    }
    query
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cancel(value: &str) -> Result<String, String> {
        path("", "/api/v2/batches/{batch_id}/cancel", |name| (name == "batch_id").then_some(value))
    }

    #[test]
    fn a_path_value_is_one_segment() {
        for (value, expected) in [
            ("bat-1", "bat-1"),
            ("a b", "a%20b"),
            ("a/b", "a%2Fb"),
            ("../../admin", "..%2F..%2Fadmin"),
            ("100%", "100%25"),
            ("a%2Fb", "a%252Fb"),
            ("%2e%2e", "%252e%252e"),
            ("x?y=1#z", "x%3Fy=1%23z"),
            ("a+b", "a+b"),
            ("!$&'()*+,;=:@-._~", "!$&'()*+,;=:@-._~"),
            ("é", "%C3%A9"),
            ("...", "..."),
            ("\\", "%5C"),
        ] {
            assert_eq!(cancel(value).unwrap(), format!("/api/v2/batches/{expected}/cancel"), "{value}");
        }
    }

    #[test]
    fn values_that_cannot_be_a_segment_are_refused_without_being_repeated() {
        for value in ["", " ", "\u{a0}\u{2003}", ".", "..", "secret\r\nX: y", "a\0b", "\u{85}", "\t"] {
            let reason = cancel(value).expect_err(value);
            assert!(reason.starts_with("the path parameter `batch_id` "), "{reason}");
            assert!(!reason.contains("secret"), "{reason}");
        }
        assert!(path("", "/a/{b}", |_| None).is_err());
        for template in ["/a/{b}{b}", "/a/.{b}/c"] {
            assert!(path("", template, |_| Some(".")).is_err(), "{template}");
            assert!(path("https://a.example/..", template, |_| Some("...")).is_ok(), "{template}");
        }
    }

    #[test]
    fn query_components_are_encoded() {
        let token = "a+b/c==&x=1%25#frag é…\"'";
        assert_eq!(
            query([("page_token", token), ("project_id", "p/1"), ("at", "2026-01-02T03:04:05Z")]),
            "page_token=a%2Bb%2Fc%3D%3D%26x%3D1%2525%23frag%20%C3%A9%E2%80%A6%22%27&project_id=p%2F1&at=2026-01-02T03%3A04%3A05Z",
        );
        assert_eq!(query([]), "");
        let rows = ["ids".to_owned()];
        assert_eq!(query_with_rows([("ids", "a,b&c"), ("name", "a,b")], &rows), "ids=a,b%26c&name=a%2Cb");
    }

    proptest! {
        #[test]
        fn any_accepted_value_survives_as_one_segment(value in ".*") {
            if let Ok(path) = cancel(&value) {
                let segments: Vec<&str> = path.split('/').collect();
                prop_assert_eq!(segments.len(), 6);
                let decoded = percent_encoding::percent_decode_str(segments[4]).decode_utf8().unwrap();
                prop_assert_eq!(decoded.as_ref(), value.as_str());
            }
        }

        #[test]
        fn any_query_value_survives_a_parser(name in "[a-z_]{1,8}", value in ".*") {
            let text = format!("https://a.example/?{}", query([(name.as_str(), value.as_str())]));
            let url = reqwest::Url::parse(&text).unwrap();
            prop_assert_eq!(url.query_pairs().next().unwrap(), (name.into(), value.into()));
        }
    }
}
