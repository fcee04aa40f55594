//! The body of a request or a response, as a type that says little about itself.
//!
//! A body lies in memory, or is read as it is sent: files, and streams of the caller. Whoever asks for bytes has to say
//! what to do where there are none yet.

mod piece;

use std::collections::VecDeque;
use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};

use piece::Reading;
pub(crate) use piece::{Once, Piece};

/// The body of an [`HttpRequest`](super::HttpRequest) or an [`HttpResponse`](super::HttpResponse). Made of bytes with
/// `From`; `Debug` shows its length only.
///
/// A transport reads it whole with [`collect`](Self::collect), or piece by piece as an `http_body::Body`.
#[derive(Default)]
pub struct Body {
    pieces: VecDeque<Piece>,
    reading: Option<Reading>,
}

impl Body {
    /// No body at all.
    pub const fn empty() -> Self {
        Self { pieces: VecDeque::new(), reading: None }
    }

    /// A body of several pieces, one after the other.
    pub(in crate::runtime) fn of(pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self { pieces: pieces.into_iter().collect(), reading: None }
    }

    /// The whole body, if it lies in memory in one piece.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        static EMPTY: Bytes = Bytes::new();
        match (self.pieces.front(), &self.reading) {
            (None, None) => Some(&EMPTY),
            (Some(Piece::Bytes(bytes)), None) if self.pieces.len() == 1 => Some(bytes),
            (Some(_), _) | (None, Some(_)) => None,
        }
    }

    /// The whole body, without copying it.
    ///
    /// # Errors
    ///
    /// Gives the body back if it does not lie in memory in one piece; [`collect`](Self::collect) reads it then.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        self.as_bytes().cloned().ok_or(self)
    }

    /// The bytes of a response, which lie in memory in one piece.
    pub(in crate::runtime) fn in_memory(self) -> Bytes {
        self.into_bytes().unwrap_or_default()
    }

    /// Reads the whole body into memory.
    ///
    /// # Errors
    ///
    /// When a file or a stream cannot be read, or ends before its length.
    pub async fn collect(mut self) -> io::Result<Bytes> {
        if let Some(bytes) = self.as_bytes() {
            return Ok(bytes.clone());
        }
        let mut all = BytesMut::new();
        while let Some(bytes) = poll_fn(|context| self.poll_bytes(context)).await {
            all.extend_from_slice(&bytes?);
        }
        Ok(all.freeze())
    }

    /// The same body once more, without copying it; `None` if it can be read only once, or reading has begun.
    pub fn try_clone(&self) -> Option<Self> {
        let is_repeatable = self.reading.is_none() && !self.pieces.iter().any(Piece::is_read_once);
        is_repeatable.then(|| Self::of(self.pieces.iter().cloned()))
    }

    /// How many bytes are still to be read, where that is known.
    pub(in crate::runtime) fn length(&self) -> Option<u64> {
        let reading = self.reading.as_ref().map_or(Some(0), Reading::left)?;
        self.pieces.iter().try_fold(reading, |sum: u64, piece| sum.checked_add(piece.length()?))
    }

    /// The next bytes.
    pub(in crate::runtime) fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            if let Some(reading) = &mut self.reading {
                match ready!(reading.poll_bytes(context)) {
                    Some(Ok(bytes)) if bytes.is_empty() => {}
                    Some(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                    Some(Err(error)) => {
                        *self = Self::empty();
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => self.reading = None,
                }
                continue;
            }
            match self.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) if bytes.is_empty() => {}
                Some(Piece::Bytes(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(other) => match other.open() {
                    Ok(reading) => self.reading = Some(reading),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.poll_bytes(context).map(|bytes| bytes.map(|bytes| bytes.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map(SizeHint::with_exact).unwrap_or_default()
    }
}

impl Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(a stream)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of((!bytes.is_empty()).then_some(Piece::Bytes(bytes)))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}
