//! Operations: what a method is called, what it takes, what it gives. Pagination and lifecycle come later, when all
//! operations are known.

use std::collections::{BTreeMap, BTreeSet};

use super::auth;
use super::bodies::{self, Sent};
use super::context::Context;
use super::docs;
use super::headers;
use super::naming::{self, Given, Text};
use super::parameters;
use super::paths;
use super::registry::Presence;
use super::resources;
use super::responses::{self, Responses};
use super::sentences;
use super::servers;
use crate::api::{
    Argument, Examples, HttpMethod, NamingRule, Operation, OperationPath, Origin, PathTemplate, Place, Replay, Service,
};
use crate::characters::is_invisible;
use crate::diagnostics::{Code, Diagnostic, Known, Part, Refused, spelled};
use crate::names::{self, FieldName, ModuleName, Named, Role, TypeName};
use crate::openapi::{Method, ParameterPlace, Retry, Sited, Word};
use crate::resolve;

/// An operation, and what the description says of it.
#[derive(Debug)]
pub(super) struct Lowered<'a> {
    pub source: &'a resolve::Operation<'a>,
    pub operation: Operation,
    /// The accessors from the client to it.
    pub resource: Vec<Named<ModuleName>>,
    /// A component that was taken apart for the body and may need no type.
    pub taken_apart: Option<TypeName>,
    pub request_example: Option<&'a Sited>,
    pub response_example: Option<&'a Sited>,
    /// Whether all of its inputs could be made; what is missing may be one of those that could not.
    pub inputs: Known<()>,
    /// Whether it is known what it gives.
    pub output: Known<()>,
}

impl Lowered<'_> {
    /// As another operation refers to it.
    pub(super) fn path(&self) -> OperationPath {
        OperationPath {
            resource: resources::dotted(&self.resource),
            marker: self.operation.marker.clone(),
            builder: self.operation.builder.clone(),
        }
    }

    /// Whether it can be generated as a whole.
    pub(super) fn is_whole(&self) -> bool {
        self.inputs.is_ok() && self.output.is_ok()
    }
}

/// The operations that have a name; of others it is noted that they are refused.
pub(super) fn lower_operations<'a>(cx: &mut Context<'a, '_>, service: &Service) -> Vec<Lowered<'a>> {
    let resolved = cx.resolved;
    paths::refuse_equivalent(cx);
    let mut by_builder = BTreeMap::new();
    let mut operations = Vec::new();
    for operation in resolved.operations.iter().flatten() {
        match (lower_operation(cx, operation, service, &mut by_builder), operation.id) {
            (Ok(lowered), id) => {
                cx.operations.extend(id.map(|id| (id, operations.len())));
                operations.push(lowered);
            }
            (Err(refused), Ok(id)) => {
                cx.refused_operations.insert(id, refused);
            }
            // A reference to an operation that was refused is not reported again.
            (Err(_), Err(_)) => {}
        }
    }
    operations
}

type ByBuilder<'a> = BTreeMap<TypeName, &'a resolve::Operation<'a>>;

fn lower_operation<'a>(
    cx: &mut Context<'a, '_>,
    source: &'a resolve::Operation<'a>,
    service: &Service,
    by_builder: &mut ByBuilder<'a>,
) -> Known<Lowered<'a>> {
    let http_method = http_method(cx, source);
    let path = paths::template(cx, source);
    let names = refuse_equal_ids(cx, source, by_builder).and_then(|()| operation_names(cx, source));
    // Without a name the rest is still looked at, for its own problems, under a name that is never seen.
    let builder = names.as_ref().map_or_else(|_| stand_in(source), |names| names.builder.name.clone());
    let parameters = source.parameters.iter().map(|parameter| {
        let parameter = parameter.as_ref().map_err(|refused| *refused)?;
        Ok((parameter.required, parameters::argument(cx, &builder, parameter)?))
    });
    let parameters: Vec<Known<(bool, Argument)>> = parameters.collect();
    let sent = bodies::sent(cx, &builder, source).map(|sent| beside_path(sent, &parameters));
    let output = responses::lower(cx, &builder, source);
    let resource = resources::path_of(cx, source);
    let server = servers::of_operation(cx, source, &service.servers);
    let (names, resource, path, http_method) = (names?, resource?, path?, http_method?);
    let builder = builder_beside(cx, source, builder, &resource);
    let (sent, body) = known_or(sent, Sent::default);
    let (given, output_known) = known_or(output, Responses::none);
    let inputs =
        first_refusal(&parameters).or(sent.arguments.iter().find_map(|(_, argument)| argument.as_ref().err().copied()));
    let (arguments, setters) = sort(parameters, sent.arguments, &path);
    let operation = Operation {
        id: names.id,
        method_name: names.method.name,
        marker: TypeName::of_marker(&builder),
        builder,
        docs: operation_docs(source),
        deprecated: source.deprecated,
        http_method,
        path,
        replay: replay(source),
        idempotency_header: idempotency_header(cx, source)?,
        default_parameters: default_parameters(cx, source),
        arguments,
        setters,
        body: sent.body,
        responses: given.cases,
        accept: given.accept,
        security: auth::of_operation(cx.resolved, source, &service.schemes),
        server: server?,
        output: given.output,
        events: given.events,
        pagination: None,
        lifecycle: None,
        created: None,
        reconcile: None,
        examples: Examples { request: text(sent.example), response: text(given.example) },
        origin: Origin { pointer: source.at.clone(), rule: names.method.rule },
    };
    Ok(Lowered {
        source,
        operation,
        resource,
        taken_apart: sent.taken_apart,
        request_example: sent.example,
        response_example: given.example,
        inputs: body.and(inputs.map_or(Ok(()), Err)),
        output: output_known,
    })
}

/// A body property that is called like a parameter of the path gives way to it. A path with another parameter is another
/// path, so this renames nothing later.
fn beside_path<'a>(mut sent: Sent<'a>, parameters: &[Known<(bool, Argument)>]) -> Sent<'a> {
    let of_path = || parameters.iter().flatten().filter(|(_, argument)| argument.place == Place::Path);
    let taken: BTreeSet<&FieldName> = of_path().map(|(_, argument)| &argument.name).collect();
    for argument in sent.arguments.iter_mut().filter_map(|(_, argument)| argument.as_mut().ok()) {
        if argument.place == Place::BodyField
            && argument.origin.rule != NamingRule::Extension
            && taken.contains(&argument.name)
        {
            argument.name = argument.name.in_body();
            argument.origin.rule = NamingRule::Place;
        }
    }
    sent
}

/// What stands for a part that was refused, so that the rest can still be made.
fn known_or<T>(part: Known<T>, otherwise: impl FnOnce() -> T) -> (T, Known<()>) {
    match part {
        Ok(part) => (part, Ok(())),
        Err(refused) => (otherwise(), Err(refused)),
    }
}

fn first_refusal<T>(known: &[Known<T>]) -> Option<Refused> {
    known.iter().find_map(|known| known.as_ref().err().copied())
}

/// A tag and an operationId are often one word, and both become types of one file: the builder gives way.
fn builder_beside(
    cx: &mut Context<'_, '_>,
    source: &resolve::Operation<'_>,
    builder: TypeName,
    resource: &[Named<ModuleName>],
) -> TypeName {
    let accessors: Vec<ModuleName> = resource.iter().map(|accessor| accessor.name.clone()).collect();
    if accessors.is_empty() {
        return builder;
    }
    let renamed = builder.clone().beside_resource(&TypeName::of_resource(&accessors).name);
    if renamed.name != builder {
        let message =
            format!("`{builder}` is a name of its resource; the request builder is called `{}`", renamed.name);
        let help = "to choose another name, change the operationId, or set `x-resource`";
        cx.report(Diagnostic::at(Code::ReservedName, &source.at.child("operationId"), message).help(help));
    }
    renamed.name
}

fn stand_in(source: &resolve::Operation<'_>) -> TypeName {
    let id = names::proposed_operation_id(source.method.verb(), source.path);
    TypeName::of_builder(&id).expect("a proposed id is made of words").name
}

struct OperationNames {
    id: String,
    method: Named<names::FieldName>,
    builder: Named<TypeName>,
}

fn operation_names(cx: &mut Context<'_, '_>, source: &resolve::Operation<'_>) -> Known<OperationNames> {
    let id = source.id?;
    let at = source.at.child("operationId");
    if !id.chars().any(char::is_alphanumeric) && !id.chars().any(is_invisible) {
        let message = format!("no identifier can be made of the operationId `{}`", spelled(id));
        let proposal = names::proposed_operation_id(source.method.verb(), source.path);
        let problem = Diagnostic::at(Code::NoIdentifier, &at, message);
        return Err(cx.report(problem.help(format!("call it `{proposal}`, for example"))));
    }
    let text = Text { way_out: "another operationId", ..Text::value(id, &at, source.at, None) };
    let builder = naming::builder(cx, &text);
    let given = source.rust_name.map(|name| Given { name, at: source.at.child("x-rust-name") });
    let method = naming::field(cx, &Text { given, way_out: "`x-rust-name`", ..text }, Role::Method);
    Ok(OperationNames { id: id.to_owned(), method: method?, builder: builder? })
}

/// Equal ids, and ids that differ only in case or punctuation: both would name one request builder.
fn refuse_equal_ids<'a>(
    cx: &mut Context<'a, '_>,
    operation: &'a resolve::Operation<'a>,
    by_builder: &mut ByBuilder<'a>,
) -> Known<()> {
    let builder = TypeName::of_builder(operation.id?).ok();
    let Some(builder) = builder.map(|named| named.name) else { return Ok(()) };
    match by_builder.get(&builder) {
        Some(first) => Err(cx.report(equal_ids(&builder, first, operation))),
        None => {
            by_builder.insert(builder, operation);
            Ok(())
        }
    }
}

fn equal_ids(builder: &TypeName, first: &resolve::Operation<'_>, second: &resolve::Operation<'_>) -> Diagnostic {
    let id = |operation: &resolve::Operation<'_>| operation.id.unwrap_or_default().to_owned();
    let (first_id, second_id) = (id(first), id(second));
    let (code, message, help) = if first_id == second_id {
        (
            Code::DuplicateOperationId,
            format!("the operationId `{first_id}` is used twice"),
            "give each operation an id of its own",
        )
    } else {
        let message = format!("the operationIds `{first_id}` and `{second_id}` both become `{builder}`");
        let help = "change one of the ids, which name the request builders; `x-rust-name` can then name its method";
        (Code::MethodCollision, message, help)
    };
    let problem = Diagnostic::at(code, &second.at.child("operationId"), message).help(help);
    problem.related(&first.at.child("operationId"), Part::Value, "first used here")
}

/// Path parameters in the order of the template, then what else is required, by place; the rest are setters.
fn sort(
    parameters: Vec<Known<(bool, Argument)>>,
    body: Vec<(Presence, Known<Argument>)>,
    path: &PathTemplate,
) -> (Vec<Argument>, Vec<Argument>) {
    let (required, optional): (Vec<_>, Vec<_>) =
        parameters.into_iter().flatten().partition(|(is_required, _)| *is_required);
    let mut arguments: Vec<Argument> = required.into_iter().map(|(_, argument)| argument).collect();
    arguments.sort_by_key(|argument| {
        let position = path.variables().position(|name| name == argument.wire);
        (rank(argument.place), position.filter(|_| argument.place == Place::Path))
    });
    let mut setters: Vec<Argument> = optional.into_iter().map(|(_, argument)| argument).collect();
    for (presence, argument) in body {
        match presence {
            Presence::Required => arguments.extend(argument),
            Presence::Optional => setters.extend(argument),
        }
    }
    (arguments, setters)
}

fn rank(place: Place) -> u8 {
    match place {
        Place::Path => 0,
        Place::Query => 1,
        Place::Header => 2,
        Place::Cookie => 3,
        Place::BodyField | Place::Body => 4,
    }
}

fn operation_docs(source: &resolve::Operation<'_>) -> crate::api::Docs {
    let id = source.id.unwrap_or_default();
    docs::of_two(source.summary, source.description, || sentences::operation(id))
}

/// Null shows nothing, and no model reads it.
fn text(example: Option<&Sited>) -> Option<String> {
    example.filter(|example| !example.value.is_null()).map(|example| example.value.to_string())
}

fn http_method(cx: &mut Context<'_, '_>, source: &resolve::Operation<'_>) -> Known<HttpMethod> {
    Ok(match source.method {
        Method::Get => HttpMethod::Get,
        Method::Options => HttpMethod::Options,
        Method::Put => HttpMethod::Put,
        Method::Post => HttpMethod::Post,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
        Method::Trace | Method::Head if source.body.is_some() => {
            return Err(cx.unsupported(source.at, "a body of TRACE or HEAD", "leave it out: HTTP has none there"));
        }
        Method::Head => HttpMethod::Head,
        Method::Trace => HttpMethod::Trace,
    })
}

/// As HTTP defines the methods, unless `x-retry` knows better.
fn replay(source: &resolve::Operation<'_>) -> Replay {
    match (source.retry, source.method) {
        (Some(Retry::Safe), _) => Replay::Safe,
        (Some(Retry::Unsafe), _) | (None, Method::Post | Method::Patch) => Replay::Unsafe,
        (None, Method::Get | Method::Head | Method::Options | Method::Put | Method::Delete | Method::Trace) => {
            Replay::Safe
        }
    }
}

/// A key without a name for its header, or one that nothing reads, would be a promise that is not kept.
fn idempotency_header(cx: &mut Context<'_, '_>, source: &resolve::Operation<'_>) -> Known<Option<String>> {
    let Some(Word { text: name, at }) = source.idempotency else { return Ok(None) };
    if matches!(source.method, Method::Get | Method::Head | Method::Options | Method::Trace) {
        let verb = source.method.verb().to_ascii_uppercase();
        let message = format!("{verb} changes nothing, so a repeat needs no key");
        let problem = Diagnostic::at(Code::IdleIdempotency, at, message);
        return Err(cx.report(problem.help("delete `x-idempotency` here")));
    }
    headers::check_name(cx, name, "header", at)?;
    headers::check_framing(cx, name, at)?;
    Ok(Some(name.clone()))
}

/// In the order of `x-client`.
fn default_parameters(cx: &Context<'_, '_>, source: &resolve::Operation<'_>) -> Vec<String> {
    let query = || source.parameters.iter().flatten().filter(|parameter| parameter.place == ParameterPlace::Query);
    let names = cx.resolved.client.default_parameters.iter().map(|(wire, _)| wire);
    names.filter(|wire| query().any(|parameter| parameter.name == **wire)).cloned().collect()
}
