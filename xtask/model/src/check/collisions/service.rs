//! Names on the client: its servers, and the setters of its builder.

use super::{Claimant, Collisions};
use crate::api::Api;
use crate::diagnostics::Code;

pub(super) fn check(api: &Api, collisions: &mut Collisions<'_>) {
    let service = &api.service;
    let servers =
        service.servers.iter().map(|it| Claimant::of_node(&it.variant, &it.address.url, &it.origin)).collect();
    let help = "name all but one of them with `x-rust-name`";
    collisions.refuse(Code::NameCollision, "server", help, servers);
    let setters = service.default_parameters.iter();
    let setters = setters.map(|it| Claimant::key(&it.name, &it.wire, &it.origin.pointer));
    let schemes = service.schemes_with_setter().map(|it| Claimant::key(&it.setter, &it.name, &it.origin.pointer));
    let variables = api.server_variables().into_iter();
    let variables = variables.map(|it| Claimant::key(&it.setter, &it.name, &it.origin.pointer));
    let tokens = service.token_client.iter().map(|it| Claimant::key(&it.setter, &it.scheme, &it.origin.pointer));
    let setters = setters.chain(schemes).chain(tokens).chain(variables).collect();
    let help = "name one of them with `x-rust-name`";
    collisions.refuse(Code::NameCollision, "setter", help, setters);
}
