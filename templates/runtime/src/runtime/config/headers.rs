//! What every request of a client carries: fixed headers, the key, and what a caller or the environment adds.
//!
//! Later ones replace earlier ones of the same name, `Authorization` included.

use http::header::{AUTHORIZATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::encode;
use crate::runtime::error::Error;
use crate::runtime::service::{Auth, Service};

/// The headers of a client while they are being put together.
pub(super) struct Headers {
    auth: Auth,
    map: HeaderMap,
}

impl Headers {
    /// `User-Agent`.
    pub(super) fn new(service: &Service) -> Self {
        let agent = format!("{}-rust/{}", service.name, service.version);
        let agent = HeaderValue::try_from(agent).expect("the name and version of a package are legal in a header");
        let mut map = HeaderMap::new();
        map.insert(USER_AGENT, agent);
        Self { auth: service.auth, map }
    }

    /// Adds the key, which came from `origin`.
    ///
    /// # Errors
    ///
    /// When the key is empty or has a character that no key has. The key is not repeated.
    pub(super) fn authenticate(&mut self, key: &str, origin: &str) -> Result<(), Error> {
        let key = key.trim();
        if key.is_empty() {
            return Err(Error::configuration(format!("{origin} is empty")));
        }
        if key.starts_with(['"', '\'']) || key.ends_with(['"', '\'']) {
            let reason = "has a quotation mark at its beginning or end, which is no part of it";
            return Err(Error::configuration(format!("{origin} {reason}")));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let reason = "holds white space or a character other than visible ASCII";
            return Err(Error::configuration(format!("{origin} {reason}")));
        }
        let (Some(name), text) = (header_of(self.auth), written(self.auth, key)) else { return Ok(()) };
        self.insert(name, HeaderValue::try_from(text).expect("visible ASCII is legal in a header"));
        Ok(())
    }

    /// Adds a header that came from `origin`.
    ///
    /// # Errors
    ///
    /// When the name or the value is not legal, or credentials are missing where they belong. Nothing is repeated but a
    /// legal name.
    pub(super) fn custom(&mut self, name: &str, value: &str, origin: &str) -> Result<(), Error> {
        let name = HeaderName::try_from(name)
            .map_err(|_| Error::configuration(format!("{origin}: the name of a header is not legal")))?;
        if encode::frames_the_message(&name) {
            let reason = "is not for a caller to set: it says where the body ends";
            return Err(Error::configuration(format!("{origin}: `{name}` {reason}")));
        }
        if self.proves_identity(&name) && encode::lacks_credentials(value) {
            let reason = "has no credentials; leave it out, and the API key is sent";
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
        self.map.insert(name, value);
    }

    /// Whether there is a header that proves who sends the request.
    pub(super) fn is_authenticated(&self) -> bool {
        self.map.keys().any(|name| self.proves_identity(name))
    }

    fn proves_identity(&self, name: &HeaderName) -> bool {
        *name == AUTHORIZATION || header_of(self.auth).as_ref() == Some(name)
    }

    pub(super) fn into_map(self) -> HeaderMap {
        self.map
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
