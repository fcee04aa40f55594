//! The client for programs without `async`: the same requests, sent by a background thread and waited for.
//!
//! One thread serves a client and all its clones. It is not the place to look for other behaviour: policy, lists and
//! waiting are those of the asynchronous client, which does the work.

mod background;
mod lists;
mod sending;
mod streams;
mod wait;

use self::background::Background;
pub use self::lists::{Items, Pages};
pub use self::streams::{ByteStream, Events};
pub use self::wait::Watch;
#[allow(unused_imports, reason = "only emitted requests use them, and a description may have none")]
pub(crate) use self::{lists::blocking_list_methods, sending::blocking_methods, streams::blocking_streaming_methods};
use super::config::ClientBuilder;
use super::error::Error;
use super::handle::Handle;
use super::mode::{Mode, sealed};
use super::service::Service;

/// Calls wait on the calling thread, which may be inside an asynchronous runtime.
#[derive(Clone, Debug)]
pub struct Blocking {
    background: Background,
}

impl sealed::Sealed for Blocking {}
impl Mode for Blocking {}

/// A client whose calls wait for their responses. Cheap to clone; clones share one background thread, the connections
/// and the limits.
///
/// A call inside an asynchronous runtime works, but keeps one of its threads from doing anything else.
#[derive(Clone, Debug)]
pub struct Client {
    handle: Handle<Blocking>,
}

impl Client {
    /// The asynchronous client that does the work.
    pub fn as_async(&self) -> &super::Client {
        self.handle.client()
    }

    /// The handle that resources are made with.
    #[doc(hidden)]
    pub fn handle(&self) -> Handle<Blocking> {
        self.handle.clone()
    }

    /// Ends the background thread of this client and its clones. Calls under way and later ones fail with
    /// [`ErrorKind::RuntimeGone`](super::ErrorKind::RuntimeGone).
    pub fn shutdown(&self) {
        self.handle.mode().background.stop();
    }
}

impl From<&Client> for Handle<Blocking> {
    fn from(client: &Client) -> Self {
        client.handle()
    }
}

/// A blocking client over an asynchronous one. The background thread starts with the first call.
impl From<super::Client> for Client {
    fn from(client: super::Client) -> Self {
        Self { handle: Handle::new(client, Blocking { background: Background::default() }) }
    }
}

impl ClientBuilder<Blocking> {
    /// A builder for blocking clients of a service, with nothing set.
    #[doc(hidden)]
    pub fn blocking(service: &'static Service) -> Self {
        Self::unset(service)
    }

    /// Makes the client, whose calls wait for their responses.
    ///
    /// # Errors
    ///
    /// As for an asynchronous client.
    pub fn build(self) -> Result<Client, Error> {
        self.client().map(Into::into)
    }
}
