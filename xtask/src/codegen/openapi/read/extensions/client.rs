//! `x-client`: the package, and where the client finds its settings.

use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::names::is_reserved_package;
use crate::codegen::openapi::read::context::Context;
use crate::codegen::openapi::read::fields::Fields;
use crate::codegen::openapi::read::shape::Shape;
use crate::codegen::openapi::{ClientSettings, DefaultParameter, WebhookSettings};

const CLIENT: Shape = Shape::of_extension(
    "`x-client`",
    &["package", "version", "api-key-env", "base-url-env", "custom-headers-env", "default-parameters", "webhook"],
);

const DEFAULT_PARAMETER: Shape = Shape::of_extension("a default parameter", &["env"]);

const WEBHOOK: Shape = Shape::of_extension("`webhook`", &["signature-header", "signature-prefix", "event-schema"]);

pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Option<ClientSettings> {
    let (node, at) = root.take("x-client")?;
    let fields = Fields::of(cx, node, &at, &CLIENT)?;
    let settings = ClientSettings {
        package: package(cx, &fields),
        version: version(cx, &fields),
        api_key_env: api_key_env(cx, &fields),
        base_url_env: fields.word(cx, "base-url-env").and_then(|word| variable(cx, word)),
        custom_headers_env: fields.word(cx, "custom-headers-env").and_then(|word| variable(cx, word)),
        default_parameters: default_parameters(cx, &fields),
        webhook: webhook(cx, &fields),
    };
    fields.finish(cx);
    Some(settings)
}

/// Names that crates.io takes: anything else could be a path or a line of a manifest.
fn package(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<String> {
    let word = fields.word(cx, "package")?;
    let valid = word.text.starts_with(|first: char| first.is_ascii_lowercase())
        && word.text.len() <= 64
        && word
            .text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
        && !is_reserved_package(&word.text);
    if valid {
        return Some(word.text);
    }
    let message = format!("`{}` cannot be the name of a package", word.text);
    let help = "a name starts with a small letter, has up to 64 small letters, digits, `-` and `_`, and is no keyword and no \
                crate that the client needs";
    cx.error(Code::MalformedExtension, &word.at, message, help);
    None
}

fn version(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<String> {
    let word = fields.word(cx, "version")?;
    if semver::Version::parse(&word.text).is_ok() {
        return Some(word.text);
    }
    let message = format!("`{}` cannot be the version of a package", word.text);
    cx.error(Code::MalformedExtension, &word.at, message, "write three numbers: `0.1.0`");
    None
}

fn api_key_env(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<String> {
    let words = match fields.take("api-key-env") {
        Some((node, _)) if node.as_text().is_some() => fields.word(cx, "api-key-env").into_iter().collect(),
        _ => fields.words(cx, "api-key-env"),
    };
    words.into_iter().filter_map(|word| variable(cx, word)).collect()
}

fn default_parameters(cx: &mut Context<'_>, fields: &Fields<'_>) -> Vec<(String, DefaultParameter)> {
    let Some((entries, at)) = fields.map(cx, "default-parameters") else { return Vec::new() };
    let mut parameters = Vec::new();
    for (name, node) in entries {
        let at = at.child(name);
        let Some(fields) = Fields::of(cx, node, &at, &DEFAULT_PARAMETER) else { continue };
        let env = fields.word(cx, "env").and_then(|word| variable(cx, word));
        fields.finish(cx);
        parameters.push((name.clone(), DefaultParameter { at, env }));
    }
    // The order of keys must not show in what is generated.
    parameters.sort_by(|(one, _), (other, _)| one.cmp(other));
    parameters
}

fn webhook(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<WebhookSettings> {
    let (node, at) = fields.take("webhook")?;
    let fields = Fields::of(cx, node, &at, &WEBHOOK)?;
    let signature_header = fields.required_text(cx, "signature-header");
    let signature_prefix = fields.text(cx, "signature-prefix").unwrap_or_default();
    let event_schema = fields.text(cx, "event-schema");
    fields.finish(cx);
    Some(WebhookSettings { at, signature_header, signature_prefix, event_schema })
}

/// The name of an environment variable.
fn variable(cx: &mut Context<'_>, word: crate::codegen::openapi::Word) -> Option<String> {
    let valid = word.text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if valid {
        return Some(word.text);
    }
    let message = format!("`{}` cannot be the name of an environment variable", word.text);
    let help = "use capital letters, digits and `_`";
    cx.push(Diagnostic::at(Code::MalformedExtension, &word.at, message).help(help));
    None
}
