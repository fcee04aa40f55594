//! What the description says about the service as a whole; emitted once per crate as a constant.
//!
//! Nothing here is read from the environment: a [`Service`] only names the variables, and [`ClientBuilder::from_env`]
//! is the one place that looks at them.
//!
//! [`ClientBuilder::from_env`]: super::ClientBuilder::from_env

use std::collections::BTreeSet;

/// The facts about a service that every client of it shares.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The product's name in `User-Agent`, such as `llamacloud`.
    pub name: &'static str,
    /// The version of this crate.
    pub version: &'static str,
    /// Where the service answers unless told otherwise: the first. Without any, a client needs a base URL.
    pub servers: &'static [Server],
    /// Servers of single operations.
    pub own_servers: &'static [Server],
    /// What the description says of the address where it names no server: the path that it ends in, or nothing.
    pub base_path: &'static str,
    /// The environment variable that replaces the address.
    pub base_url_env: &'static str,
    /// The environment variable with further headers, one `Name: value` a line.
    pub custom_headers_env: &'static str,
    /// Query parameters a client can set once for every operation that declares them.
    pub default_parameters: &'static [DefaultParameter],
    /// How callers prove who they are. The first scheme is that of the API key; without any, nothing is asked for.
    pub schemes: &'static [Scheme],
    /// How bearer tokens are obtained without a user.
    pub token_client: Option<TokenClient>,
    /// Whether every operation asks for credentials, so that a client without any is a mistake.
    pub needs_credentials: bool,
    /// The path templates of its operations, each once.
    pub paths: &'static [&'static str],
}

/// An address that the description declares.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The address, with its variables in braces.
    pub url: &'static str,
    /// Those that occur in it.
    pub variables: &'static [ServerVariable],
}

/// What an address leaves to the caller.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// Its name in the address. Servers that have the same name for one share what sets it.
    pub name: &'static str,
    /// The method of the client builder that sets it.
    pub setter: &'static str,
    /// The environment variable that sets it.
    pub env: &'static str,
    /// What stands in its place unless it is set.
    pub default: &'static str,
    /// What it may be; without any, whatever can stand in an address.
    pub values: &'static [&'static str],
}

/// A query parameter with a client-wide value.
#[derive(Clone, Copy, Debug)]
pub struct DefaultParameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// The environment variable that sets it.
    pub env: &'static str,
}

impl Service {
    /// What servers leave to the caller, each name once.
    pub(crate) fn server_variables(&self) -> impl Iterator<Item = &'static ServerVariable> {
        let mut names = BTreeSet::new();
        let servers = self.servers.iter().chain(self.own_servers);
        servers.flat_map(|server| server.variables).filter(move |variable| names.insert(variable.name))
    }

    /// Whether nothing but a base URL tells where the service is.
    pub(crate) fn has_no_address(&self) -> bool {
        self.servers.is_empty() && self.own_servers.is_empty()
    }

    /// The scheme of this name.
    pub(crate) fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// The scheme of the API key.
    pub(crate) fn key_scheme(&self) -> Option<&'static Scheme> {
        self.schemes.first()
    }

    /// The environment variables that may hold the API key, first match wins.
    pub(crate) fn api_key_env(&self) -> &'static [&'static str] {
        self.key_scheme().map_or(&[], |scheme| scheme.env)
    }
}

/// A way to prove who sends a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the description.
    pub name: &'static str,
    /// The method of the client builder that sets it.
    pub setter: &'static str,
    /// The environment variables that may set it, first match wins.
    pub env: &'static [&'static str],
    /// How its credentials travel.
    pub auth: Auth,
}

/// How credentials travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// `Authorization: Bearer KEY`.
    Bearer,
    /// `Authorization: Basic …`: a name and a password with a colon between them, encoded.
    Basic,
    /// The key alone, in the named header.
    Header(&'static str),
    /// The key alone, as the query parameter of this name.
    Query(&'static str),
    /// The key alone, as the cookie of this name.
    Cookie(&'static str),
}

/// What a program needs, beside its id and secret, to get the tokens of a scheme by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenClient {
    /// The scheme that the tokens are for.
    pub scheme: &'static str,
    /// Where they come from; what is no whole address leads there from that of the service.
    pub url: &'static str,
    /// The scopes to ask for; without any, the server chooses.
    pub scopes: &'static [&'static str],
    /// The method of the client builder that sets id and secret.
    pub setter: &'static str,
    /// The environment variable that holds the id.
    pub id_env: &'static str,
    /// The environment variable that holds the secret.
    pub secret_env: &'static str,
}
