//! What is said on standard error while something is waited for.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use serde_json::value::RawValue;

use super::visible::visible;
use crate::runtime::wait::Update;

/// How often something is said where nothing changes and nobody looks at a terminal.
const REMINDER: Duration = Duration::from_secs(60);

/// A line that changes on a terminal, else a line for each change and one a minute, of each that is waited for.
#[derive(Debug)]
pub(super) struct Progress {
    is_quiet: bool,
    is_terminal: bool,
    /// When something was said last, by what it was about.
    said: BTreeMap<String, Duration>,
    /// Whether the line that changes stands there, so that what follows needs a new one.
    is_open: bool,
}

impl Progress {
    pub(super) fn new(is_quiet: bool) -> Self {
        Self { is_quiet, is_terminal: io::stderr().is_terminal(), said: BTreeMap::new(), is_open: false }
    }

    pub(super) fn show(&mut self, id: &str, update: &Update<Box<RawValue>>) {
        let said = self.said.get(id);
        let is_due = said.is_none_or(|said| update.elapsed.saturating_sub(*said) >= REMINDER);
        if self.is_quiet || !(self.is_terminal || update.changed || is_due) {
            return;
        }
        self.said.insert(id.to_owned(), update.elapsed);
        let line = visible(&format!("{id}: {update}"));
        // Should standard error be gone, nobody is left to be told.
        let _ = match self.is_terminal {
            true => write!(io::stderr().lock(), "\r\x1b[2K{line}"),
            false => writeln!(io::stderr().lock(), "{line}"),
        };
        self.is_open = self.is_terminal;
    }

    /// Leaves the line that changes.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.is_open) {
            let _ = writeln!(io::stderr().lock());
        }
    }
}
