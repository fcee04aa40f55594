//! Where requests go: the servers to choose from, what they leave to the caller, and those of single operations.

use super::Wire;
use super::docs;
use super::pair::Pair;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::view::View;
use model::api::{Api, Operation, Server, ServerVariable, Service};

pub fn compare(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    of_service(&old.api.service, &new.api.service, record);
    variables(old.api, new.api, record);
}

fn of_service(old: &Service, new: &Service, record: &mut Record) {
    let is_listed = |url: &str| new.servers.iter().any(|server| server.address.url == url);
    let find = |service: &'_ Service, wanted: &Server| {
        service.servers.iter().position(|server| server.variant == wanted.variant)
    };
    for server in &old.servers {
        let wire = Wire::breaking_if(!is_listed(&server.address.url));
        let item = format!("Region::{}", server.variant);
        let Some(position) = find(new, server) else {
            let message = format!("the server {} is gone", quoted(&server.address.url));
            record.push_wire(Rule::ServerRemoved, item, in_old(&server.origin.pointer), wire, message);
            continue;
        };
        let Server { variant: _, address, docs, origin } = &new.servers[position];
        let origin = in_new(&origin.pointer);
        if address.url != server.address.url {
            let message = format!("was {} and is {}", quoted(&server.address.url), quoted(&address.url));
            record.push_wire(Rule::ServerUrlChanged, &item, origin.clone(), wire, message);
        }
        docs::text(&item, &origin, &server.docs, docs, record);
    }
    for server in new.servers.iter().filter(|server| find(old, server).is_none()) {
        let (item, message) =
            (format!("Region::{}", server.variant), format!("the server {} is new", quoted(&server.address.url)));
        record.push(Rule::ServerAdded, item, in_new(&server.origin.pointer), message);
    }
    if let (Some(before), Some(after)) = (old.servers.first(), new.servers.first())
        && before.variant != after.variant
    {
        let message = format!("was `{}` and is `{}`, unless one is chosen", before.variant, after.variant);
        record.push(Rule::DefaultServerChanged, "Region", in_new(&after.origin.pointer), message);
    }
}

/// What servers leave to the caller.
fn variables(old: &Api, new: &Api, record: &mut Record) {
    let item = |variable: &ServerVariable| format!("ClientBuilder::{}", variable.setter);
    let (before, after) = (old.server_variables(), new.server_variables());
    for variable in &before {
        let Some(other) = after.iter().find(|other| other.setter == variable.setter) else {
            let message = format!("no address has the variable {} any more", quoted(&variable.name));
            record.push(Rule::ServerVariableRemoved, item(variable), in_old(&variable.origin.pointer), message);
            continue;
        };
        let ServerVariable { name: _, setter: _, env: _, default, values, docs, origin } = other;
        let origin = in_new(&origin.pointer);
        if *default != variable.default {
            let message = format!("was {} and is {}, unless it is set", quoted(&variable.default), quoted(default));
            record.push(Rule::ServerVariableDefault, item(variable), origin.clone(), message);
        }
        let is_refused = |value: &String| !values.is_empty() && !values.contains(value);
        if variable.values.is_empty() && !values.is_empty() || variable.values.iter().any(is_refused) {
            let message = format!("takes fewer values for {}", quoted(&variable.name));
            record.push(Rule::ServerVariableNarrowed, item(variable), origin.clone(), message);
        }
        docs::text(&item(variable), &origin, &variable.docs, docs, record);
    }
    for variable in after.iter().filter(|it| !before.iter().any(|other| other.setter == it.setter)) {
        let message = format!("sets {} in the address of the service", quoted(&variable.name));
        record.push(Rule::ServerVariableAdded, item(variable), in_new(&variable.origin.pointer), message);
    }
}

/// The server that only some operations go to.
pub fn of_operation(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let (before, after) = (own_url(old), own_url(new));
    if before == after {
        return;
    }
    let words = |url: Option<&str>| url.map_or_else(|| "the address of the service".to_owned(), quoted);
    let message = format!("was sent to {} and is sent to {}", words(before), words(after));
    record.push_wire(Rule::OperationServerChanged, pair.method(), pair.origin(), Wire::Breaking, message);
}

fn own_url(operation: &Operation) -> Option<&str> {
    operation.server.as_ref().map(|address| address.url.as_str())
}
