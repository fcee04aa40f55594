//! Where requests begin: a client together with the way to wait for its calls.

use super::call::Call;
use super::client::Client;
use super::mode::{Async, Mode};
use super::operation::Operation;
use super::request::Request;

/// A client together with a mode: what a resource such as `client.batches()` holds.
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

impl<M: Mode> Handle<M> {
    /// Begins a request of the operation `O`, with nothing set.
    pub fn request<O: Operation>(&self) -> Request<O, M> {
        Request::new(Call::new(self.client.clone(), &O::SPEC), self.mode.clone())
    }
}

impl Client {
    /// The handle that resources are made with.
    #[doc(hidden)]
    pub fn handle(&self) -> Handle<Async> {
        Handle::new(self.clone(), Async)
    }
}

/// Lets a method take a client of either kind.
impl From<&Client> for Handle<Async> {
    fn from(client: &Client) -> Self {
        client.handle()
    }
}
