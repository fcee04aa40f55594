//! Lists: page by page, and each item as soon as it is there.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use super::program::{command, run};
use crate::support::bodies::{job_page, page};
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

fn ids(out: &str) -> Vec<String> {
    let values = serde_json::Deserializer::from_str(out).into_iter::<Value>();
    values.map(|value| value.expect("JSON")["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn items_of_all_pages_are_shown_one_after_the_other() {
    let server = FaultServer::script([
        Step::ok(&page(&["a", "b"], Some("T"))),
        Step::ok(&page(&[], Some("U"))),
        Step::ok(&page(&["c"], None)),
    ]);
    assert_eq!(ids(&run(&server, &["batches", "list"]).ended(0).out), ["a", "b", "c"]);
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/api/v2/batches", "/api/v2/batches?page_token=T", "/api/v2/batches?page_token=U"]);
}

#[test]
fn a_list_by_offset_goes_on_as_well() {
    let server = FaultServer::script([Step::ok(&job_page(&["a", "b"], Some(3))), Step::ok(&job_page(&["c"], Some(3)))]);
    assert_eq!(ids(&run(&server, &["beta:batch", "list", "--format", "jsonl"]).ended(0).out), ["a", "b", "c"]);
}

#[test]
fn no_page_is_requested_that_is_not_shown() {
    let server = FaultServer::always(Step::ok(&page(&["a", "b"], Some("T"))));
    for (most, shown, requests) in [("1", 1, 1), ("2", 2, 1), ("0", 0, 0)] {
        let before = server.count();
        assert_eq!(ids(&run(&server, &["batches", "list", "--max-items", most]).ended(0).out).len(), shown);
        assert_eq!(server.count() - before, requests, "{most}");
    }
    let raw = run(&server, &["batches", "list", "--format", "raw"]).ended(0).out;
    assert_eq!(serde_json::from_str::<Value>(&raw).expect("JSON"), page(&["a", "b"], Some("T")));
}

#[test]
fn what_was_fetched_is_shown_when_a_list_breaks_off() {
    let server = FaultServer::script([
        Step::ok(&page(&["a"], Some("T 1"))),
        Reply::new(403).header("x-request-id", "req-7").json(&serde_json::json!({"detail": "no more"})),
    ]);
    let ran = run(&server, &["batches", "list"]).ended(1);
    assert_eq!(ids(&ran.out), ["a"]);
    assert!(ran.err.contains("403 Forbidden: no more (request id req-7)"), "{ran:#?}");
    assert!(ran.err.contains("give the same command with --page-token 'T 1'"), "{ran:#?}");
}

#[test]
fn an_item_is_there_before_the_next_page_is() {
    let first = Step::ok(&page(&["a"], Some("T")));
    let server = FaultServer::script([first, Step::hang()]);
    let mut command = command(Some(&server), &["batches", "list", "--format", "jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program can be started");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("a line comes");
    child.kill().and_then(|()| child.wait()).expect("it can be ended");
    assert_eq!(ids(&line), ["a"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let server = FaultServer::answering(|request| Step::ok(&page(&["bat"; 500], Some(&format!("T{}", request.index)))));
    let mut command = command(Some(&server), &["batches", "list"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn a_list_is_one_array_if_that_is_wanted() {
    let server = FaultServer::script([Step::ok(&page(&["a"], Some("T"))), Step::ok(&page(&["b"], None))]);
    let out = run(&server, &["batches", "list", "--slurp"]).ended(0).out;
    let items: Vec<Value> = serde_json::from_str(&out).expect("one JSON array");
    assert_eq!(items.len(), 2);
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    assert_eq!(run(&server, &["batches", "list", "--slurp"]).ended(0).out, "[]\n");
}

#[test]
fn a_table_has_the_columns_that_matter_or_those_that_are_named() {
    let server = FaultServer::always(Step::ok(&page(&["bat-1", "bat-22"], None)));
    let out = run(&server, &["batches", "list", "--format", "table"]).ended(0).out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[0].starts_with("ID      STATUS   CREATED_AT") && lines[2].starts_with("bat-22  PENDING  2026-"),
        "{out}"
    );
    let misspelt = run(&server, &["batches", "list", "--format", "table", "--columns", "id,staus"]).ended(0);
    assert!(misspelt.err.ends_with("warning: no item of the first page has staus\n"), "{misspelt:#?}");
    let columns = ["batches", "list", "--format", "table", "--no-header", "--columns", "config.job.type,id"];
    assert_eq!(run(&server, &columns).ended(0).out, "parse_v2         bat-1\nparse_v2         bat-22\n");
}

#[test]
fn a_list_goes_on_from_its_checkpoint() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("place").to_string_lossy().into_owned();
    let server = FaultServer::answering(|request| match request.query() {
        None => Step::ok(&page(&["a", "b"], Some("T"))),
        Some(_) => Step::ok(&page(&["c"], None)),
    });
    let list = |more: &[&str]| {
        let arguments: Vec<&str> = ["batches", "list", "--checkpoint", &file].iter().chain(more).copied().collect();
        ids(&run(&server, &arguments).ended(0).out)
    };
    assert_eq!(list(&["--max-items", "1"]), ["a"]);
    assert_eq!(list(&["--max-items", "1", "--format", "jsonl"]), ["b"]);
    assert_eq!(list(&[]), ["c"]);
    assert!(list(&[]).is_empty());
    let stored = std::fs::read_to_string(&file).expect("the place is stored");
    assert!(!stored.contains(crate::support::logs::CANARY));
    let ran = run(&server, &["batches", "list", "--status", "FAILED", "--checkpoint", &file]).ended(2);
    assert!(ran.err.contains("checkpoint"), "{ran:#?}");
}

#[test]
fn the_place_of_another_list_is_refused() {
    let server = FaultServer::script([Step::ok(&page(&["a", "b"], Some("T")))]);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let place = folder.path().join("place").display().to_string();
    let list = ["batches", "list", "--checkpoint", &place, "--max-items", "1"];
    run(&server, &list).ended(0);
    let ran = run(&server, &[&list[..], &["--page-size", "5"]].concat()).ended(2);
    assert!(ran.err.contains("another value of `page_size`") && !ran.err.contains("To go on"), "{ran:#?}");
}
