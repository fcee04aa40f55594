//! P04-P09: waiting for the end of a batch while the service has moods.

use std::time::Duration;

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::types::{Batch, BatchStatus};
use llamacloud::{Error, ErrorKind, Waited};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Case, client, paused};
use crate::support::bodies::{batch_in, job_in, with};
use crate::support::clients::config;
use crate::support::logs;

pub(super) const CASES: &[Case] = &[
    ("P04", "waiting through an unknown status", unknown_status),
    ("P05", "waiting through failing polls", failing_polls),
    ("P06", "a batch that is not there yet", not_there_yet),
    ("P07", "a batch that never ends", never_ends),
    ("P08", "a batch that comes back to life", back_to_life),
    ("P09", "a batch that ends without results", no_results),
];

const GET: &str = "GET /api/v2/batches/{batch_id}";
const CREATE: &str = "POST /api/v2/batches";

fn in_state(status: &str) -> Value {
    batch_in("bat-1", status)
}

/// A transport that answers polls with these statuses one by one, and the read after the end with results.
fn service(statuses: &[&str]) -> MockTransport {
    let mock = MockTransport::new();
    for status in statuses {
        mock.reply(GET, in_state(status));
    }
    let done = with(in_state("COMPLETED"), "results", json!([{"source_directory_file_id": "dfl-1"}]));
    mock.always(GET, done);
    mock
}

async fn wait(mock: &MockTransport) -> Result<Batch, Error> {
    client(mock).batches().wait("bat-1").await
}

fn waited(error: &Error) -> &Waited<Batch> {
    error.value().expect("the error of waiting carries how far it got")
}

fn unknown_status() {
    logs::install();
    paused(async {
        let mock = service(&["RUNNING", "PAUSED_P04", "PAUSED_P04", "COMPLETED"]);
        let batch = wait(&mock).await.expect("it completes");
        assert_eq!(batch.status, BatchStatus::Completed);
        assert_eq!(batch.results.map(|results| results.len()), Some(1), "results are read once at the end");
        let requests = mock.requests();
        assert_eq!(requests.len(), 5);
        assert_eq!(requests[3].query_value("expand"), None);
        assert_eq!(requests[4].query_value("expand"), Some("results"));
    });
    let warnings = logs::seen().warnings;
    let warnings: Vec<&String> = warnings.iter().filter(|line| line.contains("PAUSED_P04")).collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}

fn failing_polls() {
    paused(async {
        let mock = MockTransport::new();
        mock.reply(GET, in_state("RUNNING"));
        for _ in 0..30 {
            mock.reply(GET, Reply::json(503, json!({"detail": "later"})));
            mock.reply(GET, Reply::ambiguous());
            mock.reply(GET, Reply::not_sent());
            mock.reply(GET, Reply::json(429, json!({"detail": "slow down"})).header("retry-after", "1"));
        }
        mock.reply(GET, in_state("RUNNING")).always(GET, in_state("COMPLETED"));
        let batch = wait(&mock).await.expect("faults that pass are waited out");
        assert_eq!(batch.status, BatchStatus::Completed);

        for status in [401, 403] {
            let mock = MockTransport::new();
            mock.reply(GET, in_state("RUNNING")).always(GET, Reply::json(status, json!({"detail": "no"})));
            let error = wait(&mock).await.expect_err("the key is refused");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(mock.requests().len(), 2, "asking again changes nothing");
            assert_eq!(waited(&error).last.as_ref().map(|batch| batch.status.as_str()), Some("RUNNING"));
        }

        let mock = MockTransport::new();
        mock.always(GET, Reply::json(503, json!({"detail": "later"})));
        let started = Instant::now();
        let deadline = Duration::from_secs(600);
        let error = client(&mock).batches().wait("bat-1").deadline(deadline).await.expect_err("it stays down");
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(started.elapsed() <= deadline + Duration::from_millis(50), "{:?}", started.elapsed());
        assert!(waited(&error).last.is_none());
    });
}

fn not_there_yet() {
    let missing = || Reply::json(404, json!({"detail": "no such batch"}));
    paused(async {
        let mock = MockTransport::new();
        mock.reply(CREATE, in_state("PENDING"));
        mock.reply(GET, missing()).reply(GET, missing()).reply(GET, in_state("RUNNING"));
        mock.always(GET, in_state("COMPLETED"));
        let batch = client(&mock).batches().create(config(), "dir-1").and_wait().await.expect("it appears in time");
        assert_eq!(batch.status, BatchStatus::Completed);
        assert_eq!(mock.requests().iter().filter(|request| request.method == "POST").count(), 1);

        let mock = MockTransport::new();
        mock.reply(CREATE, in_state("PENDING")).always(GET, missing());
        let started = Instant::now();
        let waiting = client(&mock).batches().create(config(), "dir-1").and_wait();
        let error = waiting.await.expect_err("it never appears");
        assert!(error.is_not_found(), "{error}");
        let elapsed = started.elapsed();
        assert!((Duration::from_secs(5)..Duration::from_secs(12)).contains(&elapsed), "{elapsed:?}");

        let mock = MockTransport::new();
        mock.always(GET, missing());
        let error = wait(&mock).await.expect_err("it was not created here");
        assert!(error.is_not_found());
        assert_eq!(mock.requests().len(), 1, "no grace for an id from elsewhere");
    });
}

fn never_ends() {
    paused(async {
        let mock = MockTransport::new();
        mock.always(GET, in_state("RUNNING"));
        let deadline = Duration::from_secs(300);
        let started = Instant::now();
        let error = client(&mock).batches().wait("bat-1").deadline(deadline).await.expect_err("it never ends");
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        let late = started.elapsed().checked_sub(deadline).expect("it waits until the deadline");
        assert!(late <= Duration::from_millis(50), "{late:?}");
        let waited = waited(&error);
        assert_eq!(waited.last.as_ref().map(|batch| batch.id.as_str()), Some("bat-1"));
        assert_eq!(waited.polls as usize, mock.requests().len());
        // 1 s growing by half to 15 s, each shortened by up to half: between 20 and 45 polls in 300 s.
        assert!((20..=50).contains(&waited.polls), "{} polls", waited.polls);
        assert!(waited.elapsed >= deadline && waited.elapsed <= deadline + Duration::from_millis(50));
        assert!(mock.requests().iter().all(|request| request.method == "GET"), "nothing is cancelled");

        // The older jobs have their status one level down and a vocabulary of their own.
        let mock = MockTransport::new();
        let progress = |status: &str| json!({"job": job_in("bjb-1", status), "progress_percentage": 33.333});
        let route = "GET /api/v1/beta/batch-processing/{job_id}";
        mock.reply(route, progress("dispatched")).reply(route, progress("running")).always(route, progress("failed"));
        let job = client(&mock).beta().batch().wait("bjb-1").await.expect("any end is an end");
        assert_eq!(job.job.status, "failed");
        let error = client(&mock).beta().batch().wait("bjb-1").completed().await.expect_err("failed");
        assert_eq!(error.kind(), ErrorKind::Unsuccessful);
    });
}

fn back_to_life() {
    paused(async {
        let mock = MockTransport::new();
        mock.reply(GET, in_state("RUNNING")).reply(GET, in_state("COMPLETED")).always(GET, in_state("RUNNING"));
        let batch = wait(&mock).await.expect("the first end counts");
        assert_eq!(batch.status, BatchStatus::Completed);
        assert!(mock.requests().len() <= 3, "{} requests", mock.requests().len());

        let mock = MockTransport::new();
        mock.reply(GET, in_state("CANCELLED")).always(GET, in_state("RUNNING"));
        let error = client(&mock).batches().wait("bat-1").completed().await.expect_err("cancelled is no success");
        assert_eq!(error.kind(), ErrorKind::Unsuccessful);
        assert_eq!(waited(&error).last.as_ref().map(|batch| batch.status.as_str()), Some("CANCELLED"));
    });
}

fn no_results() {
    paused(async {
        for (results, expected) in [(json!(null), None), (json!([]), Some(0))] {
            let mock = MockTransport::new();
            mock.always(GET, with(in_state("COMPLETED"), "results", results));
            let batch = wait(&mock).await.expect("it has ended");
            assert_eq!(batch.results.map(|results| results.len()), expected);
        }
    });
}
