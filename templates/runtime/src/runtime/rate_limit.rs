//! A client's own limit on how often it asks, shared by all of its clones.
//!
//! It is a sliding window: among any `requests + 1` consecutive sends, the first and the last are at least one period
//! apart. The first burst goes out at once, and no minute ever sees more than a minute's worth. A call that is given up
//! before its request begins, while it waits for its turn above all, leaves its place to others.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// At most so many requests in any period of the given length.
#[derive(Debug)]
pub struct RateLimit {
    requests: usize,
    period: Duration,
    /// When requests may start, oldest first: those of the last period, and those that lie ahead.
    starts: Mutex<Vec<Instant>>,
}

impl RateLimit {
    /// At most `requests` in any `period`. None counts as one, for no request could ever be sent.
    pub fn new(requests: u32, period: Duration) -> Self {
        Self { requests: (requests as usize).max(1), period, starts: Mutex::default() }
    }

    /// Reserves the earliest free place.
    ///
    /// # Errors
    ///
    /// Gives the time until that place, and reserves nothing, when it is not shorter than `patience`.
    pub fn reserve(&self, now: Instant, patience: Duration) -> Result<Place<'_>, Duration> {
        let mut starts = self.starts();
        starts.retain(|start| now.saturating_duration_since(*start) < self.period);
        // A period beyond what the clock can hold never ends.
        let start = self.earliest(&starts, now).ok_or(Duration::MAX)?;
        let wait = start.saturating_duration_since(now);
        if wait > Duration::ZERO && wait >= patience {
            return Err(wait);
        }
        let at = starts.partition_point(|other| *other <= start);
        starts.insert(at, start);
        Ok(Place { limit: self, start, wait, is_used: false })
    }

    /// The earliest time from `now` on with which no `requests + 1` of the sorted `starts` fall into one period.
    fn earliest(&self, starts: &[Instant], now: Instant) -> Option<Instant> {
        let mut start = now;
        for run in starts.windows(self.requests) {
            let (first, last) = (run[0], run[self.requests - 1]);
            // Later runs begin later, so having moved behind one is never undone by the next.
            if last.max(start).saturating_duration_since(first.min(start)) < self.period {
                start = first.checked_add(self.period)?;
            }
        }
        Some(start)
    }

    fn give_back(&self, start: Instant) {
        let mut starts = self.starts();
        // Places with the same start are alike, so it does not matter which of them goes.
        if let Ok(at) = starts.binary_search(&start) {
            starts.remove(at);
        }
    }

    fn starts(&self) -> MutexGuard<'_, Vec<Instant>> {
        self.starts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place for one request. It goes back when it is dropped, unless the request has begun.
#[derive(Debug)]
#[must_use = "a place that is dropped goes back"]
pub struct Place<'a> {
    limit: &'a RateLimit,
    start: Instant,
    wait: Duration,
    is_used: bool,
}

impl Place<'_> {
    /// How long to wait until the request may begin, measured from the reservation.
    pub fn wait(&self) -> Duration {
        self.wait
    }

    /// Notes that the request begins: the place stays taken even if the call is dropped now.
    pub fn begin(&mut self) {
        self.is_used = true;
    }

    /// Notes that nothing of the request was sent after all.
    pub fn give_back(mut self) {
        self.is_used = false;
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.is_used {
            self.limit.give_back(self.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);
    const SECOND: Duration = Duration::from_secs(1);

    /// Reserves a place and uses it; gives the wait.
    fn used(limit: &RateLimit, now: Instant, patience: Duration) -> Result<Duration, Duration> {
        limit.reserve(now, patience).map(|mut place| {
            place.begin();
            place.wait()
        })
    }

    #[test]
    fn a_burst_goes_out_at_once_and_the_rest_waits_for_the_window() {
        let limit = RateLimit::new(2, MINUTE);
        let start = Instant::now();
        let waits: Vec<u64> = (0..5).map(|_| used(&limit, start, MINUTE * 9).unwrap().as_secs()).collect();
        assert_eq!(waits, [0, 0, 60, 60, 120]);
        assert_eq!(used(&limit, start + MINUTE * 5, MINUTE), Ok(Duration::ZERO));
    }

    #[test]
    fn a_wait_beyond_patience_takes_no_place() {
        let limit = RateLimit::new(1, MINUTE);
        let start = Instant::now();
        assert_eq!(used(&limit, start, Duration::ZERO), Ok(Duration::ZERO));
        assert_eq!(used(&limit, start, Duration::from_secs(5)), Err(MINUTE));
        assert_eq!(used(&limit, start, MINUTE), Err(MINUTE));
        assert_eq!(used(&limit, start + MINUTE, Duration::ZERO), Ok(Duration::ZERO));
    }

    #[test]
    fn a_period_without_end_is_no_overflow() {
        let limit = RateLimit::new(1, Duration::MAX);
        assert_eq!(used(&limit, Instant::now(), MINUTE), Ok(Duration::ZERO));
        assert_eq!(used(&limit, Instant::now(), Duration::MAX), Err(Duration::MAX));
    }

    #[test]
    fn calls_that_are_given_up_leave_their_places_to_others() {
        let limit = RateLimit::new(20, MINUTE);
        let start = Instant::now();
        let mut places: Vec<_> = (0..100).map(|_| limit.reserve(start, MINUTE * 9).unwrap()).collect();
        places[..18].iter_mut().for_each(Place::begin);
        drop(places);
        let waits: Vec<u64> = (0..4).map(|_| used(&limit, start, MINUTE * 9).unwrap().as_secs()).collect();
        assert_eq!(waits, [0, 0, 60, 60]);
    }

    #[test]
    fn a_place_between_two_others_is_used_again() {
        let limit = RateLimit::new(1, MINUTE);
        let start = Instant::now();
        let places: Vec<_> = (0..3).map(|_| limit.reserve(start, MINUTE * 9).unwrap()).collect();
        let [first, second, third] = places.try_into().unwrap();
        drop(second);
        assert_eq!(used(&limit, start, MINUTE * 9), Ok(MINUTE));
        // What begins a moment later does not fit between the two.
        assert_eq!(used(&limit, start + SECOND, MINUTE * 9), Ok(MINUTE * 3 - SECOND));
        drop((first, third));
    }

    #[test]
    fn a_request_that_was_not_sent_after_all_gives_its_place_back() {
        let limit = RateLimit::new(1, MINUTE);
        let start = Instant::now();
        let mut place = limit.reserve(start, MINUTE).unwrap();
        place.begin();
        place.give_back();
        assert_eq!(used(&limit, start, MINUTE), Ok(Duration::ZERO));
    }

    proptest! {
        /// Each call comes some seconds after the one before it, and is given up or not.
        #[test]
        fn no_period_ever_holds_more_requests_than_allowed(
            requests in 1_u32..5,
            calls in prop::collection::vec((0_u64..30, any::<bool>()), 1..60),
        ) {
            let limit = RateLimit::new(requests, MINUTE);
            let (mut now, mut begun) = (Instant::now(), Vec::new());
            for (pause, is_sent) in calls {
                now += Duration::from_secs(pause);
                let mut place = limit.reserve(now, Duration::MAX).unwrap();
                if is_sent {
                    place.begin();
                    begun.push(now + place.wait());
                }
            }
            begun.sort();
            for run in begun.windows(requests as usize + 1) {
                prop_assert!(run[requests as usize] - run[0] >= MINUTE);
            }
        }
    }
}
