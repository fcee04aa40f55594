//! How items of the generated crate are called in text: `types::Batch::status`, `resources::batches::ListBatches::status`.
//! Paths start below the crate, whose name may change. An argument has no path in Rust, so it stands in brackets
//! behind its method.

use model::api::{Argument, Operation, Resource};
use model::names::TypeName;

/// `types::Batch`.
pub fn model(name: &TypeName) -> String {
    format!("types::{name}")
}

/// The module of a resource: `resources::beta::batch`; `resources` for what hangs on the client itself.
pub fn module(resource: &Resource) -> String {
    if resource.path.is_empty() {
        "resources".to_owned()
    } else {
        format!("resources::{}", resource.path.replace('.', "::"))
    }
}

/// The type that carries the methods of a resource: `resources::batches::Batches`, or `Client`.
pub fn resource(resource: &Resource) -> String {
    match &resource.type_name {
        Some(name) => format!("{}::{name}", module(resource)),
        None => "Client".to_owned(),
    }
}

/// `resources::batches::Batches::list`.
pub fn method(place: &Resource, operation: &Operation) -> String {
    format!("{}::{}", resource(place), operation.method_name)
}

/// `resources::batches::ListBatches`.
pub fn builder(place: &Resource, operation: &Operation) -> String {
    format!("{}::{}", module(place), operation.builder)
}

/// `resources::batches::Batches::get(batch_id)`.
pub fn argument(place: &Resource, operation: &Operation, argument: &Argument) -> String {
    format!("{}({})", method(place, operation), argument.name)
}

/// `resources::batches::ListBatches::status`.
pub fn setter(place: &Resource, operation: &Operation, setter: &Argument) -> String {
    format!("{}::{}", builder(place, operation), setter.name)
}
