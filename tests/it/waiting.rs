//! Waiting for the end of a batch: what a caller sees on the way, and what happens to the work when it stops waiting.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use llamacloud::test_util::{MockTransport, Reply, VirtualClock};
use llamacloud::types::BatchStatus;
use llamacloud::{Client, ClientBuilder, ErrorKind, Phase};
use serde_json::json;

use crate::support::bodies::{batch_in, with};
use crate::support::clients::{config, runtime};
use crate::support::logs::CANARY_KEY;
use crate::support::server::FaultServer;
use crate::support::step::Step;

const GET: &str = "GET /api/v2/batches/{batch_id}";
const CANCEL: &str = "POST /api/v2/batches/{batch_id}/cancel";

/// A service whose batch is in these states one after the other, then for ever in the last one; its time is virtual.
fn service(states: &[&str]) -> (MockTransport, VirtualClock, ClientBuilder) {
    let clock = VirtualClock::new();
    let mock = MockTransport::with_clock(clock.clone());
    for state in states {
        mock.reply(GET, batch_in("bat-1", state));
    }
    if let Some(last) = states.last() {
        mock.always(GET, with(batch_in("bat-1", last), "results", json!([])));
    }
    mock.always(CANCEL, batch_in("bat-1", "RUNNING"));
    let builder = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).clock(clock.clone());
    (mock, clock, builder)
}

fn cancels(mock: &MockTransport) -> usize {
    mock.requests().iter().filter(|request| request.path.ends_with("/cancel")).count()
}

#[test]
fn progress_is_told_for_every_poll() {
    let (_, _, builder) = service(&["PENDING", "RUNNING", "RUNNING", "COMPLETED"]);
    let client = builder.build().expect("a good builder");
    let told = Arc::new(Mutex::new(Vec::new()));
    let writing = Arc::clone(&told);
    let waiting = client.batches().wait("bat-1").on_progress(move |update| {
        writing.lock().expect("no panic here").push((update.status.clone(), update.changed, update.polls));
    });
    runtime().block_on(waiting.into_future()).expect("it completes");
    let told = told.lock().expect("no panic here");
    let expected = [("PENDING", true, 1), ("RUNNING", true, 2), ("RUNNING", false, 3), ("COMPLETED", true, 4)];
    let expected: Vec<_> = expected.iter().map(|(status, changed, at)| ((*status).to_owned(), *changed, *at)).collect();
    assert_eq!(*told, expected);
}

#[test]
fn waiting_can_be_watched() {
    let (_, _, builder) = service(&["PENDING", "RUNNING", "COMPLETED"]);
    let client = builder.build().expect("a good builder");
    let phases = runtime().block_on(async {
        let mut watch = client.batches().wait("bat-1").watch();
        let mut phases = Vec::new();
        while let Some(update) = watch.next().await {
            let update = update.expect("no fault");
            assert_eq!(update.output.phase(), update.phase);
            phases.push(update.phase);
        }
        phases
    });
    assert_eq!(phases, [Phase::InFlight, Phase::InFlight, Phase::Succeeded]);
}

#[test]
fn the_blocking_client_waits_and_watches() {
    let (mock, _, builder) = service(&["PENDING", "RUNNING", "COMPLETED"]);
    let client = builder.build().map(llamacloud::blocking::Client::from).expect("a good builder");
    let batch = client.batches().wait("bat-1").send().expect("it completes");
    assert_eq!(batch.status, BatchStatus::Completed);
    let updates: Vec<_> = client.batches().wait("bat-1").watch().collect();
    assert_eq!(updates.len(), 1, "it has ended already");
    mock.reply("POST /api/v2/batches", batch_in("bat-1", "PENDING"));
    let batch = client.batches().create(config(), "dir-1").and_wait().send().expect("it completes");
    assert_eq!(batch.status, BatchStatus::Completed);
}

#[test]
fn the_wait_the_service_asks_for_is_kept_between_polls() {
    let (mock, clock, builder) = service(&[]);
    mock.reply(GET, Reply::json(200, batch_in("bat-1", "RUNNING")).header("retry-after", "40"));
    mock.always(GET, batch_in("bat-1", "COMPLETED"));
    let client = builder.build().expect("a good builder");
    runtime().block_on(client.batches().wait("bat-1").into_future()).expect("it completes");
    assert!((40..45).contains(&clock.elapsed().as_secs()), "{:?}", clock.elapsed());
}

#[test]
fn a_dropped_wait_leaves_the_work_alone_unless_told_otherwise() {
    for cancels_on_drop in [false, true] {
        tokio_paused(async {
            let mock = MockTransport::new();
            mock.always(GET, batch_in("bat-1", "RUNNING")).always(CANCEL, batch_in("bat-1", "RUNNING"));
            let client = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).build().expect("a good builder");
            let waiting = client.batches().wait("bat-1");
            let waiting = if cancels_on_drop { waiting.cancel_on_drop() } else { waiting };
            let outcome = tokio::time::timeout(Duration::from_secs(60), waiting.into_future()).await;
            outcome.expect_err("it does not end");
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert_eq!(cancels(&mock), usize::from(cancels_on_drop));
        });
    }
}

#[test]
fn a_dropped_wait_of_the_blocking_client_cancels_even_if_the_client_goes_first() {
    for _ in 0..20 {
        let server = FaultServer::answering(|request| match request.path().ends_with("/cancel") {
            true => Step::ok(&batch_in("bat-1", "CANCELLED")),
            false => Step::ok(&batch_in("bat-1", "RUNNING")),
        });
        let client = llamacloud::blocking::Client::builder().api_key(CANARY_KEY).base_url(server.url());
        let client = client.build().expect("a good builder");
        let mut watch = client.batches().wait("bat-1").cancel_on_drop().watch();
        let update = watch.next().expect("it has not ended").expect("no fault");
        assert_eq!((update.phase, update.response.status().as_u16()), (Phase::InFlight, 200));
        drop(client);
        drop(watch);
        while !server.requests().iter().any(|request| request.path().ends_with("/cancel")) {
            std::thread::yield_now();
        }
    }
}

#[test]
fn a_wait_that_runs_out_of_time_cancels_the_work_if_told_to() {
    let (mock, clock, builder) = service(&["RUNNING"]);
    let client = builder.build().expect("a good builder");
    let waiting = client.batches().wait("bat-1").deadline(Duration::from_secs(60)).cancel_on_timeout();
    let error = runtime().block_on(waiting.into_future()).expect_err("it does not end");
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert_eq!(cancels(&mock), 1);
    assert!(clock.elapsed() < Duration::from_secs(71));
}

#[test]
fn an_end_that_was_seen_is_not_lost_with_its_results() {
    // Without the results being asked for, the list may be empty all the same.
    let service = || {
        let (mock, _, builder) = service(&[]);
        mock.reply(GET, with(batch_in("bat-1", "COMPLETED"), "results", json!([])));
        mock.always(GET, Reply::json(403, json!({"detail": "no"})));
        (mock, builder)
    };
    let (mock, builder) = service();
    let client = builder.build().expect("a good builder");
    let waiting = client.batches().wait("bat-1").cancel_on_timeout().cancel_on_drop().completed();
    let update = runtime().block_on(waiting.last_update()).expect("it has completed");
    assert_eq!(update.output.status, BatchStatus::Completed);
    assert!(update.output.outcome().is_none());
    assert!(update.results_error.expect("the results were refused").is_forbidden());
    assert_eq!(cancels(&mock), 0);

    let (mock, builder) = service();
    let client = builder.build().map(llamacloud::blocking::Client::from).expect("a good builder");
    let waiting = client.batches().wait("bat-1").cancel_on_timeout().cancel_on_drop().completed();
    let update = waiting.last_update().expect("it has completed");
    assert!(update.output.outcome().is_none());
    assert!(update.results_error.expect("the results were refused").is_forbidden());
    drop(client);
    assert_eq!(cancels(&mock), 0);
}

#[test]
fn a_wait_lasts_two_hours_unless_told_otherwise() {
    let (_, clock, builder) = service(&["RUNNING"]);
    let client = builder.build().expect("a good builder");
    let error = runtime().block_on(client.batches().wait("bat-1").into_future()).expect_err("it does not end");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let over = clock.elapsed().checked_sub(Duration::from_secs(7200)).expect("no earlier");
    assert!(over <= Duration::from_millis(50), "{over:?}");
}

#[test]
fn the_results_of_a_batch_are_told_apart() {
    let result = |file: &str, reference: bool, error: Option<&str>| {
        let reference = reference.then(|| json!({"id": "pjb-1", "type": "parse_v2"}));
        json!({"source_directory_file_id": file, "job_reference": reference, "error_message": error})
    };
    let results = json!([
        result("good", true, None),
        result("broken", false, Some("cannot be read")),
        result("both", true, Some("late")),
        result("neither", false, None),
        result("good too", true, None),
    ]);
    let read = |results| {
        let json = with(batch_in("bat-1", "COMPLETED"), "results", results);
        serde_json::from_value::<llamacloud::types::Batch>(json).expect("a batch")
    };
    let batch = read(results);
    let outcome = batch.outcome().expect("there are results");
    let files = |results: &[&llamacloud::types::BatchResult]| -> Vec<String> {
        results.iter().map(|result| result.source_directory_file_id.to_string()).collect()
    };
    assert_eq!(files(&outcome.mapped), ["good", "good too"]);
    assert_eq!(files(&outcome.unmapped), ["broken", "both", "neither"]);
    assert!(!outcome.is_complete());
    assert!(read(json!(null)).outcome().is_none());
    assert!(read(json!([])).outcome().expect("no results are results").is_complete());
}

fn tokio_paused<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime can be built").block_on(future)
}
