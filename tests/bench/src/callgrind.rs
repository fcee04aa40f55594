//! Instructions, counted by callgrind in a process for each case.

use std::process::{Command, Stdio};

use crate::case::{Case, Pair};

pub fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// Instructions of the client, of those of the loop by hand, without what it takes to begin.
pub fn ratio(pair: &Pair, url: &str) -> f64 {
    let (few, many) = (pair.times / 10, pair.times / 2);
    let of = |case: Case| instructions(case, many, url) - instructions(case, few, url);
    of(pair.client) / of(pair.hand)
}

fn instructions(case: Case, times: u64, url: &str) -> f64 {
    let program = std::env::current_exe().expect("the path of this program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["run", &case.name(), &times.to_string(), url])
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.split_once("Collected :").and_then(|(_, rest)| rest.split_whitespace().next());
    collected.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("callgrind said: {said}"))
}
