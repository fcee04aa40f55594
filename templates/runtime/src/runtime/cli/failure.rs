//! How a command ends when it does not end well, and the exit status that has.

use std::fmt::Display;
use std::io;
use std::sync::Arc;

use crate::runtime::error::{Error, ErrorKind, Unresolved};
use crate::runtime::wait::tolerance::passes_by_itself;

/// Why a command did not do what it was told.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was called in a way that cannot be right. Nothing was sent.
    Usage(String),
    /// The service refused, or could not be reached.
    Api(Box<Error>),
    /// `--jq` failed with a value that came.
    Transform(String),
    /// What was asked for could not be written.
    Output(io::Error),
    /// Whoever read the output has gone, and wants no more.
    Closed,
    /// What was waited for ended badly, with this status.
    EndedBadly(String),
    /// What was waited for ended well, but for some of its parts, of which this is a summary.
    PartlyFailed(String),
    /// What was waited for ended well, and what came of it could not be read.
    Unread(Arc<Error>),
    /// The response to a create has no id to wait with, by the name of the member that should be one. It was shown.
    WithoutId(&'static str),
    /// What was waited for did not end in time.
    WaitTimeout(Box<Error>),
    /// The worst that happened while several were waited for. All of it has been told.
    Told(Box<Failure>),
    /// It was ended by a signal.
    Signal(Signal),
}

/// A signal that ends a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// What `kill` sends.
    Terminate,
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// A file that cannot be written.
    pub(super) fn unwritten(file: impl Display, error: io::Error) -> Self {
        Self::Output(io::Error::new(error.kind(), format!("{file}: {error}")))
    }

    /// What the program ends with.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Api(error) if is_usage(error) => 2,
            Self::Api(_) | Self::Transform(_) | Self::Output(_) | Self::Unread(_) | Self::WithoutId(_) => 1,
            Self::Usage(_) => 2,
            Self::EndedBadly(_) => 3,
            Self::WaitTimeout(_) => 4,
            Self::PartlyFailed(_) => 5,
            Self::Told(worst) => worst.status(),
            Self::Signal(Signal::Interrupt) => 130,
            Self::Signal(Signal::Terminate) => 143,
        }
    }

    /// Whether only what was waited for did not go well: there are whole responses that say so.
    pub(super) fn is_of_the_outcome(&self) -> bool {
        matches!(
            self,
            Self::EndedBadly(_) | Self::PartlyFailed(_) | Self::Unread(_) | Self::WithoutId(_) | Self::Told(_)
        )
    }

    /// Whether others that are waited for may still end well, and be shown.
    pub(super) fn is_of_one(&self) -> bool {
        matches!(
            self,
            Self::Api(_) | Self::EndedBadly(_) | Self::PartlyFailed(_) | Self::Unread(_) | Self::WaitTimeout(_)
        )
    }

    /// Whether it was refused because of how the program was called.
    pub(super) fn is_usage(&self) -> bool {
        self.status() == 2
    }

    /// Whether the service would say the same again, as it does of an id that it does not know.
    pub(super) fn is_refusal(&self) -> bool {
        let Self::Api(error) = self else { return false };
        error.status().is_some_and(|status| status.is_client_error()) && !passes_by_itself(error)
    }

    /// How bad it is among what can happen to one of several: not to know is worse than to know a bad end, and that is
    /// worse than to know no end yet.
    pub(super) fn severity(&self) -> u8 {
        match self {
            Self::PartlyFailed(_) => 0,
            Self::WaitTimeout(_) => 1,
            Self::EndedBadly(_) => 2,
            _ => 3,
        }
    }

    /// What was sent, if something may have been made of it that nobody has heard of.
    pub(super) fn unresolved(&self) -> Option<&Unresolved> {
        match self {
            Self::Api(error) => error.unresolved(),
            _ => None,
        }
    }

    /// What sort of failure it is, for programs.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Api(error) if is_usage(error) => "usage",
            Self::Api(error) => error.kind().name(),
            Self::Transform(_) => "transform",
            Self::Output(_) | Self::Closed => "output",
            Self::Signal(_) => "signal",
            Self::EndedBadly(_) => "unsuccessful",
            Self::PartlyFailed(_) => "partly_failed",
            Self::Unread(_) => "results_unread",
            Self::WithoutId(_) => "no_id",
            Self::WaitTimeout(_) => "wait_timeout",
            Self::Told(worst) => worst.kind(),
        }
    }
}

/// Whether it was refused because of how the program was called.
fn is_usage(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Configuration | ErrorKind::InvalidRequest | ErrorKind::CheckpointMismatch)
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Output(error),
        }
    }
}
