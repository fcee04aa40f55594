//! The example of an operation on the command line: `program resource:child method --flag value`.

use serde::Serialize;

use super::curl::quoted;
use super::request::{ExampleRequest, text};
use model::api::{Api, Argument, Operation, Resource, TypeRef};
use model::names::in_code;

/// A flag, and what it is in Rust.
#[derive(Clone, Debug, Serialize)]
pub struct FlagView {
    /// `--page-size`.
    pub flag: String,
    /// In Markdown.
    pub rust: String,
}

/// Every flag of an operation.
pub(super) fn flags(operation: &Operation) -> Vec<FlagView> {
    let rust = |index, argument: &Argument| match index < operation.arguments.len() {
        true => format!("the argument `{}`", in_code(argument.name.as_str())),
        false => format!("`.{}(..)`", in_code(argument.name.as_str())),
    };
    let inputs = operation.flags().into_iter().zip(operation.inputs()).enumerate();
    inputs.map(|(index, (flag, input))| FlagView { flag: format!("--{flag}"), rust: rust(index, input) }).collect()
}

/// `llamacloud-prod batches list`: how the operation is called, without its flags.
pub(super) fn call(api: &Api, resource: &Resource, operation: &Operation) -> String {
    path(api, resource, operation.command())
}

/// `llamacloud-prod batches wait`: what waits for the end of what the operation reads, or of what it makes.
pub(super) fn waiting_call(api: &Api, resource: &Resource, operation: &Operation) -> Option<String> {
    if operation.lifecycle.is_none() && operation.created.is_some() {
        return Some(format!("{} --wait", call(api, resource, operation)));
    }
    Some(path(api, resource, resource.wait_command(operation)?))
}

/// `llamacloud-prod batches reconcile`. Another command may have taken the name.
pub(super) fn reconcile_call(api: &Api, resource: &Resource, operation: &Operation) -> Option<String> {
    Some(path(api, resource, resource.reconcile_command(operation)?))
}

fn path(api: &Api, resource: &Resource, command: String) -> String {
    let words = [api.package.command.clone(), resource.command_group(), command];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The call with a flag for each argument and for what the operation asks for, one to a line.
pub(super) fn command(api: &Api, call: String, request: &ExampleRequest<'_>) -> String {
    let mut lines = vec![call];
    // The arguments of a call are the first of its inputs.
    let flags = request.operation.flags();
    lines.extend(request.values.iter().zip(&flags).map(|((argument, value), flag)| {
        // A flag that can stand alone has its value behind an equals sign.
        let separator = if argument.ty == TypeRef::Bool { '=' } else { ' ' };
        format!("--{flag}{separator}{}", quoted(&text(value)))
    }));
    lines.extend(request.schemes(api).into_iter().map(|scheme| {
        let flag = api.service.credentials_flag(scheme);
        // A flag of the operation comes before one that every command has.
        let prefix = if flags.contains(&flag) { "global-" } else { "" };
        format!("--{prefix}{flag} \"${}\"", scheme.variable())
    }));
    lines.join(" \\\n    ")
}
