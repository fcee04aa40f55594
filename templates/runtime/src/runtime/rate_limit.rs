//! A client's own limit on how often it asks, shared by all of its clones.
//!
//! It is a sliding window: among any `requests + 1` consecutive sends, the first and the last are at least one period
//! apart. The first burst goes out at once, and no minute ever sees more than a minute's worth.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// At most so many requests in any period of the given length.
#[derive(Debug)]
pub struct RateLimit {
    requests: usize,
    period: Duration,
    /// When the latest requests were allowed to start, oldest first; some of these lie ahead.
    starts: Mutex<VecDeque<Instant>>,
}

impl RateLimit {
    /// At most `requests` in any `period`. Both must be more than zero.
    pub fn new(requests: u32, period: Duration) -> Self {
        Self { requests: requests as usize, period, starts: Mutex::default() }
    }

    /// Reserves the next place and tells how long to wait for it.
    ///
    /// # Errors
    ///
    /// Gives the wait, and reserves nothing, when it is not shorter than `patience`.
    pub fn reserve(&self, now: Instant, patience: Duration) -> Result<Duration, Duration> {
        let mut starts = self.starts.lock().unwrap_or_else(PoisonError::into_inner);
        let start = match starts.front() {
            // A period beyond what the clock can hold never ends.
            Some(oldest) if starts.len() >= self.requests => {
                now.max(oldest.checked_add(self.period).ok_or(Duration::MAX)?)
            }
            _ => now,
        };
        let wait = start.saturating_duration_since(now);
        if wait > Duration::ZERO && wait >= patience {
            return Err(wait);
        }
        if starts.len() >= self.requests {
            starts.pop_front();
        }
        starts.push_back(start);
        Ok(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_burst_goes_out_at_once_and_the_rest_waits_for_the_window() {
        let limit = RateLimit::new(2, MINUTE);
        let start = Instant::now();
        let waits: Vec<u64> = (0..5).map(|_| limit.reserve(start, MINUTE * 9).unwrap().as_secs()).collect();
        assert_eq!(waits, [0, 0, 60, 60, 120]);
        assert_eq!(limit.reserve(start + MINUTE * 5, MINUTE).unwrap(), Duration::ZERO);
    }

    #[test]
    fn a_wait_beyond_patience_takes_no_place() {
        let limit = RateLimit::new(1, MINUTE);
        let start = Instant::now();
        assert_eq!(limit.reserve(start, Duration::ZERO), Ok(Duration::ZERO));
        assert_eq!(limit.reserve(start, Duration::from_secs(5)), Err(MINUTE));
        assert_eq!(limit.reserve(start, MINUTE), Err(MINUTE));
        assert_eq!(limit.reserve(start + MINUTE, Duration::ZERO), Ok(Duration::ZERO));
    }

    #[test]
    fn a_period_without_end_is_no_overflow() {
        let limit = RateLimit::new(1, Duration::MAX);
        assert_eq!(limit.reserve(Instant::now(), MINUTE), Ok(Duration::ZERO));
        assert_eq!(limit.reserve(Instant::now(), Duration::MAX), Err(Duration::MAX));
    }
}
