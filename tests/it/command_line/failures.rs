//! What is said about a failure, and the exit status it has.

use serde_json::{Value, json};

use super::program::{Ran, command, run, run_alone};
use crate::support::bodies::page;
use crate::support::logs::CANARY_KEY;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

#[test]
fn one_line_says_what_failed_and_the_body_follows() {
    let body = json!({"detail": "no such batch\u{1b}[31m", "key": CANARY_KEY});
    let server = FaultServer::always(Reply::new(404).header("x-request-id", "req-1").json(&body));
    let ran = run(&server, &["batches", "get", "bat-1"]).ended(1);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert!(lines[0].starts_with("llamacloud-prod: getBatch: 404 Not Found: no such batch"), "{ran:#?}");
    assert!(lines[0].ends_with("(request id req-1)") && !lines[0].contains('\u{1b}'), "{ran:#?}");
    assert!(ran.out.is_empty() && lines[1] == "{", "{ran:#?}");
}

#[test]
fn failures_are_objects_for_programs() {
    let server = FaultServer::always(Reply::new(422).header("x-request-id", "req-1").json(&json!({"detail": "bad"})));
    let object = |arguments: &[&str], status: i32| {
        let arguments: Vec<&str> = arguments.iter().chain(&["--format-error", "json"]).copied().collect();
        let ran = run(&server, &arguments).ended(status);
        serde_json::from_str::<Value>(&ran.err).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
    };
    let failure = object(&["batches", "get", "bat-1"], 1);
    assert_eq!(failure["kind"], "status");
    assert_eq!(failure["status"], 422);
    assert_eq!(failure["request_id"], "req-1");
    assert_eq!(failure["retryable"], false);
    assert_eq!(failure["body"], json!({"detail": "bad"}));
    assert_eq!(object(&["batches", "get"], 2)["kind"], "usage");
    assert_eq!(object(&["batches", "gte"], 2)["kind"], "usage");
    let message = &object(&["batches", "list", "--format", "nope"], 2)["message"];
    let words = message.as_str().expect("it is text");
    assert!(words.starts_with("invalid value 'nope' for '--format <FORMAT>' [possible values: auto, json"), "{words}");
}

#[test]
fn a_server_that_cannot_be_reached_is_status_1() {
    let arguments = ["batches", "get", "bat-1", "--retries", "0", "--base-url", "http://127.0.0.1:1"];
    let ran = run_alone(&arguments).ended(1);
    assert!(ran.err.contains("could not connect"), "{ran:#?}");
}

#[test]
fn a_missing_key_is_told_with_the_ways_to_give_one() {
    let mut command = command(None, &["batches", "list"]);
    let ran = Ran::by(command.env_remove("LLAMA_CLOUD_API_KEY")).ended(2);
    for way in ["LLAMA_CLOUD_API_KEY or LLAMA_PARSE_API_KEY", "--api-key-file", "--api-key"] {
        assert!(ran.err.contains(way), "{ran:#?}");
    }
    let blank = Ran::by(command.env("LLAMA_CLOUD_API_KEY", " ")).ended(2);
    assert_eq!(blank.err, ran.err, "a blank variable is unset");
}

#[test]
fn a_key_can_come_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("key");
    std::fs::write(&file, "from-file\n").expect("it can be written");
    let server = FaultServer::always(Step::ok(&json!({"items": []})));
    run(&server, &["batches", "list", "--api-key-file", &file.to_string_lossy()]).ended(0);
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer from-file"));
}

#[test]
fn a_create_of_unknown_fate_says_so() {
    let server = FaultServer::always(Step::reset());
    let config = "{job: {type: parse_v2, configuration_id: cfg-1}}";
    let create = ["batches", "create", "--config", config, "--source-directory-id", "dir-1"];
    let ran = run(&server, &create).ended(1);
    assert!(ran.err.contains("It is not known whether the service carried it out."), "{ran:#?}");
    assert_eq!(server.count(), 1);
    let look = ran.err.lines().find_map(|line| line.split_once("given again: llamacloud-prod ")).expect("how to look");
    let words: Vec<&str> = look.1.split(' ').collect();
    assert_eq!(words[..5], ["batches", "reconcile", "--source-directory-id", "dir-1", "--since"], "{ran:#?}");
    let list = FaultServer::always(Step::ok(&page(&["bat-9"], None)));
    assert!(run(&list, &words).ended(0).out.contains("bat-9"));
    let target = list.requests()[0].target.clone();
    assert!(target.starts_with("/api/v2/batches?") && target.contains("source_directory_id=dir-1"), "{target}");
    assert!(target.contains("created_at_on_or_after=20"), "{target}");
    let ran = run(&server, &["batches", "get", "bat-1", "--retries", "0"]).ended(1);
    assert!(!ran.err.contains("It is not known"), "{ran:#?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_that_is_told() {
    let server = FaultServer::always(Step::ok(&page(&["a"], None)));
    let lists = ["json", "jsonl", "table", "raw"].map(|format| vec!["batches", "list", "--format", format]);
    let others = [vec!["--help"], vec!["batches", "-h"], vec!["--version"], vec!["completions", "fish"], vec!["man"]];
    for arguments in lists.into_iter().chain(others) {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let mut command = command(Some(&server), &arguments);
        let output = command.stdout(full).output().expect("the program can be started");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(error.contains("cannot write the output: No space left on device"), "{error}");
    }
}
