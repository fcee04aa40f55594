//! The one error type of the crate: what went wrong, how far the request got, and what the service said about it.
//!
//! [`Error`] is one pointer wide and opaque; everything is read through methods, so that more can be told later without
//! breaking anyone. The question a caller of a create has is answered by [`Error::sent`], not by the kind: a timeout
//! and a 502 both leave it open whether the work was begun.

mod display;
mod kind;
mod make;
mod response;
mod unresolved;
mod validation;

use std::any::Any;
use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::BoxError;
use super::decode;
use super::unread_item::UnreadItem;

pub use kind::{ErrorKind, Sent};
pub use response::ErrorResponse;
pub use unresolved::Unresolved;
pub use validation::ValidationError;

/// Anything that can go wrong in this crate.
///
/// `Display` is one line of at most 300 characters; `source()` leads to the causes. Neither ever holds the API key.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    sent: Sent,
    attempts: u32,
    retry_after: Option<Duration>,
    response: Option<ErrorResponse>,
    source: Option<BoxError>,
    value: Option<Box<dyn Any + Send + Sync>>,
    unresolved: Option<Unresolved>,
    budget_exhausted: bool,
}

impl Error {
    /// What sort of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The id of the operation that failed, such as `getBatch`; `None` for errors outside a call.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(ErrorResponse::status)
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(ErrorResponse::headers)
    }

    /// The body of the response as it came, up to 64 KiB of it. It is not searched for secrets.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.response.as_ref().map(ErrorResponse::body)
    }

    /// The body of the response as text, without the secrets of the request.
    #[cfg(feature = "cli")]
    pub(crate) fn scrubbed_body(&self) -> Option<String> {
        self.0.response.as_ref().map(ErrorResponse::scrubbed_body)
    }

    /// The body of the response as JSON of this type, such as a model of the errors that the description declares. `None` if
    /// there was no response, or one of another form: a proxy responds in its own words.
    pub fn parse_body<T: DeserializeOwned>(&self) -> Option<T> {
        decode::with(self.body()?, PhantomData).ok()
    }

    /// The id the service gave this request, to be quoted when asking its operators for help.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref().and_then(ErrorResponse::request_id)
    }

    /// How many times the request was sent or tried to be sent; 0 when it was refused before that, and when the error is
    /// about a list or a wait as a whole.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the service may have acted on the request. Where waiting began with a create, it is about the create.
    pub fn sent(&self) -> Sent {
        self.0.sent
    }

    /// How long the service, or the client's own rate limit, asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the request would have been sent again, had the client's retry budget not been used up by earlier
    /// failures.
    pub fn is_retry_budget_exhausted(&self) -> bool {
        self.0.budget_exhausted
    }

    /// What the service found wrong with the request, value by value; empty when it did not say.
    ///
    /// Both forms of FastAPI's `detail` are read: a list gives one entry for each value, a text gives a single entry
    /// without a location.
    pub fn validation_errors(&self) -> Vec<ValidationError> {
        self.0.response.as_ref().map(ErrorResponse::validation_errors).unwrap_or_default()
    }

    /// The value this error carries, such as the last state seen before waiting was given up.
    pub fn value<T: 'static>(&self) -> Option<&T> {
        self.0.value.as_ref().and_then(|value| value.downcast_ref())
    }

    /// The item of a list that this error stands in the place of, on a stream that keeps going; `None` for any other
    /// error, after which a stream has ended.
    pub fn unread_item(&self) -> Option<&UnreadItem> {
        self.value()
    }

    /// Takes out the value this error carries.
    ///
    /// # Errors
    ///
    /// Gives the error back when it carries no `T`.
    pub fn into_value<T: 'static>(mut self) -> Result<T, Self> {
        match self.0.value.take().map(|value| value.downcast::<T>()) {
            Some(Ok(value)) => Ok(*value),
            Some(Err(other)) => {
                self.0.value = Some(other);
                Err(self)
            }
            None => Err(self),
        }
    }
}

/// Shorthands for the questions callers ask most.
impl Error {
    /// 404: there is nothing with this id, or not for this key.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// 429: too many requests; [`retry_after`](Self::retry_after) may tell when to try again.
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// 401: the key is missing, wrong or revoked.
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// 403: the key is known and may not do this.
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(StatusCode::FORBIDDEN)
    }

    /// 409: the request does not fit the state of the thing, such as cancelling what has ended.
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(StatusCode::CONFLICT)
    }

    /// 400 or 422: the service found a value it does not accept.
    pub fn is_invalid(&self) -> bool {
        matches!(self.status(), Some(StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY))
    }

    /// Any status from 500.
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// The time ran out: that of an attempt, of the whole call, or of waiting for an end.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// No connection could be made; nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// The service answered with something this crate cannot read.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Error");
        shown.field("kind", &self.0.kind).field("message", &self.to_string());
        shown.field("sent", &self.0.sent).field("attempts", &self.0.attempts);
        if let Some(wait) = self.0.retry_after {
            shown.field("retry_after", &wait);
        }
        if let Some(response) = &self.0.response {
            shown.field("response", response);
        }
        if let Some(source) = &self.0.source {
            shown.field("source", source);
        }
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const _: () = assert!(size_of::<Error>() == size_of::<usize>());
    const _: () = {
        const fn pinned<T: std::error::Error + Send + Sync + Unpin + 'static>() {}
        pinned::<Error>();
    };

    #[test]
    fn the_body_of_an_error_is_read_as_what_the_caller_names() {
        let response = |body: &'static str| {
            let body = Bytes::from_static(body.as_bytes());
            ErrorResponse::new(StatusCode::CONFLICT, HeaderMap::new(), body, &Default::default())
        };
        let error = |body| Error::new(ErrorKind::Status, "409").with_response(response(body));
        assert_eq!(error("[1]").parse_body::<Vec<u8>>(), Some(vec![1]));
        assert_eq!(error("<html>").parse_body::<Vec<u8>>(), None);
        assert_eq!(Error::new(ErrorKind::Timeout, "gave up").parse_body::<Vec<u8>>(), None);
    }

    #[test]
    fn a_carried_value_is_given_back_by_its_type() {
        let error = Error::new(ErrorKind::Timeout, "gave up").with_value(7_u32);
        assert_eq!(error.value::<u32>(), Some(&7));
        assert_eq!(error.value::<u64>(), None);
        let error = error.into_value::<u64>().expect_err("it is not a u64");
        assert_eq!(error.into_value::<u32>().unwrap(), 7);
    }
}
