//! Types that hold themselves. A list, a map or a union in between ends the matter, and a field that may be missing is put
//! into a box. A field that must be there makes a value that never ends, which is for `check` to refuse.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{TypeDef, TypeRef};
use crate::graph::{Graph, groups};
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

/// Which types contain each other.
struct Circles {
    group_of: BTreeMap<TypeName, usize>,
    /// Groups of one type, which may still contain itself.
    lonely: BTreeSet<usize>,
}

impl Circles {
    fn of(types: &[TypeDef]) -> Self {
        let graph: Graph<TypeName> = types
            .iter()
            .map(|definition| (definition.name().clone(), definition.contained().cloned().collect()))
            .collect();
        let groups = groups(&graph);
        let members = groups.iter().enumerate();
        let group_of = members.flat_map(|(at, group)| group.iter().map(move |name| (name.clone(), at))).collect();
        let lonely = (0..groups.len()).filter(|at| groups[*at].len() == 1).collect();
        Self { group_of, lonely }
    }

    /// If the type, which `owner` contains, leads back to it.
    fn put_into_box(&self, owner: &TypeName, ty: &mut TypeRef) {
        let TypeRef::Named(target) = &*ty else { return };
        let own = self.group_of[owner];
        if self.group_of.get(target) == Some(&own) && (!self.lonely.contains(&own) || target == owner) {
            *ty = TypeRef::Boxed(Box::new(ty.clone()));
        }
    }
}
