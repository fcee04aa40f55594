//! The pieces of a body, and how those that do not lie in memory are read: a little at a time, away from the threads that
//! drive connections.

use std::fmt::{self, Debug};
use std::fs::File;
use std::future::Future as _;
use std::io::{self, Read};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::task::JoinHandle;

/// How much of a file is held at a time: 64 KiB.
const CHUNK: usize = 64 * 1024;

/// A part of a body that is sent in one go.
#[derive(Clone)]
pub(crate) enum Piece {
    Bytes(Bytes),
    /// A file, of which this many bytes are sent.
    File {
        path: PathBuf,
        length: u64,
    },
    /// What can be read only once, and its length, where it is known.
    Once {
        source: Once,
        length: Option<u64>,
    },
}

/// Its length and no content.
impl Debug for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Piece").field(&self.length()).finish()
    }
}

/// A stream or reader of the caller. All copies share it, and the first that is read takes it.
#[derive(Clone)]
pub(crate) struct Once(Arc<Mutex<Option<Source>>>);

enum Source {
    Stream(SharedStream),
    Reader(BoxReader),
}

/// A body is shared between threads, which a stream need not allow. Only the one that reads it takes the lock.
type SharedStream = Mutex<Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>>;

type BoxReader = Box<dyn Read + Send>;

impl Once {
    pub(crate) fn stream(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self::of(Source::Stream(Mutex::new(Box::pin(stream))))
    }

    pub(crate) fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::of(Source::Reader(Box::new(reader)))
    }

    fn of(source: Source) -> Self {
        Self(Arc::new(Mutex::new(Some(source))))
    }

    /// Whether reading has begun, so that it cannot be sent any more.
    pub(crate) fn is_taken(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    fn take(&self) -> io::Result<Source> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| io::Error::other("a stream can be sent only once"))
    }
}

impl Piece {
    pub(super) fn is_read_once(&self) -> bool {
        matches!(self, Self::Once { .. })
    }

    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::File { length, .. } => Some(*length),
            Self::Once { length, .. } => *length,
        }
    }

    /// Begins to read it.
    pub(super) fn open(self) -> io::Result<Reading> {
        let left = self.length();
        let source = match self {
            Self::Bytes(bytes) => ReadingSource::read(|| Ok(Box::new(io::Cursor::new(bytes)))),
            Self::File { path, .. } => ReadingSource::read(|| Ok(Box::new(File::open(path)?))),
            Self::Once { source, .. } => match source.take()? {
                Source::Stream(stream) => ReadingSource::Stream(stream),
                Source::Reader(reader) => ReadingSource::read(|| Ok(reader)),
            },
        };
        Ok(Reading { source, left })
    }
}

/// A piece that is being read.
pub(super) struct Reading {
    source: ReadingSource,
    left: Option<u64>,
}

enum ReadingSource {
    Stream(SharedStream),
    /// A chunk is being read on a thread that may block, which gives the reader back.
    Busy(JoinHandle<io::Result<(BoxReader, Bytes)>>),
    Ended,
}

impl ReadingSource {
    /// Reads the next chunk of what is opened.
    fn read(open: impl FnOnce() -> io::Result<BoxReader> + Send + 'static) -> Self {
        Self::Busy(tokio::task::spawn_blocking(move || {
            let mut reader = open()?;
            let mut bytes = Vec::new();
            reader.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
            Ok((reader, bytes.into()))
        }))
    }

    fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        match self {
            Self::Stream(stream) => {
                stream.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll_next(context)
            }
            Self::Busy(reading) => {
                let chunk = ready!(Pin::new(reading).poll(context)).map_err(io::Error::other).and_then(|chunk| chunk);
                let (next, bytes) = match chunk {
                    Ok((_, bytes)) if bytes.is_empty() => (Self::Ended, None),
                    Ok((reader, bytes)) => (Self::read(|| Ok(reader)), Some(Ok(bytes))),
                    Err(error) => (Self::Ended, Some(Err(error))),
                };
                *self = next;
                Poll::Ready(bytes)
            }
            Self::Ended => Poll::Ready(None),
        }
    }
}

impl Reading {
    /// How many bytes are still to come, where that is known.
    pub(super) fn left(&self) -> Option<u64> {
        self.left
    }

    /// The next bytes, never more than the length that was promised.
    pub(super) fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        let next = ready!(self.source.poll_bytes(context));
        Poll::Ready(match (next, &mut self.left) {
            (Some(Ok(mut bytes)), Some(left)) => {
                bytes.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
                *left -= bytes.len() as u64;
                Some(Ok(bytes))
            }
            (None, Some(_)) => Some(Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "what is sent ended before the length that was promised",
            ))),
            (next, _) => next,
        })
    }
}
