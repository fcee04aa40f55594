//! `x-lifecycle`: the way from an answer to its status, and what each status means. Every value is sorted exactly once,
//! so that a value added to the description cannot be forgotten here.

use std::collections::BTreeSet;

use super::context::Context;
use super::operations::Lowered;
use super::registry::{Draft, Presence};
use super::targets;
use crate::codegen::api::{
    Argument, Created, Lifecycle, NamingRule, OpenEnum, OperationPath, Origin, Phase, Place, TypeRef,
};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::names::{FieldName, TypeName, VariantName};
use crate::codegen::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>, operations: &mut [Lowered<'_>]) {
    for at in 0..operations.len() {
        let Some(settings) = operations[at].source.lifecycle.as_ref() else { continue };
        let lifecycle = lifecycle(cx, operations, at, settings);
        let created = settings.created_by.as_ref().and_then(|by| created(cx, operations, at, by));
        operations[at].operation.lifecycle = lifecycle;
        if let Some((by, created)) = created {
            operations[by].operation.created = Some(created);
        }
    }
}

fn lifecycle(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    at: usize,
    settings: &openapi::Lifecycle,
) -> Option<Lifecycle> {
    let polled = &operations[at];
    let status = status(cx, polled, &settings.status);
    let cancel = settings.cancel.as_ref().map(|word| cancel(cx, operations, polled, word));
    let final_query = final_query(cx, polled, settings);
    let (status_path, status_type) = status?;
    let phases = phases(cx, &status_type, settings);
    Some(Lifecycle {
        waiter: TypeName::of_waiter(&polled.operation.id).ok()?,
        method_name: FieldName::wait(),
        status_path,
        status_type: status_type.name,
        phases,
        cancel: cancel.flatten(),
        final_query,
        origin: Origin { pointer: settings.at.clone(), rule: NamingRule::Extension },
    })
}

/// The fields that lead to the status, and its enum.
fn status(cx: &mut Context<'_, '_>, polled: &Lowered<'_>, word: &Word) -> Option<(Vec<FieldName>, OpenEnum)> {
    let mut structure = targets::answer(cx, polled, &word.at)?;
    let mut path = Vec::new();
    let mut segments = word.text.split('.').peekable();
    while let Some(segment) = segments.next() {
        let field = targets::property(cx, &structure, segment, word)?;
        if field.presence == Presence::Optional || field.nullable {
            let message =
                format!("`{}` of `{structure}` may be missing, so the status cannot be read", spelled(segment));
            let problem =
                Diagnostic::at(Code::LifecycleStates, &word.at, message).help("make it required and not null");
            cx.report(problem.related(&field.origin.pointer, Part::Key, "the property is declared here"));
            return None;
        }
        path.push(field.name);
        let named = match field.ty {
            TypeRef::Named(name) => Some(name),
            _ => None,
        };
        let is_last = segments.peek().is_none();
        match named.and_then(|name| Some((cx.registry.get(&name)?.clone(), name))) {
            Some((Draft::Enum(definition), _)) if is_last => return Some((path, definition)),
            Some((Draft::Struct(_), name)) if !is_last => structure = name,
            // What the property is cannot be told.
            _ if cx.has_refused(&field.origin.pointer) => return None,
            _ => {
                let wanted = if is_last { "an enum of strings" } else { "an object" };
                let message = format!("`{}` of `{structure}` is not {wanted}", spelled(segment));
                let problem = Diagnostic::at(Code::LifecycleStates, &word.at, message);
                cx.report(problem.help("give the way to the status: property names with dots between"));
                return None;
            }
        }
    }
    None
}

/// The phase of each value, in the order of the enum.
fn phases(cx: &mut Context<'_, '_>, status: &OpenEnum, settings: &openapi::Lifecycle) -> Vec<(VariantName, Phase)> {
    let sorted: Vec<(&Word, Phase)> = [
        (&settings.in_flight, Phase::InFlight),
        (&settings.succeeded, Phase::Succeeded),
        (&settings.failed, Phase::Failed),
    ]
    .into_iter()
    .flat_map(|(words, phase)| words.iter().map(move |word| (word, phase)))
    .collect();
    // A list that is missing or malformed leaves its values unsorted; that is one mistake.
    let lists = ["in-flight", "succeeded", "failed"].map(|list| settings.at.child(list));
    let is_told = cx.is_refused(&settings.at) || lists.iter().any(|list| cx.has_refused(list));
    refuse_unknown(cx, status, &sorted);
    let mut phases = Vec::new();
    let mut missing = Vec::new();
    for variant in &status.variants {
        let mut meant = sorted.iter().filter(|(word, _)| word.text == variant.wire);
        match meant.next() {
            Some((_, phase)) => phases.push((variant.name.clone(), *phase)),
            None => missing.push(format!("`{}`", spelled(&variant.wire))),
        }
        for (again, _) in meant {
            let message = format!("`{}` is sorted twice", spelled(&again.text));
            cx.report(Diagnostic::at(Code::LifecycleStates, &again.at, message).help("leave it in one of the lists"));
        }
    }
    if !missing.is_empty() && !is_told {
        let message = format!("x-lifecycle does not sort {} of `{}`", missing.join(", "), status.name);
        let problem = Diagnostic::at_key(Code::LifecycleStates, &settings.at, message)
            .help("add each to `succeeded`, `failed` or `in-flight`")
            .related(&status.origin.pointer, Part::Key, "the values are declared here");
        cx.report(problem);
    }
    phases
}

fn refuse_unknown(cx: &mut Context<'_, '_>, status: &OpenEnum, sorted: &[(&Word, Phase)]) {
    for (word, _) in sorted {
        if status.variants.iter().all(|variant| variant.wire != word.text) {
            let message = format!("`{}` is not a value of `{}`", spelled(&word.text), status.name);
            let known = status.variants.iter().map(|variant| variant.wire.as_str());
            let help = super::nearest::did_you_mean(&word.text, known);
            let problem = Diagnostic::at(Code::LifecycleStates, &word.at, message).help(help);
            cx.report(problem.related(&status.origin.pointer, Part::Key, "the values are declared here"));
        }
    }
}

/// The operation that ends what is waited for: it is called with the same path parameters and nothing else.
fn cancel(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    polled: &Lowered<'_>,
    word: &Word,
) -> Option<OperationPath> {
    let found = targets::operation(cx, operations, word)?;
    if found.operation.id == polled.operation.id {
        cx.report(itself(word, "cancel").help("name the operation that cancels"));
        return None;
    }
    let wires = |lowered: &Lowered<'_>| -> BTreeSet<String> {
        lowered.operation.arguments.iter().map(|argument| argument.wire.clone()).collect()
    };
    if found.operation.arguments.iter().any(|argument| argument.place != Place::Path)
        || wires(found) != path_wires(polled)
    {
        let message = format!(
            "`{}` does not take the path parameters of `{}` and nothing else",
            found.operation.id, polled.operation.id
        );
        let problem = Diagnostic::at(Code::ExtensionTarget, &word.at, message);
        cx.report(problem.help("name an operation on the same path parameters, without other required ones"));
        return None;
    }
    Some(found.path())
}

/// The operation that is polled only reads.
fn itself(word: &Word, verb: &str) -> Diagnostic {
    let message = format!("`{}` is what is polled, so it does not {verb} anything", spelled(&word.text));
    Diagnostic::at(Code::ExtensionTarget, &word.at, message)
}

fn path_wires(lowered: &Lowered<'_>) -> BTreeSet<String> {
    let path = lowered.operation.arguments.iter().filter(|argument| argument.place == Place::Path);
    path.map(|argument| argument.wire.clone()).collect()
}

fn final_query(cx: &mut Context<'_, '_>, polled: &Lowered<'_>, settings: &openapi::Lifecycle) -> Vec<(String, String)> {
    for (name, value) in &settings.final_query {
        match polled.operation.query_parameter(&name.text) {
            Some(argument) => check_final_value(cx, argument, value),
            None => {
                let known = polled.operation.inputs().filter(|argument| argument.place == Place::Query);
                targets::no_such_input(
                    cx,
                    polled,
                    "query parameter",
                    (name, Part::Key),
                    known.map(|argument| argument.wire.as_str()),
                );
            }
        }
    }
    settings.final_query.iter().map(|(name, value)| (name.text.clone(), value.text.clone())).collect()
}

fn check_final_value(cx: &mut Context<'_, '_>, argument: &Argument, value: &Word) {
    let Some(Draft::Enum(definition)) = argument.ty.named().and_then(|name| cx.registry.get(name)) else {
        return;
    };
    if definition.variants.iter().all(|variant| variant.wire != value.text) {
        let message = format!("`{}` is not a value of `{}`", spelled(&value.text), definition.name);
        let help =
            super::nearest::did_you_mean(&value.text, definition.variants.iter().map(|variant| variant.wire.as_str()));
        let problem = Diagnostic::at(Code::ExtensionTarget, &value.at, message).help(help);
        cx.report(problem);
    }
}

/// What the creating operation needs to go on waiting: which one it is, and how its answer becomes the polled path.
fn created(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    at: usize,
    by: &openapi::CreatedBy,
) -> Option<(usize, Created)> {
    let polled = &operations[at];
    let creator = targets::operation(cx, operations, &by.operation)?;
    if creator.operation.id == polled.operation.id {
        cx.report(itself(&by.operation, "create").help("name the operation that creates"));
        return None;
    }
    let answer = targets::answer(cx, creator, &by.operation.at)?;
    let id = targets::property(cx, &answer, &by.id.text, &by.id)?;
    let [argument @ Argument { place: Place::Path, .. }] = polled.operation.arguments.as_slice() else {
        let message = format!(
            "`{}` needs something else than one path parameter, so an id is not enough to poll",
            polled.operation.id
        );
        let problem = Diagnostic::at_key(Code::ExtensionTarget, &by.at, message);
        cx.report(problem.help("leave `created-by` out, or make everything but one path parameter optional"));
        return None;
    };
    if id.presence == Presence::Optional || id.nullable || id.ty != argument.ty {
        let message =
            format!("`{}` of `{answer}` is not what `{}` takes", spelled(&by.id.text), spelled(&argument.wire));
        let problem = Diagnostic::at(Code::ExtensionTarget, &by.id.at, message)
            .help("both must have the same schema, and the property must be required and not null")
            .related(&id.origin.pointer, Part::Key, "the property is declared here");
        cx.report(problem);
        return None;
    }
    let index = operations.iter().position(|lowered| lowered.operation.id == creator.operation.id)?;
    Some((index, Created { poll: polled.path(), path_parameter: argument.wire.clone(), id: id.name }))
}
