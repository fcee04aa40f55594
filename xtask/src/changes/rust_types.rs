//! Which types are the same to a caller.

use super::view::View;
use model::api::{TypeDef, TypeRef};
use model::names::TypeName;

pub use crate::codegen::rust_types::{awaited, field, held};

/// Whether the types differ only in which text type stands where: `String`, a newtype or an enum.
pub fn differ_in_text(old: &View<'_>, old_type: &TypeRef, new: &View<'_>, new_type: &TypeRef) -> bool {
    match (old_type, new_type) {
        (TypeRef::List(old_type), TypeRef::List(new_type))
        | (TypeRef::Map(old_type), TypeRef::Map(new_type))
        | (TypeRef::Nullable(old_type), TypeRef::Nullable(new_type)) => differ_in_text(old, old_type, new, new_type),
        _ => is_text(old, old_type) && is_text(new, new_type),
    }
}

fn is_text(view: &View<'_>, ty: &TypeRef) -> bool {
    let is_text_model = |name: &TypeName| matches!(view.find(name), Some(TypeDef::Newtype(_) | TypeDef::Enum(_)));
    match ty {
        TypeRef::String => true,
        TypeRef::Named(name) => is_text_model(name),
        _ => false,
    }
}
