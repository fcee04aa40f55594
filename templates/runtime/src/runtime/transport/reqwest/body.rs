//! The body of a request that tells when it is first asked for.
//!
//! A connection asks for the body only once it is there to be written to. Until then the service cannot have the
//! request, and a create that fails can be sent again.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Whether a request may have begun to be sent.
#[derive(Clone, Debug)]
pub(super) struct Begun(Arc<AtomicBool>);

impl Begun {
    /// For a request without a body, which nothing can be told of.
    pub(super) fn unknown() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    pub(super) fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A body in one piece.
pub(super) struct WatchedBody {
    rest: Option<Bytes>,
    begun: Begun,
}

impl WatchedBody {
    /// The body, and what tells whether it was asked for. An empty body is never asked for, so of that nothing is known.
    pub(super) fn new(bytes: Bytes) -> (Self, Begun) {
        let begun = Begun(Arc::new(AtomicBool::new(bytes.is_empty())));
        (Self { rest: Some(bytes).filter(|bytes| !bytes.is_empty()), begun: begun.clone() }, begun)
    }
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.begun.0.store(true, Ordering::Relaxed);
        Poll::Ready(self.rest.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
