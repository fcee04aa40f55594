//! The names of a resource in code: its accessor, its type, and the modules that lead to it.

use proc_macro2::Ident;

use super::ident::raw_or_plain;
use model::api::Resource;
use model::names::{ModuleName, TypeName};

/// The accessor of a resource that is not the root.
pub fn accessor(resource: &Resource) -> &ModuleName {
    resource.accessor.as_ref().expect("a resource below the root has an accessor")
}

/// The type of a resource that is not the root.
pub fn type_name(resource: &Resource) -> &TypeName {
    resource.type_name.as_ref().expect("a resource below the root has a type")
}

/// The modules down to a resource: `resources`, `beta`, `batch`.
pub fn resource_modules(path: &str) -> Vec<Ident> {
    let segments = path.split('.').filter(|segment| !segment.is_empty());
    std::iter::once("resources").chain(segments).map(raw_or_plain).collect()
}
