//! Where requests go: to the base URL, or to the server of the operation. What servers leave open is filled in here.

use std::collections::BTreeMap;

use super::base_url::BaseUrl;
use super::tokens::TokenSource;
use super::{Address, ClientBuilder};
use crate::runtime::error::Error;
use crate::runtime::service::{Server, ServerVariable};

/// The addresses of a client.
pub(super) struct Addresses {
    /// There is none only if the service has servers for single operations.
    pub(super) base: Option<BaseUrl>,
    /// Where tokens come from, if the client gets them.
    pub(super) tokens: Option<TokenSource>,
    /// By the URL of the description, for operations that have a server of their own; or why it cannot be used.
    pub(super) own: BTreeMap<&'static str, Result<BaseUrl, String>>,
}

impl Addresses {
    /// Whether all of them are such.
    pub(super) fn all(&self, is_such: impl Fn(&BaseUrl) -> bool) -> bool {
        let tokens = self.tokens.iter().map(|source| &source.address);
        self.base.iter().chain(tokens).chain(self.own.values().flatten()).all(is_such)
    }
}

impl<M> ClientBuilder<M> {
    /// A base URL is stronger than everything that the description says. It is mostly another machine that stands for the
    /// whole service, such as a proxy or a test, and a key must not go past it.
    pub(super) fn addresses(&self) -> Result<Addresses, Error> {
        let whole = match (&self.address, &self.environment.base_url) {
            (Some(Address::BaseUrl(text)), _) => Some((text, "the base URL")),
            (None, Some(text)) => Some((text, self.service.base_url_env)),
            (Some(Address::Server(_)), _) | (None, None) => None,
        };
        if let Some((text, origin)) = whole {
            let base = Some(self.of_base_url(text, origin).map_err(Error::configuration)?);
            return Ok(Addresses { tokens: self.token_source(base.as_ref())?, base, own: BTreeMap::new() });
        }
        let chosen = match &self.address {
            Some(Address::Server(url)) => self.service.servers.iter().find(|server| server.url == *url),
            Some(Address::BaseUrl(_)) | None => self.service.servers.first(),
        };
        if self.service.has_no_address() {
            return Err(Error::configuration(self.no_base_url()));
        }
        let base = chosen.map(|server| self.filled(server)).transpose().map_err(Error::configuration)?;
        let own = self.service.own_servers.iter().map(|server| (server.url, self.filled(server))).collect();
        Ok(Addresses { tokens: self.token_source(base.as_ref())?, base, own })
    }

    /// What to do where nothing says where the service is.
    pub(super) fn no_base_url(&self) -> String {
        let variable = self.service.base_url_env;
        let way_out = match (variable.is_empty(), self.environment.was_read) {
            (true, _) => "call `base_url`".to_owned(),
            (false, true) => format!("set {variable}, or call `base_url`"),
            (false, false) => format!("call `base_url`, or `from_env` to read {variable}"),
        };
        let form = match self.service.base_path {
            "" => String::new(),
            path => format!(", with an address that ends in `{path}`, such as `https://api.example.com{path}`"),
        };
        format!("there is no base URL, and the service has no address of its own: {way_out}{form}")
    }

    fn of_base_url(&self, text: &str, origin: &str) -> Result<BaseUrl, String> {
        let mut set = self.service.server_variables().filter(|it| self.server_variables.contains_key(it.name));
        if let Some(variable) = set.next() {
            return Err(format!("`{}` has no effect beside {origin}; leave one of them out", variable.setter));
        }
        self.checked(text, origin)
    }

    /// The address of a server, with its variables filled in.
    fn filled(&self, server: &Server) -> Result<BaseUrl, String> {
        let mut url = server.url.to_owned();
        for variable in server.variables {
            url = url.replace(&format!("{{{}}}", variable.name), &self.value(variable)?);
        }
        self.checked(&url, "the base URL")
    }

    fn value(&self, variable: &ServerVariable) -> Result<String, String> {
        let by_hand =
            || Some((self.server_variables.get(variable.name)?, format!("what `{}` was given", variable.setter)));
        let from_environment =
            || Some((self.environment.server_variables.get(variable.name)?, variable.env.to_owned()));
        let Some((value, origin)) = by_hand().or_else(from_environment) else {
            return Ok(variable.default.to_owned());
        };
        let value = value.trim();
        match fault(variable, value) {
            Some(reason) => Err(format!("{origin} {reason}")),
            None => Ok(value.to_owned()),
        }
    }

    fn checked(&self, text: &str, origin: &str) -> Result<BaseUrl, String> {
        let base_url = BaseUrl::parse(text, self.allow_http).map_err(|reason| format!("{origin} {reason}"))?;
        match self.service.paths.iter().find(|path| base_url.ends_in(path)) {
            Some(path) => Err(format!("{origin} ends in `{path}`, which every call adds to it by itself")),
            None => Ok(base_url),
        }
    }
}

/// Why a value cannot stand in an address.
fn fault(variable: &ServerVariable, value: &str) -> Option<String> {
    if value == variable.default || variable.values.contains(&value) {
        return None;
    }
    if let [first, others @ ..] = variable.values {
        let others: String = others.iter().map(|value| format!(", `{value}`")).collect();
        return Some(format!("is none of the values of `{}`: `{first}`{others}", variable.name));
    }
    if value.is_empty() {
        return Some("is empty".to_owned());
    }
    // Anything else would end the host or the path, or hold a password.
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/%+".contains(&byte);
    (!value.bytes().all(is_legal)).then(|| "holds a character that cannot stand in an address".to_owned())
}
