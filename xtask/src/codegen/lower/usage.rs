//! Who meets which type: a type that a request holds may have to tell absent from null, one that only answers hold
//! need not.

use std::collections::{BTreeMap, BTreeSet};

use super::registry::Draft;
use crate::codegen::api::{Operation, Output, Place, TypeRef};
use crate::codegen::names::TypeName;

/// The types that callers send and those the service answers with, through all that they hold.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub sent: BTreeSet<TypeName>,
    pub answered: BTreeSet<TypeName>,
}

pub(super) fn analyse<'o>(
    drafts: &BTreeMap<TypeName, Draft>,
    operations: impl Iterator<Item = &'o Operation>,
) -> Usage {
    let mut sent = Vec::new();
    let mut answered = Vec::new();
    for operation in operations {
        for argument in operation.arguments.iter().chain(&operation.setters) {
            if matches!(argument.place, Place::Body | Place::BodyField) {
                sent.extend(named(&argument.ty).cloned());
            }
        }
        if let Output::Json(ty) = &operation.output {
            answered.extend(named(ty).cloned());
        }
    }
    Usage { sent: reach(drafts, sent), answered: reach(drafts, answered) }
}

/// The types an operation takes or gives.
pub(super) fn named_in(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    let output = match &operation.output {
        Output::Json(ty) => named(ty),
        Output::Nothing => None,
    };
    let inputs = operation.arguments.iter().chain(&operation.setters);
    inputs.filter_map(|argument| named(&argument.ty)).chain(output)
}

/// All types that can be got to from `open`.
pub(super) fn reach(drafts: &BTreeMap<TypeName, Draft>, mut open: Vec<TypeName>) -> BTreeSet<TypeName> {
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(Draft::Struct(structure)) = drafts.get(&name)
            && !reached.contains(&name)
        {
            open.extend(structure.fields.iter().filter_map(|field| named(&field.ty).cloned()));
        }
        reached.insert(name);
    }
    reached
}

/// The named type in a type, under any lists and maps.
pub(super) fn named(ty: &TypeRef) -> Option<&TypeName> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Boxed(inner) => named(inner),
        TypeRef::String
        | TypeRef::Bool
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::U32
        | TypeRef::U64
        | TypeRef::F32
        | TypeRef::F64
        | TypeRef::Timestamp
        | TypeRef::Date
        | TypeRef::Json => None,
    }
}
