//! The example of an operation as a curl command, which a shell can run as it stands.

use serde_json::{Map, Value};

use super::request::{ExampleRequest, encoded, text};
use model::api::{Api, Auth, HttpMethod, Operation, PayloadFormat, Place, RequestBody, Scheme, Style};

/// `curl https://… \`, and a line for every option.
pub(super) fn command(api: &Api, request: &ExampleRequest<'_>) -> String {
    let operation = request.operation;
    let schemes = request.schemes(api);
    let target = request.target();
    let address = operation.server.as_ref().or(api.service.servers.first().map(|server| &server.address));
    let mut url = match address {
        Some(address) => quoted(&format!("{}{target}", address.filled().trim_end_matches('/'))),
        // Nobody but the reader knows where the service is.
        None => format!("\"${}\"{}", api.service.base_url_env, quoted(&target)),
    };
    for (index, (name, variable)) in schemes.iter().filter_map(|scheme| key_of_query(scheme)).enumerate() {
        let separator = if index > 0 || target.contains('?') { '&' } else { '?' };
        url.push_str(&format!("\"{separator}{}=${variable}\"", encoded(name)));
    }
    let mut lines = vec![format!("curl {url}")];
    let body = request.body();
    match operation.http_method {
        HttpMethod::Get if body.is_none() => {}
        HttpMethod::Post if body.is_some() => {}
        HttpMethod::Head => lines.push("--head".to_owned()),
        method => lines.push(format!("-X {}", method.as_str())),
    }
    lines.extend(schemes.iter().filter_map(|scheme| credentials(scheme)));
    lines.extend(request.headers().map(|(name, value)| format!("-H {}", quoted(&format!("{name}: {value}")))));
    if let (Some(body), Some(value)) = (&operation.body, body) {
        lines.extend(sent(operation, body, &value));
    }
    lines.join(" \\\n    ")
}

/// What proves who sends it, in a variable; a key in the query is part of the URL.
fn credentials(scheme: &Scheme) -> Option<String> {
    let variable = scheme.variable();
    match &scheme.auth {
        Auth::Bearer => Some(format!("-H \"Authorization: Bearer ${variable}\"")),
        Auth::Basic => Some(format!("-u \"${variable}\"")),
        Auth::Header(name) => Some(format!("-H \"{name}: ${variable}\"")),
        Auth::Query(_) => None,
        Auth::Cookie(name) => Some(format!("-b \"{name}=${variable}\"")),
    }
}

fn key_of_query(scheme: &Scheme) -> Option<(&str, &str)> {
    match &scheme.auth {
        Auth::Query(name) => Some((name, scheme.variable())),
        Auth::Bearer | Auth::Basic | Auth::Header(_) | Auth::Cookie(_) => None,
    }
}

/// The body, and what says how it is written; a file by a name that stands for it.
fn sent(operation: &Operation, body: &RequestBody, value: &Value) -> Vec<String> {
    let media_type = format!("-H {}", quoted(&format!("Content-Type: {}", body.media_type)));
    match body.format {
        PayloadFormat::Json => vec![media_type, format!("-d {}", quoted(&format!("{value:#}")))],
        PayloadFormat::Form => {
            let pairs: Vec<String> = pairs(operation, value)
                .into_iter()
                .map(|(name, value)| format!("{}={}", encoded(&name), encoded(&value)))
                .collect();
            vec![media_type, format!("-d {}", quoted(&pairs.join("&")))]
        }
        // Curl writes the type itself, with the line between the parts.
        PayloadFormat::Multipart => {
            fields(value).map(|(name, value)| format!("-F {}", quoted(&format!("{name}={value}")))).collect()
        }
        PayloadFormat::Text => vec![media_type, format!("-d {}", quoted(&text(value)))],
        PayloadFormat::Binary => vec![media_type, format!("--data-binary {}", quoted(&text(value)))],
    }
}

/// The fields of a form of pairs, in their styles.
fn pairs(operation: &Operation, value: &Value) -> Vec<(String, String)> {
    let style = |wire: &str| {
        let input = operation.inputs().find(|input| input.place == Place::BodyField && input.wire == wire);
        input.map(|input| input.style).filter(|style| *style != Style::Plain)
    };
    let (mut pairs, mut plain) = (Vec::new(), Map::new());
    for (name, value) in value.as_object().into_iter().flatten() {
        match style(name) {
            Some(style) => pairs.extend(style.query(name, value).unwrap_or_default()),
            None => {
                plain.insert(name.clone(), value.clone());
            }
        }
    }
    let plain = Value::Object(plain);
    fields(&plain).map(|(name, value)| (name.to_owned(), value)).chain(pairs).collect()
}

/// The fields of a form, each item of a list by itself.
fn fields(value: &Value) -> impl Iterator<Item = (&str, String)> {
    let fields = value.as_object().into_iter().flatten();
    fields.flat_map(|(name, value)| {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        items.iter().map(move |item| (name.as_str(), text(item)))
    })
}

/// One word of a shell, whatever is in it.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/@%+,=".contains(c));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(quoted("https://a.example/b%20c"), "https://a.example/b%20c");
        assert_eq!(quoted("a?b=c"), "'a?b=c'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
