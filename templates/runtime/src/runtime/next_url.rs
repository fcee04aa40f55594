//! The URL of the next page, as a response names it: from text to a path and query of the same service.
//!
//! Whatever a response says, credentials go to the origin that the caller chose and to no other. What comes out of here
//! holds no origin at all, so a checkpoint that was tampered with cannot name one either.

use http::{HeaderMap, header};
use reqwest::Url;

/// Resolves what a response to `asked` names as its next page, without the parameters called like `keys`: those hold
/// credentials, which are sent with each request anyway and are not for keeping.
///
/// # Errors
///
/// It is no URL, or leads to another origin, which is named.
pub(crate) fn resolve(asked: &str, named: &str, keys: &[&str]) -> Result<String, String> {
    let no_url = |_| "the response names a next page by what is no URL".to_owned();
    let asked = Url::parse(asked).map_err(no_url)?;
    let mut next = asked.join(named.trim()).map_err(no_url)?;
    if next.origin() != asked.origin() {
        let (other, own) = (origin(&next), asked.origin().ascii_serialization());
        return Err(format!("the next page would be at {other}, which is not {own}: nothing is sent there"));
    }
    if next.query_pairs().any(|(name, _)| keys.contains(&&*name)) {
        let kept: Vec<(String, String)> = next
            .query_pairs()
            .filter(|(name, _)| !keys.contains(&&**name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        next.set_query(None);
        if !kept.is_empty() {
            next.query_pairs_mut().extend_pairs(kept);
        }
    }
    let query = next.query().map(|query| format!("?{query}")).unwrap_or_default();
    Ok(format!("{}{query}", next.path()))
}

/// The URL of a path and query at the origin of `base`; `None` if it would be anywhere else.
pub(crate) fn at_origin_of(base: &str, target: &str) -> Option<String> {
    let base = Url::parse(base).ok()?;
    let url = base.join(target).ok()?;
    (target.starts_with('/') && url.origin() == base.origin()).then(|| url.into())
}

/// What it is called to a reader: one without a host has only a scheme.
fn origin(url: &Url) -> String {
    match url.origin().is_tuple() {
        true => url.origin().ascii_serialization(),
        false => format!("{}:", url.scheme()),
    }
}

/// The first target of a `Link` header that is the `next` one.
pub(crate) fn of_links(headers: &HeaderMap) -> Option<String> {
    headers.get_all(header::LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_link)
}

/// Reads `<target>; rel="prev next"; title="a, b", …` (RFC 8288, section 3). No crate that is kept up does this without an
/// HTTP stack of its own.
fn next_link(mut rest: &str) -> Option<String> {
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = one_link(after);
        let mut relation = parameters.iter().filter(|(name, _)| name.eq_ignore_ascii_case("rel"));
        let is_next = relation
            .next()
            .is_some_and(|(_, value)| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next")));
        // One with a context of its own is about another page than this.
        if is_next && !parameters.iter().any(|(name, _)| name.eq_ignore_ascii_case("anchor")) {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
    None
}

/// The parameters of a link, and what follows the comma behind it.
fn one_link(text: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    let (mut current, mut is_quoted, mut is_escaped) = (String::new(), false, false);
    let mut push = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        parameters.push((name.trim().to_owned(), value.trim().to_owned()));
    };
    for (index, character) in text.char_indices() {
        match character {
            _ if is_escaped => {
                is_escaped = false;
                current.push(character);
            }
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => push(&std::mem::take(&mut current)),
            ',' if !is_quoted => {
                push(&current);
                return (parameters, &text[index + 1..]);
            }
            _ => current.push(character),
        }
    }
    push(&current);
    (parameters, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "https://api.example.com/v1/things?limit=2";

    #[test]
    fn a_url_of_the_same_origin_becomes_a_path() {
        for (named, expected) in [
            ("https://api.example.com/v1/things?page=2", "/v1/things?page=2"),
            ("https://API.example.com:443/v1/things?page=2#here", "/v1/things?page=2"),
            ("/v2/other?a=b%20c", "/v2/other?a=b%20c"),
            ("?page=2", "/v1/things?page=2"),
            ("things?page=2", "/v1/things?page=2"),
            (" ../x ", "/x"),
            ("https://user:pw@api.example.com/x", "/x"),
            ("?page=2&key=secret&a=b", "/v1/things?page=2&a=b"),
            ("?key=secret", "/v1/things"),
        ] {
            assert_eq!(resolve(ASKED, named, &["key"]).as_deref(), Ok(expected), "{named}");
        }
    }

    #[test]
    fn another_origin_is_named_and_refused() {
        for (named, origin) in [
            ("https://evil.example/v1/things?key=secret", "https://evil.example,"),
            ("//evil.example/x", "https://evil.example,"),
            ("http://api.example.com/v1/things", "http://api.example.com,"),
            ("https://api.example.com:8443/x", "https://api.example.com:8443,"),
            ("https://api.example.com@evil.example/", "https://evil.example,"),
            ("\\\\evil.example\\x", "https://evil.example,"),
            ("javascript:alert(1)", "javascript:,"),
            ("data:text/plain,x", "data:,"),
        ] {
            let said = resolve(ASKED, named, &[]).expect_err(named);
            assert!(said.contains(origin) && !said.contains("secret"), "{named}: {said}");
        }
        assert!(resolve(ASKED, "https://[", &[]).is_err());
    }

    #[test]
    fn a_stored_target_cannot_lead_elsewhere() {
        let base = "https://api.example.com/v1";
        assert_eq!(at_origin_of(base, "/x?a=b").as_deref(), Some("https://api.example.com/x?a=b"));
        for target in ["//evil.example/x", "https://evil.example/x", "/\\evil.example", "@evil.example", "", "x"] {
            assert_eq!(at_origin_of(base, target), None, "{target}");
        }
    }

    #[test]
    fn the_next_link_is_found_among_others() {
        for (links, expected) in [
            (r#"</p?page=1>; rel="prev", </p?page=3>; rel="next""#, Some("/p?page=3")),
            ("</p?page=3>;rel=next", Some("/p?page=3")),
            (r#"</a>; title="x, <b>; rel=next"; rel=prev, </c>; REL="last NEXT""#, Some("/c")),
            (r#"</a,b;c>; rel="next""#, Some("/a,b;c")),
            (r#"</a>; title="\"next\""; rel="next""#, Some("/a")),
            (r#"</a>; rel="prev"; rel="next""#, None),
            (r##"</a>; rel="next"; anchor="#part""##, None),
            (r#"</a>; rel="nextish""#, None),
            ("</a", None),
            ("", None),
        ] {
            assert_eq!(next_link(links).as_deref(), expected, "{links}");
        }
    }
}
