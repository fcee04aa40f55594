//! Waiting as a stream of updates.

use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::poller::{Poller, Rules, Settings, Start};
use super::update::Update;
use crate::runtime::BoxFuture;
use crate::runtime::error::Error;

/// The answers to the polls of a [`Wait`](super::Wait), up to and including the end.
///
/// It comes from `watch()`. Nothing is requested before the first poll of the stream; between two items it makes the
/// same pauses as waiting does. The last item is the update whose phase is an end, or the error that ended waiting.
#[must_use = "a stream does nothing until it is polled"]
pub struct Watch<T> {
    state: State<T>,
}

enum State<T> {
    Idle(Box<Poller<T>>),
    /// An answer is on its way, or will be once this is polled; the poller comes back with it.
    Busy(BoxFuture<'static, Answer<T>>),
    Done,
}

/// Without a poller, nothing follows.
type Answer<T> = (Option<Box<Poller<T>>>, Option<Result<Update<T>, Error>>);

impl<T: Clone + Send + Sync + 'static> Watch<T> {
    pub(super) fn new(start: Start, rules: Rules<T>, settings: Settings) -> Self {
        let first = async move {
            match Poller::begin(start, rules, settings).await {
                Ok(poller) => answer(Box::new(poller)).await,
                Err(error) => (None, Some(Err(error))),
            }
        };
        Self { state: State::Busy(Box::pin(first)) }
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
        // Should a poll panic, waiting is over: `Done` is what it leaves behind.
        let mut answer = match mem::replace(&mut self.state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Busy(answer) => answer,
            State::Idle(poller) => Box::pin(answer(poller)),
        };
        match answer.as_mut().poll(cx) {
            Poll::Pending => {
                self.state = State::Busy(answer);
                Poll::Pending
            }
            Poll::Ready((poller, update)) => {
                self.state = poller.map_or(State::Done, State::Idle);
                Poll::Ready(update)
            }
        }
    }
}

async fn answer<T: Clone + Send + Sync + 'static>(mut poller: Box<Poller<T>>) -> Answer<T> {
    let update = poller.next().await;
    (Some(poller), update)
}

/// Updates are moved out and never pinned.
impl<T> Unpin for Watch<T> {}

impl<T: Clone + Send + Sync + 'static> Stream for Watch<T> {
    type Item = Result<Update<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("done", &matches!(self.state, State::Done)).finish()
    }
}
