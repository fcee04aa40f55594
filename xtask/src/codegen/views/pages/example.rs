//! The examples of an operation: a whole program, the same call on the command line and with curl, and a response.

use serde::Serialize;

use super::request;
use super::{command, curl, json};
use crate::codegen::views::expressions;
use crate::codegen::views::operations::accessors;
use crate::codegen::{format, rust_types, samples};
use model::api::{Api, Argument, Field, FieldShape, Operation, Output, Resource, TypeDef, TypeRef};
use model::names::{TypeName, in_code};

#[derive(Clone, Debug, Serialize)]
pub struct ExampleView {
    /// `let batch = client.batches().get("batch-id").await?;`
    pub statement: String,
    pub names_types: bool,
    pub result: ResultView,
    pub command: String,
    pub curl: String,
}

/// What the program does with the response.
#[derive(Clone, Debug, Serialize)]
pub struct ResultView {
    /// The variable that takes it; none if there is no response.
    pub variable: Option<String>,
    /// Of a list: the variable for its first item.
    pub item: Option<String>,
    /// What is printed of it: `batch.id`, or nothing where it is shown as a whole.
    pub printed: Option<String>,
    /// Whether the variable is a stream, of which each event is printed.
    pub is_stream: bool,
}

/// A response, as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct ResponseView {
    pub json: String,
    /// The type it is read as, as a program spells it.
    pub ty: String,
}

/// `None` if an argument would take too long to write.
pub(super) fn example(api: &Api, resource: &Resource, operation: &Operation) -> Option<ExampleView> {
    let request = request::example(api, operation)?;
    let call = call(api, resource, operation)?;
    let call = if operation.is_stream() { format!("{call}.events()") } else { call };
    let result = result(api, operation);
    Some(ExampleView {
        names_types: call.contains("types::"),
        statement: statement(&call, &result),
        result,
        command: command::command(api, command::call(api, resource, operation), &request),
        curl: curl::command(api, &request),
    })
}

/// Sends a request and keeps what comes.
pub(super) fn statement(call: &str, result: &ResultView) -> String {
    let mutable = if result.is_stream { "mut " } else { "" };
    let kept = result.variable.as_ref().map(|variable| format!("let {mutable}{variable} = "));
    format::statement(&format!("{}{call}.await?;", kept.unwrap_or_default()))
}

/// `client.batches().get("batch-id")`.
pub(super) fn call(api: &Api, resource: &Resource, operation: &Operation) -> Option<String> {
    let (accessors, method) = (accessors(resource), in_code(operation.method_name.as_str()));
    Some(format!("client.{accessors}{method}({})", arguments(api, operation)?))
}

/// The call with the types of its arguments left out: `batches().get(batch_id)`.
pub(super) fn outline(resource: &Resource, operation: &Operation) -> String {
    let method = in_code(operation.method_name.as_str());
    format!("{}{method}({})", accessors(resource), argument_names(operation))
}

pub(super) fn argument_names(operation: &Operation) -> String {
    let names = operation.arguments.iter().map(|argument| in_code(argument.name.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// What stands between the parentheses of the call.
pub(super) fn arguments(api: &Api, operation: &Operation) -> Option<String> {
    let body = request::body(operation).unwrap_or_default();
    let argument = |argument: &Argument| expressions::example_argument(api, argument, &body);
    let arguments: Option<Vec<String>> = operation.arguments.iter().map(argument).collect();
    Some(expressions::shortened(api, &arguments?.join(", ")))
}

pub(super) fn result(api: &Api, operation: &Operation) -> ResultView {
    let is_nothing = matches!(operation.output, Output::Nothing);
    let whole = ResultView { variable: None, item: None, printed: None, is_stream: false };
    match &operation.pagination {
        None if operation.is_stream() => ResultView { variable: Some("events".to_owned()), is_stream: true, ..whole },
        Some(pagination) => {
            let item = pagination.item.named().map_or("item".to_owned(), variable);
            let printed = printed(api, &pagination.item).map(|field| format!("{item}.{field}"));
            ResultView { variable: Some("page".to_owned()), item: Some(item), printed, ..whole }
        }
        None if is_nothing => whole,
        None => {
            let value = match &operation.output {
                Output::Json(ty) => Some(ty),
                // What may not be there has no field to print.
                Output::Optional(_) | Output::Nothing | Output::Text | Output::Binary | Output::ByStatus(_) => None,
            };
            let name = match value {
                Some(TypeRef::Named(name)) => variable(name),
                Some(_) | None => "response".to_owned(),
            };
            let field = value.and_then(|ty| printed(api, ty));
            let printed = match operation.output {
                Output::Binary => Some(format!("{name}.len()")),
                _ => field.map(|field| format!("{name}.{field}")),
            };
            ResultView { printed, variable: Some(name), ..whole }
        }
    }
}

fn variable(name: &TypeName) -> String {
    match in_code(name.module().as_str()).as_str() {
        // What the program itself has of these names.
        "client" | "page" | "types" => "response".to_owned(),
        other => other.to_owned(),
    }
}

/// The field that tells one thing from another, where it can be printed as it is.
fn printed(api: &Api, ty: &TypeRef) -> Option<String> {
    let TypeRef::Named(name) = ty else { return None };
    let fields = &api.model(name).as_struct()?.fields;
    let is_id = |field: &&Field| field.wire == "id" && field.shape == FieldShape::Required && !field.deprecated;
    let id = fields.iter().find(is_id).filter(|field| !field.sensitive)?;
    let is_text = match &id.ty {
        TypeRef::String | TypeRef::I64 | TypeRef::I32 | TypeRef::U32 | TypeRef::U64 => true,
        TypeRef::Named(name) => matches!(api.model(name), TypeDef::Newtype(newtype) if !newtype.sensitive),
        _ => false,
    };
    is_text.then(|| in_code(id.name.as_str()))
}

/// The example of the description, or one made of the types.
pub(super) fn response(api: &Api, operation: &Operation) -> Option<ResponseView> {
    let ty = match operation.output_model() {
        Some(model) => TypeRef::Named(model.clone()),
        None => operation.output.json()?.clone(),
    };
    let example = operation.examples.response.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let json = match example {
        Some(example) => example,
        None => sample(api, &ty)?,
    };
    Some(ResponseView { json: format!("{json:#}"), ty: path(api, &ty) })
}

/// A value of the type, with all fields where it is an object.
fn sample(api: &Api, ty: &TypeRef) -> Option<serde_json::Value> {
    match ty {
        TypeRef::Named(name) => match api.model(name).as_struct() {
            Some(model) => samples::of(api, model)?.get("sample").cloned(),
            None => json::value(api, ty, "text", None, 0),
        },
        TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => sample(api, inner),
        TypeRef::List(item) => Some(serde_json::json!([sample(api, item)?])),
        ty => json::value(api, ty, "text", None, 0),
    }
}

/// As a program spells the type, without spaces.
pub(super) fn path(api: &Api, ty: &TypeRef) -> String {
    let crate_name = api.package.name.replace('-', "_");
    match ty {
        TypeRef::Named(name) => format!("{crate_name}::types::{}", in_code(name.as_str())),
        TypeRef::List(item) => format!("Vec<{}>", path(api, item)),
        TypeRef::Map(value) => format!("std::collections::BTreeMap<String,{}>", path(api, value)),
        TypeRef::Nullable(inner) => format!("Option<{}>", path(api, inner)),
        TypeRef::Boxed(inner) => path(api, inner),
        TypeRef::Json => format!("{crate_name}::serde_json::Value"),
        TypeRef::Timestamp | TypeRef::Date | TypeRef::Upload => format!("{crate_name}::{}", rust_types::held(ty)),
        other => rust_types::held(other),
    }
}
