//! What an operation may respond: each case that is declared, and what the successes among them come down to, because a
//! method has one result.

use super::context::Context;
use super::make::type_of;
use super::media::{self, PLAIN_JSON};
use super::types::Spot;
use crate::codegen::api::{Output, Payload, PayloadFormat, PayloadValue, ResponseCase, ResponseRole, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Known, Refused};
use crate::codegen::names::TypeName;
use crate::codegen::openapi::{Method, Sited, Status};
use crate::codegen::resolve::{Media, Operation, Response};

/// What an operation gives.
#[derive(Debug)]
pub(super) struct Responses<'a> {
    pub cases: Vec<ResponseCase>,
    pub output: Output,
    /// The media type to ask for.
    pub accept: String,
    /// The description's example of a success.
    pub example: Option<&'a Sited>,
}

impl Responses<'_> {
    /// What stands for responses that are refused; the operation is left out.
    pub(super) fn none() -> Self {
        Self { cases: Vec::new(), output: Output::Nothing, accept: PLAIN_JSON.to_owned(), example: None }
    }
}

pub(super) fn lower<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation<'a>,
) -> Known<Responses<'a>> {
    let mut cases = Vec::new();
    let mut example = None;
    let mut refused = None;
    for (status, response) in operation.responses.iter().flatten() {
        let role = role(operation, status);
        let body = response.as_ref().map_err(|refused| *refused);
        let body = body.and_then(|response| body_of(cx, builder, (operation.method, status, role), response));
        let payload = match (body, role) {
            (Ok(body), _) => body.map(|(payload, media)| {
                if role == ResponseRole::Success && payload.json().is_some() {
                    example = example.or(media.example);
                }
                payload
            }),
            (Err(problem), ResponseRole::Success) => {
                refused = Some(problem);
                continue;
            }
            // Whatever the body of an error is, the operation can be called.
            (Err(_), ResponseRole::Error) => None,
        };
        let description = response.as_ref().ok().and_then(|response| response.description).map(str::to_owned);
        cases.push(ResponseCase { status: (*status).clone(), role, description, payload });
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    let output = output(cx, operation, &cases)?;
    let accepted = successes(&cases).find_map(|case| Some(case.payload.as_ref()?.media_type.clone()));
    // Whatever a success is, errors are read as JSON.
    Ok(Responses { output, accept: accepted.unwrap_or_else(|| PLAIN_JSON.to_owned()), cases, example })
}

/// What `default` describes is a success where no other response is one.
fn role(operation: &Operation<'_>, status: &Status) -> ResponseRole {
    let is_success = |status: &Status| matches!(status, Status::Code(200..=299) | Status::Range(2));
    let has_success = || operation.responses.iter().flatten().any(|(status, _)| is_success(status));
    if is_success(status) || (*status == Status::Default && !has_success()) {
        ResponseRole::Success
    } else {
        ResponseRole::Error
    }
}

fn successes(cases: &[ResponseCase]) -> impl Iterator<Item = &ResponseCase> {
    cases.iter().filter(|case| case.role == ResponseRole::Success)
}

/// What the successes come down to.
fn output(cx: &mut Context<'_, '_>, operation: &Operation<'_>, cases: &[ResponseCase]) -> Known<Output> {
    if successes(cases).next().is_none() {
        return Err(no_success(cx, operation));
    }
    let is_always_there = successes(cases).all(|case| case.payload.is_some());
    let mut bodies = successes(cases).filter_map(|case| Some((&case.status, &case.payload.as_ref()?.value)));
    let Some((first_status, first)) = bodies.next() else { return Ok(Output::Nothing) };
    if let Some((other_status, _)) = bodies.find(|(_, other)| *other != first) {
        let at = operation.at.child("responses").child(other_status);
        let what = format!("`{first_status}` and `{other_status}` with different bodies");
        let way_out = "give both one schema, with what only one of them has as optional properties; were one of them \
                       left out, a response with its status would still come, and be an error";
        return Err(cx.unsupported(&at, &what, way_out));
    }
    Ok(match first {
        PayloadValue::Json(ty) if is_always_there => Output::Json(ty.clone()),
        PayloadValue::Json(ty) => Output::Optional(ty.clone()),
        PayloadValue::Text => Output::Text,
        PayloadValue::Binary => Output::Binary,
    })
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

const READ: [PayloadFormat; 3] = [PayloadFormat::Json, PayloadFormat::Text, PayloadFormat::Binary];

fn body_of<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    (method, status, role): (Method, &Status, ResponseRole),
    response: &'a Response<'a>,
) -> Known<Option<(Payload, &'a Media<'a>)>> {
    // 204, 205 and the response to a HEAD have no body, whatever is said of one: to a HEAD it is that of a GET.
    if response.content.is_empty() || method == Method::Head || matches!(status, Status::Code(204 | 205)) {
        return Ok(None);
    }
    let chosen = media::choose(cx, response.at, &response.content, &READ, "response")?;
    let value = match chosen.format {
        PayloadFormat::Text => PayloadValue::Text,
        PayloadFormat::Binary => PayloadValue::Binary,
        PayloadFormat::Json | PayloadFormat::Form | PayloadFormat::Multipart => {
            let component = response.component.and_then(|name| TypeName::of_schema(name).ok());
            let spot = match (component, role) {
                (Some(component), _) => Spot::new(&component.name, "response"),
                (None, ResponseRole::Success) => Spot::new(builder, "response"),
                // There may be several of an operation.
                (None, ResponseRole::Error) => Spot::new(builder, &format!("response {status}")),
            };
            PayloadValue::Json(body_type(cx, &spot, chosen.media)?)
        }
    };
    Ok(Some((Payload { media_type: chosen.media_type, value }, chosen.media)))
}

fn body_type<'a>(cx: &mut Context<'a, '_>, spot: &Spot, media: &'a Media<'a>) -> Known<TypeRef> {
    match &media.slot {
        Some(slot) => type_of(cx, slot, spot),
        None => Ok(TypeRef::Json),
    }
}
