//! Forty faults of the wire, each met by the asynchronous and by the blocking client.
//!
//! A case is a plain function that fails by panicking. All cases of both sides run at once on threads of their own,
//! since some take as long as a deadline; the score is counted from the cases that ran. The whole table runs with the
//! logs of every crate at TRACE, which is why the search for the API key in them belongs to the same run.

mod bodies;
mod connections;
mod limits;
mod lists;
mod paths;
mod statuses;

use std::sync::OnceLock;

use crate::support::clients::Side;
use crate::support::logs::{self, Seen};
use crate::support::scores::{Score, announce};

/// One fault and what has to come of it.
pub(crate) struct Case {
    pub(crate) id: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) check: fn(Side),
}

/// How the table went.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) on_async: Score,
    pub(crate) on_blocking: Score,
    pub(crate) logs: Seen,
}

/// Runs the table once in the life of the process, whoever asks first.
pub(crate) fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| {
        logs::install();
        let (on_async, on_blocking) = std::thread::scope(|scope| {
            let on_async = scope.spawn(|| run(Side::Async));
            let on_blocking = scope.spawn(|| run(Side::Blocking));
            (on_async.join().expect("failures are caught"), on_blocking.join().expect("failures are caught"))
        });
        Report { on_async, on_blocking, logs: logs::seen() }
    })
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [connections::CASES, statuses::CASES, bodies::CASES, limits::CASES, lists::CASES, paths::CASES]
        .into_iter()
        .flatten()
}

fn run(side: Side) -> Score {
    Score::run(cases().map(|case| {
        let name = format!("{} ({side:?}) {}", case.id, case.fault);
        (name, Box::new(move || (case.check)(side)) as Box<dyn FnOnce() + Send>)
    }))
}

#[test]
fn the_client_survives_every_fault_of_the_wire() {
    let report = report();
    let failures = [report.on_async.failures(), report.on_blocking.failures()].join("\n");
    let line = format!("wire faults: {} (async), {} (blocking)", report.on_async.line(), report.on_blocking.line());
    announce(&line);
    assert!(failures.trim().is_empty(), "{line}\n{failures}");
    assert_eq!((report.on_async.total(), report.on_blocking.total()), (40, 40), "every fault has its case");
}

#[test]
fn the_table_of_faults_has_each_number_once() {
    let mut ids: Vec<&str> = cases().map(|case| case.id).collect();
    ids.sort_unstable();
    let expected: Vec<String> = (1..=40).map(|number| format!("W{number:02}")).collect();
    assert_eq!(ids, expected);
}
