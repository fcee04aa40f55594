//! Which types are sent and which are received: a type in a request may have to tell absent from null, one that only
//! responses hold need not.

use std::collections::{BTreeMap, HashSet};

use super::registry::Draft;
use crate::api::{Operation, TypeRef};
use crate::names::TypeName;

/// The types that callers send and those it receives, through all that they hold.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub sent: HashSet<TypeName>,
    pub answered: HashSet<TypeName>,
}

pub(super) fn analyse<'o>(
    drafts: &BTreeMap<TypeName, Draft>,
    operations: impl Iterator<Item = &'o Operation>,
) -> Usage {
    let mut sent = Vec::new();
    let mut answered = Vec::new();
    for operation in operations {
        let body = operation.inputs().filter(|argument| argument.place.is_body());
        sent.extend(body.filter_map(|argument| argument.ty.named().cloned()));
        answered.extend(answered_by(operation).cloned());
    }
    Usage { sent: reach(drafts, sent), answered: reach(drafts, answered) }
}

/// The types an operation takes or gives.
pub(super) fn named_in(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    operation.inputs().filter_map(|argument| argument.ty.named()).chain(answered_by(operation))
}

fn answered_by(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    operation.received().chain(operation.declared_errors().filter_map(TypeRef::named))
}

/// All types that can be got to from `open`.
pub(super) fn reach(drafts: &BTreeMap<TypeName, Draft>, mut open: Vec<TypeName>) -> HashSet<TypeName> {
    let mut reached = HashSet::new();
    while let Some(name) = open.pop() {
        if let Some(draft) = drafts.get(&name)
            && !reached.contains(&name)
        {
            open.extend(draft.inside().filter_map(|ty| ty.named().cloned()));
        }
        reached.insert(name);
    }
    reached
}
