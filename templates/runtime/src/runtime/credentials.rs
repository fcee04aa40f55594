//! What proves who sends a request: the credentials that a client has, and which of them an operation is sent with.

use std::fmt::{self, Debug};

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};

use super::error::Error;
use super::service::{Auth, Scheme};

/// The credentials of a client, at most one for each scheme of the service. `Debug` shows for which.
#[derive(Clone)]
pub struct Credentials {
    schemes: &'static [Scheme],
    held: Vec<Credential>,
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
    /// The key, for a query or a cookie.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Credentials {
    /// No credentials, for a service with these schemes.
    pub(crate) fn none(schemes: &'static [Scheme]) -> Self {
        Self { schemes, held: Vec::new() }
    }

    /// Adds what came from `origin` for a scheme that has none so far.
    ///
    /// # Errors
    ///
    /// When the text is empty or cannot be what the scheme takes. It is not repeated.
    pub(crate) fn add(&mut self, scheme: &'static Scheme, text: &str, origin: &str) -> Result<(), Error> {
        // A password may begin and end with anything, and is encoded.
        let text = if scheme.auth == Auth::Basic { text } else { text.trim() };
        if let Some(reason) = fault(scheme.auth, text) {
            return Err(Error::configuration(format!("{origin} {reason}")));
        }
        let carrier = match scheme.auth {
            Auth::Bearer => Carrier::Header(AUTHORIZATION, secret(&format!("Bearer {text}"))),
            Auth::Basic => Carrier::Header(AUTHORIZATION, secret(&format!("Basic {}", base64(text.as_bytes())))),
            Auth::Header(name) => Carrier::Header(header_name(name), secret(text)),
            Auth::Query(name) => Carrier::Query(name),
            Auth::Cookie(name) => Carrier::Cookie(name),
        };
        self.held.push(Credential { scheme, text: text.to_owned(), carrier });
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.held.is_empty()
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
    ) -> Result<Vec<&Credential>, String> {
        let of = |name: &&str| {
            let held = self.held.iter().find(|credential| credential.scheme.name == *name);
            let settled = || self.scheme(name).is_some_and(&is_settled).then_some(None);
            held.map(Some).or_else(settled)
        };
        let all = |names: &&[&str]| names.iter().map(of).collect::<Option<Vec<_>>>();
        match alternatives.iter().filter(|names| !names.is_empty()).find_map(all) {
            Some(chosen) => Ok(chosen.into_iter().flatten().collect()),
            None if alternatives.is_empty() || alternatives.iter().any(|names| names.is_empty()) => Ok(Vec::new()),
            None => Err(self.missing(alternatives)),
        }
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    fn missing(&self, alternatives: &[&[&str]]) -> String {
        let way_out = |name: &&str| match self.scheme(name) {
            Some(Scheme { setter, env: [variable, ..], .. }) => {
                format!("`{name}` (call `{setter}`, or set {variable})")
            }
            Some(Scheme { setter, env: [], .. }) => format!("`{name}` (call `{setter}`)"),
            None => format!("`{name}`"),
        };
        let together = |names: &&[&str]| names.iter().map(way_out).collect::<Vec<_>>().join(" together with ");
        let wanted: Vec<String> = alternatives.iter().map(together).collect();
        format!("the client lacks credentials for it: {}", wanted.join(", or "))
    }

    /// What must not be shown, in every form in which it is sent.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = String> {
        self.held.iter().flat_map(|credential| {
            let password = credential.text.split_once(':').filter(|_| credential.scheme.auth == Auth::Basic);
            let encoded = match &credential.carrier {
                Carrier::Header(_, value) => value.to_str().ok().and_then(|text| Some(text.split_once(' ')?.1)),
                Carrier::Query(_) | Carrier::Cookie(_) => None,
            };
            let texts = [Some(credential.text.as_str()), password.map(|(_, password)| password), encoded];
            texts.into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
        })
    }
}

impl Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.held.iter().map(|credential| credential.scheme.name)).finish()
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
