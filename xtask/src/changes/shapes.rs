//! How a field is held: whether it may be missing or null, and whether `new` takes it. The type may stay the same while
//! the way to make a value changes.

use super::rules::Rule;
use super::rust_types;
use model::api::{Field, FieldShape};

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
    message += match (old.shape.has_default(), new.shape.has_default()) {
        (true, false) => "; `new` takes it as an argument, and its setter is gone",
        (false, true) => "; `new` no longer takes it, and a setter does",
        (true, true) | (false, false) => "",
    };
    Some((rule, message))
}

fn judged(old: FieldShape, new: FieldShape) -> (Rule, &'static str) {
    match (old.has_default(), new.has_default()) {
        (false, true) => (Rule::FieldBecameOptional, "may be missing now"),
        (true, false) if new.must_be_present() => (Rule::FieldBecameRequired, "is always there now"),
        (true, false) => (Rule::FieldBecameRequired, "is always there now, if only as null"),
        (false, false) if new.must_be_present() => (Rule::FieldBecameRequired, "is never null now"),
        (false, false) => (Rule::FieldBecameOptional, "may be null now"),
        (true, true) => (Rule::FieldNullabilityChanged, "is held in another way"),
    }
}
