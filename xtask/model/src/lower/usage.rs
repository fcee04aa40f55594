//! Which types are sent and which are received: a type in a request may have to tell absent from null, one that only
//! responses hold need not.

use super::registry::{Draft, Drafts, Usage};
use crate::api::{Operation, TypeRef};
use crate::names::TypeName;

/// Marks the structs that callers send and those that they receive, through all that holds them.
pub(super) fn mark<'o>(drafts: &mut Drafts, operations: impl Iterator<Item = &'o Operation> + Clone) {
    let bodies = operations.clone().flat_map(Operation::inputs).filter(|argument| argument.place.is_body());
    let sent = reach(drafts, bodies.filter_map(|argument| argument.ty.named()));
    let received = reach(drafts, operations.flat_map(answered_by));
    for ((draft, sent), received) in drafts.values_mut().zip(sent).zip(received) {
        if let Draft::Struct(structure) = draft {
            structure.usage = Usage { sent, received };
        }
    }
}

/// The types an operation takes or gives.
pub(super) fn named_in(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    operation.inputs().filter_map(|argument| argument.ty.named()).chain(answered_by(operation))
}

fn answered_by(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    operation.received().chain(operation.declared_errors().filter_map(TypeRef::named))
}

/// For each draft, in their order, whether it can be got to from these.
pub(super) fn reach<'n>(drafts: &Drafts, start: impl IntoIterator<Item = &'n TypeName>) -> Vec<bool> {
    let mut reached = vec![false; drafts.len()];
    let mut open: Vec<usize> = start.into_iter().filter_map(|name| drafts.get_index_of(name)).collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(drafts[at].inside().filter_map(|ty| drafts.get_index_of(ty.named()?)));
        }
    }
    reached
}
