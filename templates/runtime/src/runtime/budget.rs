//! A client's allowance of repeats, shared by all of its clones: what keeps a dead service from being asked six times
//! by everyone.
//!
//! A repeat takes tokens out, a success puts some back. When the service is well, the allowance is full and nobody
//! notices it; when it is down, the allowance runs dry after some fifty repeats and calls fail on their first answer.

use std::sync::atomic::{AtomicU32, Ordering};

/// The tokens of a client that has had no failure.
const FULL: u32 = 500;

/// What a repeat costs.
pub const REPEAT: u32 = 10;

/// What a repeat after 429 costs: the service is alive and has asked for it.
pub const REPEAT_RATE_LIMITED: u32 = 5;

/// What a success without repeats gives back.
const SUCCESS: u32 = 1;

/// The tokens left.
#[derive(Debug)]
pub struct RetryBudget(AtomicU32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl RetryBudget {
    /// Takes `cost` tokens, or none when there are fewer.
    pub fn take(&self, cost: u32) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost)).is_ok()
    }

    /// Gives back after a success: what its repeats cost, or one token if there were none.
    pub fn give_back(&self, spent: u32) {
        let returned = spent.max(SUCCESS);
        // The closure always has a value, so the update cannot fail.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_add(returned).min(FULL)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_calls_to_a_dead_service_send_ninety_requests() {
        let budget = RetryBudget::default();
        let requests: u32 = (0..40).map(|_| 1 + (0..4).take_while(|_| budget.take(REPEAT)).count() as u32).sum();
        assert_eq!(requests, 90);
    }

    #[test]
    fn a_success_gives_back_what_its_repeats_cost_and_never_more_than_full() {
        let budget = RetryBudget::default();
        budget.give_back(0);
        assert_eq!(budget.0.load(Ordering::Relaxed), FULL);
        assert!(budget.take(REPEAT) && budget.take(REPEAT));
        budget.give_back(2 * REPEAT);
        assert_eq!(budget.0.load(Ordering::Relaxed), FULL);
        assert!(budget.take(REPEAT));
        budget.give_back(0);
        assert_eq!(budget.0.load(Ordering::Relaxed), FULL - REPEAT + 1);
    }
}
