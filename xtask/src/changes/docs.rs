//! What any item can have: documentation, and a mark of deprecation.

use super::ChangeOrigin;
use super::record::{Record, quoted};
use super::rules::Rule;
use crate::codegen::api::Docs;
use crate::codegen::lower::documented_default;

/// One side of an item.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    pub docs: &'a Docs,
    pub deprecated: bool,
}

/// Compares what is said of an item in both descriptions.
pub fn compare(item: &str, origin: &ChangeOrigin, old: Described<'_>, new: Described<'_>, record: &mut Record) {
    match (old.deprecated, new.deprecated) {
        (false, true) => record.push(Rule::Deprecated, item, origin.clone(), "is marked as deprecated"),
        (true, false) => record.push(Rule::DeprecationLifted, item, origin.clone(), "is no longer deprecated"),
        (true, true) | (false, false) => {}
    }
    text(item, origin, old.docs, new.docs, record);
}

/// Compares the documentation of an item that cannot be deprecated.
pub fn text(item: &str, origin: &ChangeOrigin, old: &Docs, new: &Docs, record: &mut Record) {
    if old != new {
        record.push(Rule::DocsChanged, item, origin.clone(), words(old, new));
    }
}

/// The service applies a default, not the client, so nothing but the documentation of the crate knows it.
fn words(old: &Docs, new: &Docs) -> String {
    match (default(old), default(new)) {
        (Some(before), Some(after)) if before != after => {
            format!("the documented default was {} and is {}", quoted(before), quoted(after))
        }
        (None, Some(after)) => format!("documents a default, {}", quoted(after)),
        (Some(before), None) => format!("no longer documents a default; it was {}", quoted(before)),
        (Some(_), Some(_)) | (None, None) => "is described in other words".to_owned(),
    }
}

/// The documentation of a value closes with its default, if it has one.
fn default(docs: &Docs) -> Option<&str> {
    documented_default(docs.0.last()?)
}
