//! Eighteen cases that need no socket: cancellation, waiting, time limits, load, panics, types.
//!
//! Time is tokio's paused time or the virtual clock of the crate, both only with the in-memory transport. The score is
//! counted from the cases that ran.

mod blocking_client;
mod lists;
mod load;
mod time;
mod types;
mod waits;

use llamacloud::test_util::MockTransport;
use llamacloud::{Client, ClientBuilder};

use crate::support::logs::CANARY_KEY;
use crate::support::scores::{Score, announce};

/// One case: its number, what it is about, and a function that fails by panicking.
type Case = (&'static str, &'static str, fn());

fn cases() -> impl Iterator<Item = &'static Case> {
    [lists::CASES, waits::CASES, time::CASES, load::CASES, blocking_client::CASES, types::CASES].into_iter().flatten()
}

#[test]
fn the_client_keeps_its_promises_in_process() {
    let score = Score::run(
        cases().map(|(id, about, check)| (format!("{id} {about}"), Box::new(check) as Box<dyn FnOnce() + Send>)),
    );
    let line = format!("in-process cases: {}", score.line());
    announce(&line);
    assert!(score.failed.is_empty(), "{line}\n{}", score.failures());
    assert_eq!(score.total(), 18, "every case is there");
}

#[test]
fn the_table_of_cases_has_each_number_once() {
    let mut ids: Vec<&str> = cases().map(|(id, ..)| *id).collect();
    ids.sort_unstable();
    let expected: Vec<String> = (1..=18).map(|number| format!("P{number:02}")).collect();
    assert_eq!(ids, expected);
}

/// Runs a future on a runtime of one thread whose time passes only when everybody waits.
fn paused<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime can be built").block_on(future)
}

fn builder(mock: &MockTransport) -> ClientBuilder {
    Client::builder().api_key(CANARY_KEY).transport(mock.clone())
}

fn client(mock: &MockTransport) -> Client {
    builder(mock).build().expect("a good builder")
}

/// Lets every task that can run do so.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}
