//! The builder of every operation: setters by value, sent by awaiting it.
//!
//! There is one type for all operations. The setters that belong to one operation are emitted beside its resource and
//! are thin over the seams here, which are hidden from the documentation.

use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::time::Duration;

use serde::Serialize;

use super::BoxFuture;
use super::call::Call;
use super::error::Error;
use super::mode::Async;
use super::operation::Operation;
use super::response::RawResponse;
use super::timestamp;

/// A request of one operation, to be completed with setters and sent by awaiting it or with [`send`](Self::send).
///
/// It owns a cheap clone of the client, so it can be kept, cloned, and moved to another task. `Debug` shows names and
/// no values.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<O, M = Async> {
    call: Call,
    mode: M,
    operation: PhantomData<fn() -> O>,
}

impl<O, M> Request<O, M> {
    /// Limits the time of one attempt, headers and body together (default 60 s).
    ///
    /// An attempt that takes longer counts as failed and may be repeated. Zero is refused when the request is sent.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.refuse_zero("timeout", limit);
        self.call.options_mut().timeout = Some(limit);
        self
    }

    /// Limits the time of the whole call, repeats and the waits between them included (default 180 s).
    ///
    /// On a list this is the limit of each page request. Zero is refused when the request is sent.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.refuse_zero("deadline", limit);
        self.call.options_mut().deadline = Some(limit);
        self
    }

    /// Sets how often a failed attempt may be repeated (default 4, which makes 5 attempts); 0 turns repeats off.
    pub fn retries(mut self, repeats: u32) -> Self {
        self.call.options_mut().retries = Some(repeats);
        self
    }

    /// Repeats even an operation that is not safe to repeat, when it is not known whether the first attempt arrived.
    ///
    /// A create may then be carried out twice. Operations that are safe to repeat are repeated anyway.
    pub fn repeat_if_ambiguous(mut self, repeat: bool) -> Self {
        self.call.options_mut().repeat_if_ambiguous = repeat;
        self
    }

    /// Sets a header of this request, in place of one of the same name that the client would send.
    ///
    /// A name or value that is not legal is refused when the request is sent. The value never appears in a log.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sends this request without a header that the client would send. [`header`](Self::header) set later on this
    /// request brings it back.
    ///
    /// Without `Authorization` the service answers 401, unless something else tells it who is asking.
    pub fn without_header(mut self, name: impl AsRef<str>) -> Self {
        self.call.remove_header(name.as_ref());
        self
    }

    /// Adds a query parameter as it is, beside others of the same name.
    pub fn query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.call.append_query(name.into(), value.to_string());
        self
    }

    /// Sends this request without a query parameter that the client would fill in, such as `project_id`.
    pub fn without_default(mut self, name: impl Into<String>) -> Self {
        self.call.set_without(name.into());
        self
    }

    /// Sets a field of the JSON body, also one that this version of the crate does not know.
    pub fn body_field(mut self, name: impl AsRef<str>, value: impl Serialize) -> Self {
        self.call.set_body_field(name.as_ref(), &value);
        self
    }

    fn refuse_zero(&mut self, name: &str, limit: Duration) {
        if limit.is_zero() {
            self.call.refuse(format!("the {name} is zero; it must be longer"));
        }
    }
}

/// What emitted code builds its setters from.
#[doc(hidden)]
impl<O, M> Request<O, M> {
    /// A request of a call that has been begun.
    pub fn new(call: Call, mode: M) -> Self {
        Self { call, mode, operation: PhantomData }
    }

    /// Sets a value of the path.
    pub fn path_parameter(mut self, name: &str, value: impl ToString + 'static) -> Self {
        let value = text(&mut self.call, name, &value);
        self.call.set_path(name, value);
        self
    }

    /// Sets all values of a query parameter; none leaves it out.
    pub fn query_parameter<T: ToString + 'static>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values = values.into_iter().map(|value| text(&mut self.call, name, &value)).collect();
        self.call.set_query(name, values);
        self
    }

    /// Sets a header that the description names.
    pub fn header_parameter(mut self, name: &str, value: impl ToString + 'static) -> Self {
        let value = text(&mut self.call, name, &value);
        if value.is_empty() {
            self.call.refuse(format!("the header `{name}` is empty; leave it unset instead"));
        }
        self.call.set_header(name, &value);
        self
    }

    /// Sets a cookie that the description names.
    pub fn cookie_parameter(mut self, name: &str, value: impl ToString + 'static) -> Self {
        let value = text(&mut self.call, name, &value);
        self.call.set_cookie(name, value);
        self
    }

    /// Sets a field of the body.
    pub fn body_value(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.call.set_body_field(name, value);
        self
    }

    /// Sets a field of the body to null.
    pub fn body_null(self, name: &str) -> Self {
        self.body_value(name, &())
    }

    /// Sends an object as the body even if none of its fields is set.
    pub fn object_body(mut self) -> Self {
        self.call.set_object_body();
        self
    }

    /// Sets the whole body.
    pub fn body(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        self.call.set_body(value);
        self
    }

    /// The call this request will make.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The call this request will make, to be changed.
    pub fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    /// The call this request will make, by value.
    pub fn into_call(self) -> Call {
        self.call
    }

    /// The call, and how to wait for it.
    pub fn into_parts(self) -> (Call, M) {
        (self.call, self.mode)
    }

    /// How this request is waited for.
    pub fn mode(&self) -> &M {
        &self.mode
    }
}

/// The text of a value; one that has none is remembered as the reason not to send the call.
fn text(call: &mut Call, name: &str, value: &(impl ToString + 'static)) -> String {
    timestamp::parameter(value).unwrap_or_else(|reason| {
        call.refuse(format!("`{name}` cannot be sent: {reason}"));
        String::new()
    })
}

impl<O: Operation> Request<O> {
    /// Sends the request; awaiting the request itself is the same.
    ///
    /// # Errors
    ///
    /// When the request is refused before sending, fails on its way, is answered with a status other than success, or
    /// with a body that cannot be read. [`Error::sent`] tells whether the service may have acted on it.
    pub async fn send(self) -> Result<O::Output, Error> {
        self.call.fetch::<O>().await
    }

    /// Sends the request and gives the answer undecoded, with its status and headers.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for the body, which is not read.
    pub async fn send_raw(self) -> Result<RawResponse, Error> {
        self.call.send().await
    }

    /// Sends the request; 404 is `None` instead of an error.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for 404.
    pub async fn optional(self) -> Result<Option<O::Output>, Error> {
        match self.send().await {
            Ok(output) => Ok(Some(output)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl<O: Operation> IntoFuture for Request<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O, M: Clone> Clone for Request<O, M> {
    fn clone(&self) -> Self {
        Self::new(self.call.clone(), self.mode.clone())
    }
}

impl<O, M> Debug for Request<O, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Request").field(&self.call).finish()
    }
}
