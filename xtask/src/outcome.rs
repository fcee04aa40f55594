//! What a command prints, and the exit status it ends with.

/// The text for both streams. Exit status: 0 well, 1 refused, 2 wrong usage; further ones are the command's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub exit_code: u8,
}

impl Outcome {
    pub fn success(stdout: impl Into<String>) -> Self {
        Self { stdout: stdout.into(), ..Self::default() }
    }

    /// `stderr` in whole lines.
    pub fn failure(exit_code: u8, stderr: impl Into<String>) -> Self {
        Self { stderr: stderr.into(), exit_code, ..Self::default() }
    }
}
