//! What an operation may respond: each case that is declared, and what the successes among them come down to, because a
//! method has one result.

mod by_status;

use super::context::Context;
use super::headers;
use super::make::type_of;
use super::media::{self, Content, PLAIN_JSON};
use super::types::Spot;
use crate::api::{
    EventStream, Framing, Output, Payload, PayloadFormat, PayloadValue, ResponseCase, ResponseRole, TypeRef,
};
use crate::diagnostics::{Code, Diagnostic, Known, Refused};
use crate::names::TypeName;
use crate::openapi::{Method, Sited, Status};
use crate::resolve::{Media, Operation, Response};

/// What an operation gives.
#[derive(Debug)]
pub(super) struct Responses<'a> {
    pub cases: Vec<ResponseCase>,
    pub output: Output,
    pub events: Option<EventStream>,
    /// The media types to ask for.
    pub accept: String,
    /// The description's example of a success.
    pub example: Option<&'a Sited>,
}

impl Responses<'_> {
    /// What stands for responses that are refused; the operation is left out.
    pub(super) fn none() -> Self {
        Self { cases: Vec::new(), output: Output::Nothing, events: None, accept: PLAIN_JSON.to_owned(), example: None }
    }
}

pub(super) fn lower<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    operation: &'a Operation<'a>,
) -> Known<Responses<'a>> {
    let several = by_status::are_several(operation);
    let mut cases = Vec::new();
    let (mut example, mut events) = (None, None);
    let mut refused = None;
    for (status, response) in operation.responses.iter().flatten() {
        let role = role(operation, status);
        let body = response.as_ref().map_err(|refused| *refused);
        let body = body.and_then(|response| {
            body_of(cx, &Place { builder, method: operation.method, status, role, several }, response)
        });
        let payload = match (body, role) {
            (Ok(body), _) => body.map(|(payload, media)| {
                if role == ResponseRole::Success && payload.json().is_some() {
                    example = example.or(media.example);
                }
                if role == ResponseRole::Success && events.is_none() {
                    events = response.as_ref().ok().and_then(|response| streamed(&payload, media, &response.content));
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
    let output = output(cx, builder, operation, &cases)?;
    let accept = accepted(&cases, &output);
    let events = events.filter(|_| matches!(output, Output::Text | Output::Json(_) | Output::Optional(_)));
    let events = events.map(|stream| event_stream(cx, builder, stream)).transpose()?;
    Ok(Responses { output, events, accept, cases, example })
}

/// A media type that is a stream of events.
#[derive(Clone, Copy)]
struct Stream<'a> {
    media_type: &'a str,
    framing: Framing,
    media: &'a Media<'a>,
}

/// The stream that a response is, or that stands beside its JSON: of one that can be had in both ways, a caller may want
/// either.
fn streamed<'a>(payload: &Payload, chosen: &Media<'_>, content: &'a Content<'a>) -> Option<Stream<'a>> {
    let streams = content.iter().filter_map(|(media_type, media)| {
        Some(Stream { media_type, framing: Framing::of(media_type)?, media: media.as_ref().ok()? })
    });
    streams.into_iter().find(|stream| payload.json().is_some() || stream.media.at == chosen.at)
}

/// What the events of a response are. A list describes them all, anything else describes each.
fn event_stream<'a>(cx: &mut Context<'a, '_>, builder: &TypeName, stream: Stream<'a>) -> Known<EventStream> {
    let Stream { media_type, framing, media } = stream;
    headers::check_value(cx, media_type, media.at)?;
    let spot = Spot::new(builder, "event");
    let event = match (&media.slot, framing) {
        (Some(slot), _) => type_of(cx, slot, &spot)?,
        (None, Framing::EventStream) => TypeRef::String,
        (None, Framing::JsonLines | Framing::JsonSequence) => TypeRef::Json,
    };
    let event = if let TypeRef::List(item) = event { *item } else { event };
    Ok(EventStream { media_type: media_type.to_owned(), framing, event })
}

/// The media type of the first success; all of them, where they differ in what they are.
fn accepted(cases: &[ResponseCase], output: &Output) -> String {
    let mut types: Vec<&str> = Vec::new();
    for payload in successes(cases).filter_map(|case| case.payload.as_ref()) {
        if !types.contains(&payload.media_type.as_str()) {
            types.push(&payload.media_type);
        }
    }
    match output {
        Output::ByStatus(_) => types.join(", "),
        // Whatever a success is, errors are read as JSON.
        Output::Nothing | Output::Json(_) | Output::Optional(_) | Output::Text | Output::Binary => {
            types.first().copied().unwrap_or(PLAIN_JSON).to_owned()
        }
    }
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
fn output(
    cx: &mut Context<'_, '_>,
    builder: &TypeName,
    operation: &Operation<'_>,
    cases: &[ResponseCase],
) -> Known<Output> {
    if successes(cases).next().is_none() {
        return Err(no_success(cx, operation));
    }
    let is_always_there = successes(cases).all(|case| case.payload.is_some());
    let mut bodies = successes(cases).filter_map(|case| Some(&case.payload.as_ref()?.value));
    let Some(first) = bodies.next() else { return Ok(Output::Nothing) };
    if bodies.any(|other| other != first) {
        return Ok(Output::ByStatus(by_status::output(cx, builder, successes(cases))));
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

/// Where a response stands.
struct Place<'p> {
    builder: &'p TypeName,
    method: Method,
    status: &'p Status,
    role: ResponseRole,
    /// Whether there are several successes with a body.
    several: bool,
}

/// 204, 205 and the response to a HEAD have no body, whatever is said of one: to a HEAD it is that of a GET.
fn has_body(method: Method, status: &Status, response: &Response<'_>) -> bool {
    !response.content.is_empty() && method != Method::Head && !matches!(status, Status::Code(204 | 205))
}

fn body_of<'a>(
    cx: &mut Context<'a, '_>,
    place: &Place<'_>,
    response: &'a Response<'a>,
) -> Known<Option<(Payload, &'a Media<'a>)>> {
    let Place { builder, method, status, role, several } = *place;
    if !has_body(method, status, response) {
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
                (None, ResponseRole::Success) if !several => Spot::new(builder, "response"),
                (None, ResponseRole::Success | ResponseRole::Error) => {
                    Spot::new(builder, &format!("response {status}"))
                }
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
