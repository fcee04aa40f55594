//! Parameters: of operations, of path items, and of `components`.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{reference, schema};
use crate::codegen::diagnostics::suggest::{self, did_you_mean};
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Parameter, ParameterPlace, Pointer, RefOr, Schema};

const PARAMETER: Shape = Shape::new(
    "a parameter",
    &["name", "in", "description", "required", "deprecated", "style", "explode", "allowReserved", "schema", "content"],
)
.annotations(&["allowEmptyValue", "example", "examples"])
.extensions(&["x-rust-name"]);

const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];
const STYLES: [&str; 7] = ["form", "simple", "matrix", "label", "spaceDelimited", "pipeDelimited", "deepObject"];

/// The `parameters` of a path item or an operation.
pub fn list(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<RefOr<Parameter>> {
    let Some((items, at)) = fields.list(cx, "parameters") else { return Vec::new() };
    let items = items.iter().enumerate();
    items.filter_map(|(index, node)| read_or_ref(cx, node, &at.child(index))).collect()
}

pub fn read_or_ref(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<RefOr<Parameter>> {
    if node.get("$ref").is_some() {
        return reference::read(cx, node, at).map(RefOr::Ref);
    }
    read(cx, node, at).map(RefOr::Here)
}

fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Option<Parameter> {
    let fields = Fields::of(cx, node, at, &PARAMETER)?;
    let name = fields.required_text(cx, "name");
    let place = place(cx, &fields);
    let parameter = Parameter {
        at: at.clone(),
        description: fields.text(cx, "description"),
        required: required(cx, &fields, place),
        deprecated: fields.flag(cx, "deprecated").unwrap_or(false),
        style: style(cx, &fields, place),
        explode: fields.flag(cx, "explode"),
        schema: parameter_schema(cx, &fields),
        rust_name: fields.text(cx, "x-rust-name"),
        name,
        place: place.unwrap_or(ParameterPlace::Query),
    };
    if fields.flag(cx, "allowReserved") == Some(true) {
        fields.refuse(cx, "allowReserved", "parameters with reserved characters (`allowReserved`)");
    }
    fields.finish(cx);
    // Without these two nothing else can be said of a parameter, and a guess would cause problems of its own.
    place.is_some().then_some(parameter).filter(|parameter| !parameter.name.is_empty())
}

fn place(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<ParameterPlace> {
    let word = fields.required_word(cx, "in")?;
    match word.text.as_str() {
        "path" => Some(ParameterPlace::Path),
        "query" => Some(ParameterPlace::Query),
        "header" => Some(ParameterPlace::Header),
        "cookie" => Some(ParameterPlace::Cookie),
        other => {
            let help = match other {
                "body" | "formData" => "OpenAPI 3 describes bodies under `requestBody`".to_owned(),
                _ => did_you_mean(other, PLACES),
            };
            cx.error(Code::InvalidValue, &word.at, format!("a parameter cannot be in `{other}`"), help);
            None
        }
    }
}

fn required(cx: &mut Context<'_>, fields: &Fields<'_>, place: Option<ParameterPlace>) -> bool {
    let required = fields.flag(cx, "required").unwrap_or(false);
    if place == Some(ParameterPlace::Path) && !required {
        let message = "a path parameter that is not required";
        let diagnostic = Diagnostic::at(Code::InvalidValue, &fields.at, message);
        cx.push(diagnostic.help("add `required: true`; a path without it would be another path"));
        return true;
    }
    required
}

/// Only the styles that write one value as itself, and lists by repeating the name, are known to the runtime.
fn style(cx: &mut Context<'_>, fields: &Fields<'_>, place: Option<ParameterPlace>) -> Option<String> {
    let word = fields.word(cx, "style")?;
    let allowed: &[&str] = match place? {
        ParameterPlace::Path => &["simple", "matrix", "label"],
        ParameterPlace::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        ParameterPlace::Header => &["simple"],
        ParameterPlace::Cookie => &["form"],
    };
    match word.text.as_str() {
        "form" | "simple" if allowed.contains(&word.text.as_str()) => Some(word.text),
        other if allowed.contains(&other) => {
            cx.unsupported(&word.at, &format!("parameters of style `{other}`"));
            None
        }
        other if STYLES.contains(&other) => {
            let message = format!("a parameter in this place cannot have style `{other}`");
            cx.error(Code::InvalidValue, &word.at, message, format!("possible here: {}", suggest::list(allowed)));
            None
        }
        other => {
            let message = format!("there is no parameter style `{other}`");
            cx.error(Code::InvalidValue, &word.at, message, did_you_mean(other, allowed.iter().copied()));
            None
        }
    }
}

fn parameter_schema(cx: &mut Context<'_>, fields: &Fields<'_>) -> Schema {
    fields.refuse(cx, "content", "parameters with `content`");
    match fields.take("schema") {
        Some((node, at)) => schema::read(cx, node, &at),
        None => {
            if !fields.has("content") {
                fields.missing(cx, "schema");
            }
            Schema::any(fields.at.child("schema"))
        }
    }
}
