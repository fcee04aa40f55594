//! The package, and what the client knows about the service before its first request.

use super::Wire;
use super::credentials;
use super::docs;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::servers;
use super::view::View;
use model::api::{Api, DefaultParameter, Docs, Package, Service, Webhook};
use model::openapi::Pointer;

/// Compares everything that does not hang on a model or an operation.
pub fn compare(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    package(old.api, new.api, record);
    let (before, after) = (&old.api.service, &new.api.service);
    let Service {
        // With the package.
        title: _,
        servers: _,
        // A word of one message.
        base_path: _,
        // With the credentials.
        schemes: _,
        token_client: _,
        base_url_env,
        custom_headers_env,
        default_parameters: _,
    } = after;
    servers::compare(old, new, record);
    credentials::compare(old.api, new.api, record);
    let one = std::slice::from_ref::<String>;
    let read = [
        ("the base URL", "base-url-env", one(&before.base_url_env), one(base_url_env)),
        ("further headers", "custom-headers-env", one(&before.custom_headers_env), one(custom_headers_env)),
    ];
    for (purpose, key, before, after) in read {
        variables(before, after, purpose, &client().child(key), record);
    }
    // That there is a key at all is told with the schemes.
    if !before.schemes.is_empty() && !after.schemes.is_empty() {
        let (before, after) = (before.api_key_env(), after.api_key_env());
        variables(before, after, "the API key", &client().child("api-key-env"), record);
    }
    default_parameters(before, after, record);
    webhook(old.api.webhook.as_ref(), new.api.webhook.as_ref(), record);
}

fn package(old: &Api, new: &Api, record: &mut Record) {
    if old.package.name != new.package.name {
        let message = format!("the package was called `{}`", old.package.name);
        record.push(Rule::PackageRenamed, &new.package.name, in_new(&client().child("package")), message);
    }
    if old.package.command != new.package.command {
        let message = format!("the program was called `{}`", old.package.command);
        record.push(Rule::CommandRenamed, &new.package.command, in_new(&client().child("command")), message);
    }
    let words = |api: &Api| {
        // The declared version is what a verdict is about, and no change.
        // The manifest names these, or a page; no code can see them.
        let Package {
            name: _,
            version: _,
            command: _,
            official_command: _,
            repository: _,
            documentation: _,
            keywords: _,
            summary,
            docs,
        } = &api.package;
        Docs([&api.service.title, summary].into_iter().chain(&docs.0).cloned().collect())
    };
    docs::text("crate", &in_new(&Pointer::root().child("info")), &words(old), &words(new), record);
}

/// Environment variables that `Client::from_env` reads for one purpose, in this order.
fn variables(old: &[String], new: &[String], purpose: &str, origin: &Pointer, record: &mut Record) {
    let item = "Client::from_env";
    for variable in old.iter().filter(|variable| !new.contains(variable)) {
        let message = format!("no longer reads {} for {purpose}", quoted(variable));
        record.push(Rule::VariableRemoved, item, in_old(origin), message);
    }
    for variable in new.iter().filter(|variable| !old.contains(variable)) {
        let message = format!("reads {} for {purpose}", quoted(variable));
        record.push(Rule::VariableAdded, item, in_new(origin), message);
    }
    let kept = old.iter().filter(|variable| new.contains(variable));
    if !kept.eq(new.iter().filter(|variable| old.contains(variable))) {
        let message = format!("reads the variables for {purpose} in another order");
        record.push(Rule::VariablesReordered, item, in_new(origin), message);
    }
}

fn default_parameters(old: &Service, new: &Service, record: &mut Record) {
    let find = |service: &'_ Service, wire: &str| {
        service.default_parameters.iter().position(|parameter| parameter.wire == wire)
    };
    let item = |parameter: &DefaultParameter| format!("ClientBuilder::{}", parameter.name);
    for parameter in &old.default_parameters {
        let Some(position) = find(new, &parameter.wire) else {
            let message = format!("{} is no longer set on the client", quoted(&parameter.wire));
            record.push(Rule::DefaultParameterRemoved, item(parameter), in_old(&parameter.origin.pointer), message);
            continue;
        };
        let other = &new.default_parameters[position];
        let DefaultParameter { wire: _, name, env, docs, origin } = other;
        if parameter.name != *name {
            let message = format!("was called `{}`", parameter.name);
            record.push(Rule::DefaultParameterRenamed, item(other), in_new(&origin.pointer), message);
        }
        let purpose = quoted(&parameter.wire);
        variables(parameter.env.as_slice(), env.as_slice(), &purpose, &origin.pointer, record);
        docs::text(&item(other), &in_new(&origin.pointer), &parameter.docs, docs, record);
    }
    for parameter in new.default_parameters.iter().filter(|parameter| find(old, &parameter.wire).is_none()) {
        let message = format!("{} can be set on the client", quoted(&parameter.wire));
        record.push(Rule::DefaultParameterAdded, item(parameter), in_new(&parameter.origin.pointer), message);
    }
}

fn webhook(old: Option<&Webhook>, new: Option<&Webhook>, record: &mut Record) {
    let at = client().child("webhook");
    match (old, new) {
        (None, Some(_)) => record.push(Rule::WebhookAdded, "webhooks", in_new(&at), "notifications can be checked"),
        (Some(_), None) => {
            record.push(Rule::WebhookRemoved, "webhooks", in_old(&at), "notifications can no longer be checked");
        }
        (Some(old), Some(new)) => {
            let Webhook { signature_header, signature_prefix, event } = new;
            if (&old.signature_header, &old.signature_prefix) != (signature_header, signature_prefix) {
                let message = "the signature is found in another header or form";
                record.push_wire(Rule::WebhookSignatureChanged, "webhooks", in_new(&at), Wire::Breaking, message);
            }
            if old.event != *event {
                let origin = in_new(&at.child("event-schema"));
                record.push(Rule::WebhookEventChanged, "webhooks", origin, "events have another type");
            }
        }
        (None, None) => {}
    }
}

fn client() -> Pointer {
    Pointer::root().child("x-client")
}
