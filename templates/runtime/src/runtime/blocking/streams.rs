//! Responses that are read as they come, as iterators: the background thread takes the bytes off the connection.

use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::io::Write;
use std::pin::Pin;

use futures_core::Stream;

use super::Blocking;
use super::background::Background;
use crate::runtime;
use crate::runtime::error::Error;
use crate::runtime::operation::{Operation, Streamed};
use crate::runtime::request::Request;
use crate::runtime::response_head::ResponseHead;

/// Gives a request what its response is read with as it comes in a blocking program.
#[allow(unused_macros, reason = "only emitted requests use it, and a description may have none")]
macro_rules! blocking_streaming_methods {
    (bytes $request:ident $operation:ty) => {
        impl $request<$crate::runtime::blocking::Blocking> {
            /// Sends the request and gives the body of the response as it comes, in constant memory and without a limit on
            /// its size.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body of the response.
            pub fn stream(self) -> Result<$crate::runtime::blocking::ByteStream, $crate::runtime::Error> {
                $crate::runtime::request::Request::<$operation, _>::from(self).open_blocking()
            }
        }
    };
    (events $request:ident $operation:ty, $event:ty) => {
        impl $request<$crate::runtime::blocking::Blocking> {
            /// Sends the request and gives the events of the response as they come. The stream is what `Accept` asks for; where the
            /// service wants to be told in a parameter or in the body too, set that.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body of the response.
            pub fn events(self) -> Result<$crate::runtime::blocking::Events<$event>, $crate::runtime::Error> {
                $crate::runtime::request::Request::<$operation, _>::from(self).open_events_blocking()
            }
        }
    };
}

#[allow(unused_imports, reason = "only emitted requests use it, and a description may have none")]
pub(crate) use blocking_streaming_methods;

/// The body of a response as it comes; see [`ByteStream`](crate::runtime::ByteStream) of the asynchronous client.
#[must_use = "an iterator does nothing until it is used"]
pub struct ByteStream {
    head: ResponseHead,
    /// `None` while the background thread has it, and if that was lost with it.
    stream: Option<runtime::ByteStream>,
    background: Background,
}

impl ByteStream {
    /// Status, headers and request id of the response.
    pub fn response(&self) -> &ResponseHead {
        &self.head
    }

    /// How many bytes the service announced, where it did and the body is not compressed.
    pub fn length(&self) -> Option<u64> {
        self.stream.as_ref()?.length()
    }

    /// Writes all that is left, piece by piece, and gives the number of bytes.
    ///
    /// # Errors
    ///
    /// As those of the iterator, and when the writer fails. What was written stays written.
    pub fn write_to(self, mut writer: impl Write) -> Result<u64, Error> {
        let (mut written, unwritten) = (0, runtime::byte_stream::unwritten);
        for bytes in self {
            let bytes = bytes?;
            writer.write_all(&bytes).map_err(unwritten)?;
            written += bytes.len() as u64;
        }
        writer.flush().map_err(unwritten)?;
        Ok(written)
    }
}

impl Iterator for ByteStream {
    type Item = Result<bytes::Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next(&mut self.stream, &self.background)
    }
}

/// What comes next, which the background thread waits for. A stream that was lost with the thread has nothing more.
fn next<S, T>(place: &mut Option<S>, background: &Background) -> Option<Result<T, Error>>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    let mut stream = place.take()?;
    let polled = background.block_on(async move {
        let next = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
        (stream, next)
    });
    match polled {
        Ok((stream, next)) => {
            *place = Some(stream);
            next
        }
        Err(error) => Some(Err(error)),
    }
}

/// The events of a response as they come; see [`Events`](crate::runtime::Events) of the asynchronous client.
#[must_use = "an iterator does nothing until it is used"]
pub struct Events<T> {
    head: ResponseHead,
    /// `None` while the background thread has it, and if that was lost with it.
    stream: Option<runtime::Events<T>>,
    background: Background,
}

impl<T> Events<T> {
    /// Status, headers and request id of the response.
    pub fn response(&self) -> &ResponseHead {
        &self.head
    }

    /// What the service calls the kind of event that was given last; `None` for the usual kind.
    pub fn event_name(&self) -> Option<&str> {
        self.stream.as_ref()?.event_name()
    }

    /// The id of the event that was given last, or of the last one before it that had any.
    pub fn last_event_id(&self) -> Option<&str> {
        self.stream.as_ref()?.last_event_id()
    }
}

impl<T: Send + 'static> Iterator for Events<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next(&mut self.stream, &self.background)
    }
}

/// What the methods come down to.
#[doc(hidden)]
impl<O: Operation> Request<O, Blocking> {
    /// Sends the request until its response begins.
    ///
    /// # Errors
    ///
    /// Everything but a response with a 2xx status, and when the background thread is gone.
    pub fn open_blocking(self) -> Result<ByteStream, Error> {
        let background = self.mode().background.clone();
        let lost = self.call().when_lost();
        let stream = background.block_on(self.open()).map_err(lost)??;
        Ok(ByteStream { head: stream.response().clone(), stream: Some(stream), background })
    }

    /// As [`open_blocking`](Self::open_blocking), for a response that is a stream of events.
    ///
    /// # Errors
    ///
    /// As [`open_blocking`](Self::open_blocking).
    pub fn open_events_blocking(self) -> Result<Events<O::Event>, Error>
    where
        O: Streamed,
    {
        let background = self.mode().background.clone();
        let lost = self.call().when_lost();
        let stream = background.block_on(self.open_events()).map_err(lost)??;
        Ok(Events { head: stream.response().clone(), stream: Some(stream), background })
    }
}

impl Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("ByteStream").field(&self.stream).finish()
    }
}

impl<T> Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Events").field(&self.stream).finish()
    }
}
