//! From what a caller and the environment say to a client, checked once and for all.
//!
//! Everything illegal is found by [`ClientBuilder::build`], without I/O on the network, and no message repeats a value:
//! a key with a stray newline must not end up in a log. What is set by hand wins over the environment.

mod addresses;
mod base_url;
mod build;
mod environment;
mod headers;
mod tokens;

use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::budget::RetryBudget;
use super::clock::{Clock, TokioClock};
use super::credentials::{ClientCredentials, KeyProvider};
use super::mode::Async;
use super::redact::Redacted;
use super::service::Service;
use super::transport::Transport;
use super::transport::reqwest::{Connection, ReqwestTransport};

use environment::Environment;

/// The longest one attempt may take unless set otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The longest a whole call may take unless set otherwise.
const DEADLINE: Duration = Duration::from_secs(180);
/// Repeats of a failed attempt unless set otherwise; with the first attempt that makes 5.
const RETRIES: u32 = 4;

/// Puts one transport around another.
type Wrap = Arc<dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

/// Where requests go, as a caller said it.
#[derive(Clone)]
enum Address {
    /// The whole of it.
    BaseUrl(String),
    /// One of the servers of the description, by its URL.
    Server(&'static str),
}

/// Puts a [`Client`](super::Client) together.
///
/// Reads no environment variable unless [`from_env`](Self::from_env) is called. `Debug` shows no secret.
///
/// What it builds depends on the client that began it: one whose calls are futures, or a blocking one.
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<M = Async> {
    service: &'static Service,
    environment: Environment,
    /// By the name of the scheme.
    credentials: BTreeMap<&'static str, String>,
    /// By the name of the scheme.
    providers: BTreeMap<String, Arc<dyn KeyProvider>>,
    client_credentials: Option<ClientCredentials>,
    /// The id and the secret that get tokens where the description says.
    token_client: Option<(String, String)>,
    address: Option<Address>,
    /// By name.
    server_variables: BTreeMap<&'static str, String>,
    headers: Vec<(String, String)>,
    default_parameters: BTreeMap<String, String>,
    timeout: Duration,
    deadline: Duration,
    retries: u32,
    retry_budget: Option<RetryBudget>,
    rate_limit: Option<(u32, Duration)>,
    allow_http: bool,
    connection: Connection,
    transport: Option<Arc<dyn Transport>>,
    /// What is put around the transport, the innermost first.
    wraps: Vec<Wrap>,
    clock: Arc<dyn Clock>,
    jitter_seed: Option<u64>,
    mode: PhantomData<fn() -> M>,
}

impl ClientBuilder {
    /// A builder for clients of a service, with nothing set.
    #[doc(hidden)]
    pub fn new(service: &'static Service) -> Self {
        Self::unset(service)
    }
}

impl<M> ClientBuilder<M> {
    pub(crate) fn unset(service: &'static Service) -> Self {
        Self {
            service,
            environment: Environment::default(),
            credentials: BTreeMap::new(),
            providers: BTreeMap::new(),
            client_credentials: None,
            token_client: None,
            address: None,
            server_variables: BTreeMap::new(),
            headers: Vec::new(),
            default_parameters: BTreeMap::new(),
            timeout: TIMEOUT,
            deadline: DEADLINE,
            retries: RETRIES,
            retry_budget: None,
            rate_limit: None,
            allow_http: false,
            connection: Connection::default(),
            transport: None,
            wraps: Vec::new(),
            clock: Arc::new(TokioClock),
            jitter_seed: None,
            mode: PhantomData,
        }
    }

    /// Takes from the environment what is not set by hand: key, address, further headers, default parameters.
    ///
    /// Values are trimmed, quotes around a whole value are taken off, and an empty one counts as not set. The variables
    /// are read now.
    pub fn from_env(self) -> Self {
        self.from_lookup(|name| std::env::var_os(name))
    }

    /// [`from_env`](Self::from_env) with another source of variables.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
        self.environment = Environment::read(self.service, lookup);
        self
    }

    /// Sets the API key. White space around it is removed.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        match self.service.key_scheme() {
            Some(scheme) => self.credential(scheme.name, key.into()),
            None => self,
        }
    }

    /// Asks for the API key before each attempt, instead of being told it once: see [`KeyProvider`].
    ///
    /// ```ignore
    /// let client = Client::builder().api_key_provider(move || read_from(vault.clone())).build()?;
    /// ```
    pub fn api_key_provider(self, provider: impl KeyProvider) -> Self {
        match self.service.key_scheme() {
            Some(scheme) => self.credential_provider(scheme.name, provider),
            None => self,
        }
    }

    /// Gets the API key, which is a bearer token then, by the client credentials of OAuth 2.0.
    ///
    /// A token serves all calls until shortly before it expires, and is fetched once for those that wait for it. One that the
    /// service refuses (401) is replaced, and the request sent once more. Tokens are fetched with the connections of this client,
    /// under the same rules: no redirect is followed, and an address without encryption needs [`allow_http`](Self::allow_http).
    ///
    /// It is stronger than a key that is set in another way.
    pub fn client_credentials(mut self, credentials: ClientCredentials) -> Self {
        self.client_credentials = Some(credentials);
        self
    }

    /// Gets tokens where the description says, with an id and a secret.
    #[doc(hidden)]
    pub fn token_client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.token_client = Some((id.into(), secret.into()));
        self
    }

    /// Asks for the credentials of one security scheme before each attempt, by its name in the description. Of what is set for
    /// a scheme in both ways, the last counts.
    ///
    /// A name with a password is provided as `name:password`.
    pub fn credential_provider(mut self, scheme: impl Into<String>, provider: impl KeyProvider) -> Self {
        let scheme = scheme.into();
        self.credentials.remove(scheme.as_str());
        self.providers.insert(scheme, Arc::new(provider));
        self
    }

    /// Sets the credentials of one scheme.
    pub(crate) fn credential(mut self, scheme: &'static str, text: String) -> Self {
        self.providers.remove(scheme);
        self.credentials.insert(scheme, text);
        self
    }

    /// Sets where the service answers, such as `https://api.example.com`; a path is kept as a prefix of the paths that
    /// calls add to it.
    ///
    /// It is the address of all operations then, those included that the description gives a server of their own.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.address = Some(Address::BaseUrl(url.into()));
        self
    }

    /// Sends requests to one of the servers that the description declares.
    #[doc(hidden)]
    pub fn server(mut self, url: &'static str) -> Self {
        self.address = Some(Address::Server(url));
        self
    }

    /// Sets what the address of a server leaves open.
    #[doc(hidden)]
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.server_variables.insert(name, value.into());
        self
    }

    /// Sends a header with every request, in place of one of the same name that the client would send.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets a query parameter for every operation that declares it, unless a call sets its own.
    pub fn default_parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.default_parameters.insert(name.into(), value.into());
        self
    }

    /// Limits the time of one attempt, headers and body together (default 60 s).
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Limits the time of a whole call, repeats and the waits between them included (default 180 s).
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = limit;
        self
    }

    /// Limits the time of connecting, name resolution and TLS included (default 5 s).
    ///
    /// It has no effect beside [`http_client`](Self::http_client) and [`transport`](Self::transport), which connect by
    /// settings of their own.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connection.connect_timeout = limit;
        self
    }

    /// Keeps at most this many idle connections for later calls (default 32), each for 50 s; 0 makes a new one for each
    /// call. It limits no calls: those at the same time have as many connections as they need.
    ///
    /// It has no effect beside [`http_client`](Self::http_client) and [`transport`](Self::transport), which keep
    /// connections by settings of their own.
    pub fn max_idle_connections(mut self, connections: usize) -> Self {
        self.connection.max_idle = connections;
        self
    }

    /// Sets how often a failed attempt may be repeated (default 4, which makes 5 attempts); 0 turns repeats off.
    pub fn retries(mut self, repeats: u32) -> Self {
        self.retries = repeats;
        self
    }

    /// Takes repeats out of this allowance, which may be shared with other clients, instead of one of its own.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.retry_budget = Some(budget);
        self
    }

    /// Sends at most `requests` in any `period`, over all clones of the client; further ones wait their turn.
    pub fn rate_limit(mut self, requests: u32, period: Duration) -> Self {
        self.rate_limit = Some((requests, period));
        self
    }

    /// Allows an address that begins with `http://` on another machine, where the key can be read on the way.
    ///
    /// An address on this machine (`localhost`, `127.0.0.1`, `[::1]`) is always allowed.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Connects through a proxy: `http://`, `https://`, `socks4://`, `socks4a://`, `socks5://` or `socks5h://`, with user
    /// name and password if it asks for them.
    ///
    /// Without this, the proxy of the environment is used, if there is one: `HTTPS_PROXY` or `ALL_PROXY`, unless
    /// `NO_PROXY` names the host. A proxy that cannot be used is an error when the client is built.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.connection.proxies.push(url.into());
        self
    }

    /// Trusts a certificate (or several, in PEM form) besides those of the platform.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn add_root_certificate(mut self, pem_or_der: impl Into<Vec<u8>>) -> Self {
        self.connection.root_certificates.push(pem_or_der.into());
        self
    }

    /// Sends requests with this client of reqwest instead of one that is made here.
    ///
    /// It should follow no redirects and repeat nothing, which this client sees to itself: once a request without a body
    /// was sent on or repeated, a failure no longer shows whether it had arrived the first time. It brings its own proxies
    /// and certificates, so setting those here as well is refused, and its own time limit for connecting and number of idle
    /// connections, so those set here have no effect. A program that wants another TLS, or another provider
    /// of cryptography for rustls, gives such a client and switches off the default features.
    pub fn http_client(self, client: ::reqwest::Client) -> Self {
        self.transport(ReqwestTransport::new(client))
    }

    /// Sends requests with this transport instead of one that is made here.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Puts a transport around the one that sends requests: for headers, measurements or logs of every single attempt,
    /// repeats included. `examples/middleware.rs` shows one.
    ///
    /// It goes around whatever sends: the transport that is made here, or the one that was given with
    /// [`transport`](Self::transport) or [`http_client`](Self::http_client), before or after. Called again, it wraps what
    /// the earlier call made.
    pub fn wrap_transport<T>(mut self, wrap: impl Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static) -> Self
    where
        T: Transport + 'static,
    {
        self.wraps.push(Arc::new(move |inner| Arc::new(wrap(inner))));
        self
    }

    /// Measures time and waits with this clock instead of tokio's: for tests, or for a program that keeps time in
    /// another way.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Makes the waits between attempts the same in every run.
    #[doc(hidden)]
    pub fn jitter_seed(mut self, seed: u64) -> Self {
        self.jitter_seed = Some(seed);
        self
    }
}

impl<M> Debug for ClientBuilder<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("service", &self.service.name)
            .field("credentials", &self.credentials.keys())
            // It has not been checked yet, so it may still hold anything.
            .field("address", &self.address.as_ref().map(|_| Redacted))
            .field("server_variables", &self.server_variables.keys())
            .field("headers", &self.headers.len())
            .field("default_parameters", &self.default_parameters.keys())
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retries", &self.retries)
            .field("rate_limit", &self.rate_limit)
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
