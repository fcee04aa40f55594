//! Parameters: of operations, of path items, and of `components`.

use super::context::Context;
use super::extensions::cli_name;
use super::fields::Fields;
use super::shape::Shape;
use super::{reference, schema};
use crate::diagnostics::suggest::{self, did_you_mean};
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::node::Node;
use crate::openapi::{Parameter, ParameterPlace, Pointer, RefOr, Schema};

const PARAMETER: Shape = Shape::new(
    "a parameter",
    &["name", "in", "description", "required", "deprecated", "style", "explode", "schema", "content"],
)
// `allowReserved` permits characters to stand as they are; encoded they mean the same.
.annotations(&["allowEmptyValue", "allowReserved", "example", "examples"])
.extensions(&["x-cli-name", "x-rust-name"]);

/// What stands below `content`.
const MEDIA: Shape = Shape::new("a media type", &["schema"]).annotations(&["example", "examples"]);

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
    let cli_name = cli_name::read(cx, &fields);
    let rust_name = fields.text(cx, "x-rust-name");
    let description = fields.remark(cx, "description");
    let deprecated = fields.mark(cx, "deprecated");
    fields.finish(cx)?;
    let (is_json, schema) = schema?;
    Ok(Parameter {
        at: at.clone(),
        name: name?,
        place: place?,
        description,
        required: required?,
        deprecated,
        style: style?,
        explode: explode?,
        is_json,
        schema,
        cli_name: cli_name?,
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

fn style(cx: &mut Context<'_>, fields: &Fields<'_>, place: Known<ParameterPlace>) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, "style")? else { return Ok(None) };
    let allowed: &[&str] = match place? {
        ParameterPlace::Path => &["simple", "matrix", "label"],
        ParameterPlace::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        ParameterPlace::Header => &["simple"],
        ParameterPlace::Cookie => &["form"],
    };
    match word.text.as_str() {
        known if allowed.contains(&known) => Ok(Some(word.text)),
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

/// The schema of a parameter, and whether its values are written as JSON: below `content` they are.
fn parameter_schema(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<(bool, Known<Schema>)> {
    let Some((content, at)) = fields.map(cx, "content")? else {
        return match fields.take("schema") {
            Some((node, at)) => Ok((false, schema::read(cx, node, &at))),
            None => Err(fields.missing(cx, "schema")),
        };
    };
    let mut types = content.iter();
    match (types.next(), types.next()) {
        (Some((name, node)), None) if name == "application/json" => {
            let media = Fields::of(cx, node, &at.child(name), &MEDIA)?;
            let schema = match media.take("schema") {
                Some((node, at)) => schema::read(cx, node, &at),
                None => Ok(Schema::any(at.clone())),
            };
            media.finish(cx)?;
            Ok((true, schema))
        }
        _ => {
            let message = "unsupported: a parameter with `content` that is not `application/json` alone";
            let way_out = "describe it by `schema`, as a string that callers write as the service reads it";
            Err(cx.push(Diagnostic::at_key(Code::Unsupported, &at, message).help(way_out)))
        }
    }
}
