//! The page of differences from the official tool: what it says of this program is so, row by row.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::program::{run, run_alone};
use crate::support::bodies::{batch, page};
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

/// The anchor of each row, and what shows that it holds.
const ROWS: [(&str, fn()); 14] = [
    ("lists", what_was_fetched_is_shown_when_a_later_page_fails),
    ("tables", lists_are_json_where_they_are_no_table),
    ("places", a_list_that_breaks_off_says_how_to_go_on),
    ("explore", explore_is_refused),
    ("pretty", pretty_is_the_members_alone),
    ("raw", a_raw_page_is_transformed),
    ("gjson", paths_that_cannot_be_followed_are_refused),
    ("errors", the_body_of_an_error_is_no_output),
    ("exit-status", wrong_calls_have_a_status_of_their_own),
    ("strings", text_is_sent_as_it_stands),
    ("repeats", a_create_is_not_sent_again),
    ("plain-http", plain_http_has_to_be_allowed),
    ("waiting", there_is_a_command_that_waits),
    ("preview", a_dry_run_sends_nothing),
];

#[test]
fn every_row_holds() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/docs/differences-from-the-official-tool.md");
    let text = fs::read_to_string(file).expect("the page is there");
    let rows: BTreeSet<&str> =
        text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().expect("an anchor ends")).collect();
    assert_eq!(
        rows,
        ROWS.iter().map(|(anchor, _)| *anchor).collect(),
        "the rows of the page, and those that are tried"
    );
    for (_, check) in ROWS {
        check();
    }
}

const CREATE: [&str; 6] =
    ["batches", "create", "--config", "{job: {type: parse_v2, configuration_id: c}}", "--source-directory-id", "dir-1"];

fn what_was_fetched_is_shown_when_a_later_page_fails() {
    let server = FaultServer::script([Step::ok(&page(&["bat-1"], Some("next"))), Reply::new(404).json(&json!({}))]);
    let ran = run(&server, &["batches", "list", "--format", "jsonl"]).ended(1);
    assert!(ran.out.contains("bat-1"), "{ran:#?}");
}

fn lists_are_json_where_they_are_no_table() {
    let server = FaultServer::always(Step::ok(&page(&["bat-1"], None)));
    let json = run(&server, &["batches", "list"]).ended(0).out;
    assert_eq!(serde_json::from_str::<Value>(&json).expect("one item is one value")["id"], "bat-1");
    let table = run(&server, &["batches", "list", "--format", "table"]).ended(0).out;
    assert_eq!(table.lines().count(), 2, "a line of names and one of the item: {table}");
}

fn a_list_that_breaks_off_says_how_to_go_on() {
    let server = FaultServer::script([Step::ok(&page(&["bat-1"], Some("next"))), Reply::new(404).json(&json!({}))]);
    let ran = run(&server, &["batches", "list"]).ended(1);
    assert!(ran.err.contains("--page-token"), "{ran:#?}");
}

fn explore_is_refused() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    run(&server, &["batches", "list", "--format", "explore"]).ended(2);
    assert_eq!(server.count(), 0);
}

fn pretty_is_the_members_alone() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let out = run(&server, &["batches", "get", "bat-1", "--format", "pretty"]).ended(0).out;
    assert!(out.lines().any(|line| line == "id: bat-1"), "{out}");
}

fn a_raw_page_is_transformed() {
    let server = FaultServer::always(Step::ok(&page(&["bat-1"], None)));
    let ran = run(&server, &["batches", "list", "--format", "raw", "--transform", "items.0.id"]).ended(0);
    assert_eq!(ran.out, "\"bat-1\"\n");
}

fn paths_that_cannot_be_followed_are_refused() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    for path in [
        "@keys",
        "@values",
        "@tostr",
        "@fromstr",
        "@group",
        "@dig:id",
        "!\"x\"",
        "#(id==~null)",
        "{items|@flatten:{\"deep\":true}}",
    ] {
        let ran = run(&server, &["batches", "list", "--transform", path]);
        assert_eq!(ran.status, 2, "{path}: {ran:#?}");
    }
    assert_eq!(server.count(), 0);
}

fn plain_http_has_to_be_allowed() {
    let ran = run_alone(&["batches", "list", "--base-url", "http://192.0.2.1"]);
    assert!(ran.status != 0 && ran.err.contains("must begin with `https://`"), "{ran:#?}");
}

fn the_body_of_an_error_is_no_output() {
    let server = FaultServer::always(Reply::new(404).json(&json!({"detail": "not here"})));
    let ran = run(&server, &["batches", "get", "bat-1"]).ended(1);
    assert!(ran.out.is_empty() && ran.err.contains("not here"), "{ran:#?}");
}

fn wrong_calls_have_a_status_of_their_own() {
    let server = FaultServer::always(Reply::new(404).json(&json!({})));
    run(&server, &["batches", "get", "bat-1"]).ended(1);
    run(&server, &["batches", "get"]).ended(2);
}

fn text_is_sent_as_it_stands() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    for text in ["1e5", "007", "no"] {
        run(&server, &["batches", "list", "--source-directory-id", text]).ended(0);
        let request = server.requests().pop().expect("it was sent");
        assert_eq!(request.query(), Some(format!("source_directory_id={text}").as_str()));
    }
}

fn a_create_is_not_sent_again() {
    let server = FaultServer::always(Step::reset());
    let ran = run(&server, &CREATE).ended(1);
    assert!(ran.err.contains("It is not known whether"), "{ran:#?}");
    assert_eq!(server.count(), 1);
}

fn there_is_a_command_that_waits() {
    let mut ended = batch("bat-1");
    ended["status"] = json!("COMPLETED");
    let server = FaultServer::always(Step::ok(&ended));
    run(&server, &["batches", "wait", "bat-1"]).ended(0);
    run(&server, &[CREATE.as_slice(), &["--wait"]].concat()).ended(0);
}

fn a_dry_run_sends_nothing() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    assert!(run(&server, &["batches", "get", "bat-1", "--dry-run"]).ended(0).out.contains("/api/v2/batches/bat-1"));
    assert!(run(&server, &["batches", "get", "bat-1", "--curl"]).ended(0).out.contains("curl"));
    assert_eq!(server.count(), 0);
}
