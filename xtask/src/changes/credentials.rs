//! How callers prove who they are: the API key, further schemes, and which of them an operation asks for.

use super::Wire;
use super::pair::Pair;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use model::api::{Api, Auth, Scheme, Service, TokenClient};
use model::names::FieldName;
use model::openapi::Pointer;

pub fn compare(old: &Api, new: &Api, record: &mut Record) {
    key(old, new, record);
    let (old, new) = (&old.service, &new.service);
    token_client(old.token_client.as_ref(), new.token_client.as_ref(), record);
    for Scheme { name, setter, env: _, auth, docs: _, origin } in old.schemes_with_setter() {
        let item = format!("ClientBuilder::{setter}");
        match sent_by(new, setter) {
            None => {
                let message = format!("the credentials {} are no longer sent", quoted(name));
                record.push(Rule::CredentialsRemoved, item, in_old(&origin.pointer), message);
            }
            Some(after) if after != auth => {
                let message = format!("{} were sent in {} and are sent in {}", quoted(name), place(auth), place(after));
                record.push_wire(Rule::AuthChanged, item, in_old(&origin.pointer), Wire::Breaking, message);
            }
            Some(_) => {}
        }
    }
    for scheme in new.schemes_with_setter().filter(|scheme| sent_by(old, &scheme.setter).is_none()) {
        let item = format!("ClientBuilder::{}", scheme.setter);
        let message = format!("sets the credentials {}, sent in {}", quoted(&scheme.name), place(&scheme.auth));
        record.push(Rule::CredentialsAdded, item, in_new(&scheme.origin.pointer), message);
    }
}

/// Whatever becomes of the setter, programs already built get their tokens where they always did.
fn token_client(old: Option<&TokenClient>, new: Option<&TokenClient>, record: &mut Record) {
    let item = |client: &TokenClient| format!("ClientBuilder::{}", client.setter);
    let is_other = |client: &TokenClient, other: Option<&TokenClient>| {
        let TokenClient { scheme: _, url: _, scopes: _, setter, id_env, secret_env, origin: _ } = client;
        other.is_none_or(|it| (&it.setter, &it.id_env, &it.secret_env) != (setter, id_env, secret_env))
    };
    if let Some(before) = old.filter(|client| is_other(client, new)) {
        let message = format!("the tokens of {} are no longer had by it", quoted(&before.scheme));
        record.push(Rule::CredentialsRemoved, item(before), in_old(&before.origin.pointer), message);
    }
    if let Some(after) = new.filter(|client| is_other(client, old)) {
        let message = format!("gets the tokens of {} with an id and a secret", quoted(&after.scheme));
        record.push(Rule::CredentialsAdded, item(after), in_new(&after.origin.pointer), message);
    }
}

/// How the credentials travel that this setter takes.
fn sent_by<'a>(service: &'a Service, setter: &FieldName) -> Option<&'a Auth> {
    service.schemes_with_setter().find(|scheme| scheme.setter == *setter).map(|scheme| &scheme.auth)
}

/// Whatever happens to the key, old clients send it as they always did, and not at all if there was none. That the new
/// description has no place for a key may mean that none is needed, or that it travels in a way the client does not
/// know; the model cannot tell them apart, so the worse one is reported.
fn key(old: &Api, new: &Api, record: &mut Record) {
    let schemes = Pointer::root().child("components").child("securitySchemes");
    let place_of = |api: &Api| api.service.schemes.first().map(|scheme| place(&scheme.auth));
    let (rule, origin, message) = match (place_of(old), place_of(new)) {
        (Some(before), None) => {
            let message = format!("the key was sent in {before} and is no longer sent; `api_key` has no effect");
            (Rule::AuthRemoved, in_old(&schemes), message)
        }
        (None, Some(after)) => {
            let message = if new.needs_credentials() {
                format!("a key is needed and is sent in {after}; without one no client can be built")
            } else {
                format!("a key can be set and is sent in {after} where an operation asks for it")
            };
            (Rule::AuthAdded, in_new(&schemes), message)
        }
        (Some(before), Some(after)) if before != after => {
            let message = format!("the key was sent in {before} and is sent in {after}");
            (Rule::AuthChanged, in_new(&schemes), message)
        }
        (Some(_), Some(_)) | (None, None) => return,
    };
    record.push_wire(rule, "ClientBuilder::api_key", origin, Wire::Breaking, message);
}

/// Where credentials are sent.
fn place(auth: &Auth) -> String {
    match auth {
        Auth::Bearer => "`Authorization: Bearer`".to_owned(),
        Auth::Basic => "`Authorization: Basic`".to_owned(),
        Auth::Header(name) => quoted(name),
        Auth::Query(name) => format!("the query parameter {}", quoted(name)),
        Auth::Cookie(name) => format!("the cookie {}", quoted(name)),
    }
}

/// What one operation asks for. That a service has credentials at all, or no longer, is told of the whole.
pub fn of_operation(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let (before, after) = (&pair.old.api.service, &pair.new.api.service);
    if before.schemes.is_empty() || after.schemes.is_empty() {
        return;
    }
    let (before, after) = (asked_for(before, &old.security), asked_for(after, &new.security));
    if before == after {
        return;
    }
    // What was enough goes on being enough where the service takes that, or less.
    let is_enough = |given: &Vec<String>| after.iter().any(|asked| asked.iter().all(|setter| given.contains(setter)));
    let wire = Wire::breaking_if(!before.iter().all(is_enough));
    let message = format!("asked for {} and asks for {}", words(&before), words(&after));
    record.push_wire(Rule::SecurityChanged, pair.method(), pair.origin(), wire, message);
}

/// The alternatives by what callers know them by, the setters.
fn asked_for(service: &Service, alternatives: &[Vec<String>]) -> Vec<Vec<String>> {
    let setter = |name: &String| service.scheme(name).map_or_else(|| name.clone(), |scheme| scheme.setter.to_string());
    match alternatives {
        [] => vec![Vec::new()],
        some => some.iter().map(|names| names.iter().map(setter).collect()).collect(),
    }
}

fn words(alternatives: &[Vec<String>]) -> String {
    let together = |setters: &Vec<String>| match setters.as_slice() {
        [] => "nothing".to_owned(),
        some => some.iter().map(|setter| quoted(setter)).collect::<Vec<_>>().join(" with "),
    };
    alternatives.iter().map(together).collect::<Vec<_>>().join(" or ")
}
