//! A model with what comparing needs to look up: which of its types are sent and which are received.

use std::collections::BTreeSet;

use model::api::{Api, Operation, TypeDef};
use model::names::TypeName;

/// One of the two models.
#[derive(Debug)]
pub struct View<'a> {
    pub api: &'a Api,
    /// Models that a program built with this crate may put into a request, at any depth.
    sent: BTreeSet<&'a TypeName>,
    /// Models that it may have to read.
    received: BTreeSet<&'a TypeName>,
}

impl<'a> View<'a> {
    pub fn new(api: &'a Api) -> Self {
        let sent = api.operations().flat_map(Operation::inputs).filter_map(|argument| argument.ty.named());
        let received = api.operations().flat_map(Operation::received);
        Self { api, sent: api.reach(sent), received: api.reach(received) }
    }

    pub fn find(&self, name: &TypeName) -> Option<&'a TypeDef> {
        self.api.find_model(name)
    }

    pub fn is_sent(&self, name: &TypeName) -> bool {
        self.sent.contains(name)
    }

    pub fn is_received(&self, name: &TypeName) -> bool {
        self.received.contains(name)
    }
}
