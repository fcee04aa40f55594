//! Waiting: what is said meanwhile, what is shown at the end, and the exit statuses.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use super::program::{Ran, command, run};
use crate::support::bodies::{batch_in, job_in, with, without};
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

fn ended(status: &str, results: Value) -> Step {
    Step::ok(&with(batch_in("bat-1", status), "results", results))
}

fn results(errors: &[Option<&str>]) -> Value {
    let result = |(number, error): (usize, &Option<&str>)| {
        let job = error.is_none().then(|| json!({"id": "pjb-1", "type": "parse_v2"}));
        json!({"source_directory_file_id": format!("dfl-{number}"), "error_message": error, "job_reference": job})
    };
    errors.iter().enumerate().map(result).collect()
}

fn status_of(out: &str) -> Value {
    serde_json::from_str::<Value>(out).expect("the last response is JSON")["status"].clone()
}

#[test]
fn waiting_ends_with_a_status_that_tells_how_it_ended() {
    for (status, results, exit, said) in [
        ("COMPLETED", results(&[None, None]), 0, "2 of 2 done, 0 failed"),
        ("COMPLETED", results(&[None, Some("no pages")]), 5, "dfl-1: no pages"),
        ("FAILED", Value::Null, 3, "it ended as FAILED"),
        ("CANCELLED", Value::Null, 3, "it ended as CANCELLED"),
    ] {
        let server = FaultServer::script([
            Step::ok(&batch_in("bat-1", "RUNNING")),
            ended(status, Value::Null),
            ended(status, results),
        ]);
        let ran = run(&server, &["batches", "wait", "bat-1", "--interval", "1s"]).ended(exit);
        assert_eq!(status_of(&ran.out), status);
        let polled = ran.err.lines().next().unwrap_or_default();
        assert!(
            polled.starts_with("bat-1: RUNNING after ") && polled.ends_with("(poll 1), next poll in 1 s"),
            "{ran:#?}"
        );
        assert!(ran.err.contains(said), "{ran:#?}");
        let last = server.requests().pop().expect("there were requests");
        assert_eq!(last.target, "/api/v2/batches/bat-1?expand=results");
    }
}

#[test]
fn results_that_cannot_be_read_are_told() {
    let server = FaultServer::script([
        ended("COMPLETED", Value::Null),
        Reply::new(403).header("x-request-id", "req-9").json(&json!({"detail": "no results"})),
    ]);
    let ran = run(&server, &["batches", "wait", "bat-1", "-q"]).ended(1);
    assert_eq!(status_of(&ran.out), "COMPLETED");
    assert!(
        ran.err.contains("it completed, but its results could not be read") && ran.err.contains("req-9"),
        "{ran:#?}"
    );
}

#[test]
fn a_wait_that_takes_too_long_says_how_to_go_on() {
    let server = FaultServer::always(Step::ok(&batch_in("bat-1", "RUNNING")));
    let ran = run(&server, &["batches", "wait", "bat-1", "--deadline", "1s"]).ended(4);
    assert!(ran.err.contains("To go on waiting: llamacloud-prod batches wait bat-1"), "{ran:#?}");
    let server = FaultServer::always(Reply::new(404).json(&json!({"detail": "not found"})));
    let ran = run(&server, &["batches", "wait", "bat-1"]).ended(1);
    assert!(!ran.err.contains("To go on"), "an id that is not known stays unknown: {ran:#?}");
    assert_eq!(server.count(), 1);
}

fn job_progress(id: &str, status: &str) -> Step {
    Step::ok(&json!({"job": job_in(id, status), "progress_percentage": 100.0}))
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().expect("a path has a last part")
}

#[test]
fn several_are_waited_for_at_the_same_time() {
    let is_second_polled = AtomicBool::new(false);
    let server = FaultServer::answering(move |request| {
        let id = id_of(request.path());
        is_second_polled.fetch_or(id == "bjb-2", Ordering::SeqCst);
        let is_over = id == "bjb-2" || is_second_polled.load(Ordering::SeqCst);
        job_progress(id, if is_over { "completed" } else { "running" })
    });
    let ran =
        run(&server, &["beta:batch", "wait", "bjb-1", "bjb-2", "--format", "jsonl", "--deadline", "60s"]).ended(0);
    assert_eq!(ran.out.lines().count(), 2);
}

#[test]
fn eight_are_polled_at_a_time() {
    let is_one_over = AtomicBool::new(false);
    let server = FaultServer::answering(move |request| match id_of(request.path()) {
        "bjb-9" if !is_one_over.load(Ordering::SeqCst) => job_progress("bjb-9", "failed"),
        id => {
            is_one_over.store(true, Ordering::SeqCst);
            job_progress(id, "completed")
        }
    });
    let ids: Vec<String> = (1..10).map(|number| format!("bjb-{number}")).collect();
    let arguments: Vec<&str> = ["beta:batch", "wait"].into_iter().chain(ids.iter().map(String::as_str)).collect();
    run(&server, &arguments).ended(0);
}

#[test]
fn of_several_each_outcome_is_told_and_the_worst_is_the_status() {
    let server = FaultServer::answering(|request| match id_of(request.path()) {
        "bjb-2" => job_progress("bjb-2", "failed"),
        "bjb-4" => Reply::new(404).json(&json!({"detail": "not found"})),
        id => job_progress(id, "completed"),
    });
    let wait =
        |more: &[&str]| run(&server, &[&["beta:batch", "wait", "bjb-1", "bjb-2", "--format", "jsonl"], more].concat());
    let ids = |ran: &Ran| {
        let id = |line| serde_json::from_str::<Value>(line).expect("JSON")["job"]["id"].clone();
        let mut ids: Vec<String> = ran.out.lines().map(|line| id(line).to_string()).collect();
        ids.sort();
        ids.concat()
    };
    let ran = wait(&["bjb-3"]).ended(3);
    assert_eq!(ids(&ran), r#""bjb-1""bjb-2""bjb-3""#);
    assert!(ran.err.contains("llamacloud-prod: bjb-2: it ended as failed\n"), "{ran:#?}");
    let ran = wait(&["bjb-4", "-q", "--format-error", "json"]).ended(1);
    assert_eq!(ids(&ran), r#""bjb-1""bjb-2""#);
    let mut told: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    told.sort_by_key(|failure| failure["id"].to_string());
    let told: Vec<_> = told.iter().map(|failure| [&failure["id"], &failure["kind"], &failure["exit_status"]]).collect();
    assert_eq!(json!(told), json!([["bjb-2", "unsuccessful", 3], ["bjb-4", "status", 1]]));
}

#[test]
fn a_create_can_wait_for_what_it_made() {
    let server = FaultServer::script([
        Step::ok(&batch_in("bat-7", "PENDING")),
        ended("COMPLETED", Value::Null),
        ended("COMPLETED", results(&[None])),
    ]);
    let config = "{job: {type: parse_v2, configuration_id: cfg-1}}";
    let arguments =
        ["batches", "create", "--config", config, "--source-directory-id", "dir-1", "--project-id", "prj-1", "--wait"];
    let ran = run(&server, &arguments).ended(0);
    assert!(ran.err.contains("bat-7: COMPLETED"), "{ran:#?}");
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets[1], "/api/v2/batches/bat-7?project_id=prj-1");
}

#[test]
fn a_create_of_a_batch_job_can_wait_for_its_end() {
    let server = FaultServer::script([
        Step::ok(&job_in("bjb-7", "pending")),
        job_progress("bjb-7", "running"),
        job_progress("bjb-7", "completed"),
    ]);
    let create = ["beta:batch", "create", "--job-config", "{job_name: parse_raw_file_job}", "--wait"];
    let ran = run(&server, &create).ended(0);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).expect("JSON")["job"]["status"], "completed");
    let paths: Vec<String> = server.requests().iter().map(|request| request.path().to_owned()).collect();
    let polled = "/api/v1/beta/batch-processing/bjb-7";
    assert_eq!(paths, ["/api/v1/beta/batch-processing", polled, polled]);
}

#[test]
fn what_was_made_without_an_id_is_shown_and_not_waited_for() {
    let made = without(batch_in("bat-7", "PENDING"), "id");
    let server = FaultServer::always(Step::ok(&made));
    let config = "{job: {type: parse_v2, configuration_id: cfg-1}}";
    let create = ["batches", "create", "--config", config, "--source-directory-id", "dir-1", "--wait"];
    let ran = run(&server, &create).ended(1);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).expect("JSON"), made);
    assert!(ran.err.contains("the response has no `id`"), "{ran:#?}");
    assert_eq!(server.count(), 1);
}

#[test]
#[cfg(unix)]
fn a_signal_ends_waiting_and_cancels_only_if_that_is_wanted() {
    for (signal, cancels, exit) in [("INT", true, 130), ("TERM", false, 143)] {
        let server = FaultServer::answering(|request| match request.path().ends_with("/cancel") {
            true => Step::ok(&batch_in("bat-1", "CANCELLED")),
            false => Step::ok(&batch_in("bat-1", "RUNNING")),
        });
        let mut arguments = vec!["batches", "wait", "bat-1", "--interval", "60s"];
        arguments.extend(cancels.then_some("--cancel-on-interrupt"));
        let mut command = command(Some(&server), &arguments);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
        while server.count() == 0 {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let kill = std::process::Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(kill.expect("kill can be started").success());
        let ran = Ran::of(child.wait_with_output().expect("the program ends")).ended(exit);
        let hint = if cancels { "The service was told to cancel it." } else { "To go on waiting" };
        assert!(ran.err.contains(hint), "{ran:#?}");
        assert_eq!(server.requests().iter().any(|request| request.path().ends_with("/cancel")), cancels);
    }
}
