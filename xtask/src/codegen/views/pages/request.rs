//! The request that the example of an operation makes: what stands in the Rust block, the command and the curl command
//! alike.

use serde_json::{Map, Value, json};

use super::json;
use model::api::{Api, Argument, Operation, Place, Scheme, Style, TypeRef};

#[derive(Clone, Debug)]
pub(super) struct ExampleRequest<'a> {
    pub operation: &'a Operation,
    /// Every argument with its value, in the order of the call.
    pub values: Vec<(&'a Argument, Value)>,
}

/// With required arguments only; `None` where one of them is too deep to be written out.
pub(super) fn example<'a>(api: &Api, operation: &'a Operation) -> Option<ExampleRequest<'a>> {
    let request = body(operation);
    let values =
        operation.arguments.iter().map(|argument| Some((argument, json::argument(api, argument, request.as_ref())?)));
    Some(ExampleRequest { operation, values: values.collect::<Option<_>>()? })
}

/// The body that the description shows. A form of which it says nothing has a field, for without any there is no form.
pub(super) fn body(operation: &Operation) -> Option<Value> {
    let shown = operation.examples.request.as_deref().and_then(|text| serde_json::from_str(text).ok());
    shown.or_else(|| {
        let is_form = operation.body.as_ref().is_some_and(|body| body.format.is_form());
        let is_open = operation.inputs().any(|input| input.place == Place::Body && input.ty == TypeRef::Json);
        (is_form && is_open).then(|| json!({ "name": "value" }))
    })
}

impl ExampleRequest<'_> {
    /// How it proves who sends it. With credentials at hand, the client sends them even where it need not.
    pub(super) fn schemes<'s>(&self, api: &'s Api) -> Vec<&'s Scheme> {
        let asked_for = self.operation.security.iter().find(|schemes| !schemes.is_empty()).into_iter().flatten();
        asked_for.filter_map(|name| api.service.scheme(name)).collect()
    }

    /// The path and the query, as they are sent.
    pub(super) fn target(&self) -> String {
        let mut path = self.operation.path.sent().to_owned();
        for (argument, value) in self.at(Place::Path) {
            let value = encoded(&written(argument, value));
            // What separates values stays as it is, as the client sends it.
            let value = match argument.style {
                Style::Plain => value,
                _ => value.replace("%2C", ",").replace("%3B", ";").replace("%3D", "="),
            };
            path = path.replace(&format!("{{{}}}", argument.wire), &value);
        }
        let mut separator = if path.contains('?') { '&' } else { '?' };
        for (argument, value) in self.at(Place::Query) {
            for (name, value) in argument.style.query(&argument.wire, value).unwrap_or_default() {
                let value = encoded(&value);
                let value = if argument.style == Style::Commas { value.replace("%2C", ",") } else { value };
                path.push_str(&format!("{separator}{}={value}", encoded(&name)));
                separator = '&';
            }
        }
        path
    }

    /// Headers that are arguments, cookies among them.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&str, String)> {
        let headers =
            self.at(Place::Header).map(|(argument, value)| (argument.wire.as_str(), written(argument, value)));
        let cookies =
            self.at(Place::Cookie).map(|(argument, value)| format!("{}={}", argument.wire, written(argument, value)));
        headers.chain(cookies.map(|cookie| ("Cookie", cookie)))
    }

    pub(super) fn body(&self) -> Option<Value> {
        if let Some((_, value)) = self.at(Place::Body).next() {
            return Some(value.clone());
        }
        let fields = self.at(Place::BodyField).map(|(argument, value)| (argument.wire.clone(), value.clone()));
        let fields: Map<String, Value> = fields.collect();
        (!fields.is_empty() || self.operation.sends_empty_object()).then_some(Value::Object(fields))
    }

    fn at(&self, place: Place) -> impl Iterator<Item = (&Argument, &Value)> {
        let values = self.values.iter().filter(move |(argument, _)| argument.place == place);
        values.map(|(argument, value)| (*argument, value))
    }
}

/// The value of an argument outside of a query and of a body.
fn written(argument: &Argument, value: &Value) -> String {
    argument.style.text(&argument.wire, value).unwrap_or_else(|_| text(value))
}

/// A value as it stands on a command line.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value as it stands in a URL or a form.
pub(super) fn encoded(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
