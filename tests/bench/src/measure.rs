//! Time and allocations of two cases that take turns.

use std::alloc::System;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use crate::case::Pair;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Rounds of each case.
const ROUNDS: usize = 15;

/// What the client takes, of what the loop by hand takes.
pub struct Ratio {
    pub processor: f64,
    pub wall: f64,
}

/// Medians of the ratios of rounds that take turns, so that whatever else the machine does meets both.
pub fn ratio(pair: &Pair, url: &str) -> Ratio {
    let (client, hand) = (pair.client.prepare(url), pair.hand.prepare(url));
    client(pair.times);
    hand(pair.times);
    let rounds: Vec<_> = (0..ROUNDS).map(|_| (time(&client, pair.times), time(&hand, pair.times))).collect();
    Ratio {
        processor: median(rounds.iter().map(|((client, _), (hand, _))| client.as_secs_f64() / hand.as_secs_f64())),
        wall: median(rounds.iter().map(|((_, client), (_, hand))| client.as_secs_f64() / hand.as_secs_f64())),
    }
}

/// Allocations of one page or one call.
pub struct Allocations {
    pub client: f64,
    pub hand: f64,
}

pub fn allocations(pair: &Pair, url: &str) -> Allocations {
    let count = |case: Box<dyn Fn(u64)>| {
        case(pair.times);
        let region = Region::new(ALLOCATOR);
        case(pair.times);
        let stats = region.change();
        (stats.allocations + stats.reallocations) as f64 / pair.times as f64
    };
    Allocations { client: count(pair.client.prepare(url)), hand: count(pair.hand.prepare(url)) }
}

/// Processor time of the whole process, and wall time.
fn time(case: &dyn Fn(u64), times: u64) -> (Duration, Duration) {
    let (processor, wall) = (processor_time(), Instant::now());
    case(times);
    (processor_time() - processor, wall.elapsed())
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
