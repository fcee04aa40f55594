//! A list is as long as it is: what the program holds does not grow with it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use serde_json::json;

use super::program::command;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

/// Items of a page.
const ITEMS: usize = 1000;

/// The most memory that a program has held, in KiB, once it has shown so many pages. It is measured while it waits for one
/// page more, which never comes.
fn most_memory(pages: usize) -> usize {
    let item = json!({"id": "bat-1", "status": "RUNNING", "note": "x".repeat(150)});
    let page = json!({"items": vec![item; ITEMS], "next_page_token": "TOKEN"}).to_string();
    let server = FaultServer::answering(move |request| match request.index {
        index if index < pages => {
            // A token that came before would end the list.
            Reply::new(200).body("application/json", page.replace("TOKEN", &format!("T{index}")))
        }
        _ => Step::hang(),
    });
    let mut command = command(Some(&server), &["batches", "list", "--format", "jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program can be started");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let shown =
        lines.by_ref().take(pages * ITEMS).filter(|line| line.as_ref().is_ok_and(|line| line.len() > 150)).count();
    let held = high_water_mark(&child);
    child.kill().and_then(|()| child.wait()).expect("it can be ended");
    assert_eq!(shown, pages * ITEMS);
    held
}

fn high_water_mark(child: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("the program runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells it");
    line.trim().trim_end_matches(" kB").parse().expect("it is a number")
}

#[test]
fn a_hundred_thousand_items_need_no_more_memory_than_ten_thousand() {
    let (few, many) = (most_memory(10), most_memory(100));
    // The items that are more have 16 MiB of text alone.
    assert!(many < few + 8 * 1024, "{few} KiB, then {many} KiB");
}
