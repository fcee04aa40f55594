//! An allowance of repeats, shared by all clones of a client: what keeps a dead service from being asked six times by
//! everyone.
//!
//! A repeat takes tokens out, a success puts some back. When the service is well, the allowance is full and nobody
//! notices it; when it is down, the allowance runs dry after some fifty repeats and calls fail on their first response.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The tokens of a client that has had no failure.
const FULL: u32 = 500;

/// What a repeat costs.
pub const REPEAT: u32 = 10;

/// What a repeat after 429 costs: the service is alive and has refused before doing any work.
pub const REPEAT_RATE_LIMITED: u32 = 5;

/// What a repeat costs at a time that the service itself has named: nothing, as it expects the request then.
pub const REPEAT_ASKED_FOR: u32 = 0;

/// What a success without repeats gives back.
const SUCCESS: u32 = 1;

/// An allowance of repeats: 500 tokens, of which a repeat takes 10 (after 429: 5, at a time that the service named with
/// 429 or 503: none). A success gives back what its repeats took, or 1 if there were none.
///
/// Each client has one of its own, which its clones share. Clones of a budget share one allowance too: give them to
/// [`ClientBuilder::retry_budget`](super::ClientBuilder::retry_budget), and several clients of one service spare it
/// together.
#[derive(Clone, Debug)]
pub struct RetryBudget(Arc<AtomicU32>);

impl RetryBudget {
    /// A full allowance.
    pub fn new() -> Self {
        Self(Arc::new(AtomicU32::new(FULL)))
    }

    /// Takes `cost` tokens, or none when there are fewer.
    pub(crate) fn take(&self, cost: u32) -> Option<Tokens> {
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost));
        taken.ok().map(|_| Tokens { budget: self.clone(), cost })
    }

    /// Gives back after a success: what its repeats cost, or one token if that was nothing.
    pub(crate) fn give_back(&self, spent: u32) {
        self.add(spent.max(SUCCESS));
    }

    fn add(&self, tokens: u32) {
        // The closure always has a value, so the update cannot fail.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_add(tokens).min(FULL)));
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new()
    }
}

/// Tokens for one repeat. They go back when they are dropped, unless the repeat has begun.
#[derive(Debug)]
#[must_use = "tokens that are dropped go back"]
pub(crate) struct Tokens {
    budget: RetryBudget,
    cost: u32,
}

impl Tokens {
    /// Pays for a repeat that begins now; gives what it costs.
    pub(crate) fn spend(mut self) -> u32 {
        std::mem::take(&mut self.cost)
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        self.budget.add(self.cost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(budget: &RetryBudget) -> u32 {
        budget.0.load(Ordering::Relaxed)
    }

    #[test]
    fn forty_calls_to_a_dead_service_send_ninety_requests() {
        let budget = RetryBudget::new();
        let repeat = || budget.take(REPEAT).map(Tokens::spend).is_some();
        let requests: u32 = (0..40).map(|_| 1 + (0..4).take_while(|_| repeat()).count() as u32).sum();
        assert_eq!(requests, 90);
    }

    #[test]
    fn a_success_gives_back_what_its_repeats_cost_and_never_more_than_full() {
        let budget = RetryBudget::new();
        budget.give_back(0);
        assert_eq!(left(&budget), FULL);
        let spent = budget.take(REPEAT).unwrap().spend() + budget.take(REPEAT).unwrap().spend();
        budget.give_back(spent);
        assert_eq!(left(&budget), FULL);
        budget.take(REPEAT).unwrap().spend();
        budget.give_back(0);
        assert_eq!(left(&budget), FULL - REPEAT + 1);
    }

    #[test]
    fn a_repeat_that_never_begins_costs_nothing() {
        let budget = RetryBudget::new();
        drop(budget.take(REPEAT));
        assert_eq!(left(&budget), FULL);
    }

    #[test]
    fn clones_share_one_allowance() {
        let budget = RetryBudget::new();
        budget.clone().take(FULL).unwrap().spend();
        assert!(budget.take(REPEAT_RATE_LIMITED).is_none());
        assert!(budget.take(REPEAT_ASKED_FOR).is_some());
    }
}
