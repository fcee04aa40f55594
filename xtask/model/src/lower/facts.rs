//! What the description says of a value beyond its type, and of the values in it that have no place of their own: the items
//! of a list, the values of a map.

use super::context::Context;
use crate::api::{Facts, PartFacts, TypeRef};
use crate::resolve::{Kind, Slot};

/// What is said of the values of a place. A default of null is none.
pub(super) fn of(cx: &Context<'_, '_>, slot: &Slot<'_>, ty: &TypeRef) -> Facts {
    let default = slot.default.map(|default| &default.value).filter(|value| !value.is_null());
    Facts { default: default.cloned(), ..of_part(cx, slot, ty) }
}

/// What is said of the parts of a value, as deep as its type goes without a name: what has a name says it there.
pub(super) fn of_parts(cx: &Context<'_, '_>, slot: &Slot<'_>, ty: &TypeRef) -> Option<Box<PartFacts>> {
    let parts = match (&cx.schema(slot).kind, without_null(ty)) {
        (Kind::List(Some(Ok(item))), TypeRef::List(ty)) => PartFacts::Items(of_part(cx, item, ty)),
        (Kind::Map(Some(Ok(value))), TypeRef::Map(ty)) => PartFacts::Values(of_part(cx, value, ty)),
        _ => return None,
    };
    (*parts.facts() != Facts::default()).then(|| Box::new(parts))
}

/// What is said of one of several values. It has no default, because nobody leaves it out.
pub(super) fn of_part(cx: &Context<'_, '_>, slot: &Slot<'_>, ty: &TypeRef) -> Facts {
    let values = slot.values.iter().map(|sited| sited.value.clone()).collect();
    Facts { values, bounds: slot.bounds, default: None, parts: of_parts(cx, slot, ty) }
}

fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => without_null(inner),
        _ => ty,
    }
}
