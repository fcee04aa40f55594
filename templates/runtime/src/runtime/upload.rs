//! Files that are sent: what is in them, what they are called, and of which media type they are.
//!
//! A file is never held in memory as a whole unless that is where it comes from. Bytes and paths can be read again, so a
//! request with them can be repeated; a stream is read once, and a request with it is never sent twice.

use std::fmt::{self, Debug};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_core::Stream;

use super::transport::body::{Once, Piece};

/// A file to send: of bytes, from a path, or from a stream.
///
/// ```ignore
/// client.files().upload(Upload::path("report.pdf").media_type("application/pdf")).await?;
/// client.files().upload(Upload::bytes("notes.txt", "remember the milk")).await?;
/// ```
///
/// A path is opened when it is sent, and read a little at a time. `Debug` shows no content.
#[derive(Clone)]
#[must_use]
pub struct Upload {
    name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Path(PathBuf),
    Once(Once, Option<u64>),
}

impl Upload {
    /// A file of this name, from memory.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(Some(name.into()), Content::Bytes(bytes.into()))
    }

    /// The file at a path, under its own name.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self::of(name, Content::Path(path))
    }

    /// A file of this name, from a stream, which is read once. Unless its [`length`](Self::length) is said, it is sent in
    /// chunks, which not every server takes.
    pub fn stream(name: impl Into<String>, stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self::of(Some(name.into()), Content::Once(Once::stream(stream), None))
    }

    /// A file of this name, from a reader, which is read once, on a thread where that may block. For the length, see
    /// [`stream`](Self::stream).
    pub fn reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self::of(Some(name.into()), Content::Once(Once::reader(reader), None))
    }

    fn of(name: Option<String>, content: Content) -> Self {
        Self { name, media_type: None, headers: Vec::new(), content }
    }

    /// Sends it under another name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says of which media type it is, such as `application/pdf`. Otherwise a part of a form is `application/octet-stream`, and
    /// a whole body is what the description says.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Sends a header with the part of the form that it is: beside those that the description gives the part, or in the place of
    /// one of them. `Content-Type` is [`media_type`](Self::media_type). A header that is not legal is an error when it is
    /// sent, and so is one of a file that is the whole body.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Says how many bytes a stream or reader gives. One that gives fewer is an error, and what goes beyond is not sent. The
    /// length of bytes and files is known.
    pub fn length(mut self, length: u64) -> Self {
        if let Content::Once(_, known) = &mut self.content {
            *known = Some(length);
        }
        self
    }

    pub(crate) fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn declared_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Whether it cannot be sent any more.
    pub(crate) fn is_spent(&self) -> bool {
        matches!(&self.content, Content::Once(source, _) if source.is_taken())
    }

    /// What is sent of it.
    ///
    /// # Errors
    ///
    /// When there is no such file, or the stream was sent already. The name of the file is not repeated.
    pub(crate) fn piece(&self) -> Result<Piece, String> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Piece::Bytes(bytes.clone())),
            Content::Path(path) => match path.metadata() {
                Ok(found) if found.is_file() => Ok(Piece::File { path: path.clone(), length: found.len() }),
                Ok(_) => Err("is no file".to_owned()),
                Err(problem) => Err(format!("cannot be read: {}", problem.kind())),
            },
            Content::Once(..) if self.is_spent() => {
                Err("was sent already, and a stream can be sent only once".to_owned())
            }
            Content::Once(source, length) => Ok(Piece::Once { source: source.clone(), length: *length }),
        }
    }
}

impl From<PathBuf> for Upload {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<&Path> for Upload {
    fn from(path: &Path) -> Self {
        Self::path(path)
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::of(None, Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl Debug for Upload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = match &self.content {
            Content::Bytes(_) => "bytes",
            Content::Path(_) => "a path",
            Content::Once(..) => "a stream",
        };
        let mut shown = formatter.debug_struct("Upload");
        shown.field("media_type", &self.media_type).field("content", &content).finish_non_exhaustive()
    }
}
