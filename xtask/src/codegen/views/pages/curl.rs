//! The example of an operation as a curl command, which a shell can run as it stands.

use super::request::ExampleRequest;
use crate::codegen::api::{Api, Auth, HttpMethod};

/// `curl https://… \`, and a line for every option.
pub(super) fn command(api: &Api, request: &ExampleRequest<'_>) -> String {
    let operation = request.operation;
    let server = api.service.servers.first().map_or("", |server| server.url.as_str()).trim_end_matches('/');
    let mut lines = vec![format!("curl {}", quoted(&format!("{server}{}", request.target())))];
    let body = request.body();
    match operation.http_method {
        HttpMethod::Get => {}
        HttpMethod::Post if body.is_some() => {}
        HttpMethod::Head => lines.push("--head".to_owned()),
        method => lines.push(format!("-X {}", method.as_str())),
    }
    let variable = api.service.api_key_env.first().map_or("API_KEY", String::as_str);
    match &api.service.auth {
        Auth::Bearer => lines.push(format!("-H \"Authorization: Bearer ${variable}\"")),
        Auth::Header(name) => lines.push(format!("-H \"{name}: ${variable}\"")),
        Auth::None => {}
    }
    lines.extend(request.headers().map(|(name, value)| format!("-H {}", quoted(&format!("{name}: {value}")))));
    if let (Some(body), Some(value)) = (&operation.body, body) {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {}", body.media_type))));
        lines.push(format!("-d {}", quoted(&format!("{value:#}"))));
    }
    lines.join(" \\\n    ")
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
