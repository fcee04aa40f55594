//! What a command knows while it runs, and what is left for whoever ends it from outside.

use std::cell::RefCell;

use super::matched::Matched;
use super::program::Program;
use super::report::Reporter;
use crate::runtime::call::Call;

/// A command under way.
#[derive(Debug)]
pub(super) struct Context<'m> {
    pub(super) program: &'static Program,
    pub(super) matched: &'m Matched<'m>,
    pub(super) reporter: &'m Reporter,
    hint: RefCell<Option<String>>,
    cancel: RefCell<Vec<Call>>,
}

impl<'m> Context<'m> {
    pub(super) fn new(program: &'static Program, matched: &'m Matched<'m>, reporter: &'m Reporter) -> Self {
        Self { program, matched, reporter, hint: RefCell::default(), cancel: RefCell::default() }
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.matched.globals.is_set("quiet")
    }

    /// Keeps how to go on, should the command end before it is done.
    pub(super) fn hint(&self, hint: String) {
        self.hint.replace(Some(hint));
    }

    /// Keeps the calls that end what is waited for, should that be wanted.
    pub(super) fn cancel_with(&self, calls: Vec<Call>) {
        self.cancel.replace(calls);
    }

    /// What was begun has come to its end.
    pub(super) fn forget(&self) {
        self.hint.replace(None);
        self.cancel.take();
    }

    pub(super) fn take_hint(&self) -> Option<String> {
        self.hint.take()
    }

    pub(super) fn take_cancel(&self) -> Vec<Call> {
        let calls = self.cancel.take();
        if self.matched.globals.is_set("cancel-on-interrupt") { calls } else { Vec::new() }
    }
}
