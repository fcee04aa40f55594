//! How long to wait between two polls. Time and jitter come in as values, so every rule can be tested as a table.

use std::time::Duration;

use super::pace::Pace;

/// The pauses of one wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Intervals {
    pace: Pace,
    step: Duration,
    due: Due,
}

/// When the next poll is due.
#[derive(Clone, Copy, Debug)]
enum Due {
    Now,
    /// After a pause, at the least as long as the service asked for.
    Later {
        pause: Duration,
        asked: Option<Duration>,
    },
}

/// What the time that is left allows before the next poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// A pause, then the poll.
    Then(Duration),
    /// A pause that takes all the time there is.
    ToTheEnd,
    /// Nothing: there is no time, or less than the service asks to wait.
    None(Option<Duration>),
}

impl Intervals {
    /// Begins with a poll at once.
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, step: pace.first.min(pace.longest), due: Due::Now }
    }

    /// Begins again with a poll at once.
    pub(super) fn start_over(&mut self) {
        *self = Self::new(self.pace);
    }

    /// Begins again with the first pause.
    pub(super) fn shorten(&mut self) {
        *self = Self { due: self.due, ..Self::new(self.pace) };
    }

    /// Has the next poll wait, at the least as long as the service asked for. `jitter` is a number from 0 to 1.
    pub(super) fn wait(&mut self, jitter: f64, asked: Option<Duration>) {
        self.due = Due::Later { pause: self.next(jitter, asked), asked };
    }

    /// How long the next poll will wait, if it comes before the time that is left is over.
    pub(super) fn planned(&self, left: Duration) -> Option<Duration> {
        match self.due {
            Due::Now => None,
            Due::Later { pause, .. } => Some(pause).filter(|pause| *pause < left),
        }
    }

    /// What comes before the next poll when so much time is left.
    pub(super) fn pause(&mut self, left: Duration) -> Pause {
        let pause = match self.due {
            Due::Now => Duration::ZERO,
            Due::Later { asked: Some(asked), .. } if asked >= left => return Pause::None(Some(asked)),
            Due::Later { pause, .. } => pause,
        };
        self.due = Due::Now;
        if pause < left {
            Pause::Then(pause)
        } else if pause.is_zero() {
            Pause::None(None)
        } else {
            Pause::ToTheEnd
        }
    }

    /// The next pause: the step without what `jitter` (0 to 1) leaves out, and never less than the service asked for.
    fn next(&mut self, jitter: f64, asked: Option<Duration>) -> Duration {
        let Self { pace, step, .. } = *self;
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
        intervals.shorten();
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
    fn the_time_that_is_left_decides_what_comes_before_a_poll() {
        let now = usual();
        let later = |asked: Option<u64>| {
            let mut intervals = usual();
            intervals.wait(1.0, asked.map(Duration::from_secs));
            intervals
        };
        let table = [
            // the first pause is 1 s: when the poll is due, seconds left, what is planned, what comes
            (now, 9, None, Pause::Then(Duration::ZERO)),
            (now, 0, None, Pause::None(None)),
            (later(None), 9, Some(FIRST), Pause::Then(FIRST)),
            (later(None), 1, None, Pause::ToTheEnd),
            (later(Some(7)), 9, Some(FIRST * 7), Pause::Then(FIRST * 7)),
            (later(Some(9)), 9, None, Pause::None(Some(FIRST * 9))),
            (later(Some(99)), 9, None, Pause::None(Some(FIRST * 99))),
            (later(None), 0, None, Pause::ToTheEnd),
        ];
        for (mut intervals, left, planned, expected) in table {
            let left = Duration::from_secs(left);
            assert_eq!((intervals.planned(left), intervals.pause(left)), (planned, expected), "{intervals:?} {left:?}");
        }
    }

    #[test]
    fn a_poll_is_due_at_once_until_a_pause_is_asked_for() {
        let mut intervals = usual();
        assert_eq!(intervals.pause(FIRST), Pause::Then(Duration::ZERO));
        intervals.wait(1.0, None);
        intervals.shorten();
        assert_eq!(intervals.pause(FIRST * 9), Pause::Then(FIRST));
        intervals.wait(1.0, None);
        intervals.start_over();
        assert_eq!(intervals.pause(FIRST), Pause::Then(Duration::ZERO));
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
