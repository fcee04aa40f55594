//! Runs the program.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::support::logs::{CANARY, CANARY_KEY};
use crate::support::server::FaultServer;

/// The program, with arguments, an address and a key, and nothing else of this process's environment that it reads.
pub(super) fn command(server: Option<&FaultServer>, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_command-line"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_read = ["NO_COLOR", "FORCE_COLOR", "PAGER", "COLUMNS"].contains(&&*text);
        if is_read || text.starts_with("LLAMA_") || text.to_ascii_uppercase().ends_with("_PROXY") {
            command.env_remove(&name);
        }
    }
    command.args(arguments).stdin(Stdio::null()).env("LLAMA_CLOUD_API_KEY", CANARY_KEY);
    if let Some(server) = server {
        command.env("LLAMA_CLOUD_BASE_URL", server.url());
    }
    command
}

/// What came of a run.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) status: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Ran {
    pub(super) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        let ran = Self {
            status: output.status.code().expect("the program ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!ran.out.contains(CANARY) && !ran.err.contains(CANARY), "the key is shown: {ran:#?}");
        ran
    }

    /// What comes of a command.
    pub(super) fn by(command: &mut Command) -> Self {
        Self::of(command.output().expect("the program can be started"))
    }

    /// Fails unless the program ended with this status.
    #[track_caller]
    pub(super) fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }
}

/// Runs the program against a server.
pub(super) fn run(server: &FaultServer, arguments: &[&str]) -> Ran {
    Ran::by(&mut command(Some(server), arguments))
}

/// Runs the program without a server.
pub(super) fn run_alone(arguments: &[&str]) -> Ran {
    Ran::by(&mut command(None, arguments))
}

/// Runs the program with this on its standard input.
pub(super) fn run_with_input(server: &FaultServer, arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = command(Some(server), arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program can be started");
    // A program that does not read its input closes it, which is no failure.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    Ran::of(child.wait_with_output().expect("the program ends"))
}
