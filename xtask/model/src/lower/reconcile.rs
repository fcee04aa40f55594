//! `x-reconcile`: how to look for what a create may have made when its response was lost. The list it names must be able
//! to look for exactly what the create was given.

use super::context::Context;
use super::operations::Lowered;
use super::targets;
use crate::api::{HttpMethod, Place, Reconcile, TypeRef};
use crate::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>, operations: &mut [Lowered<'_>]) {
    for at in 0..operations.len() {
        let Ok(Some(settings)) = operations[at].source.reconcile else { continue };
        operations[at].operation.reconcile = reconcile(cx, operations, &operations[at], settings).ok();
    }
}

fn reconcile(
    cx: &mut Context<'_, '_>,
    operations: &[Lowered<'_>],
    create: &Lowered<'_>,
    settings: &openapi::Reconcile,
) -> Known<Reconcile> {
    if matches!(create.source.pagination, Ok(Some(_))) || create.operation.http_method == HttpMethod::Get {
        let message = "`x-reconcile` has no meaning in an operation that only reads";
        let problem = Diagnostic::at_key(Code::UnknownExtension, &settings.at, message);
        return Err(cx.report(problem.help("it belongs in the operation that creates what the list holds")));
    }
    let list = targets::operation(cx, operations, &settings.list)?;
    let is_list = check_list(cx, list, settings);
    refuse_matching_all(cx, settings)?;
    let mut matches = Ok(());
    for (field, parameter) in &settings.matches {
        matches = check_match(cx, create, list, field, parameter).and(matches);
    }
    if let Some(word) = &settings.created_after {
        check_created_after(cx, list, word)?;
    }
    is_list.and(matches)?;
    let matches = settings.matches.iter();
    Ok(Reconcile {
        list: list.path(),
        matches: matches.map(|(field, parameter)| (field.text.clone(), parameter.text.clone())).collect(),
        created_after: settings.created_after.as_ref().map(|word| word.text.clone()),
    })
}

fn check_list(cx: &mut Context<'_, '_>, list: &Lowered<'_>, settings: &openapi::Reconcile) -> Known<()> {
    if list.source.pagination?.is_some() {
        return Ok(());
    }
    let message = format!("`{}` is no paginated list", list.operation.id);
    let problem = Diagnostic::at(Code::ExtensionTarget, &settings.list.at, message);
    Err(cx.report(problem.help("name an operation with `x-pagination`")))
}

fn refuse_matching_all(cx: &mut Context<'_, '_>, settings: &openapi::Reconcile) -> Known<()> {
    if !settings.matches.is_empty() {
        return Ok(());
    }
    let message = "`match` is empty, so anything in the list would be taken for what was created";
    let problem = Diagnostic::at_key(Code::MalformedExtension, &settings.at.child("match"), message);
    let help = "give a body property, and the query parameter of the list that looks for its value";
    Err(cx.report(problem.help(help)))
}

fn check_match(
    cx: &mut Context<'_, '_>,
    create: &Lowered<'_>,
    list: &Lowered<'_>,
    field: &Word,
    parameter: &Word,
) -> Known<()> {
    let is_property = (Place::BodyField, "body property");
    let sent = targets::input(cx, create, is_property, (field, Part::Key), Code::ExtensionTarget);
    let asked = targets::query_parameter(cx, list, (parameter, Part::Value), Code::ExtensionTarget);
    let (sent, asked) = (sent?, asked?);
    if sent.ty == asked.ty {
        return Ok(());
    }
    let message = format!("`{}` and `{}` are not of the same type", spelled(&field.text), spelled(&parameter.text));
    let problem = Diagnostic::at(Code::ExtensionTarget, &parameter.at, message)
        .help("match a body property with a query parameter that has the same schema")
        .related(&sent.origin.pointer, Part::Key, "the property is declared here")
        .related(&asked.origin.pointer, Part::Value, "the parameter is declared here");
    Err(cx.report(problem))
}

fn check_created_after(cx: &mut Context<'_, '_>, list: &Lowered<'_>, word: &Word) -> Known<()> {
    let argument = targets::query_parameter(cx, list, (word, Part::Value), Code::ExtensionTarget)?;
    if argument.ty == TypeRef::Timestamp {
        return Ok(());
    }
    let message = format!("`{}` does not take a time", spelled(&word.text));
    let problem =
        Diagnostic::at(Code::ExtensionTarget, &word.at, message).help("name a parameter with `format: date-time`");
    Err(cx.report(problem.related(&argument.origin.pointer, Part::Value, "the parameter is declared here")))
}
