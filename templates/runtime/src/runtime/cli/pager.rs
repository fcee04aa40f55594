//! A program that shows output page by page: the one that `PAGER` names.

use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use super::failure::Failure;

/// A pager, which is fed with output.
#[derive(Debug)]
pub(super) struct Pager {
    child: Child,
    /// There until the end.
    input: Option<BufWriter<ChildStdin>>,
}

impl Pager {
    /// Starts the pager.
    ///
    /// # Errors
    ///
    /// There is no such program.
    pub(super) fn start() -> Result<Self, Failure> {
        let variable = std::env::var("PAGER").ok().filter(|command| !command.trim().is_empty());
        let text = variable.unwrap_or_else(|| if cfg!(windows) { "more" } else { "less" }.to_owned());
        let mut words = text.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // Colours are shown as such, and what fits on the screen is left there.
            command.env("LESS", "FRX");
        }
        let started = command.spawn();
        let mut child = started.map_err(|error| Failure::Usage(format!("cannot start the pager `{text}`: {error}")))?;
        let input = child.stdin.take().map(BufWriter::new);
        Ok(Self { child, input })
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.input.as_mut().map_or(Ok(bytes.len()), |input| input.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Pager {
    /// It stays until its reader leaves it.
    fn drop(&mut self) {
        drop(self.input.take());
        // One that cannot be waited for has gone.
        let _ = self.child.wait();
    }
}
