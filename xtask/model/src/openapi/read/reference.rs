//! `$ref`: its form is checked here, what it leads to in `resolve`. Nothing outside the description is ever opened.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::node::Node;
use crate::openapi::{Pointer, Ref, RefOr, Word};

const REFERENCE: Shape = Shape::new("a reference", &["$ref"]).annotations(&["summary", "description"]);

/// A reference, in a place where what stands beside it means nothing; or what `read` makes of anything else.
pub fn or<T>(
    cx: &mut Context<'_>,
    node: &Node,
    at: &Pointer,
    read: impl FnOnce(&mut Context<'_>, &Node, &Pointer) -> Known<T>,
) -> Known<RefOr<T>> {
    if node.get("$ref").is_none() {
        return read(cx, node, at).map(RefOr::Here);
    }
    let fields = Fields::of(cx, node, at, &REFERENCE)?;
    let reference = fields.required_word(cx, "$ref").and_then(|word| checked(cx, word));
    fields.finish(cx)?;
    reference.map(RefOr::Ref)
}

/// The `$ref` of a mapping that may say more.
pub fn target(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<Ref>> {
    fields.word(cx, "$ref")?.map(|word| checked(cx, word)).transpose()
}

fn checked(cx: &mut Context<'_>, word: Word) -> Known<Ref> {
    match problem(&word.text) {
        Some((code, message, help)) => Err(cx.push(Diagnostic::at(code, &word.at, message).help(help))),
        None => Ok(Ref { at: word.at, target: word.text }),
    }
}

fn problem(target: &str) -> Option<(Code, String, &'static str)> {
    let Some(pointer) = target.strip_prefix('#') else {
        let message = format!("`{target}` leads out of the description");
        let help = "copy what is meant under `components` and refer to it as `#/components/…`; nothing was opened";
        return Some((Code::ForeignRef, message, help));
    };
    let malformed = |cause: String| Some((Code::MalformedRef, cause, "in a key, write `~1` for `/` and `~0` for `~`"));
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return malformed(format!("`{target}` is not a JSON pointer: it must start with `#/`"));
    }
    if let Some(at) = pointer.find('~').filter(|_| has_bad_tilde(pointer)) {
        return malformed(format!("`{target}` is not a JSON pointer: `~` at {} starts no escape", at + 1));
    }
    if !pointer.is_empty() && Pointer::of_reference(target).is_none() {
        return malformed(format!("`{target}` is not a URL: `%` must be followed by two hexadecimal digits of UTF-8"));
    }
    None
}

fn has_bad_tilde(pointer: &str) -> bool {
    pointer.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_inside_and_are_pointers() {
        for (target, expected) in [
            ("#/components/schemas/Batch", None),
            ("#/paths/~1api~1v2/get", None),
            ("#/components/schemas/A%20b", None),
            ("#", None),
            ("", Some(Code::ForeignRef)),
            ("http://example.com/a.yaml", Some(Code::ForeignRef)),
            ("../../etc/passwd", Some(Code::ForeignRef)),
            ("other.yaml#/A", Some(Code::ForeignRef)),
            ("#Batch", Some(Code::MalformedRef)),
            ("#/components/~2", Some(Code::MalformedRef)),
            ("#/components/~", Some(Code::MalformedRef)),
            ("#/components/%zz", Some(Code::MalformedRef)),
            ("#/components/%ff", Some(Code::MalformedRef)),
            ("#/components/%4", Some(Code::MalformedRef)),
        ] {
            assert_eq!(problem(target).map(|(code, _, _)| code), expected, "{target}");
        }
    }
}
