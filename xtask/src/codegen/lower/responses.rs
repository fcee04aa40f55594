//! What an operation gives when all went well. Every success that is described must mean the same, because a method has
//! one result.

use super::bodies;
use super::context::Context;
use super::types::{Spot, type_of};
use crate::codegen::api::{Output, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Known, Refused};
use crate::codegen::names::TypeName;
use crate::codegen::openapi::{Method, Sited, Status};
use crate::codegen::resolve::{Media, Operation, Response};

/// The output, and the description's example of it.
pub(super) fn output<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation<'a>,
) -> Known<(Output, Option<&'a Sited>)> {
    let mut outputs: Vec<(&Status, Option<TypeRef>)> = Vec::new();
    let mut example = None;
    let mut refused = None;
    for (status, response) in successes(operation) {
        match response
            .as_ref()
            .map_err(|refused| *refused)
            .and_then(|response| one(cx, builder, (operation.method, status), response))
        {
            Ok((ty, its_example)) => {
                example = example.or(its_example);
                outputs.push((status, ty));
            }
            Err(problem) => refused = Some(problem),
        }
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    let Some((first_status, first)) = outputs.first().cloned() else { return Err(no_success(cx, operation)) };
    if let Some((other_status, _)) = outputs.iter().find(|(_, ty)| *ty != first) {
        let at = operation.at.child("responses").child(other_status);
        let what = format!("`{first_status}` and `{other_status}` with different bodies");
        return Err(cx.unsupported(&at, &what, "describe the one that callers need, or give both the same schema"));
    }
    Ok((first.map_or(Output::Nothing, Output::Json), example))
}

/// The responses that are a success; `default` counts if there is no other.
fn successes<'a>(operation: &'a Operation<'a>) -> Vec<(&'a Status, &'a Known<Response<'a>>)> {
    let of = |is_wanted: fn(&Status) -> bool| -> Vec<_> {
        let known = operation.responses.iter().flatten();
        known.filter(|(status, _)| is_wanted(status)).map(|(status, response)| (*status, response)).collect()
    };
    let explicit = of(|status| matches!(status, Status::Code(200..=299) | Status::Range(2)));
    if explicit.is_empty() { of(|status| *status == Status::Default) } else { explicit }
}

/// A response whose status was refused may have been a success.
fn no_success(cx: &mut Context<'_, '_>, operation: &Operation<'_>) -> Refused {
    if let Some(refused) = operation.responses.iter().find_map(|entry| entry.as_ref().err()) {
        return *refused;
    }
    let message = "no response says what success looks like";
    let problem = Diagnostic::at_key(Code::NoSuccessResponse, &operation.at.child("responses"), message);
    cx.report(problem.help("add a response for `200`, `201`, `202`, `204` or `2XX`"))
}

fn one<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    (method, status): (Method, &Status),
    response: &'a Response<'a>,
) -> Known<(Option<TypeRef>, Option<&'a Sited>)> {
    // 204, 205 and the response to a HEAD have no body, whatever is said of one: to a HEAD it is that of a GET.
    if response.content.is_empty() || method == Method::Head || matches!(status, Status::Code(204 | 205)) {
        return Ok((None, None));
    }
    let media = bodies::json(cx, response.at, &response.content, "response")?;
    let owner = response.component.and_then(|name| TypeName::of_schema(name).ok());
    let owner = owner.map_or_else(|| builder.clone(), |named| named.name);
    Ok((Some(body_type(cx, &owner, media)?), media.example))
}

fn body_type<'a>(cx: &mut Context<'a, '_>, owner: &TypeName, media: &'a Media<'a>) -> Known<TypeRef> {
    match &media.slot {
        Some(slot) => type_of(cx, slot, &Spot::new(owner, "response")),
        None => Ok(TypeRef::Json),
    }
}
