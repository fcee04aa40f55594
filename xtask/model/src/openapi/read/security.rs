//! How callers prove who they are: the schemes of `components`, and which of them are required.

use super::context::Context;
use super::fields::Fields;
use super::shape::Shape;
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Known, spelled};
use crate::openapi::node::Node;
use crate::openapi::{KeyPlace, Pointer, RequiredScheme, Requirement, SecurityKind, SecurityScheme, Word};

const SECURITY_SCHEME: Shape =
    Shape::new("a security scheme", &["$ref", "type", "description", "name", "in", "scheme", "flows"])
        .extensions(&["x-rust-name"])
        .annotations(&["bearerFormat", "openIdConnectUrl", "oauth2MetadataUrl", "deprecated"]);

/// The other flows need a user, whose token the caller has to bring.
const FLOWS: Shape = Shape::new("`flows`", &["clientCredentials"]).annotations(&[
    "implicit",
    "password",
    "authorizationCode",
    "deviceAuthorization",
]);

const FLOW: Shape = Shape::new("a flow", &["tokenUrl"]).annotations(&["refreshUrl", "scopes", "authorizationUrl"]);

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
    // What is wrong with it is reported, and tokens can be brought in other ways.
    let token_url = token_url(cx, &fields).unwrap_or_default();
    fields.finish(cx)?;
    Ok(SecurityScheme { at: at.clone(), description, rust_name, kind: kind?, token_url })
}

/// Where a program gets tokens by its own name and secret.
fn token_url(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<Word>> {
    let Some((flows, at)) = fields.take("flows") else { return Ok(None) };
    let flows = Fields::of(cx, flows, &at, &FLOWS)?;
    flows.finish(cx)?;
    let Some((flow, at)) = flows.take("clientCredentials") else { return Ok(None) };
    let flow = Fields::of(cx, flow, &at, &FLOW)?;
    flow.finish(cx)?;
    let url = flow.required_word(cx, "tokenUrl")?;
    let (message, help) = if url.text.contains('#') {
        let message = format!("the address of tokens `{}` has a fragment, which is not sent", spelled(&url.text));
        (message, "leave out what begins with `#`")
    } else if has_user(&url.text) {
        let message = "the address of tokens holds a user name or password, which would be in the code for all to see";
        (message.to_owned(), "leave it out: the client sends the id and the secret that it is given")
    } else if is_reference(&url.text) {
        return Ok(Some(url));
    } else {
        let message = format!("`{}` is no address of tokens", spelled(&url.text));
        (message, "give the whole address or its path, such as `https://id.example.com/token`, or leave the flow out")
    };
    Err(cx.error(Code::InvalidValue, &url.at, message, help.to_owned()))
}

/// Whether something stands before the host.
fn has_user(text: &str) -> bool {
    let authority = text.split_once("//").map_or("", |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    authority.contains('@')
}

/// Whether the text is the address of a page, or leads from one such address to another (RFC 3986, section 4.1).
fn is_reference(text: &str) -> bool {
    let is_plain =
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'!'..=b'~') && !b"{}<>\"\\^`|#".contains(&byte));
    let is_web = |scheme: &str| matches!(scheme, "https" | "http");
    is_plain && text.split_once("://").is_none_or(|(scheme, rest)| is_web(scheme) && !rest.is_empty())
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
    let mut required = |(name, node): &(String, Node)| {
        let texts = match node {
            Node::List(items) => items.iter().map(|item| item.as_text().map(str::to_owned)).collect(),
            _ => None,
        };
        let at = at.child(name);
        let scopes = texts.unwrap_or_else(|| {
            fields.wrong_type(cx, name, &at, "a list of scopes", node, Some("without scopes it is `[]`"));
            Vec::new()
        });
        RequiredScheme { name: Word { at, text: name.clone() }, scopes }
    };
    Some(Requirement { schemes: entries.iter().map(&mut required).collect() })
}
