//! Waiting for an end: when it polls, what it tolerates, and how it ends.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use runtime::runtime::transport::mock::Reply;
use runtime::runtime::{ErrorKind, Pace, Phase, Sent, Waited};
use serde_json::json;

use super::support::{Job, World, job, seconds, world};

const GET: &str = "GET /jobs/{job_id}";
const CANCEL: &str = "POST /jobs/{job_id}/cancel";

/// A job that has each of these statuses for one poll and keeps the last one.
fn job_going_through(statuses: &[&str]) -> World {
    let world = world();
    for status in statuses {
        world.mock.reply(GET, job(status));
    }
    world.mock.always(GET, job(statuses.last().unwrap()));
    world
}

async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_unknown_status_keeps_polling() {
    let world = job_going_through(&["RUNNING", "PAUSED", "COMPLETED"]);
    assert_eq!(world.job("job-1").await.unwrap().status, "COMPLETED");
}

#[tokio::test]
async fn any_end_is_a_success_unless_completion_is_asked_for() {
    for status in ["COMPLETED", "FAILED", "CANCELLED"] {
        let world = job_going_through(&["RUNNING", status]);
        assert_eq!(world.job("job-1").await.unwrap().status, status);
    }
    let world = job_going_through(&["RUNNING", "FAILED"]);
    let error = world.job("job-1").completed().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsuccessful);
    let waited: &Waited<Job> = error.value().unwrap();
    assert_eq!((waited.last.as_ref().unwrap().status.as_str(), waited.polls), ("FAILED", 2));

    let world = job_going_through(&["COMPLETED"]);
    assert_eq!(world.job("job-1").completed().await.unwrap().status, "COMPLETED");
}

#[tokio::test]
async fn the_first_poll_is_at_once_and_the_pauses_grow_until_something_changes() {
    let world = job_going_through(&["PENDING"]);
    for _ in 0..8 {
        world.mock.reply(GET, job("PENDING"));
    }
    world.mock.reply(GET, job("RUNNING")).reply(GET, job("RUNNING"));
    world.mock.always(GET, job("COMPLETED"));

    let mut watch = world.job("job-1").watch();
    let mut gaps = Vec::new();
    let mut before = world.clock.elapsed();
    while let Some(update) = watch.next().await {
        gaps.push(update.unwrap().elapsed - before);
        before = world.clock.elapsed();
    }
    assert_eq!(gaps[0], seconds(0));
    let steps = [1.0, 1.5, 2.25, 3.375, 5.0625, 7.59375, 11.390_625, 15.0, 15.0, 1.0, 1.5];
    assert_eq!(gaps.len(), steps.len() + 1);
    for (gap, step) in gaps[1..].iter().zip(steps) {
        assert!((step / 2.0..=step).contains(&gap.as_secs_f64()), "{gap:?} for a step of {step} s");
    }
}

#[tokio::test]
async fn what_the_service_asks_for_is_a_floor() {
    let world = world();
    world.mock.reply(GET, Reply::from(job("RUNNING")).header("retry-after", "40"));
    world.mock.reply(GET, job("COMPLETED"));
    world.mock.always(GET, job("COMPLETED"));
    world.job("job-1").await.unwrap();
    assert_eq!(world.clock.elapsed(), seconds(40));
}

#[tokio::test]
async fn a_pause_that_the_time_does_not_allow_ends_waiting_at_once() {
    let world = world();
    world.mock.always(GET, Reply::from(job("RUNNING")).header("retry-after", "86400"));
    let error = world.job("job-1").deadline(seconds(60)).await.unwrap_err();
    assert_eq!((error.kind(), error.retry_after()), (ErrorKind::Timeout, Some(seconds(86_400))));
    assert_eq!(world.clock.elapsed(), seconds(0));
}

#[tokio::test]
async fn transient_faults_between_polls_are_tolerated() {
    let world = world();
    world.mock.reply(GET, job("RUNNING"));
    // More of them than one call repeats by itself.
    for _ in 0..7 {
        world.mock.reply(GET, Reply::text(503, "")).reply(GET, Reply::ambiguous()).reply(GET, Reply::text(429, ""));
    }
    world.mock.always(GET, job("COMPLETED"));
    assert_eq!(world.job("job-1").await.unwrap().status, "COMPLETED");
}

#[tokio::test]
async fn a_refused_key_and_other_lasting_failures_end_waiting() {
    for status in [400, 401, 403, 404, 409, 501] {
        let world = world();
        world.mock.reply(GET, job("RUNNING"));
        world.mock.always(GET, Reply::text(status, ""));
        let error = world.job("job-1").await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.value::<Waited<Job>>().unwrap().polls, 1);
        assert_eq!(world.mock.requests().len(), 2);
    }
    let world = world();
    world.mock.always(GET, Reply::text(200, "<html>"));
    assert!(world.job("job-1").await.unwrap_err().is_decode());
}

#[tokio::test]
async fn after_a_create_a_404_is_tolerated_for_five_seconds() {
    let world = world();
    world.mock.reply("POST /jobs", job("PENDING"));
    world.mock.reply(GET, Reply::text(404, "")).reply(GET, Reply::text(404, ""));
    world.mock.always(GET, job("COMPLETED"));
    assert_eq!(world.create_job().and_wait().await.unwrap().status, "COMPLETED");

    let world = super::support::world();
    world.mock.reply("POST /jobs", job("PENDING"));
    world.mock.always(GET, Reply::text(404, ""));
    assert!(world.create_job().and_wait().await.unwrap_err().is_not_found());
    assert!(world.clock.elapsed() >= seconds(5) && world.clock.elapsed() < seconds(10));
}

#[tokio::test]
async fn a_404_without_a_create_or_after_an_answer_ends_waiting() {
    let world = world();
    world.mock.always(GET, Reply::text(404, ""));
    assert!(world.job("job-1").await.unwrap_err().is_not_found());
    assert_eq!(world.mock.requests().len(), 1);
}

#[tokio::test]
async fn wait_shares_the_grace_of_a_create_by_the_same_client() {
    let world = world();
    world.mock.reply("POST /jobs", job("PENDING"));
    world.mock.reply(GET, Reply::text(404, ""));
    world.mock.always(GET, job("COMPLETED"));
    let created = world.create_job().await.unwrap();
    assert_eq!(world.job(&created.id).await.unwrap().status, "COMPLETED");
}

#[tokio::test]
async fn the_deadline_ends_in_a_timeout_that_tells_how_far_it_got() {
    let world = job_going_through(&["RUNNING"]);
    let error = world.job("job-1").deadline(seconds(60)).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let waited: Waited<Job> = error.into_value().unwrap();
    assert_eq!(waited.last.unwrap().status, "RUNNING");
    assert_eq!(waited.elapsed, seconds(60));
    assert_eq!(waited.polls as usize, world.mock.requests().len());
    assert!(world.mock.requests().iter().all(|request| request.method == "GET"), "nothing is cancelled");
}

#[tokio::test]
async fn the_default_deadline_is_two_hours() {
    let world = job_going_through(&["RUNNING"]);
    assert!(world.job("job-1").await.unwrap_err().is_timeout());
    assert_eq!(world.clock.elapsed(), seconds(7_200));
}

#[tokio::test]
async fn a_poll_that_is_never_answered_ends_at_the_deadline() {
    let world = world();
    world.mock.always(GET, Reply::never());
    let error = world.job("job-1").deadline(seconds(600)).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.value::<Waited<Job>>().unwrap().last, None);
    assert_eq!(world.clock.elapsed(), seconds(600));
}

#[tokio::test]
async fn the_first_end_that_was_seen_counts() {
    let world = world();
    world.mock.reply(GET, job("COMPLETED"));
    world.mock.always(GET, job("RUNNING"));
    assert_eq!(world.job("job-1").await.unwrap().status, "COMPLETED");
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn results_are_read_once_at_the_end_and_null_is_not_empty() {
    for (results, expected) in
        [(json!(null), None), (json!([]), Some(vec![])), (json!(["a"]), Some(vec!["a".to_owned()]))]
    {
        let world = world();
        world.mock.reply(GET, job("RUNNING")).reply(GET, job("COMPLETED"));
        world.mock.always(GET, json!({"id": "job-1", "status": "COMPLETED", "results": results}));
        assert_eq!(world.job("job-1").await.unwrap().results, expected);
        let expand = [None, None, Some("results".to_owned())];
        assert_eq!(world.asked("expand"), expand);
    }
}

#[tokio::test]
async fn a_transient_fault_of_the_last_read_is_tolerated() {
    let world = world();
    world.mock.reply(GET, job("COMPLETED"));
    for _ in 0..6 {
        world.mock.reply(GET, Reply::text(503, ""));
    }
    world.mock.always(GET, json!({"id": "job-1", "status": "COMPLETED", "results": ["a"]}));
    assert!(world.job("job-1").await.unwrap().results.is_some());
}

/// A job that has ended with `status`, whose results are never to be had: each of these is one way.
fn ended_without_results(status: &str) -> Vec<World> {
    let answers = [
        Reply::text(403, "no"),
        Reply::text(200, "<html>"),
        Reply::text(503, "down"),
        Reply::from(job("RUNNING")),
        Reply::from(job(status)).header("retry-after", "86400").delay(seconds(7_200)),
        Reply::never(),
    ];
    let worlds = answers.map(|answer| {
        let world = world();
        world.mock.reply(GET, json!({"id": "job-1", "status": status, "results": []}));
        world.mock.always(GET, answer).always(CANCEL, job("CANCELLED"));
        world
    });
    worlds.into()
}

#[tokio::test]
async fn an_end_that_was_seen_is_not_lost_with_its_results() {
    for status in ["COMPLETED", "FAILED"] {
        for world in ended_without_results(status) {
            let waiting = world.job("job-1").deadline(seconds(60)).cancel_on_timeout().cancel_on_drop();
            let update = waiting.last_update().await.unwrap();
            assert_eq!((update.status.as_str(), update.output.results), (status, None));
            assert!(update.phase.is_end());
            let failure = update.results_error.expect("the results could not be read");
            assert_eq!(failure.operation(), Some("getJob"), "{failure}");
            settle().await;
            assert!(world.mock.requests().iter().all(|request| request.method == "GET"), "{failure}");
        }
        for world in ended_without_results(status) {
            assert_eq!(world.job("job-1").deadline(seconds(60)).await.unwrap().status, status);
        }
    }
}

#[tokio::test]
async fn an_end_without_success_is_an_error_of_its_own_even_without_its_results() {
    for world in ended_without_results("COMPLETED") {
        assert_eq!(world.job("job-1").deadline(seconds(60)).completed().await.unwrap().status, "COMPLETED");
    }
    for world in ended_without_results("FAILED") {
        let waiting = world.job("job-1").deadline(seconds(60)).completed().cancel_on_timeout();
        let error = waiting.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsuccessful, "{error}");
        let waited: Waited<Job> = error.into_value().unwrap();
        assert_eq!(waited.last.unwrap().results, None);
        assert!(waited.results_error.is_some());
        assert!(world.mock.requests().iter().all(|request| request.method == "GET"));
    }
}

#[tokio::test]
async fn nothing_is_cancelled_when_waiting_is_dropped_after_the_end_was_seen() {
    let world = world();
    world.mock.reply(GET, job("COMPLETED")).always(GET, Reply::never()).always(CANCEL, job("CANCELLED"));
    let mut watch = world.job("job-1").cancel_on_drop().watch();
    tokio::select! {
        biased;
        _ = watch.next() => panic!("the results are never given"),
        () = async { while world.mock.requests().len() < 2 { tokio::task::yield_now().await; } } => {}
    }
    drop(watch);
    settle().await;
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn the_pace_can_be_set_and_the_wait_of_the_service_stays_a_floor() {
    let world = world();
    world.mock.reply(GET, job("RUNNING")).reply(GET, Reply::from(job("RUNNING")).header("retry-after", "40"));
    world.mock.always(GET, job("COMPLETED"));
    let update = world.job("job-1").pace(Pace::every(seconds(5))).last_update().await.unwrap();
    assert_eq!((update.elapsed, update.polls), (seconds(45), 3));

    let error = world.job("job-1").pace(Pace::every(seconds(0))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn what_an_end_is_can_be_replaced() {
    let world = job_going_through(&["RUNNING", "EXPIRED"]);
    let expired = |job: &Job, phase| if job.status == "EXPIRED" { Phase::Failed } else { phase };
    let error = world.job("job-1").phase_of(expired).completed().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsuccessful);

    let world = job_going_through(&["FAILED", "RUNNING", "COMPLETED"]);
    let retried = |job: &Job, phase| if job.status == "FAILED" { Phase::InFlight } else { phase };
    assert_eq!(world.job("job-1").phase_of(retried).completed().await.unwrap().status, "COMPLETED");
}

#[tokio::test]
async fn what_came_with_the_last_response_is_told() {
    let world = world();
    let answer = |id, status| Reply::from(job(status)).header("x-request-id", id);
    world.mock.reply(GET, answer("req-1", "RUNNING")).reply(GET, answer("req-2", "COMPLETED"));
    world.mock.always(GET, answer("req-3", "COMPLETED"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let note = move |id: Option<&str>| log.lock().unwrap().push(id.map(str::to_owned));
    let waiting = world.job("job-1").on_progress(move |update| note(update.response.request_id()));
    assert_eq!(waiting.last_update().await.unwrap().response.status().as_u16(), 200);
    assert_eq!(*seen.lock().unwrap(), [Some("req-1".to_owned()), Some("req-3".to_owned())]);

    let world = super::support::world();
    world.mock.always(GET, answer("req-4", "RUNNING"));
    let error = world.job("job-1").deadline(seconds(3)).await.unwrap_err();
    assert_eq!(error.value::<Waited<Job>>().unwrap().response.as_ref().unwrap().request_id(), Some("req-4"));
}

#[tokio::test]
async fn jumps_of_the_wall_clock_change_nothing() {
    for hours in [24, -24] {
        let world = job_going_through(&["RUNNING"]);
        let mut watch = world.job("job-1").deadline(seconds(60)).watch();
        watch.next().await.unwrap().unwrap();
        world.clock.jump_wall(SignedDuration::from_hours(hours));
        while let Some(Ok(_)) = watch.next().await {}
        assert_eq!(world.clock.elapsed(), seconds(60));
    }
}

#[tokio::test]
async fn progress_is_reported_for_every_poll() {
    let world = job_going_through(&["PENDING", "PENDING", "COMPLETED"]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let wait = world.job("job-1").on_progress(move |update| {
        log.lock().unwrap().push((update.status.clone(), update.changed, update.polls, update.phase));
    });
    wait.await.unwrap();
    let pending = |changed, polls| ("PENDING".to_owned(), changed, polls, Phase::InFlight);
    let expected = [pending(true, 1), pending(false, 2), ("COMPLETED".to_owned(), true, 3, Phase::Succeeded)];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[tokio::test]
async fn updates_are_shown_in_one_line() {
    let world = job_going_through(&["RUNNING"]);
    let update = world.job("job-1").watch().next().await.unwrap().unwrap();
    assert_eq!(update.to_string(), "RUNNING after 0 s (poll 1), next poll in 1 s");
    let short = Duration::from_millis(100);
    let update = world.job("job-1").deadline(short).watch().next().await.unwrap().unwrap();
    assert_eq!(update.to_string(), "RUNNING after 0 s (poll 1)", "the deadline passes before another poll");
}

#[tokio::test]
async fn watching_can_be_cancelled_and_ends_after_the_end() {
    let world = world();
    world.mock.reply(GET, Reply::from(job("RUNNING")).delay(seconds(5)));
    world.mock.always(GET, job("COMPLETED"));
    let mut watch = world.job("job-1").watch();
    for _ in 0..3 {
        tokio::select! {
            biased;
            _ = watch.next() => panic!("the answer takes 5 s"),
            () = tokio::task::yield_now() => {}
        }
    }
    let mut statuses = Vec::new();
    while let Some(update) = watch.next().await {
        statuses.push(update.unwrap().status);
    }
    assert_eq!(statuses, ["RUNNING", "COMPLETED"]);
    assert_eq!(world.mock.requests().len(), 3);
}

#[tokio::test]
async fn nothing_is_cancelled_when_waiting_is_dropped_unless_asked_for() {
    for (asked, requests) in [(false, 1), (true, 2)] {
        let world = job_going_through(&["RUNNING"]);
        world.mock.always(CANCEL, job("CANCELLED"));
        let wait = world.job("job-1");
        let mut watch = if asked { wait.cancel_on_drop() } else { wait }.watch();
        watch.next().await.unwrap().unwrap();
        drop(watch);
        settle().await;
        assert_eq!(world.mock.requests().len(), requests);
    }
    let world = job_going_through(&["COMPLETED"]);
    world.job("job-1").cancel_on_drop().await.unwrap();
    settle().await;
    assert!(world.mock.requests().iter().all(|request| request.method == "GET"), "an end needs no cancelling");
}

#[tokio::test]
async fn a_callback_that_panics_leaves_nothing_uncancelled() {
    for (status, requests) in [("RUNNING", 2), ("COMPLETED", 2)] {
        let world = job_going_through(&[status]);
        world.mock.always(CANCEL, job("CANCELLED"));
        let wait = world.job("job-1").cancel_on_drop().phase_of(|_, _| panic!("a phase that nobody thought of"));
        tokio::spawn(wait.send()).await.unwrap_err();
        settle().await;
        assert_eq!(world.mock.requests().len(), requests);
    }
}

#[tokio::test]
async fn an_update_is_one_line_whatever_the_status() {
    let world = job_going_through(&["RUN\nNING \u{1b}[31m"]);
    let update = world.job("job-1").watch().next().await.unwrap().unwrap();
    assert_eq!(update.to_string(), r"RUN NING \u{1b}[31m after 0 s (poll 1), next poll in 1 s");
    let world = job_going_through(&[&"x".repeat(10_000)]);
    let update = world.job("job-1").watch().next().await.unwrap().unwrap();
    assert!(update.to_string().len() < 200, "{update}");
}

#[tokio::test]
async fn the_job_is_cancelled_at_the_deadline_if_asked_for() {
    let world = job_going_through(&["RUNNING"]);
    world.mock.always(CANCEL, job("CANCELLED"));
    let error = world.job("job-1").deadline(seconds(3)).cancel_on_timeout().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(world.mock.requests().last().unwrap().path, "/jobs/job-1/cancel");
}

#[tokio::test]
async fn the_polls_after_a_create_are_made_on_behalf_of_the_same_project() {
    let world = world();
    world.mock.reply("POST /jobs", job("PENDING"));
    world.mock.always(GET, job("COMPLETED"));
    world.create_job().query_parameter("project_id", ["p-1"]).header("x-tag", "1").and_wait().await.unwrap();
    for request in world.mock.requests() {
        assert_eq!(request.query_value("project_id"), Some("p-1"));
        assert!(request.headers.contains_key("x-tag"));
    }
}

#[tokio::test]
async fn what_was_created_is_not_lost_when_waiting_for_it_fails() {
    for answer in [Reply::text(401, ""), Reply::text(404, ""), Reply::text(200, "<html>"), Reply::never()] {
        let world = world();
        world.mock.reply("POST /jobs", job("PENDING"));
        world.mock.always(GET, answer);
        let error = world.create_job().and_wait().deadline(seconds(20)).await.unwrap_err();
        let waited: &Waited<Job> = error.value().unwrap();
        assert_eq!((waited.last.as_ref().unwrap().id.as_str(), waited.polls), ("job-1", 0), "{error}");
        assert_eq!(error.sent(), Sent::Yes, "{error}");
    }
}

#[tokio::test]
async fn a_request_with_settings_of_its_own_can_be_waited_for() {
    let world = job_going_through(&["RUNNING", "COMPLETED"]);
    let request = world.get_job("job-1").query_parameter("project_id", ["p-2"]).header("x-tag", "1");
    assert_eq!(request.wait().await.unwrap().status, "COMPLETED");
    for request in world.mock.requests() {
        assert_eq!(request.query_value("project_id"), Some("p-2"));
        assert!(request.headers.contains_key("x-tag"));
    }
}

#[tokio::test]
async fn a_key_that_is_echoed_as_a_status_is_not_shown() {
    let world = world();
    world.mock.always(GET, job("canary-key"));
    let error = world.job("job-1").deadline(seconds(3)).await.unwrap_err();
    assert!(error.is_timeout() && !format!("{error} {error:?}").contains("canary-key"), "{error}");
}

#[tokio::test]
async fn a_create_that_fails_is_not_waited_for() {
    let world = world();
    world.mock.always("POST /jobs", Reply::ambiguous());
    let error = world.create_job().and_wait().await.unwrap_err();
    assert_eq!(error.sent(), Sent::Maybe);
    assert_eq!(world.mock.requests().len(), 1);
}
