//! Processor time, which is the same on a busy machine and on an idle one.

use std::fmt;
use std::fs;
use std::time::Duration;

/// Processor time of this process and of those it waited for, where the system tells it.
#[derive(Clone, Copy, Debug)]
pub struct Cost(Option<Duration>);

/// What the work gives, and what it cost.
pub fn of<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let before = used();
    let result = work();
    let cost = used().zip(before).map(|(after, before)| after.saturating_sub(before));
    (result, Cost(cost))
}

/// Linux counts it in hundredths of a second, for every program alike.
fn used() -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold anything. User and system time of the process are the fields 14 and
    // 15, those of its children follow.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: Option<Vec<u32>> = fields.split(' ').skip(11).take(4).map(|field| field.parse().ok()).collect();
    Some(TICK * ticks?.iter().sum())
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(time) => write!(f, "{:.1} s", time.as_secs_f64()),
            None => f.write_str("not known"),
        }
    }
}
