//! Sending a request and waiting for its response, which is read on the caller's thread: the background thread serves all
//! callers, and should not be busy with the JSON of one.

use super::Blocking;
use crate::runtime::error::Error;
use crate::runtime::execute;
use crate::runtime::operation::Operation;
use crate::runtime::request::Request;
use crate::runtime::response::RawResponse;

/// Gives a request what it is sent with in a blocking program:
/// `blocking_methods!([] ListThings [] ListThingsOperation, Page<Thing>)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! blocking_methods {
    ([$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty, $output:ty) => {
        impl<$($bounds)*> $request<$($parameters)* $crate::runtime::blocking::Blocking> {
            /// Sends the request and waits for the response.
            ///
            /// # Errors
            ///
            /// When the request is refused before sending, fails on its way, is answered with a status other than
            /// success, or with a body that cannot be read; when the background thread is gone; when a transport
            /// panics. [`Error::sent`](crate::runtime::Error::sent) tells whether the service may have acted on it.
            pub fn send(self) -> Result<$output, $crate::runtime::Error> {
                $crate::runtime::request::Request::<$operation, _>::from(self).fetch_blocking()
            }

            /// Sends the request and gives the response undecoded, with its status and headers.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body, which is not read.
            pub fn send_raw(self) -> Result<$crate::runtime::RawResponse, $crate::runtime::Error> {
                let response = $crate::runtime::request::Request::<$operation, _>::from(self).fetch_raw_blocking();
                response.map($crate::runtime::RawResponse::ended)
            }

            /// Sends the request; 404 is `None` instead of an error.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for 404.
            pub fn optional(self) -> Result<Option<$output>, $crate::runtime::Error> {
                $crate::runtime::request::found(self.send())
            }
        }
    };
}

pub(crate) use blocking_methods;

blocking_methods!([O: Operation,] Request [O,] O, O::Output);

/// What the methods come down to.
#[doc(hidden)]
impl<O: Operation> Request<O, Blocking> {
    /// Sends the request and reads the response.
    ///
    /// # Errors
    ///
    /// As [`fetch_raw_blocking`](Self::fetch_raw_blocking), and when the response cannot be read.
    pub fn fetch_blocking(self) -> Result<O::Output, Error> {
        self.fetch_raw_blocking()?.read::<O>()
    }

    /// Sends the request and leaves the response as it is.
    ///
    /// # Errors
    ///
    /// Everything but a response with a 2xx status, and when the background thread is gone.
    pub fn fetch_raw_blocking(self) -> Result<RawResponse, Error> {
        let (call, mode) = self.into_parts();
        let lost = call.when_lost();
        mode.background.block_on(async move { execute::send(&call).await }).map_err(lost)?
    }
}
