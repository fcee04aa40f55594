//! Tables of cases that run side by side and end in one line that says how many of them passed.

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::thread;

/// How the cases of one table ended: for each its name, and what was wrong with it if anything was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    pub(crate) passed: Vec<String>,
    pub(crate) failed: Vec<(String, String)>,
}

impl Score {
    /// Runs every case on a thread of its own; a panic is a failure with the panic's message.
    pub(crate) fn run<'a>(cases: impl IntoIterator<Item = (String, Box<dyn FnOnce() + Send + 'a>)>) -> Self {
        let mut score = Self::default();
        thread::scope(|scope| {
            let running: Vec<_> = cases
                .into_iter()
                .map(|(name, case)| (name, scope.spawn(|| panic::catch_unwind(AssertUnwindSafe(case)))))
                .collect();
            for (name, thread) in running {
                match thread.join().unwrap_or_else(Err) {
                    Ok(()) => score.passed.push(name),
                    Err(panic) => score.failed.push((name, message(&*panic))),
                }
            }
        });
        score
    }

    pub(crate) fn total(&self) -> usize {
        self.passed.len() + self.failed.len()
    }

    /// `37 of 40`.
    pub(crate) fn line(&self) -> String {
        format!("{} of {}", self.passed.len(), self.total())
    }

    /// The failures, one a line.
    pub(crate) fn failures(&self) -> String {
        let lines: Vec<String> = self.failed.iter().map(|(name, reason)| format!("{name}: {reason}")).collect();
        lines.join("\n")
    }
}

/// Prints a line that is seen whether or not the harness shows the output of tests that pass.
pub(crate) fn announce(line: &str) {
    // The macros are captured, the stream is not. Whoever closed it does not want the line.
    let _ = writeln!(io::stdout(), "{line}");
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_else(|| "panicked".to_owned())
}
