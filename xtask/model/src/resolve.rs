//! From what the description says to what it means: references followed, the words of 3.0 spelt as those of 3.1, `allOf`
//! merged, null and secrets settled, parameters, bodies, responses and examples put into their places. Each schema is
//! looked at once and has an id; whoever asks what a schema is gets the settled answer. Nothing gets a Rust name here.
//!
//! What a newcomer gets wrong: what a schema is must be known before its properties are, because schemas refer to each
//! other in circles through their properties. So the kinds come first, and `fill` looks at properties and branches.

mod alternatives;
mod bounds;
mod circles;
mod fill;
mod head;
mod idle;
mod integers;
mod merge;
mod model;
mod operations;
mod own;
mod references;
mod schemas;
#[cfg(test)]
mod tests;
mod words;

pub use model::{
    Body, Choice, Direction, Enumeration, Further, Integers, Kind, KnownSlot, ListedInteger, Media, Object, Operation,
    Parameter, PartHeader, Property, Resolved, Response, Schema, SchemaId, Schemas, Slot, Union,
};

use crate::diagnostics::Diagnostics;
use crate::openapi::{Document, Pointer};
use schemas::Resolver;

/// The description without its indirections. What cannot be resolved is reported and refused.
pub fn resolve<'d>(document: &'d Document, diagnostics: &mut Diagnostics) -> Resolved<'d> {
    let mut resolver = Resolver::new(document, diagnostics);
    let components = resolver.components();
    let operations = operations::resolve(&mut resolver);
    let schemas = fill::fill(resolver);
    Resolved {
        info: &document.info,
        client: &document.client,
        servers: &document.servers,
        tags: &document.tags,
        security: document.security.as_deref(),
        security_schemes: &document.components.security_schemes,
        schemas,
        components,
        shared: document
            .components
            .inner_schemas
            .iter()
            .filter_map(|(target, _)| Pointer::of_reference(target))
            .collect(),
        operations,
    }
}
