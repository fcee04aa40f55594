//! Whether a client is asynchronous or blocking, as a type parameter.
//!
//! A mode is a value, not only a marker: [`Async`] carries nothing, while the blocking mode carries the background
//! thread its calls wait on. Requests, resources and handles keep the mode they were made with, which is why one
//! generated type serves both clients.

use std::fmt::Debug;

use super::call::Call;
use super::client::Client;
use super::operation::Operation;
use super::request::Request;

pub(in crate::runtime) mod sealed {
    /// Keeps [`Mode`](super::Mode) closed: there are two ways to wait, and both are in this crate.
    pub trait Sealed {}
}

/// A way to wait for an answer: [`Async`], or blocking with the feature of that name.
pub trait Mode: sealed::Sealed + Clone + Debug + Send + Sync + Unpin + 'static {}

/// Calls are futures.
#[derive(Clone, Copy, Debug)]
pub struct Async;

impl sealed::Sealed for Async {}
impl Mode for Async {}

/// A client together with a mode: what a resource such as `client.batches()` holds, and where requests begin.
#[derive(Clone, Debug)]
pub struct Handle<M = Async> {
    client: Client,
    mode: M,
}

impl<M> Handle<M> {
    /// Joins a client with the way to wait for its calls.
    pub fn new(client: Client, mode: M) -> Self {
        Self { client, mode }
    }

    /// The client that requests of this handle are sent with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// How calls of this handle are waited for.
    pub fn mode(&self) -> &M {
        &self.mode
    }
}

/// Lets a method take a client of either kind.
impl From<&Client> for Handle<Async> {
    fn from(client: &Client) -> Self {
        client.handle()
    }
}

impl<M: Mode> Handle<M> {
    /// Begins a request of the operation `O`, with nothing set.
    pub fn request<O: Operation>(&self) -> Request<O, M> {
        Request::new(Call::new(self.client.clone(), &O::SPEC), self.mode.clone())
    }
}
