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

/// What an operation gives.
#[derive(Debug)]
pub(super) struct Success<'a> {
    pub output: Output,
    /// The media type to ask for.
    pub accept: String,
    /// The description's example.
    pub example: Option<&'a Sited>,
}

impl Success<'_> {
    /// What stands for an output that is refused; the operation is left out.
    pub(super) fn nothing() -> Self {
        Self { output: Output::Nothing, accept: bodies::PLAIN_JSON.to_owned(), example: None }
    }
}

pub(super) fn output<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation<'a>,
) -> Known<Success<'a>> {
    let mut outputs: Vec<(&Status, Option<TypeRef>)> = Vec::new();
    let mut example = None;
    let mut accept = None;
    let mut refused = None;
    for (status, response) in successes(operation) {
        match response
            .as_ref()
            .map_err(|refused| *refused)
            .and_then(|response| one(cx, builder, (operation.method, status), response))
        {
            Ok(None) => outputs.push((status, None)),
            Ok(Some(body)) => {
                example = example.or(body.example);
                accept = accept.or(Some(body.media_type));
                outputs.push((status, Some(body.ty)));
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
    // Whatever a success is, errors are read as JSON.
    let accept = accept.unwrap_or_else(|| bodies::PLAIN_JSON.to_owned());
    Ok(Success { output: first.map_or(Output::Nothing, Output::Json), accept, example })
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

struct ResponseBody<'a> {
    ty: TypeRef,
    media_type: String,
    example: Option<&'a Sited>,
}

fn one<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    (method, status): (Method, &Status),
    response: &'a Response<'a>,
) -> Known<Option<ResponseBody<'a>>> {
    // 204, 205 and the response to a HEAD have no body, whatever is said of one: to a HEAD it is that of a GET.
    if response.content.is_empty() || method == Method::Head || matches!(status, Status::Code(204 | 205)) {
        return Ok(None);
    }
    let (media_type, media) = bodies::json(cx, response.at, &response.content, "response")?;
    let owner = response.component.and_then(|name| TypeName::of_schema(name).ok());
    let owner = owner.map_or_else(|| builder.clone(), |named| named.name);
    Ok(Some(ResponseBody { ty: body_type(cx, &owner, media)?, media_type, example: media.example }))
}

fn body_type<'a>(cx: &mut Context<'a, '_>, owner: &TypeName, media: &'a Media<'a>) -> Known<TypeRef> {
    match &media.slot {
        Some(slot) => type_of(cx, slot, &Spot::new(owner, "response")),
        None => Ok(TypeRef::Json),
    }
}
