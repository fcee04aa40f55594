//! What a whole process takes, by the system's own account.

use std::path::Path;
use std::process::{self, Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

/// The most of a reason for a failure, in characters.
const REASON: usize = 160;

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
        Self::of(&program, &arguments, Path::new(".")).expect("this program does what it is told")
    }

    /// Of one run in this folder, or the first line of what it said if it failed. The system counts what all children of a
    /// process took, so each run gets a parent of its own.
    pub fn of(program: &Path, arguments: &[String], folder: &Path) -> Result<Self, String> {
        let parent = std::env::current_exe().expect("the path of this program");
        let mut command = Command::new(parent);
        // The program of the client sends nothing without a key; the service wants none, and the others look for none.
        command.arg("usage").arg(program).args(arguments).current_dir(folder).env("LLAMA_CLOUD_API_KEY", "key");
        let output = command.output().expect("this program starts");
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().find(|line| !line.trim().is_empty()).expect("it says at least how it ended");
            return Err(line.chars().take(REASON).collect());
        }
        let said = String::from_utf8(output.stdout).expect("it writes digits");
        let numbers: Vec<f64> = said.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        let [seconds, mebibytes] = numbers[..] else { panic!("{said}") };
        Ok(Self { seconds, mebibytes })
    }
}

/// Runs a program, and prints seconds of processor time and mebibytes at most.
pub fn print(program: &str, arguments: &[&str]) {
    let mut command = Command::new(program);
    // By this variable the generator finds the repository if Cargo runs it, and this is not the package it would mean.
    command.args(arguments).env_remove("CARGO_MANIFEST_DIR").stdout(Stdio::null());
    let status = command.status().expect("the program starts");
    if !status.success() {
        eprintln!("{program} {arguments:?} ended with {status}");
        process::exit(1);
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("Linux knows");
    let seconds =
        [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    println!("{} {}", seconds.iter().sum::<f64>(), usage.max_rss() as f64 / 1024.0);
}
