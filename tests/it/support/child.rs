//! Runs one test of this binary again in a process of its own, for what a process has only once: an environment,
//! a peak of memory.
//!
//! A test that calls [`is_child`] first has two roles; in the child it does the work and prints, in the parent it
//! starts the child and checks what was printed.

use std::process::Command;

const ROLE: &str = "CLIENT_TEST_CHILD";

/// Whether this process was started by [`run`].
pub(crate) fn is_child() -> bool {
    std::env::var_os(ROLE).is_some()
}

/// Runs the test of that full name (`module::test`) with these variables and none of the client's own besides.
/// Gives the text after `marker` of the first printed line that starts with it.
pub(crate) fn run(test: &str, marker: &str, variables: &[(&str, &str)]) -> String {
    let program = std::env::current_exe().expect("a test binary knows its path");
    let mut command = Command::new(program);
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LLAMA_") {
            command.env_remove(name);
        }
    }
    command.env(ROLE, "1").envs(variables.iter().copied());
    let output = command.output().expect("the test binary can be started again");
    let printed = String::from_utf8_lossy(&output.stdout);
    // The harness prints the name of the test on the same line as the first thing the test itself prints.
    let line = printed.lines().find_map(|line| line.split_once(marker));
    match line {
        Some((_, rest)) if output.status.success() => rest.trim().to_owned(),
        _ => panic!("the child of {test} failed\n{printed}\n{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The most memory this process ever held, in bytes; nothing where the system does not tell.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}
