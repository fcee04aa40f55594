//! Types that hold themselves. A list or map in between ends the matter; a field that may be missing is put into a box. One
//! that must be there makes a value that never ends, which is for `check` to refuse.

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::api::{TypeDef, TypeRef};
use crate::codegen::graph::{Graph, groups};
use crate::codegen::names::TypeName;

pub(super) fn box_recursive_fields(mut types: Vec<TypeDef>) -> Vec<TypeDef> {
    let graph: Graph<TypeName> =
        types.iter().map(|definition| (definition.name().clone(), definition.contained().cloned().collect())).collect();
    let groups = groups(&graph);
    let group_of: BTreeMap<TypeName, usize> =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |name| (name.clone(), at))).collect();
    let lonely: BTreeSet<usize> = (0..groups.len()).filter(|at| groups[*at].len() == 1).collect();
    for definition in &mut types {
        let TypeDef::Struct(structure) = definition else { continue };
        let own = group_of[&structure.name];
        for field in structure.fields.iter_mut().filter(|field| field.shape.is_option()) {
            let TypeRef::Named(target) = &field.ty else { continue };
            if group_of.get(target) == Some(&own) && (!lonely.contains(&own) || *target == structure.name) {
                field.ty = TypeRef::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
    types
}
