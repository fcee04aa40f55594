//! A response that is a stream of events, each read as a value when it comes.

use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderValue, header};

use super::byte_stream::ByteStream;
use super::decode::DecodeError;
use super::error::{Error, ErrorKind};
use super::framing::{Divider, Frame, Framing, MAX_EVENT, Unframed};
use super::response_head::ResponseHead;

/// Some services end a stream with this in place of JSON.
const DONE: &[u8] = b"[DONE]";

/// Reads the data of an event.
type Decode<T> = fn(&[u8]) -> Result<T, DecodeError>;

/// The events of a response, as they come.
///
/// It comes from `events()` on a request. The time limit of an attempt bounds the wait for the beginning of the response,
/// and after that for each piece of it, comments of server-sent events included; there is no limit on the whole. An event
/// of more than 16 MiB is an error. From the first byte on nothing is asked for again: where a service goes on by
/// `Last-Event-ID`, a new request with that header and [`last_event_id`](Self::last_event_id) does.
#[must_use = "a stream does nothing until it is polled"]
pub struct Events<T> {
    bytes: ByteStream,
    divider: Divider,
    decode: Decode<T>,
    given: u64,
    last: Frame,
    state: State,
}

enum State {
    Open,
    /// No more bytes are taken, for this reason if it is none of the good ones. Whole events may be left.
    Ended(Option<Unframed>),
    /// Nothing more will be given.
    Done,
}

impl<T> Events<T> {
    pub(crate) fn new(bytes: ByteStream, framing: Framing, decode: Decode<T>) -> Self {
        let (divider, last) = (Divider::new(framing), Frame::default());
        Self { bytes, divider, decode, given: 0, last, state: State::Open }
    }

    /// The events of a response that has begun.
    ///
    /// # Errors
    ///
    /// It is JSON: a service that can send both was not told enough to send events.
    pub(crate) fn open(bytes: ByteStream, framing: Framing, decode: Decode<T>) -> Result<Self, Error> {
        let media_type = bytes.response().headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        let is_json = media_type.is_some_and(|text| text.to_ascii_lowercase().starts_with(b"application/json"));
        if framing == Framing::EventStream && is_json {
            let message = "the service responded with JSON, and not with a stream of events";
            return Err(bytes.error(ErrorKind::Decode, message));
        }
        Ok(Self::new(bytes, framing, decode))
    }

    /// The next event; `None` at the end of the response, after `[DONE]`, and after an error. Cancel-safe.
    ///
    /// # Errors
    ///
    /// The connection was lost, nothing came for too long, or an event cannot be read; the error says how many events came
    /// before.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Status, headers and request id of the response.
    pub fn response(&self) -> &ResponseHead {
        self.bytes.response()
    }

    /// What the service calls the kind of event that was given last; `None` for the usual kind.
    pub fn event_name(&self) -> Option<&str> {
        self.last.name.as_deref()
    }

    /// The id of the event that was given last, or of the last one before it that had any.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last.id.as_deref()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let State::Done = self.state {
                return Poll::Ready(None);
            }
            if let Some(frame) = self.divider.next() {
                return Poll::Ready(self.give(frame));
            }
            if let State::Ended(reason) = self.state {
                self.state = State::Done;
                return Poll::Ready(reason.map(|reason| Err(self.unframed(reason))));
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(bytes)) => {
                    if let Err(reason) = self.divider.feed(&bytes) {
                        self.state = State::Ended(Some(reason));
                    }
                }
                Some(Err(error)) => {
                    self.state = State::Done;
                    let what = if error.kind() == ErrorKind::Timeout {
                        "no further event came"
                    } else {
                        "the events broke off"
                    };
                    let message = format!("{what}, {}", self.so_far());
                    return Poll::Ready(Some(Err(self.bytes.error(error.kind(), message).caused_by(error))));
                }
                None => self.state = State::Ended(self.divider.end().err()),
            }
        }
    }

    fn give(&mut self, frame: Frame) -> Option<Result<T, Error>> {
        let Frame { data, name, id } = frame;
        self.last = Frame { data: Vec::new(), name, id };
        match (self.decode)(&data) {
            Ok(value) => {
                self.given += 1;
                Some(Ok(value))
            }
            Err(_) if data == DONE => {
                self.state = State::Done;
                None
            }
            Err(problem) => {
                self.state = State::Done;
                let problem = problem.scrubbed(self.bytes.secrets());
                let message = format!("event {} cannot be read: {problem}", self.given + 1);
                Some(Err(self.bytes.error(ErrorKind::Decode, message).with_source(problem)))
            }
        }
    }

    fn unframed(&self, problem: Unframed) -> Error {
        match problem {
            Unframed::TooLarge => {
                let message = format!("an event has more than {MAX_EVENT} bytes, {}", self.so_far());
                self.bytes.error(ErrorKind::BodyTooLarge, message)
            }
            Unframed::Unfinished => {
                let message = format!("the response ended in the middle of an event, {}", self.so_far());
                self.bytes.error(ErrorKind::Connection, message)
            }
        }
    }

    fn so_far(&self) -> String {
        match self.given {
            1 => "after 1 event".to_owned(),
            given => format!("after {given} events"),
        }
    }
}

/// Values are moved out and never pinned.
impl<T> Unpin for Events<T> {}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Events").field("bytes", &self.bytes).field("given", &self.given).finish_non_exhaustive()
    }
}
