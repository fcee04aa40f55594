//! The tree of resources, and which operation of the old description is which of the new one. An operation is the same
//! if its operationId is; failing that, if the method on the resource is; failing that, if the request is.

use super::pair::PlacedOperation;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::view::View;
use super::{Wire, docs, operations};
use crate::rust_paths;
use model::api::Resource;

/// Compares the resources by path, and all operations of both trees.
pub fn compare(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    tree(old, new, record);
    let before: Vec<PlacedOperation<'_>> = old.api.placed_operations().collect();
    let mut after: Vec<PlacedOperation<'_>> = new.api.placed_operations().collect();
    let mut partners: Vec<Option<PlacedOperation<'_>>> = vec![None; before.len()];
    for is_same in [same_id, same_method, same_request] {
        for (old, partner) in before.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let found = after.iter().position(|new| is_same(*old, *new));
            *partner = found.map(|position| after.remove(position));
        }
    }
    for (place, partner) in before.into_iter().zip(partners) {
        match partner {
            Some(other) => operations::compare((old, place), (new, other), record),
            None => removed(place, record),
        }
    }
    for (resource, operation) in after {
        let message = format!("{} is new", quoted(&operation.endpoint()));
        let item = rust_paths::method(resource, operation);
        record.push(Rule::OperationAdded, item, in_new(&operation.origin.pointer), message);
    }
}

fn tree(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    let (before, after): (Vec<_>, Vec<_>) = (old.api.resources().collect(), new.api.resources().collect());
    let find = |resources: &[&'_ Resource], path: &str| resources.iter().position(|resource| resource.path == path);
    for resource in &before {
        match find(&after, &resource.path) {
            Some(position) => {
                // Its names follow from the path, and operations are paired across the whole tree.
                let Resource { accessor: _, type_name: _, path: _, docs, operations: _, children: _, origin } =
                    after[position];
                let item = rust_paths::resource(after[position]);
                docs::text(&item, &in_new(&origin.pointer), &resource.docs, docs, record);
            }
            None => {
                let message = format!("`{}` is gone", accessor(resource));
                let origin = in_old(&resource.origin.pointer);
                record.push(Rule::ResourceRemoved, rust_paths::resource(resource), origin, message);
            }
        }
    }
    for resource in after.iter().filter(|resource| find(&before, &resource.path).is_none()) {
        let message = format!("`{}` is new", accessor(resource));
        let origin = in_new(&resource.origin.pointer);
        record.push(Rule::ResourceAdded, rust_paths::resource(resource), origin, message);
    }
}

/// `client.beta().batch()`.
fn accessor(resource: &Resource) -> String {
    resource.path.split('.').fold("client".to_owned(), |path, segment| format!("{path}.{segment}()"))
}

fn removed((resource, operation): PlacedOperation<'_>, record: &mut Record) {
    let message = format!("{} is gone", quoted(&operation.endpoint()));
    let (item, origin) = (rust_paths::method(resource, operation), in_old(&operation.origin.pointer));
    record.push_wire(Rule::OperationRemoved, item, origin, Wire::Breaking, message);
}

fn same_id((_, old): PlacedOperation<'_>, (_, new): PlacedOperation<'_>) -> bool {
    old.id == new.id
}

fn same_method((at, old): PlacedOperation<'_>, (other, new): PlacedOperation<'_>) -> bool {
    at.path == other.path && old.method_name == new.method_name
}

fn same_request((_, old): PlacedOperation<'_>, (_, new): PlacedOperation<'_>) -> bool {
    old.http_method == new.http_method && old.path.anonymous() == new.path.anonymous()
}
