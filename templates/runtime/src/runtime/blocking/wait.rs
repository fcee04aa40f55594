//! Waiting for an end on the caller's thread: only the exchanges with the service run on the background thread.

use std::fmt;

use super::Blocking;
use super::background::Background;
use crate::runtime::error::Error;
use crate::runtime::execute;
use crate::runtime::wait::{Lifecycle, Next, Poller, Update, Wait};

impl<O: Lifecycle> Wait<O, Blocking> {
    /// Waits for the end and gives the last response. Progress is reported on the calling thread.
    ///
    /// If the end was seen and its results could not be read, the response has none;
    /// [`last_update`](Self::last_update) tells why.
    ///
    /// # Errors
    ///
    /// The deadline passed, the key was refused, or polling cannot go on for another reason. The error carries a
    /// [`Waited`](crate::runtime::Waited) with the last response. Creating may fail too, where this waits for what it
    /// creates.
    pub fn send(self) -> Result<O::Output, Error> {
        self.last_update().map(|update| update.output)
    }

    /// Waits for the end and gives the last response with all that is known of it: its phase, the number of polls, what
    /// came with the response, and what failed when the results were asked for.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn last_update(self) -> Result<Update<O::Output>, Error> {
        let background = self.mode().background.clone();
        let (poller, mut on_progress) = self.into_parts();
        let mut watch = Watch { poller: Box::new(poller), background };
        loop {
            let update = watch.next().expect("updates go on until one is an end")?;
            if let Some(callback) = &mut on_progress {
                callback(&update);
            }
            if update.phase.is_end() {
                return Ok(update);
            }
        }
    }

    /// Waits as an iterator that gives the response to every poll.
    pub fn watch(self) -> Watch<O::Output> {
        let background = self.mode().background.clone();
        Watch { poller: Box::new(self.into_parts().0), background }
    }
}

/// The responses to the polls of a [`Wait`], up to and including the end. `next` makes the pauses between polls.
#[must_use = "an iterator does nothing until it is used"]
pub struct Watch<T> {
    poller: Box<Poller<T>>,
    background: Background,
}

impl<T: Clone + Send + Sync + 'static> Iterator for Watch<T> {
    type Item = Result<Update<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let exchange = match self.poller.next() {
                Next::Exchange(exchange) => exchange,
                Next::Give(update) => return Some(update),
                Next::Over => return None,
            };
            let when_lost = exchange.when_lost();
            let response = self.background.block_on(exchange.run()).unwrap_or_else(when_lost);
            if let Some(update) = self.poller.take(response) {
                return Some(update);
            }
        }
    }
}

impl<T> Drop for Watch<T> {
    fn drop(&mut self) {
        if let Some(cancel) = self.poller.cancel_when_dropped() {
            // Nobody is left to hear of a failure.
            self.background.run_errand(async move { drop(execute::send(&cancel).await) });
        }
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("done", &self.poller.is_over()).finish()
    }
}
