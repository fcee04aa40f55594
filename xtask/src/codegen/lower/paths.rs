//! Path templates: which parameters they hold, and what cannot stand in them.

use super::context::Context;
use super::nearest::nearest;
use super::parameters::Declared;
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::openapi::{Operation, ParameterPlace, Pointer};

/// The names between braces, in order, or what is wrong with the template.
pub(super) fn placeholders(path: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let inside = rest[open..].strip_prefix('{').ok_or("a `}` without `{` before it")?;
        let close = inside.find('}').ok_or("a `{` without `}` behind it")?;
        let name = &inside[..close];
        if name.is_empty() || name.contains('{') {
            return Err("braces without a name between them".to_owned());
        }
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` twice"));
        }
        names.push(name);
        rest = &inside[close + 1..];
    }
    Ok(names)
}

/// Checks the template of an operation against its parameters; the names it holds, in order.
pub(super) fn check<'a>(
    cx: &mut Context<'a, '_>,
    operation: &'a Operation,
    parameters: &[Declared<'_>],
) -> Vec<&'a str> {
    let at = path_pointer(operation);
    if let Some(odd) = operation.path.chars().find(|c| !may_stand_in_path(*c)) {
        let message = format!("the path `{}` holds `{}`", spelled(&operation.path), odd.escape_default());
        let help = "percent-encode it, or make it a parameter; a query does not belong into a path";
        cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help));
    }
    match placeholders(&operation.path) {
        Ok(names) => {
            compare(cx, operation, &names, parameters);
            names
        }
        Err(problem) => {
            let message = format!("the path `{}` holds {problem}", spelled(&operation.path));
            let help = "write parameters as `{name}`, each once";
            cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help));
            Vec::new()
        }
    }
}

fn compare(cx: &mut Context<'_, '_>, operation: &Operation, names: &[&str], parameters: &[Declared<'_>]) {
    let declared = || parameters.iter().filter(|declared| declared.parameter.place == ParameterPlace::Path);
    for name in names.iter().filter(|name| declared().all(|declared| declared.parameter.name != **name)) {
        let message = format!("`{{{}}}` in the path is not declared as a parameter", spelled(name));
        let help = match nearest(name, declared().map(|declared| declared.parameter.name.as_str())).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to its parameters")
            }
        };
        cx.report(Diagnostic::at_key(Code::UndeclaredPathParameter, &operation.at, message).help(help));
    }
    for declared in declared().filter(|declared| !names.contains(&declared.parameter.name.as_str())) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_in_order() {
        assert_eq!(placeholders("/a/{b}/c/{d}.{e}:go"), Ok(vec!["b", "d", "e"]));
        assert_eq!(placeholders("/a"), Ok(vec![]));
    }

    #[test]
    fn broken_templates_are_refused() {
        for path in ["/a/{b", "/a/b}", "/a/{}", "/a/{b}/{b}", "/a/{{b}}"] {
            assert!(placeholders(path).is_err(), "{path}");
        }
    }
}
