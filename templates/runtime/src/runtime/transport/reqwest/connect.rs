//! How connections are made: TLS, certificates, proxies, pooling.

use std::fmt::{self, Debug};
use std::time::Duration;

use ::reqwest::{Client, ClientBuilder, Proxy, redirect, retry};

use super::proxy;
use super::tls::{self, Trust};
use crate::runtime::error::Error;

/// The longest that connecting may take unless set otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Idle connections are closed after this time, before the 60 s at which load balancers commonly drop them.
const IDLE: Duration = Duration::from_secs(50);

/// How long a connection of HTTP/2 with a request under way may be silent before it is asked for a sign of life, and
/// how long that may take. Without it, every repeat of a call would be sent into the same dead connection.
const PING: Duration = Duration::from_secs(10);

/// The most idle connections that are kept for later calls unless set otherwise. HTTP/2 needs one; with HTTP/1, each
/// call at the same time has one of its own, and without a bound a burst of calls would hold as many sockets open.
const MAX_IDLE: usize = 32;

/// Said of a machine that trusts no authority, as a minimal container does.
const NO_AUTHORITIES: &str = "this machine has no certificates of authorities to check a server by: install them (the package \
     `ca-certificates` on most Linux systems), name a file that holds them in SSL_CERT_FILE, or give them to \
     `add_root_certificate`";

/// What a client's connections are made with.
#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) connect_timeout: Duration,
    /// How many idle connections are kept for later calls.
    pub(crate) max_idle: usize,
    pub(crate) proxies: Vec<String>,
    /// Trusted besides the platform's own certificates, in PEM or DER form.
    pub(crate) root_certificates: Vec<Vec<u8>>,
    /// Whether the address is on this machine, where no proxy can reach it.
    pub(crate) loopback: bool,
    /// Whether connections are encrypted.
    pub(crate) https: bool,
}

impl Default for Connection {
    fn default() -> Self {
        Self {
            connect_timeout: CONNECT_TIMEOUT,
            max_idle: MAX_IDLE,
            proxies: Vec::new(),
            root_certificates: Vec::new(),
            loopback: false,
            https: false,
        }
    }
}

impl Connection {
    /// Makes a client with connections of its own.
    pub(super) fn client(&self) -> Result<Client, Error> {
        if self.https && !cfg!(any(feature = "rustls", feature = "native-tls")) {
            let message = "https needs the feature `rustls` or `native-tls`, or an HTTP client that brings its own TLS";
            return Err(Error::configuration(message));
        }
        self.with_trust(Trust::Platform)?.build().or_else(|error| self.without_platform(error))
    }

    /// What becomes of a client that could not be made: if it can be made without the platform's certificates, the machine
    /// has none. It can still talk to an address that is not encrypted.
    fn without_platform(&self, error: ::reqwest::Error) -> Result<Client, Error> {
        let message = match self.with_trust(Trust::Added)?.build() {
            Ok(client) if !self.https => return Ok(client),
            Ok(_) => NO_AUTHORITIES,
            Err(_) => "the HTTP client could not be set up",
        };
        Err(Error::configuration(message).with_source(error.without_url()))
    }

    fn with_trust(&self, trust: Trust) -> Result<ClientBuilder, Error> {
        tls::set_up(self.without_tls()?, &self.root_certificates, trust)
    }

    fn without_tls(&self) -> Result<ClientBuilder, Error> {
        let builder = ClientBuilder::new()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .https_only(self.https)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(self.max_idle)
            .http2_keep_alive_interval(PING)
            .http2_keep_alive_timeout(PING);
        // Where no proxy is given, reqwest takes that of the system.
        let builder = if self.loopback { builder.no_proxy() } else { builder };
        Ok(self.proxies()?.into_iter().fold(builder, ClientBuilder::proxy))
    }

    /// The proxies that were given by hand, else that of the environment, which cannot reach this machine.
    fn proxies(&self) -> Result<Vec<Proxy>, Error> {
        let mut proxies =
            self.proxies.iter().map(|address| proxy::explicit(address)).collect::<Result<Vec<_>, Error>>()?;
        if proxies.is_empty() && !self.loopback {
            proxies.extend(proxy::of_environment(self.https, |name| std::env::var_os(name))?);
        }
        Ok(proxies)
    }
}

/// A proxy's address may hold a password, so only numbers are shown.
impl Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("connect_timeout", &self.connect_timeout)
            .field("max_idle", &self.max_idle)
            .field("proxies", &self.proxies.len())
            .field("root_certificates", &self.root_certificates.len())
            .finish_non_exhaustive()
    }
}
