//! Operations: what a method is called, what it takes, what it gives. Pagination and lifecycle come later, when all
//! operations are known.

use std::collections::BTreeMap;

use super::bodies::{self, Body};
use super::collisions::{self, Claimant};
use super::context::Context;
use super::docs;
use super::naming::{self, Given, Text};
use super::parameters::{self, Declared};
use super::paths;
use super::registry::Presence;
use super::resources;
use super::responses;
use super::sentences;
use crate::codegen::api::{
    Argument, Examples, HttpMethod, Operation, OperationPath, Origin, PathTemplate, Place, Replay,
};
use crate::codegen::characters::is_invisible;
use crate::codegen::diagnostics::{Code, Diagnostic, Part, Place as At, spelled};
use crate::codegen::names::{self, ModuleName, Named, Role, TypeName};
use crate::codegen::openapi::{self, Method, Retry};

/// An operation, and what the description says of it.
#[derive(Debug)]
pub(super) struct Lowered<'a> {
    pub source: &'a openapi::Operation,
    pub operation: Operation,
    /// The accessors from the client to it.
    pub resource: Vec<Named<ModuleName>>,
    /// A component that was taken apart for the body and may need no type.
    pub taken_apart: Option<TypeName>,
    pub request_example: Option<&'a openapi::Example>,
    pub response_example: Option<&'a openapi::Example>,
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

    /// Whether it cannot be told what the operation answers with.
    pub(super) fn is_answer_refused(&self, cx: &Context<'_, '_>) -> bool {
        cx.has_refused(&self.source.at.child("responses"))
    }
}

pub(super) fn lower_operations<'a>(cx: &mut Context<'a, '_>) -> Vec<Lowered<'a>> {
    let document = cx.document;
    paths::refuse_equivalent(cx, &document.operations);
    let repeated = refuse_equal_ids(cx, &document.operations);
    let operations = document.operations.iter().zip(repeated);
    operations.filter_map(|(operation, repeated)| lower_operation(cx, operation, repeated)).collect()
}

fn lower_operation<'a>(
    cx: &mut Context<'a, '_>,
    source: &'a openapi::Operation,
    repeated: bool,
) -> Option<Lowered<'a>> {
    let http_method = http_method(cx, source);
    let declared = parameters::declared(cx, source);
    let all: Vec<&openapi::Parameter> = declared.iter().map(|declared| declared.parameter).collect();
    let path = paths::check(cx, source, &declared);
    let names = if repeated { None } else { operation_names(cx, source) };
    // Without a name the rest is still looked at, for its own problems, under a name that is never seen.
    let builder = names.as_ref().map_or_else(|| stand_in(source), |names| names.builder.name.clone());
    let arguments: Vec<(Declared<'_>, Argument)> = declared
        .iter()
        .filter_map(|declared| Some((*declared, parameters::argument(cx, &builder, *declared)?)))
        .collect();
    let (body, request_example) = bodies::body(cx, &builder, source).unwrap_or_default();
    let (output, response_example) = responses::output(cx, &builder, source);
    let resource = resources::path_of(cx, source);
    let (names, resource) = (names?, resource?);
    let builder = builder_beside(cx, source, builder, &resource);
    let path = path?;
    let (arguments, setters, body) = sort(arguments, body, &path);
    refuse_equal_arguments(cx, &arguments, &setters);
    let operation = Operation {
        id: names.id,
        method_name: names.method.name,
        marker: TypeName::of_marker(&builder),
        builder,
        docs: operation_docs(source),
        deprecated: source.deprecated,
        http_method: http_method?,
        path,
        replay: replay(source),
        default_parameters: default_parameters(cx, &all),
        arguments,
        setters,
        has_object_body: body.is_object,
        output,
        pagination: None,
        lifecycle: None,
        created: None,
        reconcile: None,
        examples: Examples { request: text(request_example), response: text(response_example) },
        origin: Origin { pointer: source.at.clone(), rule: names.method.rule },
    };
    Some(Lowered { source, operation, resource, taken_apart: body.taken_apart, request_example, response_example })
}

/// A tag and an operationId are often one word, and both become types of one file: the builder gives way.
fn builder_beside(
    cx: &mut Context<'_, '_>,
    source: &openapi::Operation,
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

fn stand_in(source: &openapi::Operation) -> TypeName {
    let id = names::proposed_operation_id(verb(source.method), &source.path);
    TypeName::of_builder(&id).expect("a proposed id is made of words").name
}

struct OperationNames {
    id: String,
    method: Named<names::FieldName>,
    builder: Named<TypeName>,
}

fn operation_names(cx: &mut Context<'_, '_>, source: &openapi::Operation) -> Option<OperationNames> {
    let Some(id) = &source.operation_id else {
        let proposal = names::proposed_operation_id(verb(source.method), &source.path);
        let message = format!("{} {} has no operationId", verb(source.method), spelled(&source.path));
        let problem = Diagnostic::at_key(Code::MissingOperationId, &source.at, message);
        cx.report(problem.help(format!("add `operationId: {proposal}`")));
        return None;
    };
    let at = source.at.child("operationId");
    if !id.chars().any(char::is_alphanumeric) && !id.chars().any(is_invisible) {
        let message = format!("no identifier can be made of the operationId `{}`", spelled(id));
        let proposal = names::proposed_operation_id(verb(source.method), &source.path);
        cx.report(Diagnostic::at(Code::NoIdentifier, &at, message).help(format!("call it `{proposal}`, for example")));
        return None;
    }
    let text = Text { way_out: "another operationId", ..Text::value(id, &at, &source.at, None) };
    let builder = naming::builder(cx, &text);
    let given = source.rust_name.as_ref().map(|name| Given { name, at: source.at.child("x-rust-name") });
    let method = naming::field(cx, &Text { given, way_out: "`x-rust-name`", ..text }, Role::Method);
    Some(OperationNames { id: id.clone(), method: method?, builder: builder? })
}

/// Equal ids, and ids that differ only in case or punctuation: both would name one request builder. Tells which
/// operations come second.
fn refuse_equal_ids(cx: &mut Context<'_, '_>, operations: &[openapi::Operation]) -> Vec<bool> {
    let mut by_builder: BTreeMap<TypeName, &openapi::Operation> = BTreeMap::new();
    let mut repeated = Vec::new();
    for operation in operations {
        let builder = operation.operation_id.as_ref().and_then(|id| TypeName::of_builder(id).ok());
        let first = builder.as_ref().and_then(|builder| by_builder.get(&builder.name));
        repeated.push(first.is_some());
        match (builder, first) {
            (Some(builder), Some(first)) => cx.report(equal_ids(&builder.name, first, operation)),
            (Some(builder), None) => {
                by_builder.insert(builder.name, operation);
            }
            (None, _) => {}
        }
    }
    repeated
}

fn equal_ids(builder: &TypeName, first: &openapi::Operation, second: &openapi::Operation) -> Diagnostic {
    let first_id = first.operation_id.as_deref().unwrap_or_default();
    let second_id = second.operation_id.as_deref().unwrap_or_default();
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
    declared: Vec<(Declared<'_>, Argument)>,
    mut body: Body,
    path: &PathTemplate,
) -> (Vec<Argument>, Vec<Argument>, Body) {
    let (required, optional): (Vec<_>, Vec<_>) =
        declared.into_iter().partition(|(declared, _)| parameters::is_required(declared.parameter));
    let mut arguments: Vec<Argument> = required.into_iter().map(|(_, argument)| argument).collect();
    arguments.sort_by_key(|argument| {
        let position = path.variables().position(|name| name == argument.wire);
        (rank(argument.place), position.filter(|_| argument.place == Place::Path))
    });
    let mut setters: Vec<Argument> = optional.into_iter().map(|(_, argument)| argument).collect();
    for (presence, argument) in std::mem::take(&mut body.arguments) {
        match presence {
            Presence::Required => arguments.push(argument),
            Presence::Optional => setters.push(argument),
        }
    }
    (arguments, setters, body)
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

/// Arguments among each other, and setters with the `maybe_` and `clear_` that stand beside others.
fn refuse_equal_arguments(cx: &mut Context<'_, '_>, arguments: &[Argument], setters: &[Argument]) {
    const HELP: &str = "name all but one of them with `x-rust-name`";
    let all = arguments.iter().chain(setters).map(|argument| claimant(argument.name.as_str(), argument));
    collisions::refuse(cx, Code::NameCollision, "argument", HELP, all.collect());
    for setter in setters {
        for beside in setters {
            let takes = |prefix: &str| setter.name.as_str().strip_prefix(prefix) == Some(beside.name.as_str());
            if takes("maybe_") || (beside.nullable && takes("clear_")) {
                let pair = [beside, setter].map(|argument| claimant(setter.name.as_str(), argument));
                collisions::refuse(cx, Code::NameCollision, "method", HELP, pair.to_vec());
            }
        }
    }
}

fn claimant(identifier: &str, argument: &Argument) -> Claimant {
    let (noun, part) = match argument.place {
        Place::Path => ("path parameter", Part::Value),
        Place::Query => ("query parameter", Part::Value),
        Place::Header => ("header", Part::Value),
        Place::Cookie => ("cookie", Part::Value),
        Place::BodyField => ("body property", Part::Key),
        Place::Body => ("body", Part::Value),
    };
    let label = format!("the {noun} {}", collisions::quoted(&argument.wire));
    let origin = &argument.origin;
    Claimant::new(identifier, label, At::Node(origin.pointer.clone(), part)).chosen(
        "x-rust-name",
        origin.rule,
        origin.pointer.child("x-rust-name"),
    )
}

fn operation_docs(source: &openapi::Operation) -> crate::codegen::api::Docs {
    let id = source.operation_id.as_deref().unwrap_or_default();
    docs::of_two(source.summary.as_deref(), source.description.as_deref(), || sentences::operation(id))
}

/// Null shows nothing, and no model reads it.
fn text(example: Option<&openapi::Example>) -> Option<String> {
    example.filter(|example| !example.value.is_null()).map(|example| example.value.to_string())
}

fn http_method(cx: &mut Context<'_, '_>, source: &openapi::Operation) -> Option<HttpMethod> {
    Some(match source.method {
        Method::Get => HttpMethod::Get,
        Method::Head => HttpMethod::Head,
        Method::Options => HttpMethod::Options,
        Method::Put => HttpMethod::Put,
        Method::Post => HttpMethod::Post,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
        Method::Trace => {
            cx.unsupported(&source.at, "the method TRACE", "leave the operation out");
            return None;
        }
    })
}

fn verb(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Options => "OPTIONS",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        Method::Trace => "TRACE",
    }
}

/// As HTTP defines the methods, unless `x-retry` knows better.
fn replay(source: &openapi::Operation) -> Replay {
    match (source.retry, source.method) {
        (Some(Retry::Safe), _) => Replay::Safe,
        (Some(Retry::Unsafe), _) | (None, Method::Post | Method::Patch) => Replay::Unsafe,
        (None, Method::Get | Method::Head | Method::Options | Method::Put | Method::Delete | Method::Trace) => {
            Replay::Safe
        }
    }
}

/// In the order of `x-client`.
fn default_parameters(cx: &Context<'_, '_>, parameters: &[&openapi::Parameter]) -> Vec<String> {
    let settings = cx.document.client.iter().flat_map(|client| &client.default_parameters);
    let taken = |wire: &str| {
        parameters.iter().any(|parameter| parameter.place == openapi::ParameterPlace::Query && parameter.name == wire)
    };
    settings.map(|(wire, _)| wire.clone()).filter(|wire| taken(wire)).collect()
}
