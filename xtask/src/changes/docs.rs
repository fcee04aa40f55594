//! What any item can have: documentation, a mark of deprecation, and what is said of its values beyond their type.

use super::ChangeOrigin;
use super::record::Record;
use super::rules::Rule;
use crate::codegen::value_facts::{default_value, lower_first, of_each, range};
use model::api::{Docs, Facts, PartFacts};
use model::bounds::Bounds;

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
        record.push(Rule::DocsChanged, item, origin.clone(), "is described in other words");
    }
}

/// Compares what is said of a value beyond its type. The service applies a default and checks bounds, not the client, so
/// nothing but the documentation of the crate knows them.
pub fn facts(item: &str, origin: &ChangeOrigin, old: &Facts, new: &Facts, record: &mut Record) {
    let Facts { values, bounds, default, parts } = new;
    let message = match (&old.default, default) {
        (Some(before), Some(after)) if before != after => {
            Some(format!("the documented default was {} and is {}", default_value(before), default_value(after)))
        }
        (None, Some(after)) => Some(format!("documents a default, {}", default_value(after))),
        (Some(before), None) => Some(format!("no longer documents a default; it was {}", default_value(before))),
        (Some(_), Some(_)) | (None, None) => None,
    };
    let bounds = (old.bounds != *bounds).then(|| bounds_changed(old.bounds, *bounds));
    let values = (old.values != *values).then(|| "documents other values".to_owned());
    let parts = (old.parts != *parts).then(|| parts_changed(old.parts.as_deref(), parts.as_deref()));
    for message in message.into_iter().chain(bounds).chain(values).chain(parts) {
        record.push(Rule::DocsChanged, item, origin.clone(), message);
    }
}

fn bounds_changed(old: Bounds, new: Bounds) -> String {
    match (range(old), range(new)) {
        (Some(before), Some(after)) => {
            format!("the documented bounds were \"{}\" and are \"{}\"", lower_first(&before), lower_first(&after))
        }
        (None, Some(after)) => format!("documents bounds, \"{}\"", lower_first(&after)),
        (Some(before), None) => format!("no longer documents bounds; they were \"{}\"", lower_first(&before)),
        (None, None) => "documents other bounds".to_owned(),
    }
}

fn parts_changed(old: Option<&PartFacts>, new: Option<&PartFacts>) -> String {
    match (old.and_then(of_each), new.and_then(of_each)) {
        (Some(before), Some(after)) => {
            format!("the documentation said \"{}\" and says \"{}\"", lower_first(&before), lower_first(&after))
        }
        (None, Some(after)) => format!("documents \"{}\"", lower_first(&after)),
        (Some(before), None) => format!("no longer documents \"{}\"", lower_first(&before)),
        (None, None) => "documents other bounds of the values in it".to_owned(),
    }
}
