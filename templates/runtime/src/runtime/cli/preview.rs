//! A request that is shown instead of sent: as HTTP, or as a command of curl. Secrets are left out; of curl's command, they
//! are variables to be set.

mod body;
mod marks;
mod variables;

use serde_json::Value;

use super::failure::Failure;
use super::program::{Arm, Command, Kind, Member, Place, Union};
use crate::runtime::call::{Additions, Call, Prepared};
use crate::runtime::encode;
use crate::runtime::operation::BodyFormat;
use crate::runtime::service::Scheme;

use body::ShownBody;
pub(super) use marks::word;
use marks::{MARK, mark, quoted, redacted};
use variables::Variables;

/// The request, as it would go out.
///
/// # Errors
///
/// It cannot be sent.
pub(super) fn http(command: &Command, call: &Call) -> Result<String, Failure> {
    let request = Shown::of(command, call, &[])?;
    let mut text = format!("{} {}", request.method, redacted(&request.url));
    for (name, value) in &request.headers {
        text.push_str(&format!("\n{name}: {}", redacted(value)));
    }
    if let Some(body) = &request.body {
        text.push_str(&format!("\n\n{}", redacted(&body.http)));
    }
    Ok(text)
}

/// The command of curl that sends the request; what the schemes ask for is in the variables that set it.
///
/// # Errors
///
/// It cannot be sent.
pub(super) fn curl(command: &Command, call: &Call, schemes: &[Scheme]) -> Result<String, Failure> {
    let request = Shown::of(command, call, schemes)?;
    // With `-X HEAD`, curl would wait for a body.
    let method = if request.method == "HEAD" { "--head".to_owned() } else { format!("-X {}", request.method) };
    let mut lines = vec![format!("curl {method} {}", quoted(&request.url))];
    let headers = request.headers.iter().filter(|(name, _)| !(name == "content-type" && curl_knows_the_type(call)));
    lines.extend(headers.map(|(name, value)| match &request.user {
        Some(user) if name == "authorization" => format!("-u {}", quoted(user)),
        _ => format!("-H {}", quoted(&format!("{name}: {value}"))),
    }));
    lines.extend(request.body.into_iter().flat_map(|body| body.curl));
    let text = lines.join(" \\\n  ");
    let variables = marks::variables(&text);
    let mut text = text.replace(MARK, "");
    if !variables.is_empty() {
        text.push_str(&format!("\n# Set before: {}", variables.join(", ")));
    }
    Ok(text)
}

/// Whether curl writes the `Content-Type`, as it does for the line between the parts of a form.
fn curl_knows_the_type(call: &Call) -> bool {
    matches!(call.spec().body, BodyFormat::Multipart(_))
}

/// The parts of a request, with marks in place of secrets.
struct Shown {
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    /// The name and the password, which curl encodes itself.
    user: Option<String>,
    body: Option<ShownBody>,
}

impl Shown {
    fn of(command: &Command, call: &Call, schemes: &[Scheme]) -> Result<Self, Failure> {
        let variables = Variables { schemes, security: call.spec().security };
        let mut call = call.clone();
        call.edit_body(|body| mask_body(command, body));
        let Prepared { method, mut url, headers, body } = call.prepare(&Additions::new(&call))?;
        for (name, key) in call.keys_of_query(&[]).into_iter().flatten() {
            let variable = variables.query(name).unwrap_or(name);
            let shown = format!("{}{}", encode::query([(name, "")]), mark(variable));
            url = url.replace(&encode::query([(name, key)]), &shown);
        }
        let mut user = None;
        let headers = headers.iter().map(|(name, value)| {
            let name = name.as_str();
            let shown = match (name, value.to_str()) {
                ("authorization", Ok(value)) => {
                    let scheme = value.split_once(' ').map_or("", |(scheme, _)| scheme);
                    // A name and a password are not sent as they are set.
                    user = variables.basic().filter(|_| scheme == "Basic").map(mark);
                    let token = variables.bearer().filter(|_| scheme == "Bearer");
                    let variable = token.or(variables.header(name)).unwrap_or(name);
                    format!("{scheme} {}", mark(variable)).trim_start().to_owned()
                }
                ("cookie", Ok(value)) => cookies(value, variables),
                (_, Ok(value)) if !value.is_empty() && !headers[name].is_sensitive() => value.to_owned(),
                _ => mark(variables.header(name).unwrap_or(name)),
            };
            (name.to_owned(), shown)
        });
        let headers = headers.collect();
        let body = if body.is_empty() { None } else { Some(ShownBody::of(&call, &body)?) };
        Ok(Self { method: method.as_str(), url, headers, user, body })
    }
}

/// Cookies by name, each with a mark in place of its value. One of no scheme has a variable that no shell sets itself, as it
/// does `LANG`; where `a-b` and `a_b` would share one, the later gets a number.
fn cookies(value: &str, variables: Variables<'_>) -> String {
    let mut marks: Vec<String> = Vec::new();
    let cookies = value.split("; ").map(|cookie| match cookie.split_once('=') {
        Some((name, _)) => {
            let own = variables.cookie(name).map(mark);
            let other = |number| {
                if number == 1 { mark(&format!("cookie_{name}")) } else { mark(&format!("cookie_{name}_{number}")) }
            };
            let free = || (1..).map(other).find(|mark| !marks.contains(mark)).expect("numbers do not end");
            let mark = own.unwrap_or_else(free);
            marks.push(mark.clone());
            format!("{name}={mark}")
        }
        None => mark("cookie"),
    });
    cookies.collect::<Vec<_>>().join("; ")
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
        false => mask_inside(value, &member.kind, member.wire),
    }
}

/// `name` is what a secret is called that has no name of its own.
fn mask_inside(value: &mut Value, kind: &Kind, name: &str) {
    match (kind, value) {
        (Kind::List(item, _), Value::Array(items)) => items.iter_mut().for_each(|value| mask_inside(value, item, name)),
        (Kind::Map(item, _), Value::Object(members)) => {
            members.values_mut().for_each(|value| mask_inside(value, item, name))
        }
        (Kind::Nullable(kind), value) => mask_inside(value, kind, name),
        (Kind::Object(object), Value::Object(members)) => {
            for (name, value) in members {
                match (object.members.iter().find(|member| member.wire == name), object.further) {
                    (Some(member), _) => mask(value, member),
                    (None, Some(Member { secret: true, .. })) => mask_texts(value, name),
                    (None, Some(Member { kind: Kind::Map(kind, _), .. })) => mask_inside(value, kind, name),
                    (None, Some(_) | None) => {}
                }
            }
        }
        (Kind::Union(union), value) => {
            let arms = arms(union, value);
            // What came later, or is one text, may be a secret as a whole.
            if union.secret && (arms.is_empty() || arms.iter().any(|arm| arm.secret)) {
                return mask_texts(value, name);
            }
            arms.iter().for_each(|arm| mask_inside(value, &arm.kind, name));
        }
        _ => {}
    }
}

/// What a value of several kinds may be.
fn arms(union: &Union, value: &Value) -> Vec<&'static Arm> {
    match value {
        Value::Object(members) => union.objects(union.tag.and_then(|tag| members.get(tag)?.as_str())).collect(),
        Value::Array(_) => union.lists().collect(),
        _ => Vec::new(),
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

#[cfg(test)]
mod tests;
