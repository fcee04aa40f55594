//! The package and what its client must know: names and variables from `x-client`, or made from the title where it is
//! silent; servers; the kind of key; parameters with a default on the client; webhooks.

use super::auth;
use super::context::Context;
use super::docs;
use super::headers;
use super::make::component_type;
use super::naming::{self, Text};
use super::plain::one_line;
use super::registry::Draft;
use super::sentences;
use super::servers;
use super::token_client;
use crate::api::{DefaultParameter, Origin, Package, Service, TypeRef, Webhook};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Refused, spelled};
use crate::names::{self, Role, TypeName};
use crate::openapi::{self, ParameterPlace, Pointer};
use crate::resolve::Parameter;

pub(super) fn package(cx: &mut Context<'_, '_>) -> Package {
    let info = cx.resolved.info;
    let client = cx.resolved.client;
    let title = info.title.as_deref().unwrap_or_default();
    let summary = info.summary.as_deref().map(one_line).filter(|text| !text.is_empty());
    let info_version = semver::Version::parse(&info.version).ok().map(|version| version.to_string());
    let name = package_name(cx).unwrap_or_default();
    Package {
        command: client.command.clone().unwrap_or_else(|| name.clone()),
        official_command: client.official_command.clone(),
        name,
        version: client.version.clone().or(info_version).unwrap_or_else(|| "0.1.0".to_owned()),
        summary: summary.unwrap_or_else(|| one_line(&format!("A client of {title}."))),
        docs: docs::of_two(info.summary.as_deref(), info.description.as_deref(), || sentences::package(title)),
        repository: client.repository.clone(),
        documentation: client.documentation.clone(),
        keywords: client.keywords.clone(),
    }
}

fn package_name(cx: &mut Context<'_, '_>) -> Known<String> {
    if let Some(name) = cx.resolved.client.package.clone()? {
        return Ok(name);
    }
    let info = cx.resolved.info;
    let title = info.title.as_deref().map_err(|refused| *refused)?;
    names::package_name(title).ok_or_else(|| {
        let message = format!("no package name can be made of the title `{}`", spelled(title));
        let problem = Diagnostic::at(Code::NoIdentifier, &info.at.child("title"), message);
        cx.report(problem.help("name the package in `x-client: {package: …}`"))
    })
}

pub(super) fn service(cx: &mut Context<'_, '_>) -> Service {
    let client = cx.resolved.client;
    let title = cx.resolved.info.title.as_deref().unwrap_or_default();
    let variable = |suffix: &str| names::environment_variable(title, suffix).unwrap_or_else(|| suffix.to_owned());
    let api_key_env =
        if client.api_key_env.is_empty() { vec![variable("API_KEY")] } else { client.api_key_env.clone() };
    let (servers, base_path) = servers::of_service(cx);
    let schemes = auth::schemes(cx, &api_key_env, variable);
    let token_client = token_client::of_schemes(cx, &schemes, variable);
    Service {
        title: one_line(title),
        servers,
        base_path,
        schemes,
        token_client,
        base_url_env: client.base_url_env.clone().unwrap_or_else(|| variable("BASE_URL")),
        custom_headers_env: client.custom_headers_env.clone().unwrap_or_else(|| variable("CUSTOM_HEADERS")),
        default_parameters: default_parameters(cx),
    }
}

pub(super) fn webhook(cx: &mut Context<'_, '_>) -> Option<Webhook> {
    let settings = cx.resolved.client.webhook.as_ref()?;
    // What is wrong with them is reported.
    let _ = headers::check_name(cx, &settings.signature_header, "header", &settings.at.child("signature-header"));
    let _ = headers::check_value(cx, &settings.signature_prefix, &settings.at.child("signature-prefix"));
    let event =
        settings.event_schema.as_ref().and_then(|name| event(cx, name, &settings.at.child("event-schema")).ok());
    Some(Webhook {
        signature_header: settings.signature_header.clone(),
        signature_prefix: settings.signature_prefix.clone(),
        event,
    })
}

fn event(cx: &mut Context<'_, '_>, name: &str, at: &Pointer) -> Known<TypeName> {
    let Some(ty) = component_type(cx, name) else {
        let help = did_you_mean(name, cx.components.keys().copied());
        let problem = Diagnostic::at(Code::ExtensionTarget, at, format!("there is no schema `{name}`"));
        return Err(cx.report(problem.help(help)));
    };
    match ty? {
        TypeRef::Named(event) if matches!(cx.registry.get(&event), Some(Draft::Enum(_))) => Ok(event),
        _ => {
            let problem = Diagnostic::at(Code::ExtensionTarget, at, format!("`{name}` is no enum of strings"));
            Err(cx.report(problem.help("name the schema that lists the names of the events")))
        }
    }
}

fn default_parameters(cx: &mut Context<'_, '_>) -> Vec<DefaultParameter> {
    let resolved = cx.resolved;
    let settings = resolved.client.default_parameters.iter();
    settings.filter_map(|(wire, settings)| default_parameter(cx, wire, settings).ok()).collect()
}

fn default_parameter(
    cx: &mut Context<'_, '_>,
    wire: &str,
    settings: &openapi::DefaultParameter,
) -> Known<DefaultParameter> {
    let known = query_parameters(cx);
    let Some(parameter) = known.iter().find(|parameter| parameter.name == wire) else {
        if let Some(refused) = refused_parameter(cx) {
            return Err(refused);
        }
        let message = format!("no operation has a query parameter `{wire}`");
        let help = did_you_mean(wire, known.iter().map(|parameter| parameter.name));
        return Err(cx.report(Diagnostic::at_key(Code::ExtensionTarget, &settings.at, message).help(help)));
    };
    let named = naming::field(cx, &Text::key(wire, &settings.at, parameter.rust_name), Role::ClientSetter)?;
    Ok(DefaultParameter {
        wire: wire.to_owned(),
        name: named.name,
        env: settings.env.clone(),
        docs: docs::of(parameter.description, || sentences::parameter("query parameter", wire)),
        origin: Origin { pointer: settings.at.clone(), rule: named.rule },
    })
}

/// By path and method: the order of keys must not show in what is generated.
fn query_parameters<'a>(cx: &Context<'a, '_>) -> Vec<&'a Parameter<'a>> {
    let mut operations: Vec<_> = cx.resolved.operations.iter().flatten().collect();
    operations.sort_by_key(|operation| (operation.path, operation.method));
    let all = operations.into_iter().flat_map(|operation| operation.parameters.iter().flatten());
    all.filter(|parameter| parameter.place == ParameterPlace::Query).collect()
}

/// What is missing may be a parameter that was refused.
fn refused_parameter(cx: &Context<'_, '_>) -> Option<Refused> {
    let operations = cx.resolved.operations.iter();
    operations
        .flat_map(|operation| match operation {
            Ok(operation) => operation.parameters.iter().filter_map(|it| it.as_ref().err().copied()).collect(),
            Err(refused) => vec![*refused],
        })
        .next()
}
