//! `--transform` and `--jq`: what is shown in place of a value.

use super::program::{run, run_alone};
use crate::support::bodies::page;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

#[test]
fn each_item_of_a_list_is_transformed_as_it_comes() {
    let server = FaultServer::answering(|request| match request.query() {
        None => Step::ok(&page(&["a", "b"], Some("T"))),
        Some(_) => Step::ok(&page(&["c"], None)),
    });
    let shown = |more: &[&str]| {
        let arguments: Vec<&str> = ["batches", "list"].iter().chain(more).copied().collect();
        run(&server, &arguments).ended(0)
    };
    assert_eq!(shown(&["--transform", "id"]).out, "\"a\"\n\"b\"\n\"c\"\n");
    assert_eq!(shown(&["--transform", "id", "-r"]).out, "a\nb\nc\n");
    assert_eq!(shown(&["--jq", ".id, (.config.job.type | length)", "-r"]).out, "a\n8\nb\n8\nc\n8\n");
    assert_eq!(shown(&["--jq", "length", "--slurp"]).out, "3\n");
    assert_eq!(shown(&["--jq", "select(.id == \"b\") | {id}", "--format", "jsonl"]).out, "{\"id\":\"b\"}\n");
    assert_eq!(shown(&["--transform", "items.#", "--format", "raw"]).out, "2\n");
}

#[test]
fn a_path_that_leads_nowhere_shows_everything_and_warns_once() {
    let server = FaultServer::always(Step::ok(&page(&["a", "b"], None)));
    let ran = run(&server, &["batches", "list", "--transform", "nothing.here", "--format", "jsonl"]).ended(0);
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.out.contains("\"id\":\"a\",") && ran.out.contains("\"id\":\"b\","), "{ran:#?}");
    assert_eq!(ran.err.matches("warning").count(), 1, "{ran:#?}");
}

#[test]
fn what_cannot_be_followed_is_refused_before_anything_is_sent() {
    for arguments in [
        &["--transform", "@keys"][..],
        &["--transform", "{id"],
        &["--transform-error", "!\"x\""],
        &["--jq", ".id |"],
        &["--jq", ".id", "--transform", "id"],
        &["--jq", ".id", "--format", "table"],
    ] {
        let all: Vec<&str> = ["batches", "list"].iter().chain(arguments).copied().collect();
        assert!(run_alone(&all).ended(2).err.contains("For more information"), "{arguments:?}");
    }
}

#[test]
fn a_program_that_fails_is_status_1_after_what_it_made() {
    let server = FaultServer::always(Step::ok(&page(&["a", "b"], None)));
    let program = "if .id == \"a\" then 1 else error(\"no\") end";
    let ran = run(&server, &["batches", "list", "--jq", program]).ended(1);
    assert_eq!((ran.out.as_str(), ran.err.trim_end()), ("1\n", "llamacloud-prod: `--jq`: no"));
}

#[test]
fn the_body_of_an_error_is_transformed_as_well() {
    let server =
        FaultServer::always(Reply::new(422).json(&serde_json::json!({"detail": [{"msg": "bad", "loc": ["x"]}]})));
    let ran = run(&server, &["batches", "get", "bat-1", "--transform-error", "detail.#.msg", "--format-error", "json"]);
    let error: serde_json::Value = serde_json::from_str(&ran.ended(1).err).expect("one JSON object");
    assert_eq!(error["body"], serde_json::json!(["bad"]));
}
