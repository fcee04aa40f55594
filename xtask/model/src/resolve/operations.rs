//! Operations with everything in its place: the parameters of their path items under their own, bodies, responses and
//! examples where references lead.

use std::collections::HashMap;
use std::sync::Arc;

use super::schemas::{Resolver, Setting};
use super::{Body, Media, Operation, Parameter, PartHeader, Response};
use crate::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::openapi::{self, MediaType, ParameterPlace, RefOr, Status};

/// All operations, in document order.
pub fn resolve<'d>(resolver: &mut Resolver<'d, '_>) -> Vec<Known<Operation<'d>>> {
    let mut shared = Shared::default();
    let operations = resolver.document.operations.iter();
    let operations = operations
        .map(|operation| operation.as_ref().map_err(|refused| *refused).map(|it| one(resolver, &mut shared, it)))
        .collect();
    unused(resolver);
    operations
}

/// The parameters of path items, which their operations share.
type Shared<'d> = HashMap<*const Known<RefOr<openapi::Parameter>>, Vec<Known<Parameter<'d>>>>;

fn one<'d>(resolver: &mut Resolver<'d, '_>, shared: &mut Shared<'d>, source: &'d openapi::Operation) -> Operation<'d> {
    let own = parameters(resolver, &source.parameters);
    let of_path = shared
        .entry(Arc::as_ptr(&source.shared_parameters).cast())
        .or_insert_with(|| parameters(resolver, &source.shared_parameters));
    let of_path = of_path.iter().filter(|shared| !is_declared_again(shared, &own)).cloned();
    Operation {
        at: &source.at,
        method: source.method,
        path: &source.path,
        id: source.operation_id.as_deref().map_err(|refused| *refused),
        summary: source.summary.as_deref(),
        description: source.description.as_deref(),
        tags: &source.tags,
        deprecated: source.deprecated,
        parameters: of_path.chain(own.iter().cloned()).collect(),
        body: source.request_body.as_ref().map(|body| self::body(resolver, body)),
        responses: source.responses.iter().map(|entry| response_at(resolver, entry)).collect(),
        security: source.security.as_deref(),
        servers: source.servers.as_deref(),
        resource: source.resource.as_deref(),
        rust_name: source.rust_name.as_ref(),
        pagination: source.pagination.as_ref().map(Option::as_ref).map_err(|refused| *refused),
        retry: source.retry,
        idempotency: source.idempotency.as_ref(),
        lifecycle: source.lifecycle.as_ref().map(Option::as_ref).map_err(|refused| *refused),
        reconcile: source.reconcile.as_ref().map(Option::as_ref).map_err(|refused| *refused),
    }
}

/// A list of parameters, each of which may stand in it once.
fn parameters<'d>(
    resolver: &mut Resolver<'d, '_>,
    declared: &'d [Known<RefOr<openapi::Parameter>>],
) -> Vec<Known<Parameter<'d>>> {
    let mut all: Vec<Known<Parameter<'d>>> = Vec::new();
    for entry in declared {
        let parameter = parameter(resolver, entry);
        if let Ok(parameter) = &parameter {
            if is_ignored(parameter) {
                refuse_ignored(resolver, parameter);
                continue;
            }
            if let Some(first) = all.iter().flatten().find(|other| is_same(other, parameter)) {
                refuse_twice(resolver, first, parameter);
                continue;
            }
        }
        all.push(parameter);
    }
    all
}

fn parameter<'d>(resolver: &mut Resolver<'d, '_>, entry: &'d Known<RefOr<openapi::Parameter>>) -> Known<Parameter<'d>> {
    let (component, source) = resolver.parameters.follow(entry, resolver.diagnostics)?;
    Ok(Parameter {
        at: &source.at,
        used_at: match entry {
            Ok(RefOr::Ref(reference)) => &reference.at,
            Ok(RefOr::Here(_)) | Err(_) => &source.at,
        },
        component,
        name: &source.name,
        place: source.place,
        description: source.description.as_deref(),
        required: source.required || source.place == ParameterPlace::Path,
        deprecated: source.deprecated,
        style: source.style.as_deref(),
        explode: source.explode,
        is_json: source.is_json,
        slot: resolver.slot(&source.schema, Setting::Place),
        cli_name: source.cli_name.as_ref(),
        rust_name: source.rust_name.as_ref(),
    })
}

/// Names of headers are the same in either case.
fn is_same(one: &Parameter<'_>, other: &Parameter<'_>) -> bool {
    let same_name = match one.place {
        ParameterPlace::Header => one.name.eq_ignore_ascii_case(other.name),
        ParameterPlace::Path | ParameterPlace::Query | ParameterPlace::Cookie => one.name == other.name,
    };
    one.place == other.place && same_name
}

fn is_declared_again(shared: &Known<Parameter<'_>>, own: &[Known<Parameter<'_>>]) -> bool {
    shared.as_ref().is_ok_and(|shared| own.iter().flatten().any(|own| is_same(shared, own)))
}

fn refuse_twice(resolver: &mut Resolver<'_, '_>, first: &Parameter<'_>, second: &Parameter<'_>) {
    let at = if second.used_at == second.at { second.at.child("name") } else { second.used_at.clone() };
    let message = format!("the parameter `{}` is declared twice", spelled(second.name));
    let problem = Diagnostic::at(Code::DuplicateParameter, &at, message)
        .related(&first.at.child("name"), Part::Value, "first declared here")
        .help("delete one of the two");
    resolver.diagnostics.push(problem);
}

/// What OpenAPI says to ignore as a parameter, and what frames a message, which is the client's own matter.
const IGNORED: [&str; 9] = [
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "te",
    "transfer-encoding",
];

fn is_ignored(parameter: &Parameter<'_>) -> bool {
    let is_one = IGNORED.iter().any(|name| parameter.name.eq_ignore_ascii_case(name));
    parameter.place == ParameterPlace::Header && is_one
}

fn refuse_ignored(resolver: &mut Resolver<'_, '_>, parameter: &Parameter<'_>) {
    let message = format!("`{}` is set by the client itself; no argument is made of it", spelled(parameter.name));
    let problem = Diagnostic::at(Code::IgnoredHeader, &parameter.at.child("name"), message);
    resolver.diagnostics.push(problem.help("leave it out; callers can set any header with `header`"));
}

fn body<'d>(resolver: &mut Resolver<'d, '_>, entry: &'d Known<RefOr<openapi::RequestBody>>) -> Known<Body<'d>> {
    let (component, source) = resolver.bodies.follow(entry, resolver.diagnostics)?;
    Ok(Body {
        at: &source.at,
        component,
        description: source.description.as_deref(),
        required: source.required,
        content: content(resolver, &source.content),
    })
}

fn response_at<'d>(
    resolver: &mut Resolver<'d, '_>,
    entry: &'d Known<(Status, Known<RefOr<openapi::Response>>)>,
) -> Known<(&'d Status, Known<Response<'d>>)> {
    let (status, response) = entry.as_ref().map_err(|refused| *refused)?;
    Ok((status, self::response(resolver, response)))
}

fn response<'d>(resolver: &mut Resolver<'d, '_>, entry: &'d Known<RefOr<openapi::Response>>) -> Known<Response<'d>> {
    let (component, source) = resolver.responses.follow(entry, resolver.diagnostics)?;
    Ok(Response {
        at: &source.at,
        component,
        description: source.description.as_deref(),
        content: content(resolver, &source.content),
    })
}

fn content<'d>(
    resolver: &mut Resolver<'d, '_>,
    content: &'d [(String, Known<MediaType>)],
) -> Vec<(&'d str, Known<Media<'d>>)> {
    let media = |resolver: &mut Resolver<'d, '_>, media: &'d Known<MediaType>| {
        let media = media.as_ref().map_err(|refused| *refused)?;
        let example = media.example.as_ref().map(|example| resolver.examples.follow(example, resolver.diagnostics));
        Ok(Media {
            at: &media.at,
            slot: media.schema.as_ref().map(|schema| resolver.slot(schema, Setting::Place)),
            // An example that was refused shows nothing.
            example: example.and_then(Result::ok).and_then(|(_, example)| example.as_ref()),
            encoding: &media.encoding,
            headers: part_headers(resolver, media)?,
        })
    };
    content.iter().map(|(name, entry)| (name.as_str(), media(resolver, entry))).collect()
}

fn part_headers<'d>(resolver: &mut Resolver<'d, '_>, media: &'d MediaType) -> Known<Vec<PartHeader<'d>>> {
    let mut headers = Vec::new();
    for encoding in &media.encoding {
        let at = media.at.child("encoding").child(&encoding.property).child("headers");
        for (name, header) in &encoding.headers {
            let (_, header) = resolver.headers.follow(header, resolver.diagnostics)?;
            headers.push(PartHeader {
                at: at.child(name),
                property: &encoding.property,
                name,
                description: header.description.as_deref(),
                required: header.required,
                slot: resolver.slot(&header.schema, Setting::Place),
            });
        }
    }
    Ok(headers)
}

/// What no operation refers to is looked at too, for problems of its own.
fn unused(resolver: &mut Resolver<'_, '_>) {
    let components = &resolver.document.components;
    for (_, entry) in &components.parameters {
        // What there is to say of it is reported.
        let _ = parameter(resolver, entry);
    }
    for (_, entry) in &components.request_bodies {
        let _ = body(resolver, entry);
    }
    for (_, entry) in &components.responses {
        let _ = response(resolver, entry);
    }
}
