//! Waiting whose responses are kept as they came, beside what is read of them to know where it stands.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde_json::value::RawValue;

use super::rules::{Rules, Settings, Start};
use super::{DEADLINE, Lifecycle, Pace, Poller, Watch};
use crate::runtime::call::Call;
use crate::runtime::decode::{self, DecodeError};

/// A response: its model, and the text that was read.
#[derive(Clone, Debug)]
pub(crate) struct Kept<T> {
    pub(crate) raw: Box<RawValue>,
    model: T,
}

/// Polls with `call` until the end, or for `deadline`.
pub(crate) fn watch<O: Lifecycle>(call: Call, deadline: Option<Duration>, pace: Pace) -> Watch<Kept<O::Output>> {
    let rules = Rules {
        decode: read::<O>,
        phase: |kept: &Kept<O::Output>| O::phase(&kept.model),
        other_phase: None,
        status: |kept| O::status(&kept.model),
        remove_results: |_| (),
        final_query: O::FINAL_QUERY,
        cancel: const { O::CANCEL.as_ref() },
    };
    let settings = Settings {
        deadline: deadline.unwrap_or(DEADLINE),
        pace,
        must_succeed: false,
        cancel_on_drop: false,
        cancel_on_timeout: false,
    };
    Watch::new(Poller::new(Start::Poll(call), rules, settings))
}

fn read<O: Lifecycle>(status: StatusCode, body: &Bytes) -> Result<Kept<O::Output>, DecodeError> {
    Ok(Kept { model: O::decode(status, body)?, raw: decode::json(body)? })
}
