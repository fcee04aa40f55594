//! The body of a request or a response, as a type that says little about itself.
//!
//! Every body of this version lies in memory. The type leaves room for bodies that are read as they come (streams,
//! files, multipart): whoever asks for bytes has to say what to do where there are none yet.

use std::fmt::{self, Debug};

use bytes::Bytes;

/// The body of an [`HttpRequest`](super::HttpRequest) or an [`HttpResponse`](super::HttpResponse). Made of bytes with
/// `From`; `Debug` shows its length only.
#[derive(Default)]
pub struct Body {
    bytes: Bytes,
}

impl Body {
    /// No body at all.
    pub const fn empty() -> Self {
        Self { bytes: Bytes::new() }
    }

    /// The whole body, if it lies in memory; every body of this version does.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        Some(&self.bytes)
    }

    /// The whole body, without copying it.
    ///
    /// # Errors
    ///
    /// Gives the body back if it does not lie in memory; every body of this version does.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        Ok(self.bytes)
    }

    /// The same body once more, without copying it; `None` if it can be read only once, which none of this version is.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self { bytes: self.bytes.clone() })
    }

    /// The bytes, for the client itself, which knows that there is no other kind.
    pub(in crate::runtime) fn in_memory(self) -> Bytes {
        self.bytes
    }

    /// How many bytes there are.
    pub(in crate::runtime) fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Body({} bytes)", self.bytes.len())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { bytes }
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
