//! Looking for what a create of unknown outcome may have made, so that it can be found instead of made again.
//!
//! The description names the list to look in, and which values of the create it can be asked for; emitted code passes
//! them on. Everything here errs on the side of a candidate too many, because a candidate that is overlooked is work
//! that is paid for twice.

use std::fmt::{self, Debug};

use super::BoxFuture;
use super::error::{Error, Unresolved};
use super::handle::Handle;
use super::mode::{Async, Mode};
use super::operation::{Operation, Paginated};
use super::request::Request;

/// A search for what a failed create may have made: the same values, and not older than 5 minutes before its first
/// attempt, by the clock of this machine.
///
/// Await it, or call `send()` with the blocking client, to get all candidates. Which of them was made by the failed
/// request, if any, is for the caller to tell: another program may have made one just like it. The 5 minutes are for
/// clocks that do not agree; one that is further ahead of the service's hides candidates.
#[must_use = "nothing is looked for until it is awaited or sent"]
pub struct Reconcile<O, M = Async> {
    request: Option<Request<O, M>>,
}

impl<O, M> Reconcile<O, M> {
    /// The list request behind the search, to be narrowed down or read page by page. `None` if there is nothing to look
    /// for: it is known what came of the create, or the error is not one of a create.
    pub fn into_request(self) -> Option<Request<O, M>> {
        self.request
    }
}

/// What emitted code builds a search from.
#[doc(hidden)]
impl<O: Operation, M: Mode> Reconcile<O, M> {
    /// A search for what an operation may have made, if `error` is of that operation and leaves it open. `narrow` sets
    /// the values to look for.
    pub fn new(
        handle: &Handle<M>,
        error: &Error,
        operation: &str,
        narrow: impl FnOnce(Request<O, M>, &Unresolved) -> Request<O, M>,
    ) -> Self {
        let unresolved = error.unresolved().filter(|unresolved| unresolved.operation() == operation);
        Self { request: unresolved.map(|unresolved| narrow(handle.request(), unresolved)) }
    }
}

/// How emitted code narrows a search.
#[doc(hidden)]
impl<O, M> Request<O, M> {
    /// Looks for what has the same value as the create had.
    pub fn looking_for(self, parameter: &str, value: Option<&str>) -> Self {
        self.query_parameter(parameter, value.map(str::to_owned))
    }

    /// Looks where the create was made, and not where the client, which may be another one now, would look.
    pub fn looking_in(self, parameter: &str, value: Option<&str>) -> Self {
        match value {
            Some(_) => self.looking_for(parameter, value),
            None => self.without_default(parameter),
        }
    }
}

impl<O: Paginated> Reconcile<O> {
    /// All candidates, in the order of the service; none if there is nothing to look for. Awaiting is the same.
    ///
    /// # Errors
    ///
    /// When the list cannot be read to its end. Then nothing is known, and looking again is the only safe thing to do.
    pub async fn send(self) -> Result<Vec<O::Item>, Error> {
        match self.request {
            Some(request) => request.items().try_collect().await,
            None => Ok(Vec::new()),
        }
    }
}

impl<O: Paginated> IntoFuture for Reconcile<O> {
    type Output = Result<Vec<O::Item>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

#[cfg(feature = "blocking")]
impl<O: Paginated> Reconcile<O, super::blocking::Blocking> {
    /// All candidates, in the order of the service; none if there is nothing to look for.
    ///
    /// # Errors
    ///
    /// When the list cannot be read to its end. Then nothing is known, and looking again is the only safe thing to do.
    pub fn send(self) -> Result<Vec<O::Item>, Error> {
        match self.request {
            Some(request) => request.items().try_collect(),
            None => Ok(Vec::new()),
        }
    }
}

impl<O, M> Debug for Reconcile<O, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Reconcile").field(&self.request).finish()
    }
}
