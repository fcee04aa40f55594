//! What an operation answers with when all went well. Every success that is described must mean the same, because a
//! method has one result.

use super::bodies;
use super::context::Context;
use super::types::{Spot, type_of};
use crate::codegen::api::{Output, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::names::TypeName;
use crate::codegen::openapi::{Example, MediaType, Method, Operation, Pointer, Response};

/// The output, and the description's example of it.
pub(super) fn output<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation,
) -> (Output, Option<&'a Example>) {
    let mut outputs: Vec<(&str, Option<TypeRef>)> = Vec::new();
    let mut example = None;
    for (status, component, response) in successes(cx, operation) {
        if component.is_some() && cx.has_refused(&response.at) {
            cx.refuse(&operation.at.child("responses").child(status));
        }
        let media = content(cx, operation.method, status, response);
        let owner = component
            .and_then(|name| TypeName::of_schema(name).ok())
            .map_or_else(|| builder.clone(), |named| named.name);
        let ty = media.map(|media| body_type(cx, &owner, media));
        example = example.or_else(|| media?.example.as_ref());
        outputs.push((status, ty));
    }
    let Some((first_status, first)) = outputs.first().cloned() else {
        if no_success_is_described(cx, operation) {
            let problem = Diagnostic::at_key(
                Code::NoSuccessResponse,
                &operation.at.child("responses"),
                "no response says what success looks like",
            );
            cx.report(problem.help("add a response for `200`, `201`, `202`, `204` or `2XX`"));
        }
        return (Output::Nothing, None);
    };
    if let Some((other_status, _)) = outputs.iter().find(|(_, ty)| *ty != first) {
        let at = operation.at.child("responses").child(other_status);
        let what = format!("`{first_status}` and `{other_status}` with different bodies");
        cx.unsupported(&at, &what, "describe the one that callers need, or give both the same schema");
    }
    (first.map_or(Output::Nothing, Output::Json), example)
}

/// The responses that are a success; `default` counts if there is no other.
fn successes<'a>(cx: &Context<'a, '_>, operation: &'a Operation) -> Vec<(&'a str, Option<&'a str>, &'a Response)> {
    let of = |wanted: fn(&str) -> bool| -> Vec<_> {
        let responses = operation.responses.iter().filter(|(status, _)| wanted(status));
        responses
            .filter_map(|(status, response)| {
                let (component, response) = cx.references.response(response)?;
                Some((status.as_str(), component, response))
            })
            .collect()
    };
    let explicit = of(is_success);
    if explicit.is_empty() && !operation.responses.iter().any(|(status, _)| is_success(status)) {
        of(|status| status == "default")
    } else {
        explicit
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// A response that was refused might have been one.
fn no_success_is_described(cx: &Context<'_, '_>, operation: &Operation) -> bool {
    let responses = operation.at.child("responses");
    let is_read = |at: &Pointer| operation.responses.iter().any(|(status, _)| at.is_in(&responses.child(status)));
    let described = operation.responses.iter().any(|(status, _)| is_success(status) || status == "default");
    !described && cx.refused_in(&responses).all(is_read)
}

/// 204, 205 and the response to a HEAD have no body, whatever is said of one: to a HEAD it is that of a GET.
fn content<'a>(
    cx: &mut Context<'a, '_>,
    method: Method,
    status: &str,
    response: &'a Response,
) -> Option<&'a MediaType> {
    if response.content.is_empty() || method == Method::Head || matches!(status, "204" | "205") {
        return None;
    }
    bodies::json(cx, &response.at, &response.content, "response")
}

fn body_type<'a>(cx: &mut Context<'a, '_>, owner: &TypeName, media: &'a MediaType) -> TypeRef {
    match &media.schema {
        Some(schema) => type_of(cx, schema, &Spot::new(owner, "response")),
        None => TypeRef::Json,
    }
}
