//! Waiting as a stream of updates.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::runtime::Handle;

use super::poller::{Next, Poller};
use super::update::Update;
use crate::runtime::BoxFuture;
use crate::runtime::error::Error;
use crate::runtime::execute;
use crate::runtime::observe;
use crate::runtime::response::RawResponse;

/// The responses to the polls of a [`Wait`](super::Wait), up to and including the end.
///
/// It comes from `watch()`. Nothing is requested before the first poll of the stream; between two items it makes the
/// same pauses as waiting does. The last item is the update whose phase is an end, or the error that ended waiting.
#[must_use = "a stream does nothing until it is polled"]
pub struct Watch<T> {
    poller: Box<Poller<T>>,
    /// What is under way. It is kept here and not in the future that waits for it, which may be dropped.
    exchange: Option<BoxFuture<'static, Option<Result<RawResponse, Error>>>>,
    /// The runtime that polled the stream last: where a cancelling request can be sent from when the stream is dropped.
    runtime: Option<Handle>,
}

impl<T: Clone + Send + Sync + 'static> Watch<T> {
    pub(super) fn new(poller: Poller<T>) -> Self {
        Self { poller: Box::new(poller), exchange: None, runtime: None }
    }

    /// The next update; `None` after the end and after an error.
    ///
    /// Cancel-safe: dropping the future before it is ready loses no update.
    ///
    /// # Errors
    ///
    /// The deadline passed, or polling cannot go on. The error carries a [`Waited`](super::Waited).
    pub async fn next(&mut self) -> Option<Result<Update<T>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Update<T>, Error>>> {
        self.runtime = Handle::try_current().ok().or(self.runtime.take());
        loop {
            // Should the exchange panic, it is gone, and a create is not sent again.
            let mut exchange = match self.exchange.take() {
                Some(exchange) => exchange,
                None => match self.poller.next() {
                    Next::Exchange(exchange) => Box::pin(exchange.run()),
                    Next::Give(update) => return Poll::Ready(Some(update)),
                    Next::Over => return Poll::Ready(None),
                },
            };
            match exchange.as_mut().poll(cx) {
                Poll::Pending => {
                    self.exchange = Some(exchange);
                    return Poll::Pending;
                }
                Poll::Ready(response) => {
                    if let Some(update) = self.poller.take(response) {
                        return Poll::Ready(Some(update));
                    }
                }
            }
        }
    }
}

/// Updates are moved out and never pinned.
impl<T> Unpin for Watch<T> {}

impl<T: Clone + Send + Sync + 'static> Stream for Watch<T> {
    type Item = Result<Update<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T> Drop for Watch<T> {
    fn drop(&mut self) {
        // Dropping cannot wait, so a task sends the request; nobody is left to hear of a failure.
        if let (Some(cancel), Some(runtime)) = (self.poller.cancel_when_dropped(), &self.runtime) {
            runtime.spawn(observe::carried(async move { drop(execute::send(&cancel).await) }));
        }
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("done", &self.poller.is_over()).finish()
    }
}
