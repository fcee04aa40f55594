//! What the fault server does with one request: bytes, pauses, and an end that may be a rude one.
//!
//! A step that does not end the connection leaves it open for the next request, so the bytes must then be a whole
//! response; nothing checks that, since framing errors are what half of the tests are about.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::Value;

/// One thing the server does to a connection.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Writes the bytes.
    Write(Cow<'static, [u8]>),
    /// Writes the chunk again and again, without holding more than one of it.
    Repeat { chunk: Vec<u8>, times: usize },
    /// Writes one byte at a time.
    Drip { bytes: Vec<u8>, every: Duration },
    /// Writes nothing for a while.
    Pause(Duration),
    /// Ends the connection in order (FIN).
    Close,
    /// Ends the connection with a reset (RST).
    Reset,
    /// Keeps the connection open and silent until the client gives up.
    Hang,
}

/// The server's reaction to one request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Step {
    pub(crate) acts: Vec<Act>,
}

impl Step {
    pub(crate) fn reset() -> Self {
        Self::default().then(Act::Reset)
    }

    pub(crate) fn close() -> Self {
        Self::default().then(Act::Close)
    }

    pub(crate) fn hang() -> Self {
        Self::default().then(Act::Hang)
    }

    /// Bytes as they are, head included.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().then(Act::Write(Cow::Owned(bytes.into())))
    }

    /// A `200` with this JSON.
    pub(crate) fn ok(json: &Value) -> Self {
        Reply::new(200).json(json)
    }

    #[must_use]
    pub(crate) fn then(mut self, act: Act) -> Self {
        self.acts.push(act);
        self
    }

    /// Something before the response, an interim response for example.
    #[must_use]
    pub(crate) fn after(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.acts.insert(0, Act::Write(Cow::Owned(bytes.into())));
        self
    }

    #[must_use]
    pub(crate) fn then_close(self) -> Self {
        self.then(Act::Close)
    }
}

/// The head of a response that is being put together.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
}

impl Reply {
    pub(crate) fn new(status: u16) -> Self {
        Self { status, headers: Vec::new() }
    }

    #[must_use]
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// A whole response with a JSON body.
    pub(crate) fn json(self, json: &Value) -> Step {
        self.body("application/json", json.to_string())
    }

    /// A whole response with any body; an empty content type leaves the header out.
    pub(crate) fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Step {
        let body = body.into();
        let mut bytes = self.typed(content_type).head(body.len());
        bytes.extend_from_slice(&body);
        Step::raw(bytes)
    }

    /// The head alone, promising `length` bytes of body, which the acts that follow may or may not send.
    pub(crate) fn promising(self, content_type: &str, length: usize) -> Step {
        Step::raw(self.typed(content_type).head(length))
    }

    /// The head of a chunked response alone; the acts that follow write the chunks.
    pub(crate) fn chunked(self, content_type: &str) -> Step {
        let typed = self.typed(content_type).header("transfer-encoding", "chunked");
        Step::raw(typed.lines(b"HTTP/1.1"))
    }

    /// A response whose end is the end of the connection, as HTTP/1.0 servers send it.
    pub(crate) fn http_1_0(self, content_type: &str, body: impl Into<Vec<u8>>) -> Step {
        let mut bytes = self.typed(content_type).lines(b"HTTP/1.0");
        bytes.extend_from_slice(&body.into());
        Step::raw(bytes).then_close()
    }

    fn typed(self, content_type: &str) -> Self {
        let stated = self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if content_type.is_empty() || stated { self } else { self.header("content-type", content_type) }
    }

    fn head(self, length: usize) -> Vec<u8> {
        self.header("content-length", length.to_string()).lines(b"HTTP/1.1")
    }

    fn lines(&self, version: &[u8]) -> Vec<u8> {
        let mut bytes = version.to_vec();
        bytes.extend_from_slice(format!(" {} Scripted\r\n", self.status).as_bytes());
        for (name, value) in &self.headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes
    }
}
