//! What every request of a client carries: fixed headers, and what a caller or the environment adds.
//!
//! Later ones replace earlier ones of the same name, `Authorization` included.

use http::header::{AUTHORIZATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::credentials::header_name;
use crate::runtime::encode;
use crate::runtime::error::Error;
use crate::runtime::service::{Auth, Scheme, Service};

/// The headers of a client while they are being put together.
pub(super) struct Headers {
    schemes: &'static [Scheme],
    map: HeaderMap,
}

impl Headers {
    /// `User-Agent`.
    pub(super) fn new(service: &Service) -> Self {
        let agent = format!("{}-rust/{}", service.name, service.version);
        let agent = HeaderValue::try_from(agent).expect("the name and version of a package are legal in a header");
        let mut map = HeaderMap::new();
        map.insert(USER_AGENT, agent);
        Self { schemes: service.schemes, map }
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
        let is_of = |scheme: &Scheme| match scheme.auth {
            Auth::Header(key) => header_name(key) == *name,
            Auth::Bearer | Auth::Basic | Auth::Query(_) | Auth::Cookie(_) => false,
        };
        *name == AUTHORIZATION || self.schemes.iter().any(is_of)
    }

    pub(super) fn into_map(self) -> HeaderMap {
        self.map
    }
}
