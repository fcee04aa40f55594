//! A request that is shown instead of sent: as HTTP, or as a command of curl. Secrets are left out; of curl's command, they
//! are variables to be set.

use serde_json::Value;

use super::failure::Failure;
use super::program::{Command, Kind, Member, Place};
use crate::runtime::call::{Call, Prepared};
use crate::runtime::operation::BodyFormat;
use crate::runtime::redact::REDACTED;

/// Stands around the name of a variable in text that is still to be quoted. No description has it: it is in the private
/// part of Unicode.
const MARK: char = '\u{e000}';

/// The mark, as a form has it.
const MARK_IN_FORM: &str = "%EE%80%80";

/// The request, as it would go out.
///
/// # Errors
///
/// It cannot be sent.
pub(super) fn http(command: &Command, call: &Call) -> Result<String, Failure> {
    let request = Shown::of(command, call, None)?;
    let mut text = format!("{} {}", request.method, request.url);
    for (name, value) in &request.headers {
        text.push_str(&format!("\n{name}: {}", redacted(value)));
    }
    if let Some(body) = &request.body {
        let body =
            if request.is_json { super::json::indented(body, super::colors::Paint::Plain) } else { body.clone() };
        text.push_str(&format!("\n\n{}", redacted(&body)));
    }
    Ok(text)
}

/// The command of curl that sends the request.
///
/// # Errors
///
/// It cannot be sent.
pub(super) fn curl(command: &Command, call: &Call, key: Option<&str>) -> Result<String, Failure> {
    let request = Shown::of(command, call, key)?;
    let mut lines = vec![format!("curl -X {} {}", request.method, quoted(&request.url))];
    lines.extend(request.headers.iter().map(|(name, value)| format!("-H {}", quoted(&format!("{name}: {value}")))));
    // Curl takes text that begins with `@` for the name of a file, and JSON never does.
    let flag = if request.is_json { "-d" } else { "--data-raw" };
    lines.extend(request.body.as_ref().map(|body| format!("{flag} {}", quoted(body))));
    let text = lines.join(" \\\n  ");
    let variables = variables(&text);
    let mut text = text.replace(MARK, "");
    if !variables.is_empty() {
        text.push_str(&format!("\n# Set before: {}", variables.join(", ")));
    }
    Ok(text)
}

/// The parts of a request, with marks in place of secrets.
struct Shown {
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    is_json: bool,
}

impl Shown {
    fn of(command: &Command, call: &Call, key: Option<&str>) -> Result<Self, Failure> {
        let mut call = call.clone();
        call.edit_body(|body| mask_body(command, body));
        let Prepared { method, url, headers, body } = call.prepare()?;
        let headers = headers.iter().map(|(name, value)| {
            let name = name.as_str();
            let shown = match (name, value.to_str()) {
                ("authorization", Ok(value)) => {
                    let scheme = value.split_once(' ').map_or("", |(scheme, _)| scheme);
                    format!("{scheme} {}", mark(key.unwrap_or("authorization"))).trim_start().to_owned()
                }
                (_, Ok(value)) if !value.is_empty() && !headers[name].is_sensitive() => value.to_owned(),
                _ => mark(name),
            };
            (name.to_owned(), shown)
        });
        let headers = headers.collect();
        // A form has the marks in its own spelling.
        let body = body.map(|body| String::from_utf8_lossy(&body).replace(MARK_IN_FORM, &MARK.to_string()));
        let is_json = matches!(call.spec().body, BodyFormat::Json(_));
        Ok(Self { method: method.as_str(), url, headers, body, is_json })
    }
}

/// The body of a request of a command, without its secrets.
pub(super) fn masked_text(command: &Command, body: &[u8]) -> String {
    match serde_json::from_slice(body) {
        Ok(mut value) => {
            mask_body(command, &mut value);
            redacted(&value.to_string())
        }
        Err(_) if body.is_empty() => String::new(),
        Err(_) => format!("({} bytes that are no JSON)", body.len()),
    }
}

/// Puts marks in place of the secrets of a body.
fn mask_body(command: &Command, body: &mut Value) {
    for input in command.inputs {
        match (input.place, &mut *body) {
            (Place::BodyField, Value::Object(fields)) => {
                if let Some(value) = fields.get_mut(input.member.wire) {
                    mask(value, &input.member);
                }
            }
            (Place::Body, value) => mask(value, &input.member),
            _ => {}
        }
    }
}

fn mask(value: &mut Value, member: &Member) {
    match member.secret {
        true => mask_texts(value, member.wire),
        false => mask_inside(value, &member.kind),
    }
}

fn mask_inside(value: &mut Value, kind: &Kind) {
    match (kind, value) {
        (Kind::List(item), Value::Array(items)) => items.iter_mut().for_each(|value| mask_inside(value, item)),
        (Kind::Map(item), Value::Object(members)) => members.values_mut().for_each(|value| mask_inside(value, item)),
        (Kind::Object(object), Value::Object(members)) => {
            for member in object.members {
                if let Some(value) = members.get_mut(member.wire) {
                    mask(value, member);
                }
            }
        }
        _ => {}
    }
}

fn mask_texts(value: &mut Value, name: &str) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter_mut().for_each(|value| mask_texts(value, name)),
        Value::Object(members) => members.values_mut().for_each(|value| mask_texts(value, name)),
        value => *value = Value::String(mark(name)),
    }
}

/// A variable in place of a secret.
fn mark(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    format!("{MARK}{name}{MARK}")
}

fn redacted(text: &str) -> String {
    let parts = text.split(MARK).enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { REDACTED } else { part }).collect()
}

/// Text that a shell takes as it is, but for the variables in it.
fn quoted(text: &str) -> String {
    let parts = text.split(MARK).enumerate();
    let quoted = parts.map(|(index, part)| match index % 2 {
        1 => format!("\"${MARK}{part}{MARK}\""),
        _ if part.is_empty() => String::new(),
        _ => format!("'{}'", part.replace('\'', r"'\''")),
    });
    quoted.collect()
}

/// Text as one word of a command.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '+' | '=');
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// The names between marks, each once.
fn variables(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split(MARK).enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, name)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests;
