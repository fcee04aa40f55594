//! How long the client by itself waits before the next attempt: doubling steps with equal jitter.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The wait before the first repeat.
const FIRST: Duration = Duration::from_millis(500);

/// No step is longer than this.
const LONGEST: Duration = Duration::from_secs(8);

/// The longest wait after the attempt of this number, counted from 1.
pub fn step(attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1).min(16);
    FIRST.saturating_mul(1 << doublings).min(LONGEST)
}

/// The wait of a step: half of it, plus `jitter` (0 to 1) of the other half.
///
/// The lower half is kept so that a service that asks for no wait at all is never met with a hot loop.
pub fn wait(step: Duration, jitter: f64) -> Duration {
    step / 2 + (step / 2).mul_f64(jitter.clamp(0.0, 1.0))
}

/// Numbers between 0 and 1 that spread clients out; not for anything that must be hard to guess.
#[derive(Debug)]
pub struct Jitter(AtomicU64);

impl Jitter {
    /// A sequence that no other client shares.
    pub fn random() -> Self {
        Self::seeded(RandomState::new().hash_one(0_u8))
    }

    /// The sequence of this seed, always the same.
    pub fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// The next number, at least 0 and less than 1.
    pub fn next(&self) -> f64 {
        // SplitMix64: a counter that any thread may move on, and a mix that makes its values look unrelated.
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut bits = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_double_up_to_the_cap_and_keep_their_lower_half() {
        for (attempt, least, most) in [
            (0, 250, 500),
            (1, 250, 500),
            (2, 500, 1000),
            (3, 1000, 2000),
            (4, 2000, 4000),
            (5, 4000, 8000),
            (u32::MAX, 4000, 8000),
        ] {
            assert_eq!(wait(step(attempt), 0.0), Duration::from_millis(least), "attempt {attempt}");
            assert_eq!(wait(step(attempt), 1.0), Duration::from_millis(most), "attempt {attempt}");
        }
    }

    #[test]
    fn jitter_stays_in_range_and_follows_its_seed() {
        let (one, same, other) = (Jitter::seeded(7), Jitter::seeded(7), Jitter::seeded(8));
        let numbers: Vec<f64> = (0..1000).map(|_| one.next()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!(numbers.iter().all(|&number| number == same.next()));
        assert!(numbers.iter().any(|&number| number != other.next()));
        let mean = numbers.iter().sum::<f64>() / 1000.0;
        assert!((0.45..0.55).contains(&mean), "{mean}");
    }
}
