//! Standard input, which is read once, and only if something is wanted from it.

use std::io::{self, IsTerminal, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

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
        decoded(receiver.recv().map_err(gone)?.map_err(failed)?)
    }
}

/// UTF-8, or UTF-16 with a byte order mark, as some shells of Windows write it.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let units = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
        String::from_utf16(&units).map_err(|_| "standard input is not UTF-16".to_owned())
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            String::from_utf8(rest.to_vec()).map_err(|_| "standard input is not UTF-8".to_owned())
        }
        _ => String::from_utf8(bytes).map_err(|_| "standard input is not UTF-8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_system_is_read() {
        for bytes in [&b"a: 1"[..], b"\xef\xbb\xbfa: 1", b"\xff\xfea\0:\0 \x001\0", b"\xfe\xff\0a\0:\0 \x001"] {
            assert_eq!(decoded(bytes.to_vec()).as_deref(), Ok("a: 1"));
        }
        assert!(decoded(vec![0xc3]).is_err());
    }
}
