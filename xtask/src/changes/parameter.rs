//! What a request takes, as both kinds of it: an argument of the method, or a setter of the request builder.

use super::pair::PlacedOperation;
use crate::rust_paths;
use model::api::{Argument, Operation, PathTemplate};

/// A parameter, and whether the method takes it as an argument; else it is a setter of the request builder.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    pub argument: &'a Argument,
    pub is_positional: bool,
    /// The template of the operation's path.
    pub path: &'a PathTemplate,
}

impl<'a> Parameter<'a> {
    pub fn all(operation: &'a Operation) -> Vec<Self> {
        let path = &operation.path;
        let positional = operation.arguments.iter().map(|argument| Self { argument, is_positional: true, path });
        let setters = operation.setters.iter().map(|argument| Self { argument, is_positional: false, path });
        positional.chain(setters).collect()
    }

    /// As reports call it; the operation is the one that has it.
    pub fn item(self, (resource, operation): PlacedOperation<'_>) -> String {
        match self.is_positional {
            true => rust_paths::argument(resource, operation, self.argument),
            false => rust_paths::setter(resource, operation, self.argument),
        }
    }
}
