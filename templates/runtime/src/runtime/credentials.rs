//! What proves who sends a request: the credentials that a client has, and which of them an operation is sent with.

mod client_credentials;
mod provider;

use std::fmt::{self, Debug};
use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};

use super::error::{Error, ErrorKind};
use super::service::{Auth, Scheme, TokenClient};

pub use client_credentials::ClientCredentials;
pub(crate) use client_credentials::Tokens;
pub use provider::KeyProvider;

/// The credentials of a client, at most one for each scheme of the service. `Debug` shows for which.
#[derive(Clone)]
pub struct Credentials {
    schemes: &'static [Scheme],
    /// How the tokens of one of them can be had.
    token_client: Option<TokenClient>,
    held: Vec<Credential>,
    provided: Vec<Provided>,
}

/// What gives the key of one scheme.
#[derive(Clone)]
pub(crate) struct Provided {
    scheme: &'static Scheme,
    provider: Arc<dyn KeyProvider>,
}

impl Provided {
    /// What is sent now.
    ///
    /// # Errors
    ///
    /// There is no key, or it cannot be sent.
    pub(crate) async fn credential(&self) -> Result<Credential, Error> {
        let name = self.scheme.name;
        let text = self.provider.key().await.map_err(|source| {
            let message = format!("what provides the credentials `{name}` failed");
            Error::new(ErrorKind::Credentials, message).with_source(source)
        })?;
        Credential::new(self.scheme, &text)
            .map_err(|reason| Error::new(ErrorKind::Credentials, format!("what was provided for `{name}` {reason}")))
    }

    /// Whether there may be another key than the last of these, which the service refused.
    pub(crate) fn has_another(&self, refused: &[Credential]) -> bool {
        self.newest(refused).is_some_and(|key| self.provider.refused(&key.text))
    }

    /// The last of the keys that were provided is the newest.
    fn newest<'a>(&self, keys: &'a [Credential]) -> Option<&'a Credential> {
        keys.iter().rfind(|key| key.scheme == self.scheme)
    }
}

/// Something that an operation is sent with.
#[derive(Clone, Copy)]
pub(crate) enum Chosen<'a> {
    Held(&'a Credential),
    Provided(&'a Provided),
}

impl<'a> Chosen<'a> {
    /// The scheme that it is for.
    pub(crate) fn scheme(&self) -> &'static Scheme {
        match self {
            Self::Held(credential) => credential.scheme,
            Self::Provided(provided) => provided.scheme,
        }
    }

    /// What is sent; `keys` are those that were provided.
    pub(crate) fn credential(self, keys: &'a [Credential]) -> Option<&'a Credential> {
        match self {
            Self::Held(credential) => Some(credential),
            Self::Provided(provided) => provided.newest(keys),
        }
    }
}

/// What is sent for one scheme.
#[derive(Clone)]
pub(crate) struct Credential {
    scheme: &'static Scheme,
    /// As the caller gave it.
    text: String,
    pub(crate) carrier: Carrier,
}

/// Where a credential travels.
#[derive(Clone)]
pub(crate) enum Carrier {
    Header(HeaderName, HeaderValue),
    Query(&'static str),
    Cookie(&'static str),
}

impl Credential {
    /// # Errors
    ///
    /// When the text is empty or cannot be what the scheme takes. It is not repeated.
    fn new(scheme: &'static Scheme, text: &str) -> Result<Self, &'static str> {
        // A password may begin and end with anything, and is encoded.
        let text = if scheme.auth == Auth::Basic { text } else { text.trim() };
        if let Some(reason) = fault(scheme.auth, text) {
            return Err(reason);
        }
        let carrier = match scheme.auth {
            Auth::Bearer => Carrier::Header(AUTHORIZATION, secret(&format!("Bearer {text}"))),
            Auth::Basic => Carrier::Header(AUTHORIZATION, secret(&format!("Basic {}", base64(text.as_bytes())))),
            Auth::Header(name) => Carrier::Header(header_name(name), secret(text)),
            Auth::Query(name) => Carrier::Query(name),
            Auth::Cookie(name) => Carrier::Cookie(name),
        };
        Ok(Self { scheme, text: text.to_owned(), carrier })
    }

    /// What must not be shown, in every form in which it is sent.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let password = self.text.split_once(':').filter(|_| self.scheme.auth == Auth::Basic);
        let encoded = match &self.carrier {
            Carrier::Header(_, value) => value.to_str().ok().and_then(|text| Some(text.split_once(' ')?.1)),
            Carrier::Query(_) | Carrier::Cookie(_) => None,
        };
        let texts = [Some(self.text.as_str()), password.map(|(_, password)| password), encoded];
        texts.into_iter().flatten().map(str::to_owned).collect()
    }

    /// The key, for a query or a cookie.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Credentials {
    /// No credentials, for a service with these schemes.
    pub(crate) fn none(schemes: &'static [Scheme], token_client: Option<TokenClient>) -> Self {
        Self { schemes, token_client, held: Vec::new(), provided: Vec::new() }
    }

    /// Adds what came from `origin` for a scheme that has none so far.
    ///
    /// # Errors
    ///
    /// When the text is empty or cannot be what the scheme takes. It is not repeated.
    pub(crate) fn add(&mut self, scheme: &'static Scheme, text: &str, origin: &str) -> Result<(), Error> {
        let refused = |reason| Error::configuration(format!("{origin} {reason}"));
        self.held.push(Credential::new(scheme, text).map_err(refused)?);
        Ok(())
    }

    /// Adds what gives the key of a scheme that has none so far.
    pub(crate) fn provide(&mut self, scheme: &'static Scheme, provider: Arc<dyn KeyProvider>) {
        self.provided.push(Provided { scheme, provider });
    }

    /// Whether a key has to be asked for, of any scheme.
    pub(crate) fn has_providers(&self) -> bool {
        !self.provided.is_empty()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.held.is_empty() && self.provided.is_empty()
    }

    /// What an operation is sent with that asks for these alternatives, each of which names schemes that are needed
    /// together: the first of which all are there. `is_settled` says for which schemes the caller has seen to it himself.
    ///
    /// # Errors
    ///
    /// Something is needed that there is not. The reason names the schemes, and how to set them.
    pub(crate) fn of_operation(
        &self,
        alternatives: &[&[&str]],
        is_settled: impl Fn(&Scheme) -> bool,
    ) -> Result<Vec<Chosen<'_>>, String> {
        let of = |name: &&str| {
            let held = self.held.iter().find(|credential| credential.scheme.name == *name).map(Chosen::Held);
            let provided = || self.provided.iter().find(|it| it.scheme.name == *name).map(Chosen::Provided);
            let settled = || self.scheme(name).is_some_and(&is_settled).then_some(None);
            held.map(Some).or_else(settled).or_else(|| provided().map(Some))
        };
        let are_there = |names: &&&[&str]| !names.is_empty() && names.iter().all(|name| of(name).is_some());
        match alternatives.iter().find(are_there) {
            Some(names) => Ok(names.iter().filter_map(|name| of(name).flatten()).collect()),
            None if alternatives.is_empty() || alternatives.iter().any(|names| names.is_empty()) => Ok(Vec::new()),
            None => Err(self.missing(alternatives)),
        }
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    fn missing(&self, alternatives: &[&[&str]]) -> String {
        let way_out = |name: &&str| {
            let Some(Scheme { setter, env, .. }) = self.scheme(name) else { return format!("`{name}`") };
            let calls = std::iter::once(format!("call `{setter}`"));
            let variables = env.first().map(|variable| format!("set {variable}"));
            let client = self.token_client.filter(|client| client.scheme == *name);
            let client = client.map(|it| format!("set {} and {}", it.id_env, it.secret_env));
            let ways: Vec<String> = calls.chain(variables).chain(client).collect();
            format!("`{name}` ({})", ways.join(", or "))
        };
        let together = |names: &&[&str]| names.iter().map(way_out).collect::<Vec<_>>().join(" together with ");
        let wanted: Vec<String> = alternatives.iter().map(together).collect();
        format!("the client lacks credentials for it: {}", wanted.join(", or "))
    }

    /// What must not be shown, in every form in which it is sent.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = String> {
        self.held.iter().flat_map(Credential::secrets)
    }
}

impl Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.held.iter().map(|credential| credential.scheme);
        let schemes = held.chain(self.provided.iter().map(|provided| provided.scheme));
        formatter.debug_set().entries(schemes.map(|scheme| scheme.name)).finish()
    }
}

/// Why a text cannot be what is sent in this way.
fn fault(auth: Auth, text: &str) -> Option<&'static str> {
    if auth == Auth::Basic {
        return (!text.contains(':')).then_some("is no name and password with a colon between them");
    }
    if text.is_empty() {
        return Some("is empty");
    }
    if text.starts_with(['"', '\'']) || text.ends_with(['"', '\'']) {
        return Some("has a quotation mark at its beginning or end, which is no part of it");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some("holds white space or a character other than visible ASCII");
    }
    let is_broken_cookie = matches!(auth, Auth::Cookie(_)) && text.contains([';', ',', '"', '\\']);
    is_broken_cookie.then_some("holds a character that no cookie has")
}

/// The name of the header that a key travels in.
pub(crate) fn header_name(name: &str) -> HeaderName {
    HeaderName::try_from(name).expect("the generator checks the name of the key's header")
}

fn secret(text: &str) -> HeaderValue {
    let mut value = HeaderValue::try_from(text).expect("visible ASCII is legal in a header");
    value.set_sensitive(true);
    value
}

/// As RFC 4648 has it. The crate `base64` is there for the program alone, and most services have no password.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let bits = group.iter().chain(&[0, 0]).take(3).fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        let sign = |index: usize| char::from(ALPHABET[bits >> (18 - 6 * index) & 63]);
        [0, 1, 2, 3].map(|index| if index <= group.len() { sign(index) } else { '=' })
    };
    bytes.chunks(3).flat_map(group).collect()
}

#[cfg(test)]
mod tests;
