//! Other operations, and properties of what operations answer with, as extensions name them.

use super::context::Context;
use super::nearest::did_you_mean;
use super::operations::Lowered;
use super::registry::DraftField;
use crate::codegen::api::{Output, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, Place, spelled, suggest};
use crate::codegen::names::TypeName;
use crate::codegen::openapi::{Operation, Pointer, Word};

/// The operation of this id.
pub(super) fn operation<'l, 'a>(
    cx: &mut Context<'_, '_>,
    operations: &'l [Lowered<'a>],
    word: &Word,
) -> Option<&'l Lowered<'a>> {
    let found = operations.iter().find(|lowered| lowered.operation.id == word.text);
    let declared =
        cx.document.operations.iter().any(|operation| operation.operation_id.as_deref() == Some(word.text.as_str()));
    if found.is_none() && !declared && !may_be_refused(cx, operations, word) {
        let message = format!("there is no operation `{}`", spelled(&word.text));
        let help = did_you_mean(&word.text, operations.iter().map(|lowered| lowered.operation.id.as_str()));
        cx.report(Diagnostic::at(Code::ExtensionTarget, &word.at, message).help(help));
    }
    found
}

/// Whether an operation whose own id was refused may be meant: one is there, and the name is no slip of another's.
fn may_be_refused(cx: &Context<'_, '_>, operations: &[Lowered<'_>], word: &Word) -> bool {
    let is_slip = |lowered: &Lowered<'_>| suggest::distance(&word.text, &lowered.operation.id).is_some();
    let has_no_id =
        |operation: &Operation| operation.operation_id.is_none() || cx.is_refused(&operation.at.child("operationId"));
    cx.document.operations.iter().any(has_no_id) && !operations.iter().any(is_slip)
}

/// The struct an operation answers with; `None` is reported at `at`.
pub(super) fn answer(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, at: &Pointer) -> Option<TypeName> {
    if let Output::Json(TypeRef::Named(name)) = &lowered.operation.output
        && cx.registry.structure(name).is_some()
    {
        return Some(name.clone());
    }
    if !lowered.is_answer_refused(cx) {
        let message = format!("`{}` does not answer with an object", lowered.operation.id);
        let problem = Diagnostic::at(Code::ExtensionTarget, at, message);
        cx.report(problem.help("describe the response as an object with properties"));
    }
    None
}

/// The property of a struct that `word` is about; `name` is the word or a part of it.
pub(super) fn property(cx: &mut Context<'_, '_>, structure: &TypeName, name: &str, word: &Word) -> Option<DraftField> {
    let fields = cx.registry.structure(structure).map(|structure| structure.fields.clone()).unwrap_or_default();
    let found = fields.iter().find(|field| field.wire == name).cloned();
    if found.is_none() && !is_property_refused(cx, structure, name) {
        let message = format!("`{structure}` has no property `{}`", spelled(name));
        let help = did_you_mean(name, fields.iter().map(|field| field.wire.as_str()));
        cx.report(Diagnostic::at(Code::ExtensionTarget, &word.at, message).help(help));
    }
    found
}

/// Whether a struct has no such field because the property, or all of them, were refused.
pub(super) fn is_property_refused(cx: &Context<'_, '_>, structure: &TypeName, name: &str) -> bool {
    let Some(structure) = cx.registry.structure(structure) else { return false };
    let properties = structure.origin.pointer.child("properties");
    cx.is_refused(&properties) || cx.is_refused(&properties.child(name))
}

/// Reports an input of an operation that does not exist; `part` tells whether a key or a value names it.
pub(super) fn no_such_input<'n>(
    cx: &mut Context<'_, '_>,
    lowered: &Lowered<'_>,
    noun: &str,
    (word, part): (&Word, Part),
    known: impl Iterator<Item = &'n str> + Clone,
) {
    let message = format!("`{}` has no {noun} `{}`", lowered.operation.id, spelled(&word.text));
    let place = Place::Node(word.at.clone(), part);
    cx.report(Diagnostic::new(Code::ExtensionTarget, place, message).help(did_you_mean(&word.text, known)));
}
