//! What is known so far of what is waited for. Whatever fails, it is told.

use std::sync::Arc;
use std::time::Duration;

use super::update::Waited;
use crate::runtime::error::Error;
use crate::runtime::response_head::ResponseHead;

/// What the service has told.
pub(super) struct Seen<T> {
    /// The response to the create that waiting began with. It is paid for: whatever fails from here on must not lose it.
    pub(super) created: Option<T>,
    /// The last response to a poll.
    pub(super) polled: Option<T>,
    pub(super) response: Option<ResponseHead>,
    /// How many polls were answered.
    pub(super) polls: u32,
    /// The last failure that was waited out.
    pub(super) failure: Option<Error>,
}

impl<T> Seen<T> {
    pub(super) fn nothing() -> Self {
        Self { created: None, polled: None, response: None, polls: 0, failure: None }
    }

    /// The last that was told of it: by a poll, or else by the create.
    pub(super) fn latest(&self) -> Option<&T> {
        self.polled.as_ref().or(self.created.as_ref())
    }

    /// What an error carries.
    pub(super) fn waited(&self, elapsed: Duration, results_error: Option<Arc<Error>>) -> Waited<T>
    where
        T: Clone,
    {
        let (last, response) = (self.latest().cloned(), self.response.clone());
        Waited { last, polls: self.polls, elapsed, response, results_error }
    }
}
