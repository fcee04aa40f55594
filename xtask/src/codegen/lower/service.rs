//! The package and what its client must know: names and variables from `x-client`, or made from the title where it is
//! silent; servers; the kind of key; parameters with a default on the client; webhooks.

use super::auth;
use super::collisions::{self, Claimant};
use super::context::Context;
use super::docs;
use super::headers;
use super::naming::{self, Text};
use super::nearest::did_you_mean;
use super::registry::Draft;
use super::sentences;
use super::types::component_type;
use crate::codegen::api::{DefaultParameter, Docs, Package, Server, Service, TypeRef, Webhook};
use crate::codegen::diagnostics::{Code, Diagnostic, spelled};
use crate::codegen::names::{self, Role, VariantName};
use crate::codegen::openapi::{self, ClientSettings, Parameter, ParameterPlace};

pub(super) fn package(cx: &mut Context<'_, '_>) -> Package {
    let info = &cx.document.info;
    let client = cx.document.client.as_ref();
    let name = client.and_then(|client| client.package.clone()).or_else(|| names::package_name(&info.title));
    // A title that is missing was reported where it was looked for.
    if name.is_none() && !info.title.is_empty() {
        let message = format!("no package name can be made of the title `{}`", spelled(&info.title));
        let problem = Diagnostic::at(Code::NoIdentifier, &info.at.child("title"), message);
        cx.report(problem.help("name the package in `x-client: {package: …}`"));
    }
    let given = client.and_then(|client| client.version.clone());
    let info_version = semver::Version::parse(&info.version).ok().map(|version| version.to_string());
    let summary = info.summary.as_deref().map(docs::plain).filter(|text| !text.is_empty());
    Package {
        name: name.unwrap_or_default(),
        version: given.or(info_version).unwrap_or_else(|| "0.1.0".to_owned()),
        summary: summary.unwrap_or_else(|| docs::plain(&format!("A client of {}.", info.title))),
        docs: docs::of_two(info.summary.as_deref(), info.description.as_deref(), || sentences::package(&info.title)),
    }
}

pub(super) fn service(cx: &mut Context<'_, '_>) -> Service {
    let document = cx.document;
    let none = ClientSettings::default();
    let client = document.client.as_ref().unwrap_or(&none);
    let variable =
        |suffix: &str| names::environment_variable(&document.info.title, suffix).unwrap_or_else(|| suffix.to_owned());
    let api_key_env =
        if client.api_key_env.is_empty() { vec![variable("API_KEY")] } else { client.api_key_env.clone() };
    Service {
        title: docs::plain(&document.info.title),
        servers: servers(cx),
        auth: auth::auth(cx),
        api_key_env,
        base_url_env: client.base_url_env.clone().unwrap_or_else(|| variable("BASE_URL")),
        custom_headers_env: client.custom_headers_env.clone().unwrap_or_else(|| variable("CUSTOM_HEADERS")),
        default_parameters: default_parameters(cx, client),
    }
}

pub(super) fn webhook(cx: &mut Context<'_, '_>) -> Option<Webhook> {
    let settings = cx.document.client.as_ref()?.webhook.as_ref()?;
    headers::refuse_name(cx, &settings.signature_header, "header", &settings.at.child("signature-header"));
    headers::refuse_value(cx, &settings.signature_prefix, &settings.at.child("signature-prefix"));
    let event = settings.event_schema.as_ref().and_then(|name| {
        let at = settings.at.child("event-schema");
        if cx.references.named_schema(name).is_none() {
            let help = did_you_mean(name, cx.document.schemas.iter().map(|(name, _)| name.as_str()));
            cx.report(Diagnostic::at(Code::ExtensionTarget, &at, format!("there is no schema `{name}`")).help(help));
            return None;
        }
        let named = match component_type(cx, name) {
            TypeRef::Named(name) => Some(name),
            _ => None,
        };
        let event = named.filter(|name| matches!(cx.registry.get(name), Some(Draft::Enum(_))));
        if event.is_none() {
            let problem = Diagnostic::at(Code::ExtensionTarget, &at, format!("`{name}` is no enum of strings"));
            cx.report(problem.help("name the schema that lists the names of the events"));
        }
        event
    });
    Some(Webhook {
        signature_header: settings.signature_header.clone(),
        signature_prefix: settings.signature_prefix.clone(),
        event,
    })
}

fn servers(cx: &mut Context<'_, '_>) -> Vec<Server> {
    let mut claimants = Vec::new();
    let mut servers = Vec::new();
    for (index, server) in cx.document.servers.iter().enumerate() {
        refuse_unusable(cx, server);
        let Some(variant) = variant(cx, index, server) else { continue };
        claimants.push(Claimant::key(&variant, &server.url, &server.at));
        servers.push(Server {
            variant,
            url: server.url.clone(),
            docs: docs::of(server.description.as_deref(), || sentences::server(&server.url)),
        });
    }
    collisions::refuse(cx, Code::NameCollision, "server", "name all but one of them with `x-rust-name`", claimants);
    if servers.is_empty() {
        servers.push(no_server());
    }
    servers
}

/// The first server is the default one, whatever it says of itself; others go by their first words or their host.
fn variant(cx: &mut Context<'_, '_>, index: usize, server: &openapi::Server) -> Option<VariantName> {
    let host = server.url.split("//").last().unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let described = server.description.as_deref().and_then(|text| text.split(['.', ',', ';', '\n']).next());
    let fallback =
        if index == 0 { "default" } else { described.filter(|text| !text.trim().is_empty()).unwrap_or(host) };
    let text = Text::value(fallback, &server.at, &server.at, server.rust_name.as_ref());
    naming::variant(cx, &text).map(|named| named.name)
}

/// A description may leave it to its reader where the service is.
fn no_server() -> Server {
    let docs = "This machine: the description names no server, so set a base URL.";
    let variant = VariantName::new("default").expect("a plain word makes a name").name;
    Server { variant, url: "http://localhost".to_owned(), docs: Docs(vec![docs.to_owned()]) }
}

fn refuse_unusable(cx: &mut Context<'_, '_>, server: &openapi::Server) {
    if is_usable(&server.url) {
        return;
    }
    let message =
        format!("`{}` is no absolute `https://` or `http://` address without variables", spelled(&server.url));
    let problem = Diagnostic::at(Code::ServerUrl, &server.at.child("url"), message);
    cx.report(problem.help("give the address of the service, such as `https://api.example.com`"));
}

fn is_usable(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && url.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/@%+".contains(c))
}

fn default_parameters(cx: &mut Context<'_, '_>, client: &ClientSettings) -> Vec<DefaultParameter> {
    let mut parameters = Vec::new();
    let mut claimants = Vec::new();
    for (wire, settings) in &client.default_parameters {
        let Some(parameter) = query_parameter(cx, wire) else {
            let message = format!("no operation has a query parameter `{wire}`");
            let known = query_parameters(cx).into_iter().map(|parameter| parameter.name.as_str());
            let help = did_you_mean(wire, known);
            cx.report(Diagnostic::at_key(Code::ExtensionTarget, &settings.at, message).help(help));
            continue;
        };
        let text = Text::key(wire, &settings.at, parameter.rust_name.as_ref());
        let Some(named) = naming::field(cx, &text, Role::ClientSetter) else { continue };
        claimants.push(Claimant::key(&named.name, wire, &settings.at));
        parameters.push(DefaultParameter {
            wire: wire.clone(),
            name: named.name,
            env: settings.env.clone(),
            docs: docs::of(parameter.description.as_deref(), || sentences::parameter("query parameter", wire)),
        });
    }
    collisions::refuse(cx, Code::NameCollision, "setter", "name one of the parameters with `x-rust-name`", claimants);
    parameters
}

fn query_parameter<'a>(cx: &Context<'a, '_>, wire: &str) -> Option<&'a Parameter> {
    query_parameters(cx).into_iter().find(|parameter| parameter.name == wire)
}

/// By path and method: the order of keys must not show in what is generated.
fn query_parameters<'a>(cx: &Context<'a, '_>) -> Vec<&'a Parameter> {
    let mut operations: Vec<_> = cx.document.operations.iter().collect();
    operations.sort_by_key(|operation| (&operation.path, operation.method));
    let all = operations.into_iter().flat_map(|operation| &operation.parameters);
    all.filter_map(|parameter| Some(cx.references.parameter(parameter)?.1))
        .filter(|parameter| parameter.place == ParameterPlace::Query)
        .collect()
}
