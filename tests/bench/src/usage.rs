//! What a whole process takes, by the system's own account.

use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

/// Processor time, of the process and of those it waited for, and the most memory of any of them.
#[derive(Clone, Copy)]
pub struct Usage {
    pub seconds: f64,
    pub mebibytes: f64,
}

impl Usage {
    /// Of one run of this program.
    pub fn of_self(arguments: &[&str]) -> Self {
        let program = std::env::current_exe().expect("the path of this program");
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Self::of(&program, &arguments, Path::new("."))
    }

    /// Of one run in this folder. The system counts what all children of a process took, so each run gets a parent of its own.
    pub fn of(program: &Path, arguments: &[String], folder: &Path) -> Self {
        let parent = std::env::current_exe().expect("the path of this program");
        let mut command = Command::new(parent);
        // The program of the client sends nothing without a key; the service wants none, and the others look for none.
        command.arg("usage").arg(program).args(arguments).current_dir(folder).env("LLAMA_CLOUD_API_KEY", "key");
        let output = command.output().expect("this program starts");
        let said = String::from_utf8(output.stdout).expect("it writes digits");
        let numbers: Vec<f64> = said.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        let [seconds, mebibytes] = numbers[..] else { panic!("{}", String::from_utf8_lossy(&output.stderr)) };
        Self { seconds, mebibytes }
    }
}

/// Runs a program, and prints seconds of processor time and mebibytes at most.
pub fn print(program: &str, arguments: &[&str]) {
    let mut command = Command::new(program);
    // By this variable the generator finds the repository if Cargo runs it, and this is not the package it would mean.
    command.args(arguments).env_remove("CARGO_MANIFEST_DIR").stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("the program starts");
    assert!(status.success(), "{program} {arguments:?} ended with {status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("Linux knows");
    let seconds =
        [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    println!("{} {}", seconds.iter().sum::<f64>(), usage.max_rss() as f64 / 1024.0);
}
