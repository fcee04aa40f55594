//! `--timings`: how long each stage of a run took. Wall time, because that is what one waits for: printing Rust uses
//! all processors, and where it goes on while templates are rendered, `emit` is what it takes beside that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use model::stage::Stage;

/// A watch that runs on from one stage to the next.
#[derive(Debug)]
pub struct Timings {
    last: Instant,
    stages: BTreeMap<Stage, Duration>,
}

impl Timings {
    /// The first stage begins now.
    pub fn start() -> Self {
        Self { last: Instant::now(), stages: BTreeMap::new() }
    }

    /// The stage is over, and the next one begins. One that comes again is added to what it took before.
    pub fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        *self.stages.entry(stage).or_default() += now - self.last;
        self.last = now;
    }

    /// A line for each stage, and one for all of them.
    pub fn table(&self) -> String {
        let total: Duration = self.stages.values().sum();
        let mut table = String::new();
        let mut line = |name: &str, time: Duration| {
            let share = time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
            let milliseconds = time.as_secs_f64() * 1000.0;
            writeln!(table, "{milliseconds:>10.1} ms {:>5.1} %  {name}", share * 100.0)
                .expect("a string can be written to");
        };
        for (stage, time) in &self.stages {
            line(stage.as_str(), *time);
        }
        line("all stages", total);
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_stand_in_their_order_and_each_of_them_once() {
        let stages =
            BTreeMap::from([(Stage::Emit, Duration::from_millis(30)), (Stage::Parse, Duration::from_millis(10))]);
        let mut timings = Timings { last: Instant::now(), stages };
        timings.lap(Stage::Emit);
        let table = timings.table();
        let names: Vec<_> = table.lines().map(|line| line.rsplit("  ").next().unwrap()).collect();
        assert_eq!(names, ["parse", "emit", "all stages"], "{table}");
    }
}
