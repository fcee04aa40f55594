//! Sending a request, by a method or by awaiting it.

use std::future::poll_fn;

use crate::runtime::BoxFuture;
use crate::runtime::error::Error;
use crate::runtime::execute;
use crate::runtime::operation::Operation;
use crate::runtime::request::Request;
use crate::runtime::response::RawResponse;

/// Gives a request what it is sent with: `sending_methods!([] ListThings [] ListThingsOperation, Page<Thing>)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! sending_methods {
    ([$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty, $output:ty) => {
        impl<$($bounds)*> $request<$($parameters)* $crate::runtime::Async> {
            /// Sends the request; awaiting the request itself is the same.
            ///
            /// # Errors
            ///
            /// When the request is refused before sending, fails on its way, is answered with a status other than
            /// success, or with a body that cannot be read. [`Error::sent`](crate::runtime::Error::sent) tells whether
            /// the service may have acted on it.
            pub fn send(self) -> $crate::runtime::BoxFuture<'static, Result<$output, $crate::runtime::Error>> {
                $crate::runtime::request::Request::<$operation>::from(self).fetch()
            }

            /// Sends the request and gives the response undecoded, with its status and headers.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for the body, which is not read.
            pub fn send_raw(
                self,
            ) -> $crate::runtime::BoxFuture<'static, Result<$crate::runtime::RawResponse, $crate::runtime::Error>> {
                $crate::runtime::request::Request::<$operation>::from(self).fetch_raw()
            }

            /// Sends the request; 404 is `None` instead of an error.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for 404.
            pub fn optional(
                self,
            ) -> $crate::runtime::BoxFuture<'static, Result<Option<$output>, $crate::runtime::Error>> {
                $crate::runtime::request::Request::<$operation>::from(self).fetch_optional()
            }
        }

        impl<$($bounds)*> std::future::IntoFuture for $request<$($parameters)* $crate::runtime::Async> {
            type Output = Result<$output, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

pub(crate) use sending_methods;

/// What the methods come down to. They are no async functions: the compiler would check a future for each method of each
/// operation, which was a third of its work on the types and borrows of a crate.
#[doc(hidden)]
impl<O: Operation> Request<O> {
    /// Sends the request and reads the response.
    ///
    /// # Errors
    ///
    /// As [`fetch_raw`](Self::fetch_raw), and when the response cannot be read.
    pub fn fetch(self) -> BoxFuture<'static, Result<O::Output, Error>> {
        execute::read(self.call, |response| response.read::<O>())
    }

    /// Sends the request and leaves the response as it is.
    ///
    /// # Errors
    ///
    /// Everything but a response with a 2xx status.
    pub fn fetch_raw(self) -> BoxFuture<'static, Result<RawResponse, Error>> {
        execute::read(self.call, |response| Ok(response.ended()))
    }

    /// Sends the request and reads the response, if there is what is asked for.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), but for 404.
    pub fn fetch_optional(self) -> BoxFuture<'static, Result<Option<O::Output>, Error>> {
        if_there(self.fetch())
    }
}

/// The answer to a request, as [`found`] has it; without a second async block, which would be compiled for each output.
fn if_there<T: 'static>(
    mut answer: BoxFuture<'static, Result<T, Error>>,
) -> BoxFuture<'static, Result<Option<T>, Error>> {
    Box::pin(poll_fn(move |context| answer.as_mut().poll(context).map(found)))
}

/// What `optional` makes of a response: 404 is `None`.
///
/// # Errors
///
/// Any other failure.
pub fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Ok(output) => Ok(Some(output)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}
