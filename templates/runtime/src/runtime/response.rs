//! A successful response with everything that came with it: status, headers, body, and how many attempts it took.

use std::fmt::{self, Debug};
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};
use serde::de::DeserializeOwned;

use super::decode::{self, DecodeError};
use super::error::{Error, ErrorKind, ErrorResponse, Sent, Unresolved};
use super::observe::CallSpan;
use super::operation::Operation;
use super::redact::{self, Secrets};
use super::request_id::request_id;
use super::response_head::ResponseHead;
use super::transport::HttpResponse;
use super::unread_item::UnreadItem;

/// A successful response, undecoded: what `send_raw()` gives.
///
/// `Debug` shows no body and no header that could hold a secret.
#[derive(Clone)]
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    operation: &'static str,
    secrets: Secrets,
    unresolved: Option<Unresolved>,
    /// Of the call that brought this, which has not succeeded before it was read.
    span: CallSpan,
}

impl RawResponse {
    pub(crate) fn new(
        response: HttpResponse,
        attempts: u32,
        operation: &'static str,
        secrets: Secrets,
        unresolved: Option<Unresolved>,
        span: CallSpan,
    ) -> Self {
        let HttpResponse { status, headers, body } = response;
        Self { status, headers, body: body.in_memory(), attempts, operation, secrets, unresolved, span }
    }

    /// The same for whoever reads it in their own time: the call is over.
    pub(crate) fn ended(self) -> Self {
        Self { span: CallSpan::none(), ..self }
    }

    /// The status, which is always a success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The status, the headers and the number of attempts, to be kept without the body.
    pub fn head(&self) -> ResponseHead {
        ResponseHead::new(self.status(), self.headers().clone(), self.attempts)
    }

    /// The body, decompressed.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The id the service gave this request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// How many times the request was sent; more than 1 when it was repeated.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Reads the body as JSON of any type, by the rules of that type.
    ///
    /// # Errors
    ///
    /// When the body is not JSON of that shape, with the path of the offending value.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.decode(|_, body| decode::with(body, PhantomData))
    }

    /// Reads the body as the output of an operation.
    pub(crate) fn read<O: Operation>(&self) -> Result<O::Output, Error> {
        // Without `decode`, which would be compiled once more for each operation.
        let decoded = O::decode(self.status(), self.bytes());
        let mut output = decoded.map_err(|problem| self.undecodable(problem))?;
        O::keep(&mut output, || self.head());
        Ok(output)
    }

    /// Reads the body with the decoder of an operation.
    pub(crate) fn decode<T>(
        &self,
        read: impl FnOnce(StatusCode, &Bytes) -> Result<T, DecodeError>,
    ) -> Result<T, Error> {
        read(self.status(), self.bytes()).map_err(|problem| self.undecodable(problem))
    }

    /// The error in the place of an item that could not be read.
    pub(crate) fn unread(&self, item: UnreadItem) -> Error {
        let item = item.scrubbed(&self.secrets);
        self.undecodable(item.problem().clone()).with_value(item)
    }

    fn undecodable(&self, problem: DecodeError) -> Error {
        let status = self.status();
        let kept = ErrorResponse::new(status, self.headers().clone(), self.bytes().clone(), &self.secrets);
        let problem = problem.scrubbed(&self.secrets);
        let mut message = format!("{} {problem}", status.as_str());
        if let Some(kind) = self.unexpected_content_type() {
            message.push_str(&format!(" (content type {kind})"));
        }
        if let Some(coding) = self.coding_left() {
            message.push_str(&format!(" (content encoding {coding})"));
        }
        if !kept.detail().is_empty() {
            message.push_str(&format!(": {}", kept.detail()));
        }
        let error = Error::new(ErrorKind::Decode, message)
            .with_operation(self.operation)
            .with_sent(Sent::Yes)
            .with_attempts(self.attempts)
            .with_unresolved(self.unresolved.clone())
            .with_response(kept)
            .with_source(problem);
        self.span.failed(&error);
        error
    }

    /// The content type, when it is not JSON: a captive portal or a proxy answered in place of the service.
    fn unexpected_content_type(&self) -> Option<&str> {
        let value = self.shown_header(header::CONTENT_TYPE)?;
        let essence = value.split(';').next().unwrap_or_default().trim();
        (!essence.ends_with("json")).then_some(essence)
    }

    /// The compression that the body still has: whoever undoes one takes its header off.
    fn coding_left(&self) -> Option<&str> {
        self.shown_header(header::CONTENT_ENCODING).filter(|coding| !coding.eq_ignore_ascii_case("identity"))
    }

    /// The value of a header, unless it must not be shown.
    fn shown_header(&self, name: HeaderName) -> Option<&str> {
        self.headers().get(name).filter(|value| !value.is_sensitive())?.to_str().ok()
    }
}

impl Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("operation", &self.operation)
            .field("status", &self.status())
            .field("headers", &redact::Headers(self.headers()))
            .field("bytes", &self.bytes().len())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
