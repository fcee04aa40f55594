//! `x-client`: the package, and where the client finds its settings.

use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Lint, spelled};
use crate::names::{is_command, is_reserved_package};
use crate::openapi::node::Node;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::{Fields, all};
use crate::openapi::read::shape::Shape;
use crate::openapi::{ClientSettings, DefaultParameter, WebhookSettings, Word};

const CLIENT: Shape = Shape::of_extension(
    "`x-client`",
    &[
        "package",
        "version",
        "command",
        "official-command",
        "repository",
        "documentation",
        "keywords",
        "api-key-env",
        "base-url-env",
        "custom-headers-env",
        "default-parameters",
        "webhook",
        "lints",
    ],
);

/// The most keywords that crates.io takes.
const MOST_KEYWORDS: usize = 5;

const DEFAULT_PARAMETER: Shape = Shape::of_extension("a default parameter", &["env"]);

const WEBHOOK: Shape = Shape::of_extension("`webhook`", &["signature-header", "signature-prefix", "event-schema"]);

pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Known<Option<ClientSettings>> {
    let Some((node, at)) = root.take("x-client") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &CLIENT)?;
    let settings = ClientSettings {
        package: package(cx, &fields),
        version: version(cx, &fields).unwrap_or_default(),
        command: command(cx, &fields, "command").unwrap_or_default(),
        official_command: command(cx, &fields, "official-command").unwrap_or_default(),
        repository: page(cx, &fields, "repository").unwrap_or_default(),
        documentation: page(cx, &fields, "documentation").unwrap_or_default(),
        keywords: keywords(cx, &fields).unwrap_or_default(),
        api_key_env: api_key_env(cx, &fields).unwrap_or_default(),
        base_url_env: variable_of(cx, &fields, "base-url-env").unwrap_or_default(),
        custom_headers_env: variable_of(cx, &fields, "custom-headers-env").unwrap_or_default(),
        default_parameters: default_parameters(cx, &fields).unwrap_or_default(),
        webhook: webhook(cx, &fields).unwrap_or_default(),
        allowed_lints: allowed_lints(cx, &fields).unwrap_or_default(),
    };
    fields.finish(cx)?;
    Ok(Some(settings))
}

/// Names that crates.io takes: anything else could be a path or a line of a manifest.
fn package(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, "package")? else { return Ok(None) };
    let valid = word.text.starts_with(|first: char| first.is_ascii_lowercase())
        && word.text.len() <= 64
        && word
            .text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
        && !is_reserved_package(&word.text);
    if valid {
        return Ok(Some(word.text));
    }
    let message = format!("`{}` cannot be the name of a package", word.text);
    let help = "a name starts with a small letter, has up to 64 small letters, digits, `-` and `_`, and is no keyword and no \
                crate that the client needs";
    Err(cx.error(Code::MalformedExtension, &word.at, message, help))
}

fn version(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, "version")? else { return Ok(None) };
    if semver::Version::parse(&word.text).is_ok() {
        return Ok(Some(word.text));
    }
    let message = format!("`{}` cannot be the version of a package", word.text);
    Err(cx.error(Code::MalformedExtension, &word.at, message, "write three numbers: `0.1.0`"))
}

/// The name of a program: what a shell takes without quotes, and every file system as a file.
fn command(cx: &mut Context<'_>, fields: &Fields<'_>, key: &str) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, key)? else { return Ok(None) };
    if is_command(&word.text) {
        return Ok(Some(word.text));
    }
    let message = format!("`{}` cannot be the name of a program", spelled(&word.text));
    let help = "a name starts with a small letter and has up to 64 small letters, digits, `-` and `_`";
    Err(cx.error(Code::MalformedExtension, &word.at, message, help))
}

/// The address of a page, which becomes a link.
fn page(cx: &mut Context<'_>, fields: &Fields<'_>, key: &str) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, key)? else { return Ok(None) };
    let host = word.text.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let valid = host.contains('.')
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'))
        && word.text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'));
    if valid {
        return Ok(Some(word.text));
    }
    let message = format!("`{}` cannot be the address of a page", spelled(&word.text));
    Err(cx.error(Code::MalformedExtension, &word.at, message, "write it out: `https://github.com/example/example`"))
}

/// As crates.io takes them; it refuses a package with others.
fn keywords(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<String>> {
    let words = fields.words(cx, "keywords")?;
    if let Some(word) = words.get(MOST_KEYWORDS) {
        let message = format!("there are {} keywords, and crates.io takes {MOST_KEYWORDS}", words.len());
        cx.error(Code::MalformedExtension, &word.at, message, "keep those that people look for");
    }
    all(words.into_iter().map(|word| keyword(cx, word)))
}

fn keyword(cx: &mut Context<'_>, word: Word) -> Known<String> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+');
    let valid = word.text.len() <= 20
        && word.text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && word.text.bytes().all(legal);
    if valid {
        return Ok(word.text);
    }
    let message = format!("`{}` cannot be a keyword", spelled(&word.text));
    let help = "a keyword starts with a letter or digit and has up to 20 letters, digits, `-`, `_` and `+`";
    Err(cx.error(Code::MalformedExtension, &word.at, message, help))
}

fn api_key_env(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<String>> {
    let words = match fields.take("api-key-env") {
        Some((Node::Text(_), _)) => fields.word(cx, "api-key-env")?.into_iter().collect(),
        _ => fields.words(cx, "api-key-env")?,
    };
    all(words.into_iter().map(|word| variable(cx, word)))
}

fn default_parameters(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<(String, DefaultParameter)>> {
    let Some((entries, at)) = fields.map(cx, "default-parameters")? else { return Ok(Vec::new()) };
    let mut parameters: Vec<_> = all(entries.iter().map(|(name, node)| {
        let at = at.child(name);
        let fields = Fields::of(cx, node, &at, &DEFAULT_PARAMETER)?;
        let env = variable_of(cx, &fields, "env");
        fields.finish(cx)?;
        Ok((name.clone(), DefaultParameter { at, env: env? }))
    }))?;
    // The order of keys must not show in what is generated.
    parameters.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(parameters)
}

fn webhook(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<WebhookSettings>> {
    let Some((node, at)) = fields.take("webhook") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &WEBHOOK)?;
    let signature_header = fields.required_text(cx, "signature-header");
    let signature_prefix = fields.text(cx, "signature-prefix");
    let event_schema = fields.text(cx, "event-schema");
    fields.finish(cx)?;
    Ok(Some(WebhookSettings {
        at,
        signature_header: signature_header?,
        signature_prefix: signature_prefix?.unwrap_or_default(),
        event_schema: event_schema?,
    }))
}

fn variable_of(cx: &mut Context<'_>, fields: &Fields<'_>, name: &str) -> Known<Option<String>> {
    fields.word(cx, name)?.map(|word| variable(cx, word)).transpose()
}

/// The name of an environment variable.
fn variable(cx: &mut Context<'_>, word: Word) -> Known<String> {
    let valid = word.text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if valid {
        return Ok(word.text);
    }
    let message = format!("`{}` cannot be the name of an environment variable", word.text);
    let help = "use capital letters, digits and `_`";
    Err(cx.push(Diagnostic::at(Code::MalformedExtension, &word.at, message).help(help)))
}

/// As the table `lints` of Cargo: a level by name. `warn` is what holds anyway.
fn allowed_lints(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Vec<Lint>> {
    let levels = fields.word_pairs(cx, "lints")?;
    let allowed: Vec<Option<Lint>> = all(levels.into_iter().map(|(name, level)| match Lint::named(&name.text) {
        Some(lint) => Ok(is_allowed(cx, &level)?.then_some(lint)),
        None => {
            let message = format!("there is no lint `{}`", spelled(&name.text));
            let help = did_you_mean(&name.text, Lint::ALL.iter().map(|lint| lint.name()));
            Err(cx.push(Diagnostic::at_key(Code::MalformedExtension, &name.at, message).help(help)))
        }
    }))?;
    Ok(allowed.into_iter().flatten().collect())
}

fn is_allowed(cx: &mut Context<'_>, level: &Word) -> Known<bool> {
    match level.text.as_str() {
        "allow" => Ok(true),
        "warn" => Ok(false),
        other => {
            let message = format!("there is no level `{}` of a lint", spelled(other));
            let help = did_you_mean(other, ["allow", "warn"]);
            Err(cx.error(Code::MalformedExtension, &level.at, message, help))
        }
    }
}
