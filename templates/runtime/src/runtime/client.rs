//! A client: everything its calls share, behind one reference count.
//!
//! Clones share the connection pool, the retry budget and the rate limit, so one client serves a whole program. The
//! resources (`client.batches()`) are emitted; this file knows none.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use super::backoff::Jitter;
use super::budget::RetryBudget;
use super::clock::Clock;
use super::credentials::Credentials;
use super::latest_create::LatestCreate;
use super::operation::OperationSpec;
use super::rate_limit::RateLimit;
use super::redact::{self, Secrets};
use super::transport::Transport;

/// A client of the service. Cheap to clone; clones share connections and limits.
///
/// `Debug` shows where it sends and the names of what it sends, never the key.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

/// What a client is made of, as [`ClientBuilder`](super::ClientBuilder) puts it together.
pub(crate) struct Inner {
    /// Scheme, host, port and path prefix, without a slash at the end; or how one is given.
    pub(crate) base_url: Result<String, String>,
    /// The same for operations that have a server of their own, by its URL in the description.
    pub(crate) own_servers: BTreeMap<&'static str, Result<String, String>>,
    /// What every request carries, whatever it asks for.
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    /// What must not be shown of the headers and the credentials.
    pub(crate) secrets: Secrets,
    /// Query parameters filled in for every operation that declares them.
    pub(crate) default_parameters: BTreeMap<String, String>,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) retries: u32,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) jitter: Jitter,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) latest_create: LatestCreate,
}

/// What the rest of the crate takes from a client.
#[doc(hidden)]
impl Client {
    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self { inner: Arc::new(inner) }
    }

    /// Scheme, host, port and path prefix, without a slash at the end; empty if only single operations have an address.
    pub fn base_url(&self) -> &str {
        self.inner.base_url.as_deref().unwrap_or_default()
    }

    /// Where the requests of an operation go: to its own server, unless there is a base URL that stands for all.
    ///
    /// # Errors
    ///
    /// There is no address, or it cannot be used. Says why.
    pub(crate) fn address(&self, operation: &OperationSpec) -> Result<&str, &str> {
        let own = operation.server.and_then(|server| self.inner.own_servers.get(server));
        own.unwrap_or(&self.inner.base_url).as_deref().map_err(String::as_str)
    }

    /// What every request carries, whatever it asks for.
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// What proves who sends a request, where an operation asks for it.
    pub(crate) fn credentials(&self) -> &Credentials {
        &self.inner.credentials
    }

    /// What must not be shown of a request that has nothing of its own to hide.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    /// Query parameters filled in for every operation that declares them.
    pub fn default_parameters(&self) -> &BTreeMap<String, String> {
        &self.inner.default_parameters
    }

    /// The longest one attempt may take.
    pub fn timeout(&self) -> Duration {
        self.inner.timeout
    }

    /// The longest a whole call may take.
    pub fn deadline(&self) -> Duration {
        self.inner.deadline
    }

    /// How often a failed attempt may be repeated.
    pub fn retries(&self) -> u32 {
        self.inner.retries
    }

    /// What sends requests.
    pub fn transport(&self) -> &Arc<dyn Transport> {
        &self.inner.transport
    }

    /// What time is measured with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// What spreads waits out.
    pub fn jitter(&self) -> &Jitter {
        &self.inner.jitter
    }

    /// The allowance of repeats.
    pub fn budget(&self) -> &RetryBudget {
        &self.inner.budget
    }

    /// The client's own limit, if it has one.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.inner.rate_limit.as_ref()
    }

    /// When this client last created something.
    pub fn latest_create(&self) -> &LatestCreate {
        &self.inner.latest_create
    }
}

impl Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("headers", &redact::Headers(&self.inner.headers))
            .field("credentials", &self.inner.credentials)
            .field("default_parameters", &self.inner.default_parameters.keys())
            .field("timeout", &self.inner.timeout)
            .field("deadline", &self.inner.deadline)
            .field("retries", &self.inner.retries)
            .finish_non_exhaustive()
    }
}
