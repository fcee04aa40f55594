//! Resources, operations, and what their methods take.

use super::Entry;
use crate::explain_item::naming::{FIELD, METHOD, RESOURCE};
use crate::rust_paths;
use model::api::{Api, Argument, Lifecycle, Operation, Output, Place, Resource, Successes};

/// Adds the whole tree. `chain` is the way from the client: `Client::beta::batch`.
pub fn add(api: &Api, entries: &mut Vec<Entry>) {
    resource(&api.root, "Client", entries);
}

fn resource(place: &Resource, chain: &str, entries: &mut Vec<Entry>) {
    let Resource { accessor, type_name: _, path, docs: _, operations, children, origin } = place;
    let own_chain = match accessor {
        Some(accessor) => {
            let own_chain = format!("{chain}::{accessor}");
            let (what, named) = (format!("the operations of `{path}`"), RESOURCE.words(origin.rule));
            let path = rust_paths::resource(place);
            let aliases = [own_chain.clone(), rust_paths::module(place), short(&path)];
            entries.push(Entry::new(path, what, &origin.pointer, named).also(aliases));
            own_chain
        }
        None => chain.to_owned(),
    };
    let at = Chained { place, chain: &own_chain };
    for operation in operations {
        at.operation(operation, entries);
    }
    for child in children {
        resource(child, &own_chain, entries);
    }
}

struct Chained<'a> {
    place: &'a Resource,
    chain: &'a str,
}

impl Chained<'_> {
    fn operation(&self, operation: &Operation, entries: &mut Vec<Entry>) {
        let Operation {
            id,
            method_name,
            builder: _,
            marker,
            docs: _,
            deprecated: _,
            http_method: _,
            path: _,
            replay: _,
            idempotency_header: _,
            arguments: _,
            setters: _,
            default_parameters: _,
            body: _,
            responses: _,
            accept: _,
            security: _,
            server: _,
            output,
            events: _,
            pagination: _,
            lifecycle,
            created,
            reconcile,
            examples: _,
            origin,
        } = operation;
        let endpoint = operation.endpoint();
        let pointer = &origin.pointer;
        let method = rust_paths::method(self.place, operation);
        let builder = rust_paths::builder(self.place, operation);
        let methods = [format!("{}::{method_name}", self.chain), short(&method), method.clone()];
        entries.push(
            Entry::new(&method, format!("sends `{endpoint}`"), pointer, METHOD.words(origin.rule))
                .also(methods.clone())
                .also([id.clone()]),
        );
        let request = format!("a request of `{endpoint}`, before it is sent");
        entries.push(Entry::new(&builder, request, pointer, "the operationId in Pascal case").also([short(&builder)]));
        let marker = format!("{}::{marker}", rust_paths::module(self.place));
        let named = "the request builder and `Operation`";
        entries.push(Entry::new(&marker, format!("`{endpoint}`, as a type"), pointer, named).also([short(&marker)]));
        if let Output::ByStatus(Successes { name, cases: _ }) = output {
            let path = format!("{}::{name}", rust_paths::module(self.place));
            let (what, named) = (format!("what `{endpoint}` gives, by status"), "the request builder and `Success`");
            entries.push(Entry::new(&path, what, pointer, named).also([short(&path)]));
        }
        if let Some(lifecycle) = lifecycle {
            self.waiting(operation, lifecycle, &builder, entries);
        }
        if created.is_some() {
            let what = "waits for the end of what was created";
            let named = "the same for every `created-by` of an `x-lifecycle`";
            entries.push(Entry::new(format!("{builder}::and_wait"), what, pointer, named));
        }
        if reconcile.is_some() {
            self.reconciling(operation, entries);
        }
        self.inputs(operation, &methods, &builder, entries);
    }

    /// `methods` are the names by which one can ask for the method.
    fn inputs(&self, operation: &Operation, methods: &[String], builder: &str, entries: &mut Vec<Entry>) {
        for argument in &operation.arguments {
            let path = rust_paths::argument(self.place, operation, argument);
            let aliases = methods.iter().map(|method| format!("{method}::{}", argument.name));
            entries.push(parameter(&path, "an argument", argument).also(aliases));
        }
        for setter in &operation.setters {
            let path = rust_paths::setter(self.place, operation, setter);
            let aliases = methods.iter().map(|method| format!("{method}::{}", setter.name)).chain([short(&path)]);
            entries.push(parameter(&path, "a setter", setter).also(aliases));
            variations(builder, setter, entries);
        }
    }

    fn waiting(&self, operation: &Operation, lifecycle: &Lifecycle, builder: &str, entries: &mut Vec<Entry>) {
        let Lifecycle {
            waiter,
            method_name,
            status_path: _,
            status_type: _,
            phases: _,
            gives_phase: _,
            cancel: _,
            final_query: _,
            origin,
        } = lifecycle;
        let at = &origin.pointer;
        let method = format!("{}::{method_name}", rust_paths::resource(self.place));
        let aliases = [short(&method), format!("{}::{method_name}", self.chain)];
        let what = format!("waits for the end of what `{}` reads", operation.method_name);
        entries.push(Entry::new(method, what, at, "the same for every `x-lifecycle`").also(aliases));
        let waiter = format!("{}::{waiter}", rust_paths::module(self.place));
        let named = "`Wait` and the operationId without its verb";
        let short = short(&waiter);
        entries.push(Entry::new(waiter, "the waiter, before it is sent", at, named).also([short]));
        let what = "waits for the end, with the settings of the request";
        entries.push(Entry::new(format!("{builder}::wait"), what, at, "the same for every `x-lifecycle`"));
    }

    /// An operation of the client itself has no method to look for what it made.
    fn reconciling(&self, operation: &Operation, entries: &mut Vec<Entry>) {
        if self.place.path.is_empty() {
            return;
        }
        let name = format!("reconcile_{}", operation.method_name);
        let method = format!("{}::{name}", rust_paths::resource(self.place));
        let aliases = [short(&method), format!("{}::{name}", self.chain)];
        let what = format!("looks for what a `{}` of unknown outcome may have made", operation.method_name);
        let named = "`reconcile_` and the method";
        entries.push(Entry::new(method, what, &operation.origin.pointer, named).also(aliases));
    }
}

/// `maybe_…` and `clear_…`.
fn variations(builder: &str, setter: &Argument, entries: &mut Vec<Entry>) {
    let pointer = &setter.origin.pointer;
    let maybe = format!("{builder}::maybe_{}", setter.name);
    let what = format!("sets `{}` if there is a value", setter.wire);
    entries.push(Entry::new(maybe, what, pointer, "`maybe_` and the setter"));
    if setter.nullable {
        let clear = format!("{builder}::clear_{}", setter.name);
        entries.push(Entry::new(
            clear,
            format!("sends null for `{}`", setter.wire),
            pointer,
            "`clear_` and the setter",
        ));
    }
}

fn parameter(path: &str, what: &str, argument: &Argument) -> Entry {
    let Argument {
        name: _,
        wire,
        place,
        style: _,
        docs: _,
        deprecated: _,
        ty: _,
        nullable: _,
        flag: _,
        facts: _,
        origin,
    } = argument;
    let on_the_wire = match place {
        Place::Path => format!("`{wire}` in the path"),
        Place::Query => format!("`{wire}` in the query"),
        Place::Header => format!("the header `{wire}`"),
        Place::Cookie => format!("the cookie `{wire}`"),
        Place::BodyField => format!("`{wire}` in the body"),
        Place::Body => "the body".to_owned(),
    };
    Entry::new(path, format!("{what}, {on_the_wire}"), &origin.pointer, FIELD.words(origin.rule))
}

/// The path without the modules inside `resources`: `resources::Batches::list`.
fn short(path: &str) -> String {
    let is_module = |segment: &&str| segment.starts_with(|c: char| c.is_ascii_lowercase());
    let Some(rest) = path.strip_prefix("resources::") else { return path.to_owned() };
    let kept: Vec<&str> = rest.split("::").skip_while(is_module).collect();
    format!("resources::{}", kept.join("::"))
}
