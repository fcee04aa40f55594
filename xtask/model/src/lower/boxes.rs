//! Types that hold themselves. A list, a map or a union in between ends the matter, and a field that may be missing is put
//! into a box. A field that must be there makes a value that never ends, which is for `check` to refuse.

use std::collections::HashMap;

use crate::api::{TypeDef, TypeRef};
use crate::graph::Graph;
use crate::names::TypeName;

pub(super) fn box_recursive_fields(mut types: Vec<TypeDef>) -> Vec<TypeDef> {
    let circles = Circles::of(&types);
    for definition in &mut types {
        let TypeDef::Struct(structure) = definition else { continue };
        for field in structure.fields.iter_mut().filter(|field| field.shape.is_option()) {
            circles.put_into_box(&structure.name, &mut field.ty);
        }
    }
    types
}

/// Which types contain each other, or themselves: the number of the group that each is in.
struct Circles(HashMap<TypeName, usize>);

impl Circles {
    fn of(types: &[TypeDef]) -> Self {
        let graph: Graph<&TypeName> =
            types.iter().map(|definition| (definition.name(), definition.contained().collect())).collect();
        let groups = graph.cyclic_components().into_iter().enumerate();
        Self(groups.flat_map(|(at, group)| group.into_iter().map(move |name| (name.clone(), at))).collect())
    }

    /// If the type, which `owner` contains, leads back to it.
    fn put_into_box(&self, owner: &TypeName, ty: &mut TypeRef) {
        let TypeRef::Named(target) = &*ty else { return };
        if self.0.get(owner).is_some_and(|group| self.0.get(target) == Some(group)) {
            *ty = TypeRef::Boxed(Box::new(ty.clone()));
        }
    }
}
