//! An operation of the service as a type: its facts as a constant, and how its response is read.
//!
//! The generator emits one zero-sized type per operation. Whether repeating an operation is safe ([`Replay`]) is
//! declared in the description and never guessed from the method at run time.

use std::fmt::Debug;

use bytes::Bytes;
use http::StatusCode;

use super::decode::DecodeError;
use super::framing::Framing;
use super::page::{Page, PageBody};
use super::response_head::ResponseHead;
use super::style::Style;

/// Keeps [`Operation`] closed: what an operation is, its description says.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation of the service",
    note = "`Operation` is sealed: the operations are those of the description"
)]
pub trait Sealed {}

/// One operation of the service, as a type that stands for it.
///
/// It is sealed: this crate has all there are. A function that is generic over operations takes whatever becomes a
/// [`Request`](super::Request) of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    note = "a function over requests takes `impl Into<Request<O>>` with `O: Operation`"
)]
pub trait Operation: Sealed + Send + Sync + 'static {
    /// What a successful call gives.
    type Output: Send + 'static;

    /// Method, path and rules of the operation.
    const SPEC: OperationSpec;

    /// Reads the body of a successful response, which may differ by its status.
    ///
    /// # Errors
    ///
    /// When the body is not what the description promises, with the path of the offending value.
    #[doc(hidden)]
    fn decode(status: StatusCode, body: &Bytes) -> Result<Self::Output, DecodeError>;

    /// Keeps what came with the response beside the output, where the output has room for it, as a page has.
    #[doc(hidden)]
    fn keep(_output: &mut Self::Output, _head: impl FnOnce() -> ResponseHead) {}
}

/// An operation that answers with one page of a longer list.
///
/// A function that is generic over lists takes the request of one:
///
/// ```ignore
/// async fn all<O: Paginated>(list: impl Into<Request<O>>) -> Result<Vec<O::Item>, Error> {
///     list.into().items().try_collect().await
/// }
/// ```
///
/// It is sealed, as [`Operation`] is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list",
    label = "it answers with one value, not with pages",
    note = "a function over lists takes `impl Into<Request<O>>` with `O: Paginated`"
)]
pub trait Paginated: Operation<Output = Page<<Self as Paginated>::Item>> {
    /// What the list is made of.
    type Item: Send + 'static;

    /// How the next page is asked for.
    const PAGINATION: Pagination;

    /// What the body of a successful response is, for whoever reads its items in another way.
    #[doc(hidden)]
    type Body: PageBody<Item = Self::Item>;
}

/// An operation that answers with a stream of events, or with one if it is asked for that.
///
/// It is sealed, as [`Operation`] is.
#[diagnostic::on_unimplemented(message = "`{Self}` does not answer with a stream of events")]
pub trait Streamed: Operation {
    /// What an event is read as.
    type Event: Send + 'static;

    /// The media type that asks for the stream.
    const ACCEPT: &'static str;

    /// How the stream is divided.
    const FRAMING: Framing;

    /// Reads the data of an event.
    ///
    /// # Errors
    ///
    /// When it is not what the description promises.
    #[doc(hidden)]
    fn event(data: &[u8]) -> Result<Self::Event, DecodeError>;
}

/// The facts of an operation that do not depend on a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The operation's id in the description, such as `listBatches`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters in braces: `/api/v2/batches/{batch_id}`.
    pub path: &'static str,
    /// The server of its own that it has, by the URL of the description.
    pub server: Option<&'static str>,
    /// Whether a request that may have arrived can be sent again.
    pub replay: Replay,
    /// The header that makes a repeat known as one: a call sends the same key in it each time.
    pub idempotency_header: Option<&'static str>,
    /// Query parameters the client fills from its own defaults unless the call sets them.
    pub default_parameters: &'static [&'static str],
    /// How its body is written, if it has one.
    pub body: BodyFormat,
    /// The media types it asks for.
    pub accept: &'static str,
    /// The security schemes that it asks for: alternatives, each of which names what is sent together. Without any, no
    /// credentials are sent; an empty one beside others says that they can be left out.
    pub security: &'static [&'static [&'static str]],
}

impl OperationSpec {
    /// An operation that asks for JSON and sends nothing else, to its service and without credentials: emitted code says
    /// what is different.
    #[doc(hidden)]
    pub const fn new(id: &'static str, method: Method, path: &'static str, replay: Replay) -> Self {
        Self {
            id,
            method,
            path,
            server: None,
            replay,
            idempotency_header: None,
            default_parameters: &[],
            body: BodyFormat::Json("application/json"),
            accept: "application/json",
            security: &[],
        }
    }
}

/// How the body of a request is written, with its media type where the format leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json(&'static str),
    /// As `application/x-www-form-urlencoded`: a pair for each field, and for each item of a list, but for the fields that
    /// are named with a style.
    Form(&'static [(&'static str, Style)]),
    /// As `multipart/form-data`: a part for each field and file, with what is declared of those that are named.
    Multipart(&'static [FormPart]),
    /// As it is given: text, or a file.
    Raw(&'static str),
}

/// What is declared of the parts of a form that a field is sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormPart {
    /// The name of the field.
    pub name: &'static str,
    /// Of which media type they are, unless a file says it of itself.
    pub media_type: Option<&'static str>,
    /// The headers they have, unless a file says otherwise; one without a value has to be set on the file.
    pub headers: &'static [(&'static str, Option<&'static str>)],
}

impl BodyFormat {
    /// What is declared of the parts of a form.
    pub(crate) const fn parts(self) -> &'static [FormPart] {
        match self {
            Self::Multipart(parts) => parts,
            Self::Json(_) | Self::Form(_) | Self::Raw(_) => &[],
        }
    }

    /// The `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json(media_type) | Self::Raw(media_type) => media_type,
            Self::Form(_) => "application/x-www-form-urlencoded",
            Self::Multipart(_) => "multipart/form-data",
        }
    }
}

/// An HTTP method that a description can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
}

impl Method {
    /// The method as it appears on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
            Method::Trace => Self::TRACE,
        }
    }
}

/// Whether a request may be repeated once the service may have seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Replay {
    /// Sending it twice has the effect of sending it once.
    Safe,
    /// Sending it twice may do the work twice: creating, above all.
    Unsafe,
}

/// How the pages of a list follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pagination {
    /// Each page names the next one with an opaque token.
    Cursor {
        /// What takes the token.
        token: PageParameter,
    },
    /// A page is asked for by the number of items before it.
    Offset {
        /// What takes the number of items.
        offset: PageParameter,
    },
    /// Pages are counted.
    Number {
        /// What takes the number of the page.
        page: PageParameter,
        /// The number of the first page.
        first: u64,
        /// Whether the service promises that every page but the last is full.
        short_page_ends: bool,
    },
    /// Each page holds the URL of the next one.
    NextUrl,
    /// The response has a `Link` header (RFC 8288) that leads to the next page.
    Link,
}

/// What takes the position of a page in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageParameter {
    /// The query parameter of this name.
    Query(&'static str),
    /// The field of this name at the top of the body.
    Body(&'static str),
}

impl PageParameter {
    /// Its name on the wire.
    pub(crate) fn name(self) -> &'static str {
        let (Self::Query(name) | Self::Body(name)) = self;
        name
    }
}

impl Pagination {
    /// What takes the position; `None` where a page is asked for by its URL.
    pub(crate) fn parameter(self) -> Option<PageParameter> {
        match self {
            Self::Cursor { token: parameter }
            | Self::Offset { offset: parameter }
            | Self::Number { page: parameter, .. } => Some(parameter),
            Self::NextUrl | Self::Link => None,
        }
    }
}
