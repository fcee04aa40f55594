//! Time, behind a trait, so that tests can make it pass at will.
//!
//! Everything that waits or measures uses [`Clock::now`], which never jumps. [`Clock::wall`] is for two things only: an
//! HTTP date in `Retry-After` when the response has no `Date` of its own, and the moment a create was first attempted.

use std::fmt::Debug;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::BoxFuture;

/// A source of time and of waiting.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot tell the time", note = "implement `Clock` for it")]
pub trait Clock: Send + Sync + Debug {
    /// The monotonic time.
    fn now(&self) -> Instant;

    /// The time of day, as far as the machine knows it.
    fn wall(&self) -> jiff::Timestamp;

    /// A future that ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Whether [`sleep`](Self::sleep) works where this is called; asked before every call.
    ///
    /// # Errors
    ///
    /// What is missing, as a sentence.
    fn ready(&self) -> Result<(), &'static str> {
        Ok(())
    }
}

/// The clock of the tokio runtime, which follows tokio's paused time in tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn wall(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn ready(&self) -> Result<(), &'static str> {
        let missing = "there is no tokio runtime here: await calls inside one, or use the blocking client";
        Handle::try_current().map(drop).map_err(|_| missing)
    }
}

/// The output of `future`, or `None` if `limit` passes first. The future is dropped then.
pub async fn within<F: Future>(clock: &dyn Clock, limit: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut timer = clock.sleep(limit);
    // The future goes first: a response that is there is taken, however late it is looked at.
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_first_of_future_and_limit_wins() {
        let second = Duration::from_secs(1);
        assert_eq!(within(&TokioClock, second, async { 7 }).await, Some(7));
        assert_eq!(within(&TokioClock, Duration::ZERO, async { 7 }).await, Some(7));
        let before = TokioClock.now();
        assert_eq!(within(&TokioClock, second, std::future::pending::<u8>()).await, None);
        assert_eq!(TokioClock.now() - before, second);
    }
}
