//! Waiting for an end, with every response as the service sent it.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use serde_json::value::RawValue;

use crate::runtime::call::Call;
use crate::runtime::error::Error;
use crate::runtime::wait::raw::{Kept, watch};
use crate::runtime::wait::{Lifecycle, Pace, Update, Watch};

/// A response to a poll, or why there is none.
pub(super) type RawUpdate = Result<Update<Box<RawValue>>, Error>;

/// The polls of something until its end.
pub struct RawWatch(Pin<Box<dyn Stream<Item = RawUpdate>>>);

impl RawWatch {
    /// Polls with `call`, for at most `deadline`, with a pause of `interval` if there is one.
    pub fn of<O: Lifecycle>(call: Call, deadline: Option<Duration>, interval: Option<Duration>) -> Self {
        let pace = interval.map(Pace::every).unwrap_or_default();
        Self(Box::pin(Texts(watch::<O>(call, deadline, pace))))
    }

    /// The next update; the last one is of the end.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<RawUpdate>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for RawWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawWatch").finish_non_exhaustive()
    }
}

/// Updates without the model of the response.
struct Texts<T>(Watch<Kept<T>>);

impl<T: Clone + Send + Sync + 'static> Stream for Texts<T> {
    type Item = RawUpdate;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(cx).map(|update| Some(update?.map(|update| update.map(|kept| kept.raw))))
    }
}
