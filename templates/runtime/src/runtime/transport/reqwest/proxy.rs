//! Which proxies are used. One that cannot be used is an error, never a way around it: whoever set a proxy does not
//! expect the key to be sent past it.

use std::ffi::OsString;

use ::reqwest::{NoProxy, Proxy, Url};

use crate::runtime::error::Error;

/// What may stand before `://`.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// A proxy that was given by hand. reqwest takes any scheme here, and then passes by a proxy that it does not speak to.
pub(super) fn explicit(address: &str) -> Result<Proxy, Error> {
    let url = Url::parse(address).ok().filter(|url| SCHEMES.contains(&url.scheme()) && url.has_host());
    let proxy = url.and_then(|url| Proxy::all(url).ok());
    proxy.ok_or_else(|| Error::configuration(format!("the proxy's address cannot be used; {}", expected())))
}

/// The proxy of the environment, if it names one.
///
/// # Errors
///
/// When the proxy cannot be used. The message names the variable; the value may hold a password and is not repeated.
pub(super) fn of_environment(https: bool, lookup: impl Fn(&str) -> Option<OsString>) -> Result<Option<Proxy>, Error> {
    let Some((name, value)) = chosen(https, &lookup) else { return Ok(None) };
    let proxy = value.to_str().and_then(|value| match value.contains("://") {
        true => explicit(value).ok(),
        false => explicit(&format!("http://{value}")).ok(),
    });
    let proxy =
        proxy.ok_or_else(|| Error::configuration(format!("the proxy in {name} cannot be used; {}", expected())))?;
    let exceptions = first(&["NO_PROXY", "no_proxy"], &lookup);
    Ok(Some(proxy.no_proxy(exceptions.and_then(|(_, hosts)| NoProxy::from_string(&hosts.to_string_lossy())))))
}

/// The variable that names the proxy.
fn chosen(https: bool, lookup: &impl Fn(&str) -> Option<OsString>) -> Option<(&'static str, OsString)> {
    let names: &[&str] = match https {
        true => &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        // To a CGI program, HTTP_PROXY is the header `Proxy` of whoever calls it.
        false if lookup("REQUEST_METHOD").is_some() => &["http_proxy", "ALL_PROXY", "all_proxy"],
        false => &["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
    };
    first(names, lookup)
}

/// The first variable that is set. An empty one is not; reqwest's own search would end there.
fn first(names: &[&'static str], lookup: &impl Fn(&str) -> Option<OsString>) -> Option<(&'static str, OsString)> {
    names.iter().find_map(|&name| lookup(name).filter(|value| !value.is_empty()).map(|value| (name, value)))
}

fn expected() -> String {
    format!("it must begin with one of {}", SCHEMES.map(|scheme| format!("`{scheme}://`")).join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_that_cannot_be_used_is_an_error() {
        for scheme in SCHEMES {
            assert!(explicit(&format!("{scheme}://user:pass@proxy.example:8080")).is_ok(), "{scheme}");
        }
        for address in ["", "proxy.example", "proxy.example:8080", "ftp://proxy.example", "http://", "socks5://"] {
            assert!(explicit(address).is_err(), "{address}");
        }
    }

    #[test]
    fn a_variable_that_cannot_be_used_is_an_error_that_names_it() {
        let read = |https, name: &str, value: &str| {
            let read = of_environment(https, |asked| (asked == name).then(|| value.into()));
            read.map(|proxy| proxy.is_some()).map_err(|error| error.to_string())
        };
        for value in ["proxy:8080", "proxy", "http://user:pass@proxy:8080/", "socks5h://proxy", "https://[::1]:3128"] {
            assert_eq!(read(true, "HTTPS_PROXY", value), Ok(true), "{value}");
        }
        for value in ["socks://canary", "ftp://canary", "://canary", "http://"] {
            for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
                let error = read(true, name, value).expect_err(value);
                assert!(error.contains(name) && !error.contains("canary"), "{error}");
            }
        }
        assert_eq!(read(true, "HTTP_PROXY", "ftp://canary"), Ok(false), "it is for other addresses");
        assert!(read(false, "HTTP_PROXY", "ftp://canary").is_err());
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        let chosen = |https, set: &[(&'static str, &str)]| {
            let lookup = |asked: &str| set.iter().find(|(name, _)| *name == asked).map(|(_, value)| value.into());
            chosen(https, &lookup).map(|(name, _)| name)
        };
        assert_eq!(chosen(true, &[("HTTPS_PROXY", ""), ("https_proxy", "p")]), Some("https_proxy"));
        assert_eq!(chosen(true, &[("HTTPS_PROXY", ""), ("https_proxy", ""), ("all_proxy", "p")]), Some("all_proxy"));
        assert_eq!(chosen(true, &[("HTTPS_PROXY", ""), ("HTTP_PROXY", "p")]), None);
        assert_eq!(chosen(true, &[("HTTPS_PROXY", "p"), ("https_proxy", "q")]), Some("HTTPS_PROXY"));
        assert_eq!(chosen(false, &[("HTTP_PROXY", "p"), ("REQUEST_METHOD", "GET")]), None);
        assert_eq!(chosen(false, &[("http_proxy", "p"), ("REQUEST_METHOD", "GET")]), Some("http_proxy"));
    }
}
