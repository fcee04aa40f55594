//! The moment of a client's latest create, so that waiting can tell "not there yet" from "not there".

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long after a create a 404 only means that the service has not caught up.
const GRACE: Duration = Duration::from_secs(5);

/// When a client last created something. Which thing is not recorded: what was created knows its id only by its type.
#[derive(Debug, Default)]
pub struct LatestCreate(Mutex<Option<Instant>>);

impl LatestCreate {
    /// Records a create that was answered now.
    pub(crate) fn note(&self, now: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Until when a 404 is no news; `None` if nothing was created.
    pub(crate) fn grace_ends(&self) -> Option<Instant> {
        let latest = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        latest.and_then(|latest| latest.checked_add(GRACE))
    }
}
