//! Parameters: of operations, of path items, and of `components`.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use super::{reference, schema};
use crate::codegen::diagnostics::suggest::{self, did_you_mean};
use crate::codegen::diagnostics::{Code, Diagnostic, Known};
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
pub fn list(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<Known<RefOr<Parameter>>> {
    match fields.list(cx, "parameters") {
        Ok(Some((items, at))) => {
            items.iter().enumerate().map(|(index, node)| read_or_ref(cx, node, &at.child(index))).collect()
        }
        Ok(None) => Vec::new(),
        Err(refused) => vec![Err(refused)],
    }
}

pub fn read_or_ref(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<RefOr<Parameter>> {
    reference::or(cx, node, at, read)
}

fn read(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<Parameter> {
    let fields = Fields::of(cx, node, at, &PARAMETER)?;
    let name = fields.required_text(cx, "name");
    let place = place(cx, &fields);
    let required = required(cx, &fields, place);
    let style = style(cx, &fields, place);
    let explode = fields.flag(cx, "explode");
    let schema = parameter_schema(cx, &fields);
    let rust_name = fields.text(cx, "x-rust-name");
    let description = fields.remark(cx, "description");
    let deprecated = fields.mark(cx, "deprecated");
    let reserved = match fields.flag(cx, "allowReserved") {
        Ok(Some(true)) => fields.refuse(cx, "allowReserved", "parameters with reserved characters (`allowReserved`)"),
        other => other.map(|_| ()),
    };
    fields.finish(cx)?;
    reserved?;
    Ok(Parameter {
        at: at.clone(),
        name: name?,
        place: place?,
        description,
        required: required?,
        deprecated,
        style: style?,
        explode: explode?,
        schema: schema?,
        rust_name: rust_name?,
    })
}

fn place(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<ParameterPlace> {
    let word = fields.required_word(cx, "in")?;
    match word.text.as_str() {
        "path" => Ok(ParameterPlace::Path),
        "query" => Ok(ParameterPlace::Query),
        "header" => Ok(ParameterPlace::Header),
        "cookie" => Ok(ParameterPlace::Cookie),
        other => {
            let help = match other {
                "body" | "formData" => "OpenAPI 3 describes bodies under `requestBody`".to_owned(),
                _ => did_you_mean(other, PLACES),
            };
            Err(cx.error(Code::InvalidValue, &word.at, format!("a parameter cannot be in `{other}`"), help))
        }
    }
}

fn required(cx: &mut Context<'_>, fields: &Fields<'_>, place: Known<ParameterPlace>) -> Known<bool> {
    let required = fields.flag(cx, "required")?.unwrap_or(false);
    if place == Ok(ParameterPlace::Path) && !required {
        let message = "a path parameter that is not required";
        let diagnostic = Diagnostic::at(Code::InvalidValue, &fields.at, message);
        cx.push(diagnostic.help("add `required: true`; a path without it would be another path"));
        return Ok(true);
    }
    Ok(required)
}

/// How the same can be sent without a style. Leaving it out would change what is sent.
fn way_out(style: &str) -> &'static str {
    match style {
        "spaceDelimited" => "describe it as a string, in which callers put spaces between the values",
        "pipeDelimited" => "describe it as a string, in which callers put `|` between the values",
        "deepObject" => "describe each property as a parameter of its own, such as `name[property]`",
        _ => "leave the operation out of the description given to the generator",
    }
}

/// Only the styles that write one value as itself, and lists by repeating the name, are known to the runtime.
fn style(cx: &mut Context<'_>, fields: &Fields<'_>, place: Known<ParameterPlace>) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, "style")? else { return Ok(None) };
    let allowed: &[&str] = match place? {
        ParameterPlace::Path => &["simple", "matrix", "label"],
        ParameterPlace::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        ParameterPlace::Header => &["simple"],
        ParameterPlace::Cookie => &["form"],
    };
    match word.text.as_str() {
        "form" | "simple" if allowed.contains(&word.text.as_str()) => Ok(Some(word.text)),
        other if allowed.contains(&other) => {
            let message = format!("unsupported: parameters of style `{other}`");
            Err(cx.push(Diagnostic::at(Code::Unsupported, &word.at, message).help(way_out(other))))
        }
        other if STYLES.contains(&other) => {
            let message = format!("a parameter in this place cannot have style `{other}`");
            Err(cx.error(Code::InvalidValue, &word.at, message, format!("possible here: {}", suggest::list(allowed))))
        }
        other => {
            let message = format!("there is no parameter style `{other}`");
            Err(cx.error(Code::InvalidValue, &word.at, message, did_you_mean(other, allowed.iter().copied())))
        }
    }
}

fn parameter_schema(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Known<Schema>> {
    fields.refuse(cx, "content", "parameters with `content`")?;
    match fields.take("schema") {
        Some((node, at)) => Ok(schema::read(cx, node, &at)),
        None => Err(fields.missing(cx, "schema")),
    }
}
