//! Resources, operations, and what their methods take.

use super::Entry;
use crate::codegen::api::{Api, Argument, Operation, Place, Resource};
use crate::explain_item::naming::{FIELD, METHOD, RESOURCE};
use crate::rust_paths;

/// Adds the whole tree. `chain` is the way from the client: `Client::beta::batch`.
pub fn add(api: &Api, entries: &mut Vec<Entry>) {
    resource(&api.root, "Client", entries);
}

fn resource(place: &Resource, chain: &str, entries: &mut Vec<Entry>) {
    let at = Chained { place, chain };
    for operation in &place.operations {
        at.operation(operation, entries);
    }
    for child in &place.children {
        let Some(accessor) = &child.accessor else { continue };
        let (what, named) = (format!("the operations of `{}`", child.path), RESOURCE.words(child.origin.rule));
        let own_chain = format!("{chain}::{accessor}");
        let path = rust_paths::resource(child);
        let aliases = [own_chain.clone(), rust_paths::module(child), short(&path)];
        entries.push(Entry::new(path, what, &child.origin.pointer, named).also(aliases));
        resource(child, &own_chain, entries);
    }
}

struct Chained<'a> {
    place: &'a Resource,
    chain: &'a str,
}

impl Chained<'_> {
    fn operation(&self, operation: &Operation, entries: &mut Vec<Entry>) {
        let endpoint = operation.endpoint();
        let pointer = &operation.origin.pointer;
        let method = rust_paths::method(self.place, operation);
        let builder = rust_paths::builder(self.place, operation);
        let chained = format!("{}::{}", self.chain, operation.method_name);
        let methods = [chained, short(&method), method.clone()];
        entries.push(
            Entry::new(&method, format!("sends `{endpoint}`"), pointer, METHOD.words(operation.origin.rule))
                .also(methods.clone())
                .also([operation.id.clone()]),
        );
        let request = format!("a request of `{endpoint}`, before it is sent");
        entries.push(Entry::new(&builder, request, pointer, "the operationId in Pascal case").also([short(&builder)]));
        let marker = format!("{}::{}", rust_paths::module(self.place), operation.marker);
        let named = "the request builder and `Operation`";
        entries.push(Entry::new(&marker, format!("`{endpoint}`, as a type"), pointer, named).also([short(&marker)]));
        self.waiting(operation, &builder, entries);
        for argument in &operation.arguments {
            let path = rust_paths::argument(self.place, operation, argument);
            let aliases = methods.iter().map(|method| format!("{method}::{}", argument.name));
            let what = format!("an argument, {}", on_the_wire(argument));
            entries.push(parameter(&path, &what, argument).also(aliases));
        }
        for setter in &operation.setters {
            let path = rust_paths::setter(self.place, operation, setter);
            let aliases = methods.iter().map(|method| format!("{method}::{}", setter.name)).chain([short(&path)]);
            let what = format!("a setter, {}", on_the_wire(setter));
            entries.push(parameter(&path, &what, setter).also(aliases));
            variations(&builder, setter, entries);
        }
    }

    fn waiting(&self, operation: &Operation, builder: &str, entries: &mut Vec<Entry>) {
        let pointer = &operation.origin.pointer;
        if let Some(lifecycle) = &operation.lifecycle {
            let resource = rust_paths::resource(self.place);
            let method = format!("{resource}::{}", lifecycle.method_name);
            let aliases = [short(&method), format!("{}::{}", self.chain, lifecycle.method_name)];
            let (what, at) =
                (format!("waits for the end of what `{}` reads", operation.method_name), &lifecycle.origin.pointer);
            entries.push(Entry::new(method, what, at, "the same for every `x-lifecycle`").also(aliases));
            let waiter = format!("{}::{}", rust_paths::module(self.place), lifecycle.waiter);
            let named = "`Wait` and the operationId without its verb";
            let short = short(&waiter);
            entries.push(Entry::new(waiter, "the waiter, before it is sent", at, named).also([short]));
            let what = "waits for the end, with the settings of the request";
            entries.push(Entry::new(format!("{builder}::wait"), what, at, "the same for every `x-lifecycle`"));
        }
        if operation.created.is_some() {
            let what = "waits for the end of what was created";
            let named = "the same for every `created-by` of an `x-lifecycle`";
            entries.push(Entry::new(format!("{builder}::and_wait"), what, pointer, named));
        }
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
    Entry::new(path, what, &argument.origin.pointer, FIELD.words(argument.origin.rule))
}

fn on_the_wire(argument: &Argument) -> String {
    let wire = &argument.wire;
    match argument.place {
        Place::Path => format!("`{wire}` in the path"),
        Place::Query => format!("`{wire}` in the query"),
        Place::Header => format!("the header `{wire}`"),
        Place::Cookie => format!("the cookie `{wire}`"),
        Place::BodyField => format!("`{wire}` in the body"),
        Place::Body => "the body".to_owned(),
    }
}

/// The path without the modules inside `resources`: `resources::Batches::list`.
fn short(path: &str) -> String {
    let is_module = |segment: &&str| segment.starts_with(|c: char| c.is_ascii_lowercase());
    let Some(rest) = path.strip_prefix("resources::") else { return path.to_owned() };
    let kept: Vec<&str> = rest.split("::").skip_while(is_module).collect();
    format!("resources::{}", kept.join("::"))
}
