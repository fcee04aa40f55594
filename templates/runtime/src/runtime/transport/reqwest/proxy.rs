//! Which proxies are used. One that cannot be used is an error, never a way around it: whoever set a proxy does not
//! expect the key to be sent past it.

use ::reqwest::{Proxy, Url};

use crate::runtime::error::Error;

/// What may stand before `://`.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// A proxy that was given by hand. reqwest takes any scheme here, and then passes by a proxy that it does not speak to.
pub(super) fn explicit(address: &str) -> Result<Proxy, Error> {
    let url = Url::parse(address).ok().filter(|url| SCHEMES.contains(&url.scheme()) && url.has_host());
    let proxy = url.and_then(|url| Proxy::all(url).ok());
    proxy.ok_or_else(|| Error::configuration(format!("the proxy's address cannot be used; {}", expected())))
}

/// Checks the variables that reqwest reads when it is given no proxy; it ignores those that it does not understand.
///
/// # Errors
///
/// Names the variable. Its value may hold a password and is not repeated.
pub(super) fn check_environment(https: bool, lookup: impl Fn(&str) -> Option<std::ffi::OsString>) -> Result<(), Error> {
    let of_scheme = if https { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    for name in of_scheme.into_iter().chain(["ALL_PROXY", "all_proxy"]) {
        let usable = lookup(name).is_none_or(|value| value.to_str().is_some_and(is_usable));
        if !usable {
            return Err(Error::configuration(format!("the proxy in {name} cannot be used; {}", expected())));
        }
    }
    Ok(())
}

/// Whether reqwest can use the value of a variable; an empty one means no proxy, and one without a scheme `http://`.
fn is_usable(value: &str) -> bool {
    if value.is_empty() {
        return true;
    }
    let Ok(uri) = value.parse::<http::Uri>() else { return false };
    uri.host().is_some_and(|host| !host.is_empty()) && uri.scheme_str().is_none_or(|scheme| SCHEMES.contains(&scheme))
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
    fn a_variable_that_would_be_ignored_is_an_error_that_names_it() {
        let check = |https, name: &str, value: &str| {
            check_environment(https, |asked| (asked == name).then(|| value.into())).map_err(|error| error.to_string())
        };
        for value in ["", "proxy:8080", "http://user:pass@proxy:8080/", "socks5h://proxy", "https://[::1]:3128"] {
            assert_eq!(check(true, "HTTPS_PROXY", value), Ok(()), "{value}");
        }
        for value in ["socks://canary", "ftp://canary", "://canary", "http://", "http://user:p ss@canary"] {
            for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
                let error = check(true, name, value).expect_err(value);
                assert!(error.contains(name) && !error.contains("canary"), "{error}");
            }
        }
        assert_eq!(check(true, "HTTP_PROXY", "ftp://canary"), Ok(()), "it is for other addresses");
        assert!(check(false, "HTTP_PROXY", "ftp://canary").is_err());
    }
}
