//! How a field is held: whether it may be missing or null, and whether `new` takes it. The type may stay the same while
//! the way to make a value changes.

use super::rules::Rule;
use super::rust_types;
use crate::codegen::api::{Field, FieldShape};

/// What happened to the shape, in words too; `None` if nothing did.
pub fn compare(old: &Field, new: &Field) -> Option<(Rule, String)> {
    if old.shape == new.shape {
        return None;
    }
    let (rule, words) = judged(old.shape, new.shape);
    let mut message = words.to_owned();
    let (before, after) = (rust_types::field(old), rust_types::field(new));
    if before != after {
        message += &format!(": was `{before}` and is `{after}`");
    }
    message += match (is_positional(old.shape), is_positional(new.shape)) {
        (false, true) => "; `new` takes it as an argument, and its setter is gone",
        (true, false) => "; `new` no longer takes it, and a setter does",
        (true, true) | (false, false) => "",
    };
    Some((rule, message))
}

/// Whether `new` takes the field as an argument. A field that it does not take has a setter.
pub fn is_positional(shape: FieldShape) -> bool {
    matches!(shape, FieldShape::Required | FieldShape::RequiredCollection | FieldShape::RequiredNullable)
}

fn judged(old: FieldShape, new: FieldShape) -> (Rule, &'static str) {
    let is_plain = |shape| matches!(shape, FieldShape::Required | FieldShape::RequiredCollection);
    match (is_positional(old), is_positional(new)) {
        (true, false) => (Rule::FieldBecameOptional, "may be missing now"),
        (false, true) if is_plain(new) => (Rule::FieldBecameRequired, "is always there now"),
        (false, true) => (Rule::FieldBecameRequired, "is always there now, if only as null"),
        (true, true) if is_plain(new) => (Rule::FieldBecameRequired, "is never null now"),
        (true, true) => (Rule::FieldBecameOptional, "may be null now"),
        (false, false) => (Rule::FieldNullabilityChanged, "is held in another way"),
    }
}
