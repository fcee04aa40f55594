//! `x-lifecycle`: the way from a response to its status, and what each status means. Every value is sorted exactly once,
//! so that a value added to the description cannot be forgotten here.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::context::Context;
use super::operations::Lowered;
use super::registry::{Draft, Presence};
use super::targets;
use crate::api::{
    Argument, Created, Lifecycle, NamingRule, OpenEnum, OperationPath, Origin, Phase, Place, Resource, TypeDef, TypeRef,
};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Part, Refused, spelled};
use crate::names::{FieldName, TypeName, VariantName};
use crate::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>, operations: &mut [Lowered<'_>]) {
    for at in 0..operations.len() {
        let Ok(Some(settings)) = operations[at].source.lifecycle else { continue };
        let lifecycle = lifecycle(cx, operations, at, settings);
        let created = settings.created_by.as_ref().map(|by| created(cx, operations, at, by));
        operations[at].operation.lifecycle = lifecycle.ok();
        if let Some(Ok((by, created))) = created {
            operations[by].operation.created = Some(created);
        }
    }
}

/// A model gets a method `phase` by the first operation that polls it, and only where no property is called like it.
pub(super) fn give_phases(
    resource: &mut Resource,
    types: &IndexMap<TypeName, TypeDef>,
    polled: &mut BTreeSet<TypeName>,
) {
    for operation in &mut resource.operations {
        let model = operation.output_model().cloned();
        let (Some(lifecycle), Some(name)) = (&mut operation.lifecycle, model) else { continue };
        let model = types.get(&name).and_then(TypeDef::as_struct);
        let has_room = model.is_some_and(|model| model.fields.iter().all(|field| field.name.as_str() != "phase"));
        lifecycle.gives_phase = polled.insert(name) && has_room;
    }
    for child in &mut resource.children {
        give_phases(child, types, polled);
    }
}

fn lifecycle(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    at: usize,
    settings: &openapi::Lifecycle,
) -> Known<Lifecycle> {
    let polled = &operations[at];
    let status = status(cx, polled, &settings.status);
    let cancel = settings.cancel.as_ref().map(|word| cancel(cx, operations, polled, word)).transpose();
    let final_query = final_query(cx, polled, settings);
    let (status_path, status_type) = status?;
    let phases = phases(cx, &status_type, settings)?;
    let waiter = TypeName::of_waiter(&polled.operation.id).map_err(|_| {
        let problem = Diagnostic::at_key(Code::NoIdentifier, &settings.at, "the name of the waiter would be too long");
        cx.report(problem.help("shorten the operationId"))
    })?;
    Ok(Lifecycle {
        waiter,
        method_name: FieldName::wait(),
        status_path,
        status_type: status_type.name,
        phases,
        gives_phase: false,
        cancel: cancel?,
        final_query: final_query?,
        origin: Origin { pointer: settings.at.clone(), rule: NamingRule::Extension },
    })
}

/// The fields that lead to the status, and its enum.
fn status(cx: &mut Context<'_, '_>, polled: &Lowered<'_>, word: &Word) -> Known<(Vec<FieldName>, OpenEnum)> {
    let mut structure = targets::output(cx, polled, &word.at)?;
    let mut path = Vec::new();
    let mut segments = word.text.split('.').peekable();
    while let Some(segment) = segments.next() {
        let field = targets::property(cx, &structure, segment, word, Code::ExtensionTarget)?;
        if field.presence == Presence::Optional || field.nullable {
            let message =
                format!("`{}` of `{structure}` may be missing, so the status cannot be read", spelled(segment));
            let problem = Diagnostic::at(Code::LifecycleStates, &word.at, message)
                .help("say that it is required and not null, if every response has it");
            let problem = problem.related(&field.origin.pointer, Part::Key, "the property is declared here");
            return Err(cx.report(problem));
        }
        path.push(field.name);
        let is_last = segments.peek().is_none();
        let model = if let TypeRef::Named(name) = &field.ty { cx.registry.get(name) } else { None };
        match model {
            Some(Draft::Enum(definition)) if is_last => return Ok((path, definition.clone())),
            Some(Draft::Struct(inner)) if !is_last => structure = inner.name.clone(),
            _ => return Err(no_status(cx, &structure, segment, is_last, word)),
        }
    }
    unreachable!("splitting gives one segment at least, and the last one returns")
}

fn no_status(cx: &mut Context<'_, '_>, structure: &TypeName, segment: &str, is_last: bool, word: &Word) -> Refused {
    let wanted = if is_last { "an enum of strings" } else { "an object" };
    let message = format!("`{}` of `{structure}` is not {wanted}", spelled(segment));
    let problem = Diagnostic::at(Code::LifecycleStates, &word.at, message);
    cx.report(problem.help("give the way to the status: property names with dots between"))
}

/// The phase of each value, in the order of the enum.
fn phases(
    cx: &mut Context<'_, '_>,
    status: &OpenEnum,
    settings: &openapi::Lifecycle,
) -> Known<Vec<(VariantName, Phase)>> {
    let sorted: Vec<(&Word, Phase)> = [
        (&settings.in_flight, Phase::InFlight),
        (&settings.succeeded, Phase::Succeeded),
        (&settings.failed, Phase::Failed),
    ]
    .into_iter()
    .flat_map(|(words, phase)| words.iter().map(move |word| (word, phase)))
    .collect();
    let known = refuse_unknown(cx, status, &sorted);
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
    if missing.is_empty() {
        return Ok(phases);
    }
    // What is missing may be what was misspelt.
    known?;
    let message = format!("x-lifecycle does not sort {} of `{}`", missing.join(", "), status.name);
    let problem = Diagnostic::at_key(Code::LifecycleStates, &settings.at, message)
        .help("add each to `succeeded`, `failed` or `in-flight`")
        .related(&status.origin.pointer, Part::Key, "the values are declared here");
    Err(cx.report(problem))
}

fn refuse_unknown(cx: &mut Context<'_, '_>, status: &OpenEnum, sorted: &[(&Word, Phase)]) -> Known<()> {
    let mut result = Ok(());
    for (word, _) in sorted {
        if status.variants.iter().all(|variant| variant.wire != word.text) {
            let message = format!("`{}` is not a value of `{}`", spelled(&word.text), status.name);
            let known = status.variants.iter().map(|variant| variant.wire.as_str());
            let help = did_you_mean(&word.text, known);
            let problem = Diagnostic::at(Code::LifecycleStates, &word.at, message).help(help);
            result = Err(cx.report(problem.related(&status.origin.pointer, Part::Key, "the values are declared here")));
        }
    }
    result
}

/// The operation that ends what is waited for: it is called with the same path parameters and nothing else.
fn cancel(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    polled: &Lowered<'_>,
    word: &Word,
) -> Known<OperationPath> {
    let found = targets::operation(cx, operations, word)?;
    if found.operation.id == polled.operation.id {
        return Err(cx.report(itself(word, "cancel").help("name the operation that cancels")));
    }
    found.inputs?;
    let takes_more = found.operation.arguments.iter().any(|argument| argument.place != Place::Path);
    if takes_more || path_wires(found) != path_wires(polled) {
        let message = format!(
            "`{}` does not take the path parameters of `{}` and nothing else",
            found.operation.id, polled.operation.id
        );
        let problem = Diagnostic::at(Code::ExtensionTarget, &word.at, message);
        let help = "name an operation on the same path parameters, without other required ones";
        return Err(cx.report(problem.help(help)));
    }
    Ok(found.path())
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

fn final_query(
    cx: &mut Context<'_, '_>,
    polled: &Lowered<'_>,
    settings: &openapi::Lifecycle,
) -> Known<Vec<(String, String)>> {
    let mut query = Ok(Vec::new());
    for (name, value) in &settings.final_query {
        let checked = targets::query_parameter(cx, polled, (name, Part::Key), Code::ExtensionTarget)
            .and_then(|argument| check_final_value(cx, argument, value));
        match (checked, &mut query) {
            (Ok(()), Ok(query)) => query.push((name.text.clone(), value.text.clone())),
            (Err(refused), query) => *query = Err(refused),
            (Ok(()), Err(_)) => {}
        }
    }
    query
}

fn check_final_value(cx: &mut Context<'_, '_>, argument: &Argument, value: &Word) -> Known<()> {
    let model = argument.ty.named().and_then(|name| cx.registry.get(name));
    let Some(Draft::Enum(definition)) = model else { return Ok(()) };
    let known = definition.variants.iter().map(|variant| variant.wire.as_str());
    if known.clone().any(|wire| wire == value.text) {
        return Ok(());
    }
    let message = format!("`{}` is not a value of `{}`", spelled(&value.text), definition.name);
    let help = did_you_mean(&value.text, known);
    Err(cx.report(Diagnostic::at(Code::ExtensionTarget, &value.at, message).help(help)))
}

/// What the creating operation needs to go on waiting: which one it is, and how what it gives becomes the polled path.
fn created(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    at: usize,
    by: &openapi::CreatedBy,
) -> Known<(usize, Created)> {
    let polled = &operations[at];
    let creator = targets::operation(cx, operations, &by.operation)?;
    if creator.operation.id == polled.operation.id {
        return Err(cx.report(itself(&by.operation, "create").help("name the operation that creates")));
    }
    let output = targets::output(cx, creator, &by.operation.at)?;
    let id = targets::property(cx, &output, &by.id.text, &by.id, Code::ExtensionTarget)?;
    polled.inputs?;
    let [argument @ Argument { place: Place::Path, .. }] = polled.operation.arguments.as_slice() else {
        let message = format!(
            "`{}` needs something else than one path parameter, so an id is not enough to poll",
            polled.operation.id
        );
        let problem = Diagnostic::at_key(Code::ExtensionTarget, &by.at, message);
        let help = "leave `created-by` out";
        return Err(cx.report(problem.help(help)));
    };
    if id.presence == Presence::Optional || id.nullable || id.ty != argument.ty {
        let message =
            format!("`{}` of `{output}` is not what `{}` takes", spelled(&by.id.text), spelled(&argument.wire));
        let problem = Diagnostic::at(Code::ExtensionTarget, &by.id.at, message)
            .help("name a property that holds what the parameter takes; it has the same schema, and is required and not null")
            .related(&id.origin.pointer, Part::Key, "the property is declared here");
        return Err(cx.report(problem));
    }
    let index = cx.operations[creator.operation.id.as_str()];
    Ok((index, Created { poll: polled.path(), path_parameter: argument.wire.clone(), id: id.name }))
}
