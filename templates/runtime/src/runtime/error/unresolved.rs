//! What is kept of a create that failed without telling whether it happened.
//!
//! Emitted code uses it to look for what may have been created: the same directory, not older than the first attempt.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};

use jiff::{SignedDuration, Timestamp};

/// How far two clocks may be apart. A candidate too many costs a look at it; one too few, and the work is paid twice.
const CLOCK_MARGIN: SignedDuration = SignedDuration::from_mins(5);

/// A create whose outcome is not known.
#[derive(Clone)]
pub struct Unresolved {
    operation: &'static str,
    values: BTreeMap<String, String>,
    since: Timestamp,
}

impl Unresolved {
    /// The values a request of `operation` was sent with, and when that was first tried.
    pub fn new(operation: &'static str, values: BTreeMap<String, String>, since: Timestamp) -> Self {
        Self { operation, values, since }
    }

    /// The id of the operation.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// A path, query or body value by its name on the wire; of the body, texts, numbers and booleans at the top.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// When the first attempt began, by the clock of this machine.
    pub fn since(&self) -> Timestamp {
        self.since
    }

    /// The earliest time the service may give for what was created, were its clock behind this machine's by as much as
    /// [`CLOCK_MARGIN`].
    pub fn created_after(&self) -> Timestamp {
        self.since.saturating_sub(CLOCK_MARGIN).unwrap_or(self.since)
    }
}

impl Debug for Unresolved {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Unresolved")
            .field("operation", &self.operation)
            .field("values", &self.values.keys())
            .field("since", &self.since)
            .finish()
    }
}
