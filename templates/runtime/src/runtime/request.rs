//! A request of any operation: what every request builder holds, and what a function takes that is generic over them.
//!
//! The policy of a call is written here and below. The builders that a caller meets are emitted, one for each operation,
//! and are thin over the seams here. Methods that builders have in common are made by macros (`option_methods!`,
//! `sending_methods!`), here for [`Request`] and in emitted code for each builder, so their text stands once.

mod options;
mod sending;
mod streaming;

use std::fmt::{self, Debug, Display};
use std::marker::PhantomData;

use serde_json::Value;

use super::call::Call;
use super::mode::Async;
use super::one_or_many::OneOrMany;
use super::operation::Operation;
use super::parameter::Parameter;
use super::style::Style;
use super::upload::Upload;
use super::wire::{Wire, Write};

#[allow(unused_imports, reason = "only emitted requests use them, and a description may have none")]
pub(crate) use self::{options::option_methods, sending::sending_methods, streaming::streaming_methods};
pub use sending::found;

/// A request of the operation `O`, whichever that is.
///
/// Each operation has a request builder of its own, such as `ListThings`, which has its setters. A builder becomes a
/// `Request` with `into()`, and the other way round; so a function can be generic over operations:
///
/// ```ignore
/// async fn first_page<O: Paginated>(list: impl Into<Request<O>>) -> Result<Vec<O::Item>, Error> {
///     Ok(list.into().send().await?.items)
/// }
/// ```
///
/// It owns a cheap clone of the client, so it can be kept, cloned, and moved to another task. `Debug` shows names and
/// no values.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<O, M = Async> {
    /// A call is large, and goes from setter to setter and from future to future.
    call: Box<Call>,
    mode: M,
    operation: PhantomData<fn() -> O>,
}

sending::sending_methods!([O: Operation,] Request [O,] O, O::Output);
options::option_methods!(options [O,] Request [O,] O);
options::option_methods!(defaults [O,] Request [O,] O);
options::option_methods!(body [O,] Request [O,] O);

/// What emitted code builds its setters from.
#[doc(hidden)]
impl<O, M> Request<O, M> {
    /// A request of a call that has been begun.
    pub fn new(call: Call, mode: M) -> Self {
        Self { call: Box::new(call), mode, operation: PhantomData }
    }

    /// Changes the call.
    pub fn with(mut self, change: impl FnOnce(&mut Call)) -> Self {
        change(&mut self.call);
        self
    }

    /// Sets a value of the path.
    pub fn path_parameter(self, name: &'static str, value: impl Parameter) -> Self {
        self.with(|call| {
            let value = sendable(call, name, value.into_text()).unwrap_or_default();
            call.set_path(name, value);
        })
    }

    /// Sets all values of a query parameter; none leaves it out.
    pub fn query_parameter<T: Parameter>(self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        self.with(|call| {
            let values = values.into_iter().map(|value| filled(call, "query parameter", name, value)).collect();
            call.set_query(name, values);
        })
    }

    /// Sets a query parameter whose value is more than one text.
    pub fn query_parameter_as(self, name: &str, style: Style, value: &impl Wire) -> Self {
        self.with(|call| {
            if let Some(value) = json(call, name, value) {
                call.set_query_as(name, style, &value);
            }
        })
    }

    /// Sets a query parameter that takes one value or several, which are not sent each by itself.
    pub fn query_list<T: Wire>(self, name: &str, style: Style, values: OneOrMany<T>) -> Self {
        self.query_parameter_as(name, style, &values.into_iter().collect::<Vec<T>>())
    }

    /// Sets a value of the path that is more than one text.
    pub fn path_parameter_as(self, name: &'static str, style: Style, value: &impl Wire) -> Self {
        self.with(|call| {
            let text = styled(call, name, style, value);
            call.set_path(name, text);
        })
    }

    /// Sets a header that the description names, whose value is more than one text.
    pub fn header_parameter_as(self, name: &str, style: Style, value: &impl Wire) -> Self {
        self.with(|call| {
            let text = styled(call, name, style, value);
            call.set_header(name, &text);
        })
    }

    /// Sets a header that the description names.
    pub fn header_parameter(self, name: &str, value: impl Parameter) -> Self {
        self.with(|call| {
            let value = filled(call, "header", name, value);
            call.set_header(name, &value);
        })
    }

    /// Sets a cookie that the description names.
    pub fn cookie_parameter(self, name: &str, value: impl Parameter) -> Self {
        self.with(|call| {
            let value = filled(call, "cookie", name, value);
            call.set_cookie(name, value);
        })
    }

    /// Sets a field of the body.
    pub fn body_value(self, name: &str, value: &impl Wire) -> Self {
        self.with(|call| call.set_body_field(name, &Write(value)))
    }

    /// Sets a field of the body to null.
    pub fn body_null(self, name: &str) -> Self {
        self.with(|call| call.set_body_field(name, &()))
    }

    /// Sends an object as the body even if none of its fields is set.
    pub fn object_body(self) -> Self {
        self.with(Call::set_object_body)
    }

    /// Sets the whole body.
    pub fn body(self, value: &impl Wire) -> Self {
        self.with(|call| call.set_body(&Write(value)))
    }

    /// Sets the files that are sent as parts of this name.
    pub fn body_files(self, name: &str, uploads: impl IntoIterator<Item = Upload>) -> Self {
        self.with(|call| call.set_files(name, uploads))
    }

    /// Sends a file as the whole body.
    pub fn upload(self, upload: Upload) -> Self {
        self.with(|call| call.set_upload(upload))
    }

    /// The call this request will make.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The call this request will make, by value.
    pub fn into_call(self) -> Call {
        *self.call
    }

    /// The call, and how to wait for it.
    pub fn into_parts(self) -> (Call, M) {
        (*self.call, self.mode)
    }

    /// How this request is waited for.
    pub fn mode(&self) -> &M {
        &self.mode
    }
}

/// Changes the call behind a request, whether it is a [`Request`] or the builder of one operation.
pub(crate) fn changed<O, M, R>(request: R, change: impl FnOnce(&mut Call)) -> R
where
    R: Into<Request<O, M>> + From<Request<O, M>>,
{
    request.into().with(change).into()
}

/// What is sent for a value; that there is none is remembered as the reason not to send the call.
fn sendable<T>(call: &mut Call, name: &str, made: Result<T, impl Display>) -> Option<T> {
    made.map_err(|reason| call.refuse(format!("`{name}` cannot be sent: {reason}"))).ok()
}

fn json(call: &mut Call, name: &str, value: &impl Wire) -> Option<Value> {
    sendable(call, name, serde_json::to_value(Write(value)))
}

/// The text that stands for a value of any kind.
fn styled(call: &mut Call, name: &str, style: Style, value: &impl Wire) -> String {
    json(call, name, value).map(|value| call.text_of(name, name, style, &value)).unwrap_or_default()
}

/// The text of a value that is not empty by mistake.
fn filled(call: &mut Call, place: &str, name: &str, value: impl Parameter) -> String {
    let is_declared = value.is_declared();
    let text = sendable(call, name, value.into_text()).unwrap_or_default();
    if text.is_empty() && !is_declared {
        call.refuse(format!("the {place} `{name}` is empty; leave it unset instead"));
    }
    text
}

impl<O, M: Clone> Clone for Request<O, M> {
    fn clone(&self) -> Self {
        Self { call: self.call.clone(), mode: self.mode.clone(), operation: PhantomData }
    }
}

impl<O, M> Debug for Request<O, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Request").field(&self.call).finish()
    }
}
