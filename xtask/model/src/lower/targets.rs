//! Other operations, and properties of what operations give, as extensions name them.

use super::context::Context;
use super::operations::Lowered;
use super::registry::DraftField;
use crate::api::{Argument, Output, Place, TypeRef};
use crate::diagnostics::suggest::{self, did_you_mean};
use crate::diagnostics::{Code, Diagnostic, Known, Location, Part, spelled};
use crate::names::TypeName;
use crate::openapi::{Pointer, Word};

/// The operation of this id.
pub(super) fn operation<'l, 'a>(
    cx: &mut Context<'_, '_>,
    operations: &'l [Lowered<'a>],
    word: &Word,
) -> Known<&'l Lowered<'a>> {
    if let Some(at) = cx.operations.get(word.text.as_str()) {
        return Ok(&operations[*at]);
    }
    let known = operations.iter().map(|lowered| lowered.operation.id.as_str());
    let help = did_you_mean(&word.text, known.clone());
    // It may be one that was refused, or whose own id was, unless the word is a slip of another's.
    let is_slip = known.clone().any(|known| suggest::distance(&word.text, known).is_some());
    let unknown = cx.resolved.operations.iter().find_map(|operation| match operation {
        Ok(operation) => operation.id.err(),
        Err(refused) => Some(*refused),
    });
    let lost = cx.refused_operations.get(word.text.as_str()).copied();
    if let Some(refused) = lost.or(unknown.filter(|_| !is_slip)) {
        return Err(refused);
    }
    let message = format!("there is no operation `{}`", spelled(&word.text));
    Err(cx.report(Diagnostic::at(Code::ExtensionTarget, &word.at, message).help(help)))
}

/// The struct that an operation gives; if it gives none, that is reported at `at`.
pub(super) fn output(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, at: &Pointer) -> Known<TypeName> {
    lowered.output?;
    match &lowered.operation.output {
        Output::Json(TypeRef::Named(name)) if cx.registry.structure(name).is_some() => Ok(name.clone()),
        Output::Json(_)
        | Output::Optional(_)
        | Output::Nothing
        | Output::Text
        | Output::Binary
        | Output::ByStatus(_) => {
            let message = format!("`{}` does not return an object", lowered.operation.id);
            let problem = Diagnostic::at(Code::ExtensionTarget, at, message);
            Err(cx.report(problem.help("describe the response as an object with properties")))
        }
    }
}

/// The property of a struct that `word` is about; `name` is the word or a part of it.
pub(super) fn property(
    cx: &mut Context<'_, '_>,
    structure: &TypeName,
    name: &str,
    word: &Word,
    code: Code,
) -> Known<DraftField> {
    if let Some(found) = cx.registry.field(structure, name) {
        return Ok(found.clone());
    }
    let definition = cx.registry.structure(structure).expect("the struct was found by its name");
    if let Some((_, refused)) = definition.refused.iter().find(|(wire, _)| wire == name) {
        return Err(*refused);
    }
    let message = format!("`{structure}` has no property `{}`", spelled(name));
    let help = did_you_mean(name, definition.fields.iter().map(|field| field.wire.as_str()));
    Err(cx.report(Diagnostic::at(code, &word.at, message).help(help)))
}

/// An input of an operation, as `noun` calls it; `part` tells whether a key or a value names it.
pub(super) fn input<'l>(
    cx: &mut Context<'_, '_>,
    lowered: &'l Lowered<'_>,
    (place, noun): (Place, &str),
    (word, part): (&Word, Part),
    code: Code,
) -> Known<&'l Argument> {
    let known = lowered.operation.inputs().filter(|argument| argument.place == place);
    if let Some(found) = known.clone().find(|argument| argument.wire == word.text) {
        return Ok(found);
    }
    // It may be one of those that were refused.
    lowered.inputs?;
    let message = format!("`{}` has no {noun} `{}`", lowered.operation.id, spelled(&word.text));
    let help = did_you_mean(&word.text, known.map(|argument| argument.wire.as_str()));
    Err(cx.report(Diagnostic::new(code, Location::Node(word.at.clone(), part), message).help(help)))
}

/// A query parameter of an operation.
pub(super) fn query_parameter<'l>(
    cx: &mut Context<'_, '_>,
    lowered: &'l Lowered<'_>,
    word: (&Word, Part),
    code: Code,
) -> Known<&'l Argument> {
    input(cx, lowered, (Place::Query, "query parameter"), word, code)
}
