//! Where requests go. An address may leave parts of it to the caller, or be only a path: then nobody but the caller knows
//! on which machine the service is.

use std::collections::BTreeMap;

use super::context::Context;
use super::docs;
use super::naming::{self, Text};
use super::sentences;
use crate::api::{Address, Origin, Server, ServerVariable};
use crate::diagnostics::{Code, Diagnostic, Known, Refused, spelled};
use crate::names::{self, Named, Role, VariantName};
use crate::openapi;
use crate::resolve::Operation;

/// What a server of the description comes down to.
enum Place {
    /// A path, whose machine is that of the description itself.
    Relative(Address),
    Absolute(Address),
}

/// The servers that have an address, of which the first is the default one, and the path of the first that has none.
pub(super) fn of_service(cx: &mut Context<'_, '_>) -> (Vec<Server>, String) {
    let (mut servers, mut base_path) = (Vec::new(), None);
    for source in cx.resolved.servers {
        // What is wrong with it is reported.
        match place(cx, source) {
            Ok(Place::Absolute(address)) => servers.extend(server(cx, source, address, servers.is_empty()).ok()),
            Ok(Place::Relative(path)) => _ = base_path.get_or_insert(path.filled().trim_end_matches('/').to_owned()),
            Err(_) => {}
        }
    }
    // With an address to choose, the path of a machine that nobody names is none.
    let base_path = base_path.filter(|_| servers.is_empty()).unwrap_or_default();
    (servers, base_path)
}

/// Where an operation goes that has servers of its own: to the first that has an address. With paths alone it is on the
/// machine of the service, if that has one address and so only one machine, whatever a caller chooses.
pub(super) fn of_operation(
    cx: &mut Context<'_, '_>,
    operation: &Operation<'_>,
    of_service: &[Server],
) -> Known<Option<Address>> {
    let Some(servers) = operation.servers else { return Ok(None) };
    let mut relative = None;
    for source in servers {
        match place(cx, source)? {
            Place::Absolute(address) => return Ok(Some(address)),
            Place::Relative(path) => relative = relative.or(Some((source, path))),
        }
    }
    // What became of the others is reported.
    let Some((source, path)) = relative else { return Ok(None) };
    match of_service {
        [only] => Ok(Some(beside(&only.address, path))),
        _ => Err(relative_to_nothing(cx, source)),
    }
}

/// A path on the host of another address.
fn beside(address: &Address, path: Address) -> Address {
    let (scheme, rest) = address.url.split_once("://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let url = format!("{scheme}://{host}{}", path.url);
    let in_host = |it: &&ServerVariable| host.contains(&format!("{{{}}}", it.name));
    let of_host: Vec<_> = address.variables.iter().filter(in_host).cloned().collect();
    let of_path = path.variables.into_iter().filter(|own| !of_host.iter().any(|it| it.name == own.name));
    let of_path: Vec<_> = of_path.collect();
    let variables = of_host.into_iter().chain(of_path).collect();
    Address { url, variables }
}

fn server(cx: &mut Context<'_, '_>, source: &openapi::Server, address: Address, is_default: bool) -> Known<Server> {
    let named = variant(cx, is_default, source)?;
    Ok(Server {
        variant: named.name,
        docs: docs::of(source.description.as_deref(), || sentences::server(&address.url)),
        address,
        origin: Origin { pointer: source.at.clone(), rule: named.rule },
    })
}

/// The default server is called that, whatever it says of itself; others go by their first words or their host.
fn variant(cx: &mut Context<'_, '_>, is_default: bool, server: &openapi::Server) -> Known<Named<VariantName>> {
    let host = server.url.split("//").last().unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let described = server.description.as_deref().and_then(|text| text.split(['.', ',', ';', '\n']).next());
    let fallback =
        if is_default { "default" } else { described.filter(|text| !text.trim().is_empty()).unwrap_or(host) };
    let text = Text::value(fallback, &server.at, &server.at, server.rust_name.as_ref());
    naming::variant(cx, &text)
}

fn place(cx: &mut Context<'_, '_>, source: &openapi::Server) -> Known<Place> {
    let found = |it: &openapi::ServerVariable| source.url.find(&format!("{{{}}}", it.name));
    let used = source.variables.iter().filter_map(|variable| Some((found(variable)?, variable)));
    // In the order of the address: keys of a mapping have none.
    let used: BTreeMap<usize, _> = used.collect();
    let variables = used.into_values().map(|source| variable(cx, source)).collect::<Known<Vec<_>>>()?;
    let address = Address { url: source.url.clone(), variables };
    let filled = address.filled();
    let is_relative = filled.is_empty() || filled.starts_with('/') && !filled.starts_with("//");
    match filled.chars().all(is_of_address) {
        true if is_relative => Ok(Place::Relative(address)),
        true if is_absolute(&filled) => Ok(Place::Absolute(address)),
        _ => Err(unusable(cx, source, &filled)),
    }
}

/// Its setter begins with a word of its own, so that a variable more takes no name from a default parameter or a scheme.
fn variable(cx: &mut Context<'_, '_>, source: &openapi::ServerVariable) -> Known<ServerVariable> {
    let openapi::ServerVariable { at, name, default, values, description } = source;
    if !values.is_empty() && !values.contains(default) {
        let message = format!("the default `{}` is none of the values of `{}`", spelled(default), spelled(name));
        let problem = Diagnostic::at(Code::ImpossibleDefault, &at.child("default"), message);
        return Err(cx.report(problem.help("add it to `enum`, or give another default")));
    }
    if let Some(value) = values.iter().chain([default, name]).find(|text| !text.chars().all(is_of_address)) {
        let message = format!("`{}` cannot stand in an address", spelled(value));
        let help = "an address has letters, digits and `-._~:/@%+`";
        return Err(cx.report(Diagnostic::at(Code::ServerUrl, at, message).help(help)));
    }
    let named = naming::field(cx, &Text::key(&format!("server_{name}"), at, None), Role::ClientSetter)?;
    let title = cx.resolved.info.title.as_deref().unwrap_or_default();
    let suffix = named.name.as_str().to_ascii_uppercase();
    Ok(ServerVariable {
        name: name.clone(),
        env: names::environment_variable(title, &suffix).unwrap_or(suffix),
        setter: named.name,
        default: default.clone(),
        values: values.clone(),
        docs: docs::of(description.as_deref(), || sentences::server_variable(name)),
        origin: Origin { pointer: at.clone(), rule: named.rule },
    })
}

fn unusable(cx: &mut Context<'_, '_>, source: &openapi::Server, filled: &str) -> Refused {
    let at = source.at.child("url");
    let undeclared = filled.split_once('{').and_then(|(_, rest)| Some(rest.split_once('}')?.0));
    cx.report(match undeclared {
        Some(name) => {
            let message = format!("the variable `{}` of the address is not declared", spelled(name));
            let help = format!("declare it beside the address: `variables: {{{name}: {{default: …}}}}`");
            Diagnostic::at(Code::ServerUrl, &at, message).help(help)
        }
        None => {
            let message = format!("`{}` is no `https://` or `http://` address, and no path", spelled(filled));
            let help = "give the address of the service, such as `https://api.example.com`";
            Diagnostic::at(Code::ServerUrl, &at, message).help(help)
        }
    })
}

/// Without an address of the service, the machine is the caller's to name, and with several to choose: nothing can be made
/// of a path beside them.
fn relative_to_nothing(cx: &mut Context<'_, '_>, source: &openapi::Server) -> Refused {
    let message = format!(
        "unsupported: `{}` as the server of single operations, where the service has not one address",
        spelled(&source.url)
    );
    let help = "give the whole address, such as `https://files.example.com/v1`";
    cx.report(Diagnostic::at(Code::Unsupported, &source.at.child("url"), message).help(help))
}

fn is_absolute(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/@%+".contains(c)
}
