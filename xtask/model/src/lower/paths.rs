//! Path templates: which parameters they hold, and what cannot stand in them.

use std::collections::BTreeMap;

use super::auth;
use super::context::Context;
use crate::api::PathTemplate;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::openapi::{KeyPlace, Method, ParameterPlace, Pointer, SecurityKind};
use crate::resolve::{Operation, Parameter, Resolved};

/// The template of an operation, compared with its parameters.
pub(super) fn template(cx: &mut Context<'_, '_>, operation: &Operation<'_>) -> Known<PathTemplate> {
    let at = path_pointer(operation);
    if let Some(odd) = odd_character(operation.path) {
        let message = format!("the path `{}` holds `{}`", spelled(operation.path), odd.escape_default());
        let help = "percent-encode it, or make it a parameter: of the path before a `?`, of the query behind it";
        return Err(cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help)));
    }
    let path = PathTemplate::parse(operation.path).map_err(|problem| {
        let message = format!("the path `{}` holds {problem}", spelled(operation.path));
        let help = "write parameters as `{name}`, each once";
        cx.report(Diagnostic::at_key(Code::PathCharacters, &at, message).help(help))
    })?;
    compare(cx, operation, &path)?;
    refuse_fixed(cx, operation, &path)?;
    Ok(path)
}

/// What a path has a fixed value for is sent with it, and cannot be a parameter or a key too.
fn refuse_fixed(cx: &mut Context<'_, '_>, operation: &Operation<'_>, path: &PathTemplate) -> Known<()> {
    let fixed = |name: &str| path.fixed_query().any(|fixed| fixed == name);
    let of_query = operation.parameters.iter().flatten().filter(|parameter| parameter.place == ParameterPlace::Query);
    let (name, at, what) = match of_query.into_iter().find(|parameter| fixed(parameter.name)) {
        Some(parameter) => (parameter.name, parameter.used_at, "query parameter"),
        None => match keys_of_query(cx.resolved, operation).into_iter().find(|(name, _)| fixed(name)) {
            Some((name, at)) => (name, at, "key in the query"),
            None => return Ok(()),
        },
    };
    let message = format!("the {what} `{}` has a fixed value in `{}`", spelled(name), spelled(operation.path));
    let problem = Diagnostic::at(Code::PathCharacters, at, message);
    Err(cx.report(problem.help(format!("leave out the {what}, or what follows the `?` of the path"))))
}

/// The keys of the query that an operation asks for, with the places that ask.
fn keys_of_query<'d>(resolved: &Resolved<'d>, operation: &Operation<'d>) -> Vec<(&'d str, &'d Pointer)> {
    let asked = auth::required(resolved, operation).into_iter().flatten().flat_map(|requirement| &requirement.schemes);
    asked
        .filter_map(|asked| {
            let (_, scheme) = resolved.security_schemes.iter().find(|(name, _)| *name == asked.name.text)?;
            match &scheme.as_ref().ok()?.kind {
                SecurityKind::Key(KeyPlace::Query, name) => Some((name.as_str(), &asked.name.at)),
                _ => None,
            }
        })
        .collect()
}

/// Paths that differ only in the names of their parameters match the same requests.
pub(super) fn refuse_equivalent(cx: &mut Context<'_, '_>) {
    let mut seen: BTreeMap<(String, Method), &Operation<'_>> = BTreeMap::new();
    for operation in cx.resolved.operations.iter().flatten() {
        let Ok(path) = PathTemplate::parse(operation.path) else { continue };
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

fn compare(cx: &mut Context<'_, '_>, operation: &Operation<'_>, path: &PathTemplate) -> Known<()> {
    let declared = || operation.parameters.iter().flatten().filter(|parameter| parameter.place == ParameterPlace::Path);
    let mut result = Ok(());
    // Declared, and misspelt in the path.
    let mut meant = Vec::new();
    for name in path.variables().filter(|name| declared().all(|parameter| parameter.name != *name)) {
        // It may be one of those that were refused.
        let refused = operation.parameters.iter().find_map(|parameter| parameter.as_ref().err());
        let message = format!("`{{{}}}` in the path is not declared as a parameter", spelled(name));
        let help = match nearest(name, declared().map(|parameter| parameter.name)).first() {
            Some(near) => {
                meant.push(*near);
                format!("did you mean `{near}`?")
            }
            None => {
                format!("add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to its parameters")
            }
        };
        let problem = Diagnostic::at_key(Code::UndeclaredPathParameter, operation.at, message).help(help);
        result = Err(refused.copied().unwrap_or_else(|| cx.report(problem)));
    }
    let unused = declared().filter(|parameter| path.variables().all(|name| name != parameter.name));
    for parameter in unused.filter(|parameter| !meant.contains(&parameter.name)) {
        result = Err(cx.report(not_in_path(operation, parameter)));
    }
    result
}

/// A parameter that others share is right for them, so the reference to it is what has to be mended.
fn not_in_path(operation: &Operation<'_>, parameter: &Parameter<'_>) -> Diagnostic {
    let name = spelled(parameter.name);
    let message = format!("the path parameter `{name}` does not occur in `{}`", spelled(operation.path));
    if parameter.used_at == parameter.at {
        return Diagnostic::at(Code::ParameterNotInPath, parameter.at, message)
            .help(format!("put `{{{name}}}` into the path, or mend `in` if the service takes it elsewhere"));
    }
    Diagnostic::at(Code::ParameterNotInPath, parameter.used_at, message)
        .help(format!("put `{{{name}}}` into the path, or leave the reference out"))
        .related(parameter.at, Part::Key, "the parameter is declared here")
}

/// The entry of the path in `paths`; its key is the template.
fn path_pointer(operation: &Operation<'_>) -> Pointer {
    Pointer::root().child("paths").child(operation.path)
}

/// What RFC 3986 does not let stand in a path with a query and a fragment. Templates have braces in the path alone.
fn odd_character(path: &str) -> Option<char> {
    let may_stand = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c);
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let (query, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let odd_in_path = path.chars().find(|c| !may_stand(*c) && !"{}".contains(*c));
    odd_in_path.or_else(|| query.chars().chain(fragment.chars()).find(|c| !may_stand(*c) && *c != '?'))
}
