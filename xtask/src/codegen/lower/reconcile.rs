//! `x-reconcile`: how to look for what a create may have made when its answer was lost. The list it names must be able
//! to look for exactly what the create was given.

use super::context::Context;
use super::operations::Lowered;
use super::targets;
use crate::codegen::api::{Argument, HttpMethod, Place, Reconcile, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>, operations: &mut [Lowered<'_>]) {
    for at in 0..operations.len() {
        let Some(settings) = operations[at].source.reconcile.as_ref() else { continue };
        operations[at].operation.reconcile = reconcile(cx, operations, &operations[at], settings);
    }
}

fn reconcile(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    create: &Lowered<'_>,
    settings: &openapi::Reconcile,
) -> Option<Reconcile> {
    if create.source.pagination.is_some() || create.operation.http_method == HttpMethod::Get {
        let message = "`x-reconcile` has no meaning in an operation that only reads";
        let problem = Diagnostic::at_key(Code::UnknownExtension, &settings.at, message);
        cx.report(problem.help("it belongs in the operation that creates what the list holds"));
        return None;
    }
    let list = targets::operation(cx, operations, &settings.list)?;
    let is_list = match &list.operation.pagination {
        Some(_) => true,
        None if list.source.pagination.is_some() || cx.has_refused(&list.source.at.child("x-pagination")) => false,
        None => {
            let message = format!("`{}` is no paginated list", list.operation.id);
            let problem = Diagnostic::at(Code::ExtensionTarget, &settings.list.at, message);
            cx.report(problem.help("name an operation with `x-pagination`"));
            false
        }
    };
    refuse_matching_all(cx, settings);
    for (field, parameter) in &settings.matches {
        check_match(cx, create, list, field, parameter);
    }
    if let Some(word) = &settings.created_after {
        check_created_after(cx, list, word);
    }
    is_list.then(|| Reconcile {
        list: list.path(),
        matches: settings
            .matches
            .iter()
            .map(|(field, parameter)| (field.text.clone(), parameter.text.clone()))
            .collect(),
        created_after: settings.created_after.as_ref().map(|word| word.text.clone()),
    })
}

fn refuse_matching_all(cx: &mut Context<'_, '_>, settings: &openapi::Reconcile) {
    let at = settings.at.child("match");
    let is_told = cx.is_refused(&settings.at) || cx.has_refused(&at);
    if settings.matches.is_empty() && !is_told {
        let message = "`match` is empty, so anything in the list would be taken for what was created";
        let problem = Diagnostic::at_key(Code::MalformedExtension, &at, message);
        cx.report(problem.help("give a body property, and the query parameter of the list that looks for its value"));
    }
}

fn check_match(cx: &mut Context<'_, '_>, create: &Lowered<'_>, list: &Lowered<'_>, field: &Word, parameter: &Word) {
    let fields = create.operation.inputs().filter(|argument| argument.place == Place::BodyField);
    let sent = fields.clone().find(|argument| argument.wire == field.text);
    if sent.is_none() {
        targets::no_such_input(
            cx,
            create,
            "body property",
            (field, Part::Key),
            fields.map(|argument| argument.wire.as_str()),
        );
    }
    let asked = query_parameter(cx, list, parameter);
    if let (Some(sent), Some(asked)) = (sent, asked)
        && sent.ty != asked.ty
    {
        let message = format!("`{}` and `{}` are not of the same type", spelled(&field.text), spelled(&parameter.text));
        let problem = Diagnostic::at(Code::ExtensionTarget, &parameter.at, message)
            .help("match a body property with a query parameter that has the same schema")
            .related(&sent.origin.pointer, Part::Key, "the property is declared here")
            .related(&asked.origin.pointer, Part::Value, "the parameter is declared here");
        cx.report(problem);
    }
}

fn check_created_after(cx: &mut Context<'_, '_>, list: &Lowered<'_>, word: &Word) {
    let Some(argument) = query_parameter(cx, list, word) else { return };
    if argument.ty != TypeRef::Timestamp {
        let message = format!("`{}` does not take a time", spelled(&word.text));
        let problem =
            Diagnostic::at(Code::ExtensionTarget, &word.at, message).help("describe it with `format: date-time`");
        cx.report(problem.related(&argument.origin.pointer, Part::Value, "the parameter is declared here"));
    }
}

fn query_parameter<'l>(cx: &mut Context<'_, '_>, list: &'l Lowered<'_>, word: &Word) -> Option<&'l Argument> {
    let found = list.operation.query_parameter(&word.text);
    if found.is_none() {
        let known = list.operation.inputs().filter(|argument| argument.place == Place::Query);
        targets::no_such_input(
            cx,
            list,
            "query parameter",
            (word, Part::Value),
            known.map(|argument| argument.wire.as_str()),
        );
    }
    found
}
