//! What every request of a client carries: fixed headers, the key, and what a caller or the environment adds.
//!
//! Later ones replace earlier ones of the same name, `Authorization` included.

use http::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::encode;
use crate::runtime::error::Error;
use crate::runtime::service::{Auth, Service};

/// The headers of a client while they are being put together.
pub(super) struct Headers(HeaderMap);

impl Headers {
    /// `User-Agent` and `Accept`.
    pub(super) fn new(service: &Service) -> Self {
        let agent = format!("{}-rust/{}", service.name, service.version);
        let agent = HeaderValue::try_from(agent).expect("the name and version of a package are legal in a header");
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, agent);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Self(headers)
    }

    /// Adds the key, which came from `origin`.
    ///
    /// # Errors
    ///
    /// When the key is empty or has a character that no key has. The key is not repeated.
    pub(super) fn authenticate(&mut self, auth: Auth, key: &str, origin: &str) -> Result<(), Error> {
        let key = key.trim();
        if key.is_empty() {
            return Err(Error::configuration(format!("{origin} is empty")));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let reason = "holds white space or a character other than visible ASCII";
            return Err(Error::configuration(format!("{origin} {reason}")));
        }
        let (Some(name), text) = (header_of(auth), written(auth, key)) else { return Ok(()) };
        self.insert(name, HeaderValue::try_from(text).expect("visible ASCII is legal in a header"));
        Ok(())
    }

    /// Adds a header that came from `origin`.
    ///
    /// # Errors
    ///
    /// When the name or the value is not legal. Neither is repeated, but for a legal name.
    pub(super) fn custom(&mut self, name: &str, value: &str, origin: &str) -> Result<(), Error> {
        let name = HeaderName::try_from(name)
            .map_err(|_| Error::configuration(format!("{origin}: the name of a header is not legal")))?;
        if encode::frames_the_message(&name) {
            let reason = "is not for a caller to set: it says where the body ends";
            return Err(Error::configuration(format!("{origin}: `{name}` {reason}")));
        }
        let value = HeaderValue::try_from(value)
            .map_err(|_| Error::configuration(format!("{origin}: the value of `{name}` is not legal")))?;
        self.insert(name, value);
        Ok(())
    }

    fn insert(&mut self, name: HeaderName, mut value: HeaderValue) {
        // Nobody but the caller knows whether a header is a secret, so each of them is treated as one.
        value.set_sensitive(true);
        self.0.insert(name, value);
    }

    /// Whether there is a header that proves who sends the request.
    pub(super) fn is_authenticated(&self, auth: Auth) -> bool {
        header_of(auth).is_some_and(|name| self.0.contains_key(name)) || self.0.contains_key(AUTHORIZATION)
    }

    pub(super) fn into_map(self) -> HeaderMap {
        self.0
    }
}

fn header_of(auth: Auth) -> Option<HeaderName> {
    match auth {
        Auth::Bearer => Some(AUTHORIZATION),
        Auth::Header(name) => {
            Some(HeaderName::try_from(name).expect("the generator checks the name of the key's header"))
        }
        Auth::None => None,
    }
}

fn written(auth: Auth, key: &str) -> String {
    match auth {
        Auth::Bearer => format!("Bearer {key}"),
        Auth::Header(_) | Auth::None => key.to_owned(),
    }
}
