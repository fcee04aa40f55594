//! How callers prove who they are: the schemes of `components`, and which of them are required.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use crate::codegen::diagnostics::suggest::did_you_mean;
use crate::codegen::diagnostics::{Code, Known};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{KeyPlace, Pointer, Requirement, SecurityKind, SecurityScheme, Word};

const SECURITY_SCHEME: Shape =
    Shape::new("a security scheme", &["$ref", "type", "description", "name", "in", "scheme"])
        .extensions(&["x-rust-name"])
        .annotations(&["bearerFormat", "flows", "openIdConnectUrl", "oauth2MetadataUrl", "deprecated"]);

const KINDS: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

const KEY_PLACES: [&str; 3] = ["query", "header", "cookie"];

/// The registry of HTTP authentication schemes.
const HTTP_SCHEMES: [&str; 14] = [
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

pub fn scheme(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<SecurityScheme> {
    let fields = Fields::of(cx, node, at, &SECURITY_SCHEME)?;
    fields.refuse(cx, "$ref", "a `$ref` to a security scheme")?;
    let kind = kind(cx, &fields);
    let (description, rust_name) = (fields.remark(cx, "description"), fields.remark(cx, "x-rust-name"));
    fields.finish(cx)?;
    Ok(SecurityScheme { at: at.clone(), description, rust_name, kind: kind? })
}

fn kind(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<SecurityKind> {
    Ok(match one_of(cx, fields, "type", &KINDS)? {
        "http" => match one_of(cx, fields, "scheme", &HTTP_SCHEMES)? {
            "bearer" => SecurityKind::HttpBearer,
            "basic" => SecurityKind::HttpBasic,
            scheme => SecurityKind::Other(format!("`http` authentication with `{scheme}`")),
        },
        "apiKey" => {
            let name = fields.required_text(cx, "name");
            let place = match one_of(cx, fields, "in", &KEY_PLACES)? {
                "query" => KeyPlace::Query,
                "cookie" => KeyPlace::Cookie,
                _ => KeyPlace::Header,
            };
            SecurityKind::Key(place, name?)
        }
        // However the token was got, it is sent as a bearer token (RFC 6750).
        "oauth2" | "openIdConnect" => SecurityKind::HttpBearer,
        kind => SecurityKind::Other(format!("`{kind}`")),
    })
}

/// A word, in lower case where HTTP does not care.
fn one_of(cx: &mut Context<'_>, fields: &Fields<'_>, name: &str, known: &[&'static str]) -> Known<&'static str> {
    let word = fields.required_word(cx, name)?;
    let found =
        known.iter().find(|known| **known == word.text || (name == "scheme" && known.eq_ignore_ascii_case(&word.text)));
    found.copied().ok_or_else(|| {
        let message = format!("`{}` is no `{name}` of a security scheme", word.text);
        cx.error(Code::InvalidValue, &word.at, message, did_you_mean(&word.text, known.iter().copied()))
    })
}

/// `security` of the service or of an operation: alternatives, each of which names the schemes it takes together.
pub fn requirements(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<Vec<Requirement>> {
    let (items, at) = fields.list(cx, "security").unwrap_or_default()?;
    let items = items.iter().enumerate().map(|(index, item)| (at.child(index), item));
    Some(items.filter_map(|(at, item)| requirement(cx, fields, &at, item)).collect())
}

fn requirement(cx: &mut Context<'_>, fields: &Fields<'_>, at: &Pointer, node: &Node) -> Option<Requirement> {
    let Node::Map(entries) = node else {
        let help = "write each alternative as `- bearerAuth: []`";
        fields.wrong_type(cx, "security", at, "a list of mappings", node, Some(help));
        return None;
    };
    for (name, scopes) in entries {
        let is_list = matches!(scopes, Node::List(items) if items.iter().all(|item| item.as_text().is_some()));
        if !is_list {
            fields.wrong_type(cx, name, &at.child(name), "a list of scopes", scopes, Some("without scopes it is `[]`"));
        }
    }
    let schemes = entries.iter().map(|(name, _)| Word { at: at.child(name), text: name.clone() }).collect();
    Some(Requirement { schemes })
}
