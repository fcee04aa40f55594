//! The example of an operation on the command line: `program resource:child method --flag value`.

use heck::ToKebabCase;
use serde::Serialize;

use super::curl::quoted;
use super::request::{ExampleRequest, text};
use crate::codegen::api::{Api, Argument, Auth, Operation, Resource};
use crate::codegen::names::in_code;

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
    let arguments = operation.arguments.iter().map(|argument| FlagView {
        flag: flag(argument),
        rust: format!("the argument `{}`", in_code(argument.name.as_str())),
    });
    let setters = operation
        .setters
        .iter()
        .map(|setter| FlagView { flag: flag(setter), rust: format!("`.{}(..)`", in_code(setter.name.as_str())) });
    arguments.chain(setters).collect()
}

fn flag(argument: &Argument) -> String {
    format!("--{}", argument.wire.to_kebab_case())
}

/// The program.
pub(super) fn program(api: &Api) -> String {
    api.package.name.clone()
}

/// `llamacloud batches list`: how the operation is called, without its flags.
pub(super) fn call(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let method = operation.method_name.as_str().to_kebab_case();
    let group: Vec<String> = resource.accessors().map(ToKebabCase::to_kebab_case).collect();
    let words = [program(api), group.join(":"), method];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The call with a flag for each argument and the key, one to a line.
pub(super) fn command(api: &Api, resource: &Resource, request: &ExampleRequest<'_>) -> String {
    let mut lines = vec![call(api, resource, request.operation)];
    lines.extend(request.values.iter().map(|(argument, value)| format!("{} {}", flag(argument), quoted(&text(value)))));
    if api.service.auth != Auth::None {
        let variable = api.service.api_key_env.first().map_or("API_KEY", String::as_str);
        lines.push(format!("--api-key \"${variable}\""));
    }
    lines.join(" \\\n    ")
}
