//! The part of the client that knows no endpoint: configuration, sending, retrying, decoding, lists, waiting.
//!
//! What comes in is an [`Operation`] (made by the generator) and the values a caller set on its [`Request`]; what goes
//! out is the operation's output or one [`Error`]. Emitted code is thin over this module; whatever two operations have
//! in common lives here. A newcomer may look for the retry rules in the transport: they are in [`retry`], as one pure
//! function, and [`execute`] is the only place that acts on them.
//!
//! What this module exports and does not hide is exported by the root of the crate too, or by its module `transport`; what
//! it hides only emitted code uses. The generator reads it here.

pub mod backoff;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod budget;
pub mod by_kind;
pub mod byte_stream;
pub mod call;
pub mod checkpoint;
#[cfg(feature = "cli")]
pub mod cli;
pub mod client;
pub mod clock;
pub mod config;
pub mod credentials;
pub mod decode;
pub mod encode;
pub mod error;
pub mod events;
pub mod execute;
pub mod framing;
pub mod handle;
pub mod integer_enum;
pub mod items;
pub mod latest_create;
pub mod list;
pub mod list_request;
pub mod mode;
pub mod multipart;
pub mod newtype;
pub mod next_url;
pub mod nullable;
pub mod object;
pub mod observe;
pub mod one_line;
pub mod one_or_many;
pub mod open_enum;
pub mod operation;
pub mod other_response;
pub mod outcome;
pub mod page;
pub mod pages;
pub mod pagination;
pub mod parameter;
pub mod place;
pub mod rate_limit;
pub mod reconcile;
pub mod redact;
pub mod request;
pub mod request_id;
pub mod request_methods;
pub mod response;
pub mod response_head;
pub mod retry;
pub mod server_wait;
pub mod service;
pub mod setters;
pub mod style;
pub mod text;
pub mod timestamp;
pub mod transport;
pub mod unread_item;
pub mod upload;
#[cfg(feature = "test-util")]
pub mod virtual_clock;
pub mod wait;
pub mod walk;
#[cfg(feature = "webhooks")]
pub mod webhooks;
pub mod wire;

pub use budget::RetryBudget;
pub use by_kind::OtherValue;
pub use byte_stream::ByteStream;
pub use checkpoint::Checkpoint;
pub use client::Client;
pub use clock::{Clock, TokioClock};
pub use config::ClientBuilder;
pub use credentials::{ClientCredentials, KeyProvider};
#[doc(hidden)]
pub use decode::DecodeError;
pub use error::{Error, ErrorKind, Sent, ValidationError};
pub use events::Events;
pub use framing::Framing;
#[doc(hidden)]
pub use handle::Handle;
pub use integer_enum::UnknownInteger;
pub use items::Items;
pub use mode::{Async, Mode};
pub use nullable::Nullable;
pub use one_or_many::OneOrMany;
pub use open_enum::UnknownValue;
#[doc(hidden)]
pub use operation::Sealed;
pub use operation::{
    BodyFormat, FormPart, Method, Operation, OperationSpec, PageParameter, Paginated, Pagination, Replay, Streamed,
};
pub use other_response::OtherResponse;
pub use outcome::Outcome;
pub use page::Page;
#[doc(hidden)]
pub use page::{PageBody, PageLayout};
pub use pages::Pages;
pub use reconcile::Reconcile;
pub use request::Request;
pub use response::RawResponse;
pub use response_head::ResponseHead;
#[doc(hidden)]
pub use service::{Auth, DefaultParameter, Scheme, Server, ServerVariable, Service, TokenClient};
#[doc(hidden)]
pub use style::Style;
pub use transport::reqwest::ReqwestTransport;
pub use transport::{Body, HttpRequest, HttpResponse, Reading, Transport, TransportError, TransportErrorKind};
pub use unread_item::UnreadItem;
pub use upload::Upload;
#[cfg(feature = "test-util")]
pub use virtual_clock::VirtualClock;
pub use wait::{Created, Lifecycle, Pace, Phase, Update, Wait, Waited, Watch};

#[allow(unused_imports, reason = "only emitted code uses them, and a description may have none")]
pub(crate) use {
    by_kind::by_kind,
    integer_enum::integer_enum,
    newtype::{secret_newtype_traits, string_newtype_traits},
    object::object,
    open_enum::open_enum,
    request_methods::request_methods,
    setters::{clear, maybe, setter},
};

/// A boxed future that can cross threads, as object-safe traits return it.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error, boxed: what [`std::error::Error::source`] of an [`Error`] holds.
#[doc(hidden)]
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
