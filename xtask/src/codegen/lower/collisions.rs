//! Names that became equal: all places are told, and nothing is renamed.

use std::collections::BTreeMap;

use super::context::Context;
use crate::codegen::diagnostics::{Code, Diagnostic, Part, Place, Related, spelled};
use crate::codegen::openapi::Pointer;

/// An identifier, what it was made of, and where that stands.
#[derive(Clone, Debug)]
pub(super) struct Claimant {
    identifier: String,
    /// Such as "the query parameter `id`".
    label: String,
    at: Place,
}

impl Claimant {
    pub(super) fn new(identifier: impl ToString, label: impl Into<String>, at: Place) -> Self {
        Self { identifier: identifier.to_string(), label: label.into(), at }
    }

    /// Named by the key of a node.
    pub(super) fn key(identifier: impl ToString, wire: &str, at: &Pointer) -> Self {
        Self::new(identifier, quoted(wire), Place::Node(at.clone(), Part::Key))
    }
}

pub(super) fn quoted(wire: &str) -> String {
    format!("`{}`", spelled(wire))
}

/// Reports every identifier that was claimed more than once; `what` is a noun, such as `field`.
pub(super) fn refuse(cx: &mut Context<'_, '_>, code: Code, what: &str, help: &str, claimants: Vec<Claimant>) {
    let mut groups: BTreeMap<String, Vec<Claimant>> = BTreeMap::new();
    for claimant in claimants {
        groups.entry(claimant.identifier.clone()).or_default().push(claimant);
    }
    for (identifier, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        cx.report(collision(code, what, help, &identifier, &group));
    }
}

fn collision(code: Code, what: &str, help: &str, identifier: &str, group: &[Claimant]) -> Diagnostic {
    let (last, others) = group.split_last().expect("a collision has two sides");
    let labels: Vec<&str> = others.iter().map(|claimant| claimant.label.as_str()).collect();
    let message = format!("{} and {} become the same {what}, `{identifier}`", labels.join(", "), last.label);
    let mut diagnostic = Diagnostic::new(code, last.at.clone(), message).help(help);
    diagnostic.related = others
        .iter()
        .map(|claimant| Related { place: claimant.at.clone(), message: format!("{} is here", claimant.label) })
        .collect();
    diagnostic
}
