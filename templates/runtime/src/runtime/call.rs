//! One call before it is sent: an operation, and the values a caller set for it. How it is sent is the business of
//! [`execute`](super::execute).
//!
//! Setters never fail. The first value that cannot be sent is remembered and becomes the error of the call, before
//! anything reaches the network; so a builder chain needs no `?` in its middle.

mod additions;
mod body;
mod derive;
mod options;
mod page;
mod prepare;

use std::fmt::{self, Debug};

use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::encode;
#[cfg(any(feature = "blocking", feature = "cli"))]
use super::error::Error;
#[cfg(feature = "blocking")]
use super::error::{Sent, Unresolved};
#[cfg(feature = "cli")]
use super::multipart::Form;
use super::operation::OperationSpec;
#[cfg(feature = "blocking")]
use super::operation::Replay;
use super::style::Style;
use super::upload::Upload;

pub(crate) use additions::Additions;
use body::Body;
pub use options::{CallOptions, ListOptions};
pub use prepare::Prepared;

/// An operation with the values it will be called with. Cloning copies the values and shares the client.
#[derive(Clone)]
pub struct Call {
    client: Client,
    spec: &'static OperationSpec,
    /// The media types to ask for.
    accept: &'static str,
    path: Vec<(&'static str, String)>,
    /// The path and query to ask for instead, as the page before named them.
    target: Option<String>,
    query: Vec<(String, String)>,
    /// The query parameters whose values hold several, with commas between.
    rows: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<(String, String)>,
    body: Body,
    /// Parts of the body that are files.
    files: Vec<(String, Upload)>,
    /// Client-wide query parameters this call goes without.
    without: Vec<String>,
    /// Client-wide headers this call goes without.
    without_headers: Vec<HeaderName>,
    options: CallOptions,
    /// Why this call must not be sent.
    refused: Option<String>,
}

impl Call {
    /// A call with nothing set.
    pub fn new(client: Client, spec: &'static OperationSpec) -> Self {
        Self {
            client,
            spec,
            accept: spec.accept,
            path: Vec::new(),
            target: None,
            query: Vec::new(),
            rows: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: Body::Absent,
            files: Vec::new(),
            without: Vec::new(),
            without_headers: Vec::new(),
            options: CallOptions::default(),
            refused: None,
        }
    }

    /// The facts of the operation.
    pub fn spec(&self) -> &'static OperationSpec {
        self.spec
    }

    /// The client this call will be sent with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// What this call asks of the client.
    pub fn options(&self) -> &CallOptions {
        &self.options
    }

    /// What this call asks of the client, to be changed.
    pub fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// The first value set for a query parameter; a value the client fills in is not among these.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Completes the error of a call that was given up from outside, by a panic or the end of its thread: the loop over
    /// its attempts had no say, so all that is known is what would have been sent, and from when on.
    #[cfg(feature = "blocking")]
    pub(crate) fn when_lost(&self) -> impl FnOnce(Error) -> Error + use<> {
        let (spec, since) = (self.spec, self.client.clock().wall());
        let values = (spec.replay == Replay::Unsafe).then(|| self.values());
        move |error| {
            let doubtful = values.filter(|_| error.sent() == Sent::Maybe);
            let unresolved = doubtful.map(|values| Unresolved::new(spec.id, values, since));
            error.with_operation(spec.id).with_unresolved(unresolved)
        }
    }
}

/// Setters. They replace what was set before under the same name, unless they say otherwise.
impl Call {
    /// Remembers why this call must not be sent; the first reason stays.
    pub fn refuse(&mut self, reason: impl Into<String>) {
        self.refused.get_or_insert_with(|| reason.into());
    }

    /// The text that stands for a value of any kind, of the parameter `wire`, which messages call `name`; one that has none
    /// is remembered as the reason not to send this call.
    pub fn text_of(&mut self, wire: &str, name: &str, style: Style, value: &Value) -> String {
        style.text(wire, value).unwrap_or_else(|reason| {
            self.refuse(format!("`{name}` cannot be sent: {reason}"));
            String::new()
        })
    }

    /// Asks for the response in another form than the usual one of the operation.
    pub(crate) fn set_accept(&mut self, accept: &'static str) {
        self.accept = accept;
    }

    /// Sets a value of the path template.
    pub fn set_path(&mut self, name: &'static str, value: String) {
        self.path.retain(|(key, _)| *key != name);
        self.path.push((name, value));
    }

    /// Sets all values of a query parameter; none leaves it out.
    pub fn set_query(&mut self, name: &str, values: Vec<String>) {
        self.query.retain(|(key, _)| key != name);
        self.query.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }

    /// Sets a query parameter to a value of any kind, in place of what stood for it before.
    pub fn set_query_as(&mut self, name: &str, style: Style, value: &Value) {
        let is_part = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        match style.query(name, value) {
            Ok(pairs) => {
                self.query.retain(|(key, _)| !is_part(key) && pairs.iter().all(|(own, _)| own != key));
                self.query.extend(pairs);
                if style == Style::Commas {
                    self.rows.push(name.to_owned());
                }
            }
            Err(reason) => self.refuse(format!("`{name}` cannot be sent: {reason}")),
        }
    }

    /// Adds a query parameter as it is, beside others of the same name.
    pub fn append_query(&mut self, name: String, value: String) {
        self.query.push((name, value));
    }

    /// Goes without a query parameter that the client would fill in.
    pub fn set_without(&mut self, name: String) {
        self.without.push(name);
    }

    /// Sets a header. It replaces one of the same name that the client would send.
    pub fn set_header(&mut self, name: &str, value: &str) {
        let Ok(key) = HeaderName::try_from(name) else {
            return self.refuse("the name of a header is not legal");
        };
        if encode::frames_the_message(&key) {
            return self.refuse(format!("the header `{key}` is not for a caller to set: it says where the body ends"));
        }
        if key == header::AUTHORIZATION && encode::lacks_credentials(value) {
            return self
                .refuse(format!("the header `{key}` has no credentials; leave it out, and the API key is sent"));
        }
        match HeaderValue::try_from(value) {
            // Bytes beyond ASCII are legal in HTTP and mean something else to every server.
            Ok(_) if !value.is_ascii() => self.refuse(format!("the value of the header `{key}` is not ASCII")),
            Ok(mut value) => {
                // Nobody but the caller knows whether it is a secret, so it is treated as one.
                value.set_sensitive(true);
                self.without_headers.retain(|name| *name != key);
                self.headers.insert(key, value);
            }
            Err(_) => self.refuse(format!("the value of the header `{key}` is not legal")),
        }
    }

    /// Takes off a header, whether this call or the client set it.
    pub fn remove_header(&mut self, name: &str) {
        match HeaderName::try_from(name) {
            Ok(key) => {
                self.headers.remove(&key);
                self.without_headers.push(key);
            }
            Err(_) => self.refuse("the name of a header is not legal"),
        }
    }

    /// Sets a cookie of this call.
    pub fn set_cookie(&mut self, name: &str, value: String) {
        let legal = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
        if !value.bytes().all(legal) {
            return self.refuse(format!("the value of the cookie `{name}` is not legal"));
        }
        self.cookies.retain(|(key, _)| key != name);
        self.cookies.push((name.to_owned(), value));
    }

    /// Sends an object as the body even if none of its fields is set.
    pub fn set_object_body(&mut self) {
        self.body.fields();
    }

    /// Sets a field of the body, which is an object.
    pub fn set_body_field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match (body::to_json(value), self.body.fields()) {
            (Ok(value), Some(fields)) => {
                fields.insert(name.to_owned(), value);
            }
            (Ok(_), None) => self.refuse("the body is not an object, so it has no fields to set"),
            (Err(reason), _) => self.refuse(format!("the body field `{name}` cannot be sent: {reason}")),
        }
    }

    /// Sets the files that are sent as parts of this name.
    pub fn set_files(&mut self, name: &str, uploads: impl IntoIterator<Item = Upload>) {
        self.files.retain(|(key, _)| key != name);
        self.files.extend(uploads.into_iter().map(|upload| (name.to_owned(), upload)));
    }

    /// Sends a file as the whole body.
    pub fn set_upload(&mut self, upload: Upload) {
        self.body = Body::Upload(upload);
    }

    /// Sets the whole body.
    pub fn set_body(&mut self, value: &(impl Serialize + ?Sized)) {
        match body::to_json(value) {
            Ok(Value::Object(fields)) => self.body = Body::Fields(fields),
            Ok(other) => self.body = Body::Whole(other),
            Err(reason) => self.refuse(format!("the body cannot be sent: {reason}")),
        }
    }

    /// The body as a form, with a part for each field and file.
    ///
    /// # Errors
    ///
    /// A file cannot be sent.
    #[cfg(feature = "cli")]
    pub(crate) fn form(&self) -> Result<Form, Error> {
        let parts = self.spec.body.parts();
        self.body.form(parts, &self.files).map_err(|reason| Error::invalid_request(reason).with_operation(self.spec.id))
    }

    /// Changes the body, if there is one and it is no file: an object of its fields, or one value.
    #[cfg(feature = "cli")]
    pub(crate) fn edit_body(&mut self, edit: impl FnOnce(&mut Value)) {
        let mut value = match &mut self.body {
            Body::Absent | Body::Upload(_) => return,
            Body::Fields(fields) => Value::Object(std::mem::take(fields)),
            Body::Whole(value) => value.take(),
        };
        edit(&mut value);
        self.set_body(&value);
    }
}

impl Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.spec.id)
            .field("path", &self.path.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .field("files", &self.files.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
