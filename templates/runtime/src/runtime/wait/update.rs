//! What a caller learns while waiting, and what is left when waiting failed.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::error::Error;
use crate::runtime::one_line::shorten;
use crate::runtime::response_head::ResponseHead;

/// Where something with a lifecycle is in its life. The description says which status belongs to which phase; a status
/// this version of the crate does not know counts as [`InFlight`](Self::InFlight).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It has not ended.
    InFlight,
    /// It has ended as it should.
    Succeeded,
    /// It has ended otherwise: failed, or cancelled.
    Failed,
}

impl Phase {
    /// Whether nothing will change any more.
    pub fn is_end(self) -> bool {
        match self {
            Self::InFlight => false,
            Self::Succeeded | Self::Failed => true,
        }
    }
}

/// The response to one poll. `Display` is one line for a person:
/// `RUNNING after 32 s (poll 5), next poll in 15 s`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Update<T> {
    /// What the service sent.
    pub output: T,
    /// The phase `output` is in.
    pub phase: Phase,
    /// The status `output` has, as the service writes it.
    pub status: String,
    /// Whether the status is another one than in the update before. The first update has changed.
    pub changed: bool,
    /// How many polls were answered so far, this one included.
    pub polls: u32,
    /// The time since waiting began.
    pub elapsed: Duration,
    /// The pause before the next poll. There is none after an end, nor where the deadline passes before.
    pub next_poll: Option<Duration>,
    /// What came with the response that `output` was read from.
    pub response: ResponseHead,
    /// What failed when the results were asked for after the end. The end counts all the same, and `output` is what the
    /// poll gave that saw it first, without results.
    pub results_error: Option<Arc<Error>>,
}

/// The most characters of a status in the line for a person: the service may send any text.
const SHOWN: usize = 100;

#[cfg(feature = "cli")]
impl<T> Update<T> {
    /// The update with another view of the output.
    pub(crate) fn map<U>(self, view: impl FnOnce(T) -> U) -> Update<U> {
        let Self { output, phase, status, changed, polls, elapsed, next_poll, response, results_error } = self;
        Update { output: view(output), phase, status, changed, polls, elapsed, next_poll, response, results_error }
    }
}

impl<T> fmt::Display for Update<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = shorten(&self.status, SHOWN);
        write!(f, "{status} after {} s (poll {})", self.elapsed.as_secs(), self.polls)?;
        if let Some(pause) = self.next_poll {
            write!(f, ", next poll in {} s", pause.as_secs_f64().ceil())?;
        }
        match self.results_error {
            Some(_) => f.write_str(", its results could not be read"),
            None => Ok(()),
        }
    }
}

/// How far waiting got before it failed. The error carries it: `error.value::<Waited<Batch>>()`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Waited<T> {
    /// The last response, if there was one: to a poll, or else to the create that waiting began with.
    pub last: Option<T>,
    /// How many polls were answered.
    pub polls: u32,
    /// The time since waiting began.
    pub elapsed: Duration,
    /// What came with the last response to a poll, if there was one.
    pub response: Option<ResponseHead>,
    /// What failed when the results were asked for after an end without success. `last` has none then.
    pub results_error: Option<Arc<Error>>,
}
