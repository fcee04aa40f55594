//! The sorts of failure, and how far a request got.

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built: a missing or illegal key, address, header or duration.
    Configuration,
    /// The request was refused before anything was sent: an empty id, a control character in a header.
    InvalidRequest,
    /// What provides a key had none; nothing was sent.
    Credentials,
    /// No connection could be made, or the certificate of the service or the password for a proxy was rejected; nothing was
    /// sent.
    Connect,
    /// The connection was lost after sending had begun.
    Connection,
    /// The time ran out: that of an attempt, of the whole call, or of waiting for an end.
    Timeout,
    /// The service responded with a status other than success; redirects are among them, for none is followed.
    Status,
    /// The service responded with success and a body this crate cannot read.
    Decode,
    /// The body of the response is larger than 64 MiB.
    BodyTooLarge,
    /// A list began to repeat itself, or gave 1,000 empty pages in a row, so following it would never end.
    PaginationLoop,
    /// A page of a list names the next one by a URL that is not of the service; nothing was sent there.
    ForeignPage,
    /// A checkpoint belongs to another list, or to the same one with other filters.
    CheckpointMismatch,
    /// What was waited for ended without success; the error carries its last state.
    Unsuccessful,
    /// What a response was to be written to failed.
    Write,
    /// There is no tokio runtime where the call was awaited, or the one it needs has been shut down.
    RuntimeGone,
    /// Code that took part in the call panicked; the client itself can go on.
    Panicked,
}

#[cfg(any(feature = "cli", feature = "tracing"))]
impl ErrorKind {
    /// As one of few words that programs can count.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::InvalidRequest => "invalid_request",
            Self::Credentials => "credentials",
            Self::Connect => "connect",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::Status => "status",
            Self::Decode => "decode",
            Self::BodyTooLarge => "body_too_large",
            Self::PaginationLoop => "pagination_loop",
            Self::ForeignPage => "foreign_page",
            Self::CheckpointMismatch => "checkpoint_mismatch",
            Self::Unsuccessful => "unsuccessful",
            Self::Write => "write",
            Self::RuntimeGone => "runtime_gone",
            Self::Panicked => "panicked",
        }
    }
}

/// Whether the service may have acted on a request that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Nothing reached the service and nothing will, or it refused the request before doing any work (429, or a stream of
    /// HTTP/2 that it did not process).
    No,
    /// It cannot be told: the response was lost, or came from something that may stand in front of the service (5xx).
    Maybe,
    /// The service responded; its status says what came of the request.
    Yes,
}
