//! What the description says about the service as a whole; emitted once per crate as a constant.
//!
//! Nothing here is read from the environment: a [`Service`] only names the variables, and [`ClientBuilder::from_env`]
//! is the one place that looks at them.
//!
//! [`ClientBuilder::from_env`]: super::ClientBuilder::from_env

/// The facts about a service that every client of it shares.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The product's name in `User-Agent`, such as `llamacloud`.
    pub name: &'static str,
    /// The version of this crate.
    pub version: &'static str,
    /// Where the service answers unless told otherwise; empty when the description names no server.
    pub base_url: &'static str,
    /// Environment variables that may hold the API key, first match wins.
    pub api_key_env: &'static [&'static str],
    /// The environment variable that replaces [`base_url`](Self::base_url).
    pub base_url_env: &'static str,
    /// The environment variable with further headers, one `Name: value` a line.
    pub custom_headers_env: &'static str,
    /// Query parameters a client can set once for every operation that declares them.
    pub default_parameters: &'static [DefaultParameter],
    /// How the API key travels.
    pub auth: Auth,
    /// The path templates of its operations, each once.
    pub paths: &'static [&'static str],
}

/// A query parameter with a client-wide value.
#[derive(Clone, Copy, Debug)]
pub struct DefaultParameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// The environment variable that sets it.
    pub env: &'static str,
}

/// How a request proves who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// `Authorization: Bearer KEY`.
    Bearer,
    /// The key alone, in the named header.
    Header(&'static str),
    /// The service asks for no key.
    None,
}
