//! Reading a response as it comes: its bytes, or its events.

use crate::runtime::byte_stream::ByteStream;
use crate::runtime::error::Error;
use crate::runtime::events::Events;
use crate::runtime::execute;
use crate::runtime::operation::{Operation, Streamed};
use crate::runtime::request::Request;

/// Gives a request what its response is read with as it comes: `streaming_methods!(bytes Download DownloadOperation)`, or
/// `streaming_methods!(events Watch WatchOperation, Change)`.
#[allow(unused_macros, reason = "only emitted requests use it, and a description may have none")]
macro_rules! streaming_methods {
    (bytes $request:ident $operation:ty) => {
        impl $request<$crate::runtime::Async> {
            /// Sends the request and gives the body of the response as it comes, in constant memory and without a limit on
            /// its size.
            ///
            /// The request is repeated as others are until the response begins, and not afterwards.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body of the response.
            pub async fn stream(self) -> Result<$crate::runtime::ByteStream, $crate::runtime::Error> {
                $crate::runtime::request::Request::<$operation>::from(self).open().await
            }
        }
        #[cfg(feature = "blocking")]
        $crate::runtime::blocking::blocking_streaming_methods!(bytes $request $operation);
    };
    (events $request:ident $operation:ty, $event:ty) => {
        impl $request<$crate::runtime::Async> {
            /// Sends the request and gives the events of the response as they come. The stream is what `Accept` asks for; where the
            /// service wants to be told in a parameter or in the body too, set that.
            ///
            /// The request is repeated as others are until the response begins, and not afterwards.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body of the response.
            pub async fn events(self) -> Result<$crate::runtime::Events<$event>, $crate::runtime::Error> {
                $crate::runtime::request::Request::<$operation>::from(self).open_events().await
            }
        }
        #[cfg(feature = "blocking")]
        $crate::runtime::blocking::blocking_streaming_methods!(events $request $operation, $event);
    };
}

#[allow(unused_imports, reason = "only emitted requests use it, and a description may have none")]
pub(crate) use streaming_methods;

/// What the methods come down to.
#[doc(hidden)]
impl<O: Operation, M> Request<O, M> {
    /// Sends the request until its response begins.
    ///
    /// # Errors
    ///
    /// Everything but a response with a 2xx status.
    pub async fn open(self) -> Result<ByteStream, Error> {
        execute::open(self.call()).await
    }

    /// As [`open`](Self::open), for a response that is a stream of events.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub async fn open_events(self) -> Result<Events<O::Event>, Error>
    where
        O: Streamed,
    {
        Events::open(self.with(|call| call.set_accept(O::ACCEPT)).open().await?, O::FRAMING, O::event)
    }
}
