//! How long to wait between two polls. Time and jitter come in as values, so every rule can be tested as a table.

use std::time::Duration;

/// How the pauses between polls follow each other: from a first one they grow up to a longest one, and start over when
/// the status changes. A pause is never shorter than the service asks for.
///
/// The pace of a wait is [`Pace::growing`] from 1 s to 15 s unless it is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    first: Duration,
    longest: Duration,
    factor: f64,
    /// The part of a pause that jitter may take away, 0 to 1.
    spread: f64,
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

/// The pauses of one wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Intervals {
    pace: Pace,
    step: Duration,
}

impl Intervals {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, step: pace.first.min(pace.longest) }
    }

    /// Begins again with the first pause.
    pub(super) fn start_over(&mut self) {
        *self = Self::new(self.pace);
    }

    /// The next pause: the step without what `jitter` (0 to 1) leaves out, and never less than the service asked for.
    pub(super) fn next(&mut self, jitter: f64, asked: Option<Duration>) -> Duration {
        let Self { pace, step } = *self;
        // A step too long to be multiplied is beyond any deadline.
        let grown = Duration::try_from_secs_f64(step.as_secs_f64() * pace.factor).unwrap_or(Duration::MAX);
        self.step = grown.min(pace.longest);
        let left_out = step.mul_f64(pace.spread * (1.0 - jitter.clamp(0.0, 1.0)));
        step.saturating_sub(left_out).max(asked.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Duration = Duration::from_secs(1);

    fn usual() -> Intervals {
        Intervals::new(Pace::default())
    }

    #[test]
    fn pauses_grow_by_half_up_to_the_cap_and_start_over() {
        let mut intervals = usual();
        let steps: Vec<u128> = (0..9).map(|_| intervals.next(1.0, None).as_millis()).collect();
        assert_eq!(steps, [1_000, 1_500, 2_250, 3_375, 5_062, 7_593, 11_390, 15_000, 15_000]);
        intervals.start_over();
        assert_eq!(intervals.next(1.0, None), FIRST);
    }

    #[test]
    fn jitter_takes_at_most_half_of_a_pause() {
        assert_eq!(usual().next(0.0, None), FIRST / 2);
        assert_eq!(usual().next(0.5, None), FIRST * 3 / 4);
    }

    #[test]
    fn what_the_service_asks_for_is_the_least() {
        assert_eq!(usual().next(1.0, Some(Duration::from_secs(40))), Duration::from_secs(40));
        assert_eq!(usual().next(1.0, Some(Duration::ZERO)), FIRST);
    }

    #[test]
    fn a_steady_pace_knows_neither_growth_nor_jitter() {
        let mut intervals = Intervals::new(Pace::every(FIRST * 7));
        assert!((0..9).all(|number| intervals.next(f64::from(number) / 9.0, None) == FIRST * 7));
    }

    #[test]
    fn a_pace_without_end_is_no_overflow() {
        let mut intervals = Intervals::new(Pace::growing(FIRST, Duration::MAX));
        let pauses: Vec<Duration> = (0..200).map(|_| intervals.next(0.3, None)).collect();
        assert!(pauses.is_sorted());
        assert_eq!(Intervals::new(Pace::every(Duration::MAX)).next(0.0, None), Duration::MAX);
    }
}
