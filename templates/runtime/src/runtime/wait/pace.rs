//! How long to wait between two polls. Time and jitter come in as values, so every rule can be tested as a table.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15);

/// Intervals of 1 s that grow by half up to 15 s, and start over when something changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    step: Duration,
}

impl Pace {
    pub(crate) fn new() -> Self {
        Self { step: FIRST }
    }

    /// Begins again with the shortest interval.
    pub(crate) fn reset(&mut self) {
        self.step = FIRST;
    }

    /// The next interval: half of the step, plus `jitter` (0 to 1) of the other half, and never less than the service
    /// asked for.
    pub(crate) fn next(&mut self, jitter: f64, asked: Option<Duration>) -> Duration {
        let step = self.step;
        self.step = step.mul_f64(1.5).min(LONGEST);
        let interval = step / 2 + (step / 2).mul_f64(jitter.clamp(0.0, 1.0));
        interval.max(asked.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_grow_by_half_up_to_the_cap_and_start_over() {
        let mut pace = Pace::new();
        let steps: Vec<u128> = (0..9).map(|_| pace.next(1.0, None).as_millis()).collect();
        assert_eq!(steps, [1_000, 1_500, 2_250, 3_375, 5_062, 7_593, 11_390, 15_000, 15_000]);
        pace.reset();
        assert_eq!(pace.next(1.0, None), FIRST);
    }

    #[test]
    fn jitter_takes_at_most_half_of_an_interval() {
        assert_eq!(Pace::new().next(0.0, None), FIRST / 2);
        assert_eq!(Pace::new().next(0.5, None), FIRST * 3 / 4);
    }

    #[test]
    fn what_the_service_asks_for_is_the_least() {
        assert_eq!(Pace::new().next(1.0, Some(Duration::from_secs(40))), Duration::from_secs(40));
        assert_eq!(Pace::new().next(1.0, Some(Duration::ZERO)), FIRST);
    }
}
