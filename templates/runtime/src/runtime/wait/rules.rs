//! What waiting goes by: what the description says of the operation that is polled, and what the caller set.

use std::any::Any;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::pace::Pace;
use super::update::Phase;
use crate::runtime::call::Call;
use crate::runtime::decode::DecodeError;
use crate::runtime::error::Error;
use crate::runtime::operation::OperationSpec;
use crate::runtime::response::RawResponse;

/// What is known about the operation that is polled, without its type.
pub(crate) struct Rules<T> {
    pub(crate) decode: fn(StatusCode, &Bytes) -> Result<T, DecodeError>,
    pub(crate) phase: fn(&T) -> Phase,
    /// What the caller puts in place of `phase`.
    pub(crate) other_phase: Option<PhaseOf<T>>,
    pub(crate) status: fn(&T) -> &str,
    pub(crate) remove_results: fn(&mut T),
    pub(crate) final_query: &'static [(&'static str, &'static str)],
    pub(crate) cancel: Option<&'static OperationSpec>,
}

/// Tells the phase of an output, given the phase it has by the description.
pub(crate) type PhaseOf<T> = Box<dyn Fn(&T, Phase) -> Phase + Send + Sync>;

impl<T> Rules<T> {
    pub(super) fn phase(&self, output: &T) -> Phase {
        let phase = (self.phase)(output);
        self.other_phase.as_ref().map_or(phase, |other| other(output, phase))
    }
}

/// What waiting begins with.
pub(crate) enum Start {
    Poll(Call),
    Create(Call, Follow),
}

/// Makes the polling call of the response to a create.
pub(crate) type Follow = fn(&Call, &RawResponse) -> Result<Followed, Error>;

/// What comes of the response to a create.
pub(crate) struct Followed {
    pub(crate) poll: Call,
    /// The response. Most services give the polls the same model.
    pub(crate) created: Box<dyn Any + Send>,
}

/// What the caller set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) deadline: Duration,
    pub(crate) pace: Pace,
    pub(crate) must_succeed: bool,
    pub(crate) cancel_on_drop: bool,
    pub(crate) cancel_on_timeout: bool,
}

impl Settings {
    /// Why waiting cannot begin with these.
    pub(super) fn check(&self, cancel: Option<&OperationSpec>) -> Result<(), &'static str> {
        if (self.cancel_on_drop || self.cancel_on_timeout) && cancel.is_none() {
            return Err("the service has no operation to cancel this with");
        }
        if self.pace.is_without_pauses() {
            return Err("the pause between two polls is zero; it must be longer");
        }
        Ok(())
    }
}
