//! Walks over the tree of resources and the list of models.

use crate::codegen::api::{Api, Operation, OperationPath, Resource, TypeDef};
use crate::codegen::names::{ModuleName, TypeName};

/// Every operation, in the order of the tree.
pub fn operations(resource: &Resource) -> Vec<&Operation> {
    let own = resource.operations.iter();
    own.chain(resource.children.iter().flat_map(operations)).collect()
}

/// Every operation, with the accessors that lead to it from the client.
pub fn operations_with_path(resource: &Resource) -> Vec<(Vec<&ModuleName>, &Operation)> {
    let mut all: Vec<(Vec<&ModuleName>, &Operation)> =
        resource.operations.iter().map(|operation| (Vec::new(), operation)).collect();
    all.extend(resource.children.iter().flat_map(operations_with_path));
    for (path, _) in &mut all {
        path.splice(0..0, &resource.accessor);
    }
    all
}

/// The operation that another one names.
pub fn operation<'a>(api: &'a Api, path: &OperationPath) -> &'a Operation {
    let mut all = operations(&api.root).into_iter();
    all.find(|operation| operation.marker == path.marker).expect("an operation names another one of the same crate")
}

/// The definition of a model.
pub fn model<'a>(api: &'a Api, name: &TypeName) -> &'a TypeDef {
    // Sorted by name, and asked for every field.
    let found = api.types.binary_search_by(|definition| definition.name().cmp(name));
    &api.types[found.expect("a type names another one of the same crate")]
}
