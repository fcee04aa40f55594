//! The client for programs without `async`: the same requests, sent by a background thread and waited for.
//!
//! One thread serves a client and all its clones. It is not the place to look for other behaviour: policy, lists and
//! waiting are those of the asynchronous client, which does the work.

mod background;
mod lists;
mod wait;

use self::background::Background;
pub use self::lists::{Items, Pages};
pub use self::wait::Watch;
use super::config::ClientBuilder;
use super::error::Error;
use super::mode::{Async, Handle, Mode, sealed};
use super::operation::Operation;
use super::request::Request;
use super::response::RawResponse;

/// Calls wait on the calling thread, which may be inside an asynchronous runtime.
#[derive(Clone, Debug)]
pub struct Blocking {
    background: Background,
}

impl sealed::Sealed for Blocking {}
impl Mode for Blocking {}

/// A client whose calls wait for their answers. Cheap to clone; clones share one background thread, the connections
/// and the limits.
///
/// A call inside an asynchronous runtime works, but keeps one of its threads from doing anything else.
#[derive(Clone, Debug)]
pub struct Client {
    handle: Handle<Blocking>,
}

impl Client {
    /// A blocking client over an asynchronous one. The background thread starts with the first call.
    pub fn new(client: super::Client) -> Self {
        Self { handle: Handle::new(client, Blocking { background: Background::default() }) }
    }

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

impl From<super::Client> for Client {
    fn from(client: super::Client) -> Self {
        Self::new(client)
    }
}

impl ClientBuilder {
    /// Builds a client whose calls wait for their answers.
    ///
    /// # Errors
    ///
    /// As `build`.
    pub fn build_blocking(self) -> Result<Client, Error> {
        self.build().map(Client::new)
    }
}

impl<O: Operation> Request<O, Blocking> {
    /// Sends the request and waits for the answer.
    ///
    /// # Errors
    ///
    /// When the request is refused before sending, fails on its way, is answered with a status other than success, or
    /// with a body that cannot be read; when the background thread is gone; when a transport panics.
    /// [`Error::sent`] tells whether the service may have acted on it.
    pub fn send(self) -> Result<O::Output, Error> {
        self.wait_for(Request::<O, Async>::send)
    }

    /// Sends the request and gives the answer undecoded, with its status and headers.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for the body, which is not read.
    pub fn send_raw(self) -> Result<RawResponse, Error> {
        self.wait_for(Request::<O, Async>::send_raw)
    }

    /// Sends the request; 404 is `None` instead of an error.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for 404.
    pub fn optional(self) -> Result<Option<O::Output>, Error> {
        self.wait_for(Request::<O, Async>::optional)
    }

    fn wait_for<T, F>(self, send: impl FnOnce(Request<O, Async>) -> F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let (call, mode) = self.into_parts();
        let lost = call.when_lost();
        mode.background.block_on(send(Request::new(call, Async))).map_err(lost)?
    }
}
