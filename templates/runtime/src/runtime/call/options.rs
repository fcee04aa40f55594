//! What a call asks of the client, where it differs from the client's own settings.

use std::time::Duration;

use super::Call;
use crate::runtime::checkpoint::Checkpoint;

/// The options of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallOptions {
    /// The longest that one attempt may take, headers and body together.
    pub timeout: Option<Duration>,
    /// The longest that the whole call may take, waits between attempts included.
    pub deadline: Option<Duration>,
    /// How often a failed attempt may be repeated.
    pub retries: Option<u32>,
    /// Whether to repeat even when the first attempt may have done its work.
    pub repeat_if_ambiguous: bool,
    /// What holds for the walk over a whole list.
    pub list: ListOptions,
}

/// What a caller set for the walk over a whole list, beside the request for one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// The longest that the whole walk may take, the time of the caller between two items included.
    pub total_deadline: Option<Duration>,
    /// `None` leaves it to the stream: [`Items`](crate::runtime::Items) loads ahead, [`Pages`](crate::runtime::Pages)
    /// does not.
    pub prefetch: Option<bool>,
    /// Where the walk begins, if not at the start of the list.
    pub resume: Option<Box<Checkpoint>>,
}

impl Call {
    /// Limits the time of one attempt. Zero is refused.
    pub fn set_timeout(&mut self, limit: Duration) {
        self.refuse_zero("timeout", limit);
        self.options.timeout = Some(limit);
    }

    /// Limits the time of the whole call. Zero is refused.
    pub fn set_deadline(&mut self, limit: Duration) {
        self.refuse_zero("deadline", limit);
        self.options.deadline = Some(limit);
    }

    fn refuse_zero(&mut self, name: &str, limit: Duration) {
        if limit.is_zero() {
            self.refuse(format!("the {name} is zero; it must be longer"));
        }
    }
}
