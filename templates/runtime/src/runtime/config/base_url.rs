//! Where a service answers, checked: an absolute URL to which paths can be appended.

use std::net::IpAddr;

use reqwest::Url;

/// A checked address.
#[derive(Debug)]
pub(super) struct BaseUrl {
    /// Scheme, host, port and path prefix, without a slash at the end.
    pub(super) text: String,
    /// Whether the host is this machine.
    pub(super) loopback: bool,
    /// Whether connections are encrypted.
    pub(super) https: bool,
}

impl BaseUrl {
    /// Checks an address.
    ///
    /// # Errors
    ///
    /// Says what is wrong, as the end of a sentence, without repeating the address: it may hold a password.
    pub(super) fn parse(text: &str, allow_http: bool) -> Result<Self, &'static str> {
        Self::checked(text, allow_http, |url| match url.query().is_some() || url.fragment().is_some() {
            true => Err("has a query or a fragment, which paths cannot be appended to"),
            false => Ok(()),
        })
    }

    /// Checks an address that nothing is appended to: it may have a query.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub(super) fn whole(text: &str, allow_http: bool) -> Result<Self, &'static str> {
        Self::checked(text, allow_http, |url| match url.fragment().is_some() {
            true => Err("has a fragment, which is not sent"),
            false => Ok(()),
        })
    }

    fn checked(
        text: &str,
        allow_http: bool,
        check_end: impl FnOnce(&Url) -> Result<(), &'static str>,
    ) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Err("is empty");
        }
        if text.starts_with(['"', '\'']) {
            return Err("begins with a quotation mark, which is no part of it");
        }
        if !text.contains("://") {
            return Err("has no scheme; it must begin with `https://`");
        }
        let url = Url::parse(text).map_err(|_| "is not a legal URL")?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err("must begin with `https://`");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("holds a user name or password, which is not supported");
        }
        check_end(&url)?;
        let (loopback, https) = (is_loopback(&url), url.scheme() == "https");
        if !https && !loopback && !allow_http {
            return Err("must begin with `https://`, because the key would be readable on the way; \
                        `allow_http` allows it all the same");
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { text, loopback, https })
    }

    /// Whether the path ends in that of an operation, which was copied with the address then. A path of few fixed
    /// segments may stand there by chance and is no reason to refuse anything.
    pub(super) fn ends_in(&self, template: &str) -> bool {
        let is_parameter = |segment: &str| segment.contains('{');
        let wanted: Vec<_> = segments(template).collect();
        let fixed = wanted.iter().filter(|segment| !is_parameter(segment)).count();
        // The first two are the scheme and the host.
        let own: Vec<_> = segments(&self.text).skip(2).collect();
        let last = own.iter().rev().zip(wanted.iter().rev());
        fixed >= 2 && own.len() >= wanted.len() && last.into_iter().all(|(own, it)| own == it || is_parameter(it))
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match address {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_kept_and_a_slash_at_the_end_is_not() {
        for (text, expected) in [
            ("https://api.example.com", "https://api.example.com"),
            (" https://api.example.com/\n", "https://api.example.com"),
            ("https://api.example.com/proxy/v9/", "https://api.example.com/proxy/v9"),
            ("HTTPS://API.example.com:8443", "https://api.example.com:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:1/x", "http://127.0.0.1:1/x"),
            ("http://[::1]:1", "http://[::1]:1"),
        ] {
            assert_eq!(BaseUrl::parse(text, false).unwrap().text, expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_appended_to_is_refused() {
        for (text, reason) in [
            ("", "is empty"),
            ("  ", "is empty"),
            ("\"https://api.example.com\"", "begins with a quotation mark"),
            ("api.example.com", "has no scheme"),
            ("localhost:8080", "has no scheme"),
            ("ftp://api.example.com", "must begin with `https://`"),
            ("https://", "is not a legal URL"),
            ("https://u:p@api.example.com", "holds a user name"),
            ("https://api.example.com?a=1", "has a query"),
            ("https://api.example.com/#a", "has a query"),
            ("http://api.example.com", "must begin with `https://`, because"),
            ("http://127.0.0.1.example.com", "must begin with `https://`, because"),
            ("http://localhost.example.com", "must begin with `https://`, because"),
        ] {
            let said = BaseUrl::parse(text, false).expect_err(text);
            assert!(said.starts_with(reason), "{text}: {said}");
        }
    }

    #[test]
    fn an_address_that_nothing_is_appended_to_may_have_a_query() {
        assert!(BaseUrl::whole("https://id.example.com/token?tenant=7", false).is_ok());
        for (text, reason) in [
            ("https://id.example.com/token?tenant=7#a", "has a fragment"),
            ("https://u:p@id.example.com/token", "holds a user name"),
            ("http://id.example.com/token?tenant=7", "must begin with `https://`, because"),
        ] {
            let said = BaseUrl::whole(text, false).expect_err(text);
            assert!(said.starts_with(reason), "{text}: {said}");
        }
    }

    #[test]
    fn the_path_of_an_operation_is_known_at_the_end_of_an_address() {
        for (url, template, expected) in [
            ("https://api.example.com/v2/things", "/v2/things", true),
            ("https://api.example.com/v2/things/", "/v2/things/", true),
            ("https://api.example.com/proxy/v2/things/thg-1/cancel", "/v2/things/{id}/cancel", true),
            ("https://api.example.com", "/v2/things", false),
            ("https://api.example.com/v2", "/v2/things", false),
            ("https://api.example.com/things", "/v2/things", false),
            ("https://v2/things", "/v2/things", false),
            ("https://api.example.com/things", "/things", false),
            ("https://api.example.com/a/b", "/{a}/{b}", false),
        ] {
            assert_eq!(BaseUrl::parse(url, false).unwrap().ends_in(template), expected, "{url} {template}");
        }
    }

    #[test]
    fn http_elsewhere_can_be_allowed() {
        let url = BaseUrl::parse("http://api.example.com", true).unwrap();
        assert_eq!((url.loopback, url.https), (false, false));
    }
}
