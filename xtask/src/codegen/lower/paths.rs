//! Path templates: which parameters they hold, and what cannot stand in them.

use std::collections::BTreeMap;

use super::context::Context;
use super::nearest::nearest;
use super::parameters::Declared;
use crate::codegen::api::PathTemplate;
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::openapi::{Method, Operation, ParameterPlace, Pointer};

/// Checks the template of an operation against its parameters; nothing if there is none, which has been reported.
pub(super) fn check(
    cx: &mut Context<'_, '_>,
    operation: &Operation,
    parameters: &[Declared<'_>],
) -> Option<PathTemplate> {
    let at = path_pointer(operation);
    if let Some(odd) = operation.path.chars().find(|c| !may_stand_in_path(*c)) {
        let message = format!("the path `{}` holds `{}`", spelled(&operation.path), odd.escape_default());
        let help = "percent-encode it, or make it a parameter; a query does not belong into a path";
        cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help));
        return None;
    }
    match PathTemplate::parse(&operation.path) {
        Ok(path) => {
            compare(cx, operation, &path, parameters);
            Some(path)
        }
        Err(problem) => {
            let message = format!("the path `{}` holds {problem}", spelled(&operation.path));
            let help = "write parameters as `{name}`, each once";
            cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help));
            None
        }
    }
}

/// Paths that differ only in the names of their parameters match the same requests.
pub(super) fn refuse_equivalent(cx: &mut Context<'_, '_>, operations: &[Operation]) {
    let mut seen: BTreeMap<(String, Method), &Operation> = BTreeMap::new();
    for operation in operations {
        let Ok(path) = PathTemplate::parse(&operation.path) else { continue };
        let Some(first) = seen.insert((path.anonymous(), operation.method), operation) else { continue };
        // A path that is given twice, word for word, is a duplicate key.
        if first.path != operation.path {
            let message = format!("`{}` matches the same requests as `{}`", operation.path, first.path);
            let problem = Diagnostic::at_key(Code::EquivalentPaths, &path_pointer(operation), message);
            let problem = problem.related(&path_pointer(first), Part::Key, "the other path is here");
            cx.report(problem.help("merge the two"));
        }
    }
}

fn compare(cx: &mut Context<'_, '_>, operation: &Operation, path: &PathTemplate, parameters: &[Declared<'_>]) {
    let declared = || parameters.iter().filter(|declared| declared.parameter.place == ParameterPlace::Path);
    for name in path.variables().filter(|name| declared().all(|declared| declared.parameter.name != *name)) {
        let message = format!("`{{{}}}` in the path is not declared as a parameter", spelled(name));
        let help = match nearest(name, declared().map(|declared| declared.parameter.name.as_str())).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to its parameters")
            }
        };
        cx.report(Diagnostic::at_key(Code::UndeclaredPathParameter, &operation.at, message).help(help));
    }
    for declared in declared().filter(|declared| path.variables().all(|name| name != declared.parameter.name)) {
        cx.report(not_in_path(operation, declared));
    }
}

/// A parameter that others share is right for them, so the reference to it is what has to be mended.
fn not_in_path(operation: &Operation, declared: &Declared<'_>) -> Diagnostic {
    let name = spelled(&declared.parameter.name);
    let message = format!("the path parameter `{name}` does not occur in `{}`", spelled(&operation.path));
    let at = &declared.parameter.at;
    match declared.reference {
        None => Diagnostic::at(Code::ParameterNotInPath, at, message)
            .help(format!("put `{{{name}}}` into the path, or declare it `in: query`")),
        Some(reference) => Diagnostic::at(Code::ParameterNotInPath, reference, message)
            .help(format!("put `{{{name}}}` into the path, or leave the reference out"))
            .related(at, Part::Key, "the parameter is declared here"),
    }
}

/// The entry of the path in `paths`; its key is the template.
fn path_pointer(operation: &Operation) -> Pointer {
    Pointer::root().child("paths").child(&operation.path)
}

/// What RFC 3986 lets stand in a path, and the braces of a template.
fn may_stand_in_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%{}".contains(c)
}
