//! Waiting for an end on the caller's thread.

use std::fmt;

use super::Blocking;
use super::background::Background;
use crate::runtime;
use crate::runtime::error::Error;
use crate::runtime::wait::{Lifecycle, Update, Wait};

impl<O: Lifecycle> Wait<O, Blocking> {
    /// Waits for the end and gives the last answer. Progress is reported on the calling thread.
    ///
    /// # Errors
    ///
    /// The deadline passed, the key was refused, or polling cannot go on for another reason. The error carries a
    /// [`Waited`](crate::runtime::Waited) with the last answer. Creating may fail too, where this waits for what it
    /// creates.
    pub fn send(self) -> Result<O::Output, Error> {
        let (background, lost) = (self.mode().background.clone(), self.first_call().when_lost());
        let (watch, mut on_progress) = self.into_parts();
        let mut watch = Watch { watch: Some(watch), background, lost: Some(Box::new(lost)) };
        loop {
            let update = watch.next().expect("updates go on until one is an end")?;
            if let Some(callback) = &mut on_progress {
                callback(&update);
            }
            if update.phase.is_end() {
                return Ok(update.output);
            }
        }
    }

    /// Waits as an iterator that gives the answer to every poll.
    pub fn watch(self) -> Watch<O::Output> {
        let (background, lost) = (self.mode().background.clone(), self.first_call().when_lost());
        Watch { watch: Some(self.into_parts().0), background, lost: Some(Box::new(lost)) }
    }
}

/// The answers to the polls of a [`Wait`], up to and including the end. `next` makes the pauses between polls.
#[must_use = "an iterator does nothing until it is used"]
pub struct Watch<T> {
    /// `None` once a call panicked or the background thread ended.
    watch: Option<runtime::Watch<T>>,
    background: Background,
    /// What is known of the first call until its outcome is; after that, nothing but polls is sent.
    lost: Option<Lost>,
}

type Lost = Box<dyn FnOnce(Error) -> Error + Send>;

impl<T: Clone + Send + Sync + 'static> Iterator for Watch<T> {
    type Item = Result<Update<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut watch = self.watch.take()?;
        let step = async move {
            let update = watch.next().await;
            (watch, update)
        };
        match self.background.block_on(step) {
            Ok((watch, update)) => {
                self.lost = None;
                self.watch = Some(watch);
                update
            }
            Err(error) => Some(Err(match self.lost.take() {
                Some(complete) => complete(error),
                None => error,
            })),
        }
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.watch).finish()
    }
}
