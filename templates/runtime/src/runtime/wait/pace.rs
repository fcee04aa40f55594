//! The pace of waiting, as a caller sets it.

use std::time::Duration;

/// How the pauses between polls follow each other: from a first one they grow up to a longest one, and start over when
/// the status changes. A pause is never shorter than the service asks for.
///
/// The pace of a wait is [`Pace::growing`] from 1 s to 15 s unless it is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pub(super) first: Duration,
    pub(super) longest: Duration,
    pub(super) factor: f64,
    /// The part of a pause that jitter may take away, 0 to 1.
    pub(super) spread: f64,
}

impl Pace {
    /// The same pause before every poll, without jitter. Zero is refused when waiting begins.
    pub const fn every(pause: Duration) -> Self {
        Self { first: pause, longest: pause, factor: 1.0, spread: 0.0 }
    }

    /// Pauses that begin with `first` and grow by half up to `longest`. Of each, jitter takes up to a half, so that
    /// those who wait for the same thing do not all ask at once. Zero is refused when waiting begins.
    pub const fn growing(first: Duration, longest: Duration) -> Self {
        Self { first, longest, factor: 1.5, spread: 0.5 }
    }

    pub(super) fn is_without_pauses(&self) -> bool {
        self.first.is_zero() || self.longest.is_zero()
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::growing(Duration::from_secs(1), Duration::from_secs(15))
    }
}
