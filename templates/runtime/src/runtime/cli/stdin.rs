//! Standard input, which is read once, and only if something is wanted from it.

use std::io::{self, IsTerminal, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::text;

/// How long is waited for the first byte, so that a pipe that nobody writes to does not hold up a command for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether it was read.
#[derive(Debug, Default)]
pub(super) enum Stdin {
    #[default]
    Unread,
    Read,
}

impl Stdin {
    /// Whether something may come from it without anybody typing it.
    pub(super) fn may_have_input(&self) -> bool {
        matches!(self, Self::Unread) && !io::stdin().is_terminal()
    }

    /// All of it, to be read as it is sent.
    ///
    /// # Errors
    ///
    /// It was read before.
    pub(super) fn reader(&mut self) -> Result<io::Stdin, String> {
        self.begin()?;
        Ok(io::stdin())
    }

    fn begin(&mut self) -> Result<(), String> {
        if let Self::Read = self {
            return Err("standard input can be read only once".to_owned());
        }
        *self = Self::Read;
        Ok(())
    }

    /// All of it, as text.
    ///
    /// # Errors
    ///
    /// It was read before, is not text, or nothing comes.
    pub(super) fn take(&mut self) -> Result<String, String> {
        self.begin()?;
        let (sender, receiver) = mpsc::channel();
        // Reading cannot be given up, so a thread does it, which ends with the program.
        thread::spawn(move || {
            let mut stdin = io::stdin().lock();
            let mut bytes = vec![0; 1];
            let begun = stdin.read(&mut bytes);
            bytes.truncate(*begun.as_ref().unwrap_or(&0));
            // A receiver that is gone has given up.
            let _ = sender.send(begun.map(|_| Vec::new()));
            let rest = stdin.read_to_end(&mut bytes);
            let _ = sender.send(rest.map(|_| bytes));
        });
        let failed = |error: io::Error| format!("standard input cannot be read: {error}");
        let gone = |_| "standard input cannot be read".to_owned();
        match receiver.recv_timeout(PATIENCE) {
            Ok(begun) => begun.map_err(failed)?,
            Err(_) => return Err(format!("nothing came on standard input within {} s", PATIENCE.as_secs())),
        };
        let bytes = receiver.recv().map_err(gone)?.map_err(failed)?;
        text::decoded(bytes).map_err(|encoding| format!("standard input is not {encoding}"))
    }
}
