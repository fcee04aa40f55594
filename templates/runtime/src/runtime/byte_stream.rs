//! The body of a response as it comes, in constant memory, however large it is.
//!
//! A total limit of time or size would say nothing here, so there is one on silence instead: how long the next piece may
//! take. What was given cannot be taken back, so nothing is repeated from the first byte on.

use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::BoxFuture;
use super::clock::Clock;
use super::error::{Error, ErrorKind, Sent};
use super::redact::Secrets;
use super::response_head::ResponseHead;
use super::transport::Body;

/// The body of a successful response, decompressed, piece by piece.
///
/// It comes from `stream()` on a request. It has no limit on its size and none on its time as a whole: the time limit of
/// an attempt bounds the wait for its beginning, and after that for each further piece. Dropping it gives up the rest.
#[must_use = "a stream does nothing until it is polled"]
pub struct ByteStream {
    head: ResponseHead,
    operation: &'static str,
    body: Body,
    patience: Patience,
    /// Ends when the next piece has taken too long.
    timer: Option<BoxFuture<'static, ()>>,
    secrets: Secrets,
    length: Option<u64>,
    received: u64,
    is_over: bool,
}

/// How long a stream may say nothing.
pub(crate) struct Patience {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) idle: Duration,
}

impl ByteStream {
    pub(crate) fn new(
        head: ResponseHead,
        operation: &'static str,
        body: Body,
        patience: Patience,
        secrets: Secrets,
    ) -> Self {
        let length = body.length();
        Self { head, operation, body, patience, timer: None, secrets, length, received: 0, is_over: false }
    }

    /// Status, headers and request id of the response.
    pub fn response(&self) -> &ResponseHead {
        &self.head
    }

    /// How many bytes the service announced, where it did and the body is not compressed.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// How many bytes were given so far.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The next piece, which is not empty; `None` at the end and after an error. Cancel-safe.
    ///
    /// # Errors
    ///
    /// The connection was lost, the body ended before its announced length, or nothing came for too long; the error says
    /// how many bytes came before.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Writes all that is left, piece by piece, and gives the number of bytes. A writer that blocks, as a file does, blocks
    /// the task for that long.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), and when the writer fails ([`ErrorKind::Write`]). What was written stays written.
    pub async fn write_to(mut self, mut writer: impl Write) -> Result<u64, Error> {
        let begun = self.received;
        while let Some(bytes) = self.next().await {
            writer.write_all(&bytes?).map_err(unwritten)?;
        }
        writer.flush().map_err(unwritten)?;
        Ok(self.received - begun)
    }

    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let next = match self.body.poll_bytes(context) {
            Poll::Ready(next) => next,
            Poll::Pending => {
                let Patience { clock, idle } = &self.patience;
                let timer = self.timer.get_or_insert_with(|| clock.sleep(*idle));
                ready!(timer.as_mut().poll(context));
                self.is_over = true;
                let message = format!("nothing came for {idle:.1?}, {}", self.so_far());
                return Poll::Ready(Some(Err(self.error(ErrorKind::Timeout, message))));
            }
        };
        self.timer = None;
        Poll::Ready(match next {
            Some(Ok(bytes)) => {
                self.received += bytes.len() as u64;
                Some(Ok(bytes))
            }
            Some(Err(cause)) => {
                self.is_over = true;
                let message = format!("the response broke off {}", self.so_far());
                Some(Err(self.error(ErrorKind::Connection, message).with_source(cause)))
            }
            None => {
                self.is_over = true;
                None
            }
        })
    }

    fn so_far(&self) -> String {
        match self.length {
            Some(length) => format!("after {} of {length} bytes", self.received),
            None => format!("after {} bytes", self.received),
        }
    }

    /// What must not be shown of what the service sends.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// An error of this response.
    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        let error = Error::new(kind, message).with_operation(self.operation).with_sent(Sent::Yes);
        error.with_attempts(self.head.attempts())
    }
}

/// What a response is written to failed.
pub(crate) fn unwritten(error: io::Error) -> Error {
    Error::new(ErrorKind::Write, format!("the response cannot be written: {error}"))
        .with_sent(Sent::Yes)
        .with_source(error)
}

/// Nothing in it is pinned.
impl Unpin for ByteStream {}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("operation", &self.operation)
            .field("length", &self.length)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
