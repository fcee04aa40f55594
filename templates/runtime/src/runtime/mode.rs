//! Whether a client is asynchronous or blocking, as a type parameter.
//!
//! A mode is a value, not only a marker: [`Async`] carries nothing, while the blocking mode carries the background
//! thread its calls wait on. Requests, resources and handles keep the mode they were made with, which is why one
//! generated type serves both clients.

use std::fmt::Debug;

pub(in crate::runtime) mod sealed {
    /// Keeps [`Mode`](super::Mode) closed: there are two ways to wait, and both are in this crate.
    pub trait Sealed {}
}

/// A way to wait for a response: [`Async`], or blocking with the feature of that name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a way to wait for a response",
    note = "there are two: `Async`, and `blocking::Blocking` with the feature `blocking`"
)]
pub trait Mode: sealed::Sealed + Clone + Debug + Send + Sync + Unpin + 'static {}

/// Calls are futures.
#[derive(Clone, Copy, Debug)]
pub struct Async;

impl sealed::Sealed for Async {}
impl Mode for Async {}
