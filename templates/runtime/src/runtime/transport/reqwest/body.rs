//! The body of a request that decides, once and for all, whether the request is sent.
//!
//! A connection asks for the body only once it is there to be written to. Until then the service cannot have the
//! request, so a create that fails can be sent again, provided that nobody asks for its body afterwards. Two threads meet
//! here: the connection that begins the body, and the call that gives it up. Whichever comes first is right.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::runtime::BoxError;
use crate::runtime::transport;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    /// The connection asked for the body: the request is on its way.
    Begun,
    /// The call was given up before that: the connection gets no body, and the service no request.
    Revoked,
}

/// The end of a [`WatchedBody`] that stays with the call.
#[derive(Clone, Debug)]
pub(super) struct Departure(Arc<OnceLock<Decision>>);

impl Departure {
    /// Keeps the request from being sent. Says whether that worked: if so, its body never begins; if not, it had begun.
    pub(super) fn revoke(&self) -> bool {
        self.decide(Decision::Revoked) == Decision::Revoked
    }

    fn begin(&self) -> bool {
        self.decide(Decision::Begun) == Decision::Begun
    }

    /// The first decision stays, whatever comes later.
    fn decide(&self, decision: Decision) -> Decision {
        *self.0.get_or_init(|| decision)
    }
}

/// A body that is not empty.
pub(super) struct WatchedBody {
    rest: transport::Body,
    departure: Departure,
}

impl WatchedBody {
    /// The body, and what tells whether it was asked for. `None` for an empty body, which is never asked for.
    pub(super) fn new(body: impl Into<transport::Body>) -> Option<(Self, Departure)> {
        let rest = body.into();
        (!rest.is_end_stream()).then(|| {
            let departure = Departure(Arc::default());
            (Self { rest, departure: departure.clone() }, departure)
        })
    }
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if !self.departure.begin() {
            return Poll::Ready(Some(Err(Revoked.into())));
        }
        Pin::new(&mut self.rest).poll_frame(context).map(|frame| frame.map(|frame| frame.map_err(BoxError::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.rest.size_hint()
    }
}

/// What the connection gets in place of a body that was given up. Nobody waits for the response any more.
#[derive(Debug)]
pub(super) struct Revoked;

impl fmt::Display for Revoked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the request was given up before its body began")
    }
}

impl std::error::Error for Revoked {}
