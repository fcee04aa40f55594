//! P12 and P14: a thousand tasks on one client, and a runtime that goes away.

use std::sync::Mutex;
use std::time::Duration;

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::{Error, ErrorKind};
use serde_json::json;

use super::{Case, client, paused};
use crate::support::bodies::{batch, page};
use crate::support::clients::{builder as socket_builder, runtime};
use crate::support::server::FaultServer;
use crate::support::step::Step;

pub(super) const CASES: &[Case] = &[
    ("P12", "a thousand tasks, three faults in ten", thousand_tasks),
    ("P14", "the runtime is shut down in the middle of a call", runtime_goes_away),
];

const TASKS: usize = 1_000;

fn thousand_tasks() {
    // Nothing ever succeeds: the budget of 500 tokens pays for 50 repeats, or 100 where all are rate limits.
    let (sent, outcomes) = run_tasks(100);
    assert!(outcomes.iter().all(Result::is_err));
    assert!(sent <= TASKS + 100, "{sent} requests");

    let (sent, outcomes) = run_tasks(30);
    assert_eq!(outcomes.len(), TASKS, "every call returns");
    // A call that succeeds gives back what its repeats cost, so they are not bounded; every other repeat is paid from
    // the 500 tokens and the one token of each success.
    let repaid: usize = outcomes.iter().flatten().map(|attempts| *attempts as usize - 1).sum();
    let successes = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let paid = (500 + successes) / 5;
    assert!(sent <= TASKS + repaid + paid, "{sent} requests, {repaid} repeats of {successes} successes");
    assert!(successes > TASKS / 2, "{successes} successes");
}

/// All tasks read one batch each; so many in a hundred attempts fail. Gives the requests sent and what came of each
/// call: the attempts of a success, or the error.
fn run_tasks(faults_in_a_hundred: u32) -> (usize, Vec<Result<u32, Error>>) {
    paused(async {
        let mock = MockTransport::new();
        let random = Mutex::new(0x2545_f491_4f6c_dd1d_u64);
        mock.otherwise(move |_| {
            let number = next_random(&mut random.lock().expect("nobody panics here"));
            let reply = match (number % 100 < faults_in_a_hundred, number / 100 % 4) {
                (false, _) => Reply::from(batch("bat-1")),
                (true, 0) => Reply::json(503, json!({"detail": "later"})),
                (true, 1) => Reply::json(429, json!({"detail": "slow down"})),
                (true, 2) => Reply::ambiguous(),
                (true, _) => Reply::not_sent(),
            };
            reply.delay(Duration::from_millis(u64::from(number % 50)))
        });
        let client = client(&mock);
        let calls: Vec<_> = (0..TASKS).map(|_| tokio::spawn(client.batches().get("bat-1").send_raw())).collect();
        let mut outcomes = Vec::new();
        for call in calls {
            outcomes.push(call.await.expect("no call panics").map(|response| response.attempts()));
        }
        assert_eq!(mock.in_flight(), 0);
        (mock.requests().len(), outcomes)
    })
}

/// Marsaglia's xorshift: the same numbers in every run.
fn next_random(state: &mut u64) -> u32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 32) as u32
}

fn runtime_goes_away() {
    // A call that belongs to the runtime ends with it.
    let mock = MockTransport::new();
    mock.always("GET /api/v2/batches/{batch_id}", Reply::never());
    let first = tokio::runtime::Runtime::new().expect("a runtime can be built");
    let call = first.spawn(client(&mock).batches().get("bat-1").into_future());
    while mock.in_flight() == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    first.shutdown_timeout(Duration::from_secs(5));
    assert!(runtime().block_on(call).expect_err("the task is gone").is_cancelled());
    assert_eq!(mock.in_flight(), 0);

    // A page that was being loaded on a runtime that is gone is an error on the runtime that waits for it.
    let mock = MockTransport::new();
    mock.reply("GET /api/v2/batches", page(&["a", "b"], Some("A"))).always("GET /api/v2/batches", Reply::never());
    let first = tokio::runtime::Runtime::new().expect("a runtime can be built");
    let items = client(&mock).batches().list().prefetch(true).items();
    let mut items = first.block_on(async move {
        let mut items = items;
        items.next().await.expect("an item").expect("an item");
        items.next().await.expect("an item").expect("an item");
        items
    });
    first.shutdown_timeout(Duration::from_secs(5));
    let error = runtime().block_on(items.next()).expect("an error").expect_err("the page is lost");
    assert_eq!(error.kind(), ErrorKind::RuntimeGone, "{error}");
    assert_eq!(items.checkpoint().page_token(), Some("A"), "the list can be resumed");

    // A client outlives a runtime: connections that belonged to it are not used again.
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = socket_builder(&server.url()).build().expect("a good builder");
    for _ in 0..3 {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime can be built");
        runtime.block_on(client.batches().get("bat-1").send()).expect("a batch");
        runtime.block_on(client.batches().create(crate::support::clients::config(), "dir-1").send()).expect("a batch");
        runtime.shutdown_timeout(Duration::from_secs(5));
    }
    assert_eq!(server.count(), 6);
}
